"""What `ipp import` and `ipp suggest` do."""
