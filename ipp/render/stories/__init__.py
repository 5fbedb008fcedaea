"""What playing stories came to, one file a format, and how much of the path they reach."""
