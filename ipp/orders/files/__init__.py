"""Files that tables come in, and the texts in them."""
