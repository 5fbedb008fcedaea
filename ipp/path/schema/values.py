"""Single values in JSON Schema, for editors: what `values.py` reads, and never less.

ipp reads everything as it is written; an editor sees what YAML 1.2 makes of it. So a price reaches the schema as a number or
as a text, and a name as anything that is one value: `101` as a number, `null` as nothing. What the editor no longer sees
(`1e3` and `1000` are one number to it) is let through: ipp says the rest.
"""

from typing import Any

from ipp.path.keys import Kind
from ipp.path.model import TOUCH_KINDS
from ipp.path.terms import HELD
from ipp.path.values import PERIODS, UNITS

Schema = dict[str, Any]

_ANY_CASE = str.maketrans({letter: f"[{letter}{letter.upper()}]" for letter in "abcdefghijklmnopqrstuvwxyz"})
_FRACTION = r"(\.[0-9]{1,9})?"
_MOST_MONEY = 10**12  # 999,999,999,999.999999 is this number to whoever counts in binary
_MOST_COUNT = 999_999_999


def _match_words(*words: str) -> str:
    """Return a pattern for one of these words, in any case."""
    return "(" + "|".join(words).translate(_ANY_CASE) + ")"


def _describe_text(pattern: str, message: str, *examples: Any) -> Schema:
    shown = {"examples": list(examples)} if examples else {}
    return {
        "type": "string",
        "pattern": f"^{pattern}$",
        "patternErrorMessage": message,
        "errorMessage": message,
        **shown,
    }


def _describe_number(
    low: int, high: int, pattern: str, message: str, *examples: Any, kind: str = "number"
) -> Schema:
    """Return a schema for a number, or for a text with one in it."""
    return _describe_text(pattern, message, *examples) | {
        "type": [kind, "string"],
        "minimum": low,
        "maximum": high,
    }


def _describe_constant(number: int, pattern: str, message: str, *examples: Any) -> Schema:
    """Return a schema for a text, or for this very number."""
    unless = {"if": {"type": "number"}, "then": {"const": number, "errorMessage": message}}
    return _describe_text(pattern, message, *examples) | {"type": ["string", "number"]} | unless


_LENGTH = f"[0-9]{{1,6}} ?{_match_words(*sorted(UNITS))}"
_PERCENT = rf"(0{{0,7}}[0-9]{{1,2}}{_FRACTION}|0{{0,6}}100(\.0{{1,9}})?) ?%"
_SHARE = rf"({_PERCENT}|(0{{1,9}}{_FRACTION}|0{{0,8}}1(\.0{{1,9}})?) ?)"
_YEARDAY = (
    "((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|[12][0-9]))"
)
_DAY = f"(?!0000)[0-9]{{4}}-{_YEARDAY}"

# With `"type": ["string", "number", "boolean", "null"]` editors would propose `true` and `null` for every name.
_UNTEXTUAL: Schema = {"not": {"type": ["string", "array", "object"]}}
TEXT: Schema = {"anyOf": [{"type": "string", "errorMessage": "one text"}, _UNTEXTUAL]}
NAME: Schema = {"anyOf": [{"type": "string", "minLength": 1, "errorMessage": "one name"}, _UNTEXTUAL]}
RATE = _describe_text(_SHARE, "a rate, from 0 to 1: 12% or 0.12", "10%") | {
    "type": ["string", "number"],
    "minimum": 0,
    "maximum": 1,
}
COUNT_KEY = "^[0-9]{1,9}$"
"""A count as a key; keys are texts."""

VALUES: dict[Kind, Schema] = {
    Kind.TEXT: TEXT,
    Kind.NAME: NAME,
    Kind.MONEY: _describe_number(
        0,
        _MOST_MONEY,
        r"[0-9]{1,12}(\.[0-9]{1,6})?",
        "an amount of money, in plain digits such as 89 or 19.50",
    ),
    Kind.RATE: RATE,
    Kind.DURATION: _describe_constant(
        0,
        f"(0|now|{_LENGTH})",
        "a length of time: 12h, 3d, 2w, 1 month, now",
        *("now", "3d", "2w"),
    ),
    Kind.PERIOD: _describe_text(
        f"({_match_words(*PERIODS)}|(?=0*[1-9]){_LENGTH})",
        "how often: day, week, month, quarter, year, or a length of time such as 30d",
        *("month", "year", "30d"),
    ),
    Kind.CHANNEL: NAME,
    Kind.DISCOUNT: {
        **_describe_text(
            rf"({_PERCENT}|[0-9]{{1,12}}(\.[0-9]{{1,6}})?)", "a share such as 10%, or money such as 5", "10%"
        ),
        "type": ["string", "number"],
        "minimum": 0,
        "maximum": _MOST_MONEY,
    },
    Kind.SHARE: {
        **_describe_text(f"{_SHARE}( +[tT][oO] +{_SHARE})?", "a share of customers: 50%, 33% to 67%", "50%"),
        "type": ["string", "number"],
        "minimum": 0,
        "maximum": 1,
    },
    Kind.DAY: _describe_text(_DAY, "a day of the calendar, written as 2026-12-31", "2026-12-31"),
    Kind.WINDOW_DAY: _describe_text(
        f"({_DAY}|{_YEARDAY})",
        "a day of the calendar, written as 2026-12-31, or as 12-31 for every year",
        *("2026-12-31", "12-31"),
    ),
    Kind.COUNT: _describe_number(0, _MOST_COUNT, "[0-9]{1,9}", "a whole number: 3", kind="integer"),
    Kind.POSITIVE: _describe_number(
        1, _MOST_COUNT, "(?=0*[1-9])[0-9]{1,9}", "a whole number, at least 1", kind="integer"
    ),
    Kind.FLAG: {
        "type": ["boolean", "string"],
        "pattern": f"^{_match_words('true', 'false', 'yes', 'no')}$",
        "patternErrorMessage": "true or false",
        "errorMessage": "true or false",
    },
    Kind.VERSION: _describe_constant(1, "0{0,8}1", "ipp reads version 1 of the format", 1),
    Kind.HELD: {
        **_describe_text(_match_words(*HELD), "one of " + ", ".join(HELD)),
        "anyOf": [{"enum": list(HELD)}, {"type": "string"}],
    },
    Kind.TOUCH_KIND: {
        **_describe_text(_match_words(*TOUCH_KINDS), "one of " + ", ".join(TOUCH_KINDS)),
        "anyOf": [{"enum": list(TOUCH_KINDS)}, {"type": "string"}],  # the list is for completion
    },
}
"""What every kind of single value takes; strict about texts wherever ipp is."""

TRUE: Schema = {"anyOf": [{"const": True}, {"type": "string", "pattern": f"^{_match_words('true', 'yes')}$"}]}
