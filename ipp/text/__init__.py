"""Ground floor: characters, places and findings."""
