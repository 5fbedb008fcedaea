"""A whole path file out of history, for its author to finish"""
