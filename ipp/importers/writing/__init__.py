"""Items as the text of a path file."""
