"""What DuckDB's types are in expressions."""

import re


def map_type(duck: str) -> str | None:
    """Return the type of a column as expressions know it, by its name in DuckDB; None for one that they do not know."""
    return duck.lower() if re.fullmatch(r"DECIMAL\(\d+,\d+\)", duck) else _KINDS.get(duck)


_KINDS = {
    "VARCHAR": "string",
    "BIGINT": "int64",
    "INTEGER": "int32",
    "SMALLINT": "int16",
    "TINYINT": "int8",
    "UBIGINT": "uint64",
    "UINTEGER": "uint32",
    "USMALLINT": "uint16",
    "UTINYINT": "uint8",
    "HUGEINT": "decimal(38,0)",
    "DOUBLE": "float64",
    "FLOAT": "float32",
    "BOOLEAN": "boolean",
    "DATE": "date",
    "TIMESTAMP": "timestamp",
    "TIMESTAMP WITH TIME ZONE": "timestamp('UTC')",
    "TIMESTAMP_NS": "timestamp(9)",
    "TIMESTAMP_MS": "timestamp(3)",
    "TIMESTAMP_S": "timestamp(0)",
}
