"""Exports of catalogues as entries: files, columns, cells."""
