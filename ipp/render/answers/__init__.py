"""The answers of `ipp next`, for people and for programs."""
