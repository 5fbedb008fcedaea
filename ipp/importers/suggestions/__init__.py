"""Candidates for products with no next of their own, and drafts of their lists."""
