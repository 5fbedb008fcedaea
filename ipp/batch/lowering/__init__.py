"""The policy as small tables of numbers."""
