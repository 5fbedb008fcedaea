"""What `ipp diff` found, one file a format."""
