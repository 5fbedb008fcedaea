"""Which arguments of commands name files, and the guard that stands before anything is written."""
