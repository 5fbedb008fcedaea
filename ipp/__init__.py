"""Ideal Purchase Path: whatever a customer buys, one recommended next action."""

__version__ = "0.1.0"
