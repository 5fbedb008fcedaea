"""One customer: what happened to them, and what that comes to on one day."""
