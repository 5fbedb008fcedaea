"""Pictures of a path: one file a format, each from Picture to text."""
