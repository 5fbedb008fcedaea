"""A path file and a later export of its shop: what changes in the file, field by field."""
