"""What `ipp import` and `ipp suggest` say, for people and for programs."""
