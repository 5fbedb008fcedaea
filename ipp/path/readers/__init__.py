"""From nodes to the model: single values, tables, collections, and the whole file."""
