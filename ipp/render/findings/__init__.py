"""Findings in each format: one pure file a format."""
