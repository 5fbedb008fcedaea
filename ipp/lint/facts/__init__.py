"""What several rules ask of one store, each worked out once."""
