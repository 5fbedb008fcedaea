"""What is known of customers, out of lists of them and out of their orders."""
