"""The path as a walker reads it: facts as bits, days as numbers, lists by number."""
