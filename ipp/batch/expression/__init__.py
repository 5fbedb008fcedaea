"""Everybody's next action as one relational expression."""
