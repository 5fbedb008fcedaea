"""Numbers in cells of orders and logs."""
