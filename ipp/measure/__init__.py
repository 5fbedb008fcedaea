"""What the path brings: those who were asked against those held out, or one arm of an experiment against everybody else (docs/measuring.md)."""
