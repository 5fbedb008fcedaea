"""One thin file for each command: its signature, and one call."""
