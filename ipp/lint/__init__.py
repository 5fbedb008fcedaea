"""Is the path sound?"""
