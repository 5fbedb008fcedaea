"""What runs expressions over tables. DuckDB and Arrow have their door here."""
