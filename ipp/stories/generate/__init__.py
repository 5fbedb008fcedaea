"""Few stories that reach what can be reached of a path: walked, chosen, and written."""
