"""A path as a picture: what is in it, which part of it, and where everything stands."""
