"""From the next actions of everybody to what goes out today: what is offered in full, who is cut, the log, what changed since, and the days to come."""
