"""What goes to other programs: rows as those programs know contacts, and the parts of a file that is too large for one."""
