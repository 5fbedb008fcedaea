"""What the shop wrote."""
