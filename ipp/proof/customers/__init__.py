"""What kinds of customers there can be, and what conditions can hold for them."""
