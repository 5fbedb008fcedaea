"""Text to stories: keys, values, steps, expectations, and the whole file, each mistake with its place."""
