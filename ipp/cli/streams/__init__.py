"""Stdout, where it cannot be written."""
