"""What the path is worth: expected value, where it leaks, which order is best (docs/forecast.md)."""
