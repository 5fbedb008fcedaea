"""What the commands do. A job is imported when its command is run, with everything that it needs."""
