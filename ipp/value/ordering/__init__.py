"""Which order of steps brings most, and the path file in that order."""
