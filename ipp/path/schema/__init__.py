"""The keys of the path file, told to editors as a JSON Schema."""
