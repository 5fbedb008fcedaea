"""What `ipp learn` says, for people and for programs."""
