"""Entries as items of a path: variants, bundles, names."""
