"""The search for the shortest history after which nothing authored is left."""
