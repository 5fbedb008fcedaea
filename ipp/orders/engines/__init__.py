"""What runs expressions over tables. Ibis, DuckDB and Arrow have their door here."""
