"""How each dialect spells names, texts, types and operations."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from ipp.orders.sql.value_types import Type

PLAIN = {
    "lower": "LOWER({0})",
    "upper": "UPPER({0})",
    "length": "LENGTH({0})",
    "strip": "TRIM({0}, {1})",
    "substr": "SUBSTRING({0}, {1}, {2})",
    "tail": "SUBSTRING({0}, {1})",
    "replace": "REPLACE({0}, {1}, {2})",
    "translate": "TRANSLATE({0}, {1}, {2})",
    "contains": "CONTAINS({0}, {1})",
    "startswith": "STARTS_WITH({0}, {1})",
    "endswith": "SUFFIX({0}, {1})",
    "split": "STR_SPLIT({0}, {1})",
    "element": "LIST_EXTRACT({0}, {1})",
    "unnest": "UNNEST({0})",
    "re_search": "REGEXP_MATCHES({0}, {1})",
    "re_replace": "REGEXP_REPLACE({0}, {1}, {2}, 'g')",
    "re_extract": "REGEXP_EXTRACT({0}, {1}, {2})",
    "||": "{0} || {1}",
    "&": "{0} & {1}",
    ">>": "{0} >> {1}",
    "%": "{0} % {1}",
    "/": "{0} / {1}",
    "abs": "ABS({0})",
    "ceil": "CEIL({0})",
    "floor": "FLOOR({0})",
    "round": "ROUND({0}, 0)",
    "isnan": "ISNAN({0})",
    "nullif": "NULLIF({0}, {1})",
    "isnull": "{0} IS NULL",
    "notnull": "{0} IS NOT NULL",
    "between": "{0} BETWEEN {1} AND {2}",
    "hour": "EXTRACT(hour FROM {0})",
    "minute": "EXTRACT(minute FROM {0})",
    "second": "EXTRACT(second FROM {0})",
    "days_since": "DATE_DIFF('DAY', {1}, {0})",
    "add_days": "({0} + CAST({1} AS INT))",
    "row_number": "ROW_NUMBER() OVER ()",
}
"""Operations as DuckDB spells them, and most others."""

PLACES = {"row_number": "ROW_NUMBER()", "dense_rank": "DENSE_RANK()", "lag": "LAG({0})", "lead": "LEAD({0})"}
"""What looks at its window in its order, whatever its frame."""

SUMS = {
    "max": "MAX({0})",
    "median": "MEDIAN({0})",
    "min": "MIN({0})",
    "sum": "SUM({0})",
    "nunique": "COUNT(DISTINCT {0})",
    "count": "COUNT({0})",
}
"""What several rows come to."""

_TYPES = {
    "boolean": "BOOLEAN",
    "date": "DATE",
    "float32": "FLOAT",
    "float64": "DOUBLE",
    "int32": "INT",
    "int64": "BIGINT",
    "string": "VARCHAR",
    "timestamp": "TIMESTAMP",
}


class SqlDialect(NamedTuple):
    """A dialect: the mark around names, what is escaped in texts, types and operations where they are not those of PLAIN.

    `partners`: what keeps rows with a partner, or without one; where there is nothing a row is asked whether one EXISTS. `filters`: whether
    what several rows come to has a filter of its own. `rising` and `falling`: how values are ordered in a window, `sorted` those of the
    rows of an answer.
    """

    name: str
    mark: str
    escapes: Mapping[int, str]
    types: Mapping[str, str]
    spellings: Mapping[str, str]
    partners: Mapping[str, str]
    filters: bool
    rising: str
    falling: str
    sorted: str

    def quote_name(self, name: str) -> str:
        """Return a name as an identifier."""
        if self.name == "bigquery":
            name = "_".join(part.strip() for part in _NOT_IN_NAMES.split(name) if part) or "tmp"
        return f"{self.mark}{name.replace(self.mark, self.mark * 2)}{self.mark}"

    def quote_text(self, text: str) -> str:
        """Return a text as a literal."""
        quoted = f"'{text.translate(self.escapes)}'"
        return (
            quoted.replace("${", "\\u0024{") if self.name == "spark" else quoted
        )  # else it is a variable there

    def name_type(self, dtype: Type) -> str:
        """Return a type in words of the dialect."""
        if dtype.is_decimal():
            return self.types.get("decimal", dtype.upper())
        return self.types.get(dtype) or _TYPES[dtype]


_NOT_IN_NAMES = re.compile(r"""[!"$()*,./;?@\[\\\]^`{}~\n]+""")
"""What BigQuery has in no name of a column."""


def _escape_controls(written: str) -> dict[int, str]:
    """Return how texts are escaped where a backslash does it; `written` is how a control character is told by its number."""
    codes = [*range(32), 127]
    return (
        {code: written.format(code) for code in codes}
        | {ord(char): f"\\{letter}" for char, letter in zip("\b\t\n\f\r", "btnfr", strict=True)}
        | {ord(char): f"\\{char}" for char in "\\'"}
    )


_DOUBLED = {ord("'"): "''"}
_RISING, _LAST = "ASC", "ASC NULLS LAST"

DUCKDB = SqlDialect(
    "duckdb",
    '"',
    _DOUBLED,
    {"string": "TEXT"},
    {},
    {"SEMI": "SEMI JOIN", "ANTI": "ANTI JOIN"},
    True,
    _RISING,
    "DESC",
    _RISING,
)
POSTGRES = SqlDialect(
    "postgres",
    '"',
    _DOUBLED,
    {"float64": "DOUBLE PRECISION", "float32": "REAL"},
    {
        "strip": "TRIM({1} FROM {0})",
        "contains": "POSITION({1} IN {0}) > 0",
        "re_search": "{0} ~ {1}",
        "days_since": "CAST(CAST({0} AS DATE) - {1} AS BIGINT)",
    },
    {},
    True,
    _RISING,
    "DESC NULLS LAST",
    _RISING,
)
BIGQUERY = SqlDialect(
    "bigquery",
    "`",
    _escape_controls("\\x{:02x}"),
    {
        "decimal": "NUMERIC",
        "float64": "FLOAT64",
        "int32": "INT64",
        "int64": "INT64",
        "string": "STRING",
        "timestamp": "DATETIME",
    },
    {
        "%": "MOD({0}, {1})",
        "re_search": "REGEXP_CONTAINS({0}, {1})",
        "re_replace": "REGEXP_REPLACE({0}, {1}, {2})",
        "days_since": "DATE_DIFF({0}, {1}, DAY)",
        "add_days": "CAST(DATE_ADD({0}, INTERVAL ({1}) DAY) AS DATE)",
    },
    {},
    False,
    _RISING,
    "DESC",
    _LAST,
)
SNOWFLAKE = SqlDialect(
    "snowflake",
    '"',
    _escape_controls("\\x{:02x}"),
    {},
    {
        "&": "BITAND({0}, {1})",
        ">>": "BITSHIFTRIGHT({0}, {1})",
        "re_search": "REGEXP_LIKE({0}, CONCAT('.*', {1}, '.*'), 'cs')",
        "re_replace": "REGEXP_REPLACE({0}, {1}, {2})",
        "days_since": "DATEDIFF(DAY, {1}, {0})",
        "add_days": "CAST(DATEADD(DAY, {1}, {0}) AS DATE)",
    },
    {},
    False,
    _RISING,
    "DESC NULLS LAST",
    _RISING,
)
SPARK = SqlDialect(
    "spark",
    "`",
    _escape_controls("\\{:03o}") | {ord("\f"): "\\014"},  # `\f` is the letter f there
    {"string": "STRING"},
    {
        ">>": "SHIFTRIGHT({0}, {1})",
        "strip": "TRIM({1} FROM {0})",
        "startswith": "STARTSWITH({0}, {1})",
        "endswith": "ENDSWITH({0}, {1})",
        "split": "SPLIT({0}, {1})",
        "element": "ELEMENT_AT({0}, {1})",
        "unnest": "EXPLODE({0})",
        "re_search": "{0} RLIKE {1}",
        "re_replace": "REGEXP_REPLACE({0}, {1}, {2})",
        "days_since": "CAST(DATEDIFF(DAY, {1}, {0}) AS BIGINT)",
        "add_days": "DATE_ADD({0}, CAST({1} AS INT))",
        "row_number": "ROW_NUMBER() OVER (ORDER BY NULL)",
    },
    {"SEMI": "LEFT SEMI JOIN", "ANTI": "LEFT ANTI JOIN"},
    False,
    _LAST,
    "DESC",
    _LAST,
)
DIALECTS = {each.name: each for each in (DUCKDB, POSTGRES, BIGQUERY, SNOWFLAKE, SPARK)}
