"""Findings that the shop accepts: ignores and baselines."""
