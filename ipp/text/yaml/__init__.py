"""YAML text to a tree of nodes with spans, and edits of it that keep everything around them."""
