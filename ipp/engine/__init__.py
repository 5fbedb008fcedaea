"""Second floor: what the path means."""
