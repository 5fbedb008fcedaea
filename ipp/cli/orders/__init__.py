"""What jobs read out of orders: one customer, and by which first purchases customers enter a forecast."""
