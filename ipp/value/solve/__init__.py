"""Sweeps over the chain: expectations, exact or sampled, with their intervals."""
