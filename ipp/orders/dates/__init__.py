"""What days are written as: one cell, and whole columns."""
