"""What customers really did: what follows what more often than chance, held against the path (docs/learning.md)"""
