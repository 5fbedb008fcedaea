"""What runs the expression: DuckDB, Spark, and the SQL of other engines."""
