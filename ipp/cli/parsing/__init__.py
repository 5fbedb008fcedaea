"""What is typed: arguments, checked before a command runs, and the help pages that list them."""
