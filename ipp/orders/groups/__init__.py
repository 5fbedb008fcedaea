"""Tables of files that name their columns in different ways: each group of files is read by its own columns, and what it says is put together"""
