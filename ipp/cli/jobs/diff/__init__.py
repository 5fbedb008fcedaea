"""What `ipp diff` does."""
