"""What `ipp measure` says, for people and for programs."""
