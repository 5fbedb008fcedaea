"""Values in, text out: nothing here decides or writes."""
