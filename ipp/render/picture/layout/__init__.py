"""Where everything stands: a layered layout of what hangs together, packed into lanes."""
