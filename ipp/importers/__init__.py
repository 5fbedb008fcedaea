"""What a shop's catalogue says becomes a path file, and the file stays in step with it."""
