"""Types of columns: `int64`, `string`, `date`, `timestamp(9)`, `decimal(19, 0)` …"""

import re


class Type(str):
    """The type of a value, by its name."""

    __slots__ = ()

    def is_string(self) -> bool:
        return self == "string"

    def is_integer(self) -> bool:
        return self.startswith(("int", "uint"))

    def is_floating(self) -> bool:
        return self.startswith("float")

    def is_decimal(self) -> bool:
        return self.startswith("decimal")

    def is_date(self) -> bool:
        return self == "date"

    def is_timestamp(self) -> bool:
        return self.startswith("timestamp")

    @property
    def scale(self) -> int:
        """The digits of a decimal behind its point."""
        found = re.fullmatch(r"decimal\((\d+), *(\d+)\)", self)
        return int(found[2]) if found else 0


BOOLEAN, DATE, FLOAT, INTEGER, STRING = map(Type, ("boolean", "date", "float64", "int64", "string"))


def join_number_types(one: Type, other: Type) -> Type:
    """Return the type of a sum or a product."""
    if one.is_floating() or other.is_floating():
        return FLOAT
    return one if one.is_decimal() else other if other.is_decimal() else INTEGER
