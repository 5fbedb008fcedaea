"""The answer of `ipp next`, for people."""
