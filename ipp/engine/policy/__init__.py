"""The policy of a store: its clauses, compiled from what the path file says."""
