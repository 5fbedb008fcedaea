"""Characters, places and findings."""
