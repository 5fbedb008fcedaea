"""Drawing a sheet: shapes and words as SVG."""
