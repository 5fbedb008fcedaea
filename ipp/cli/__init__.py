"""Doors: parse, call one function, render, exit code."""
