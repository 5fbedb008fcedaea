"""Which files a command is about, and how they are read and written."""
