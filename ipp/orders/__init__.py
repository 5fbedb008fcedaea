"""Orders as shops export them, logs and lists of customers: who bought what, when, how many; what cannot be read is set aside with a reason."""
