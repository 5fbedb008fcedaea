"""First floor: what the shop wrote."""
