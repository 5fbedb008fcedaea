"""How much of a path stories reach: its goals, who counts them, and what is missing."""
