"""When: what days are written as, one cell and whole columns, and which of two orders of a day is the later one."""
