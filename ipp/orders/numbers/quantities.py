"""The quantities that cells say. `1,000` is a thousand, or one with three decimals: what else stands in its column tells which, or nobody knows."""

import re
from collections.abc import Iterable, Mapping
from typing import Literal, NamedTuple

from ipp.orders import sql
from ipp.orders.engines.protocol import Engine
from ipp.orders.sql import Table, Value

Meaning = Literal["decimals", "thousands", "unknown"]
"""What a comma, or a point, before three last digits parts off."""

_NUMBER = r"^[+-]?([0-9]{1,30}([.,][0-9]{0,30})?|[.,][0-9]{1,30})([eE][+-]?[0-9]{1,2})?$"
"""With a point or a comma before decimals: 1,00 is one. No engine's own numbers, as 1d or nan."""
_GROUPS = r"^[+-]?[1-9][0-9]{0,2}((M[0-9]{3}){2,9}(D[0-9]{0,30})?|M[0-9]{3}D[0-9]{0,30})$"
_ONE_GROUP = r"^[+-]?[1-9][0-9]{0,2}M[0-9]{3}$"
_DECIMALS = r"^[+-]?([0-9]*M([0-9]{1,2}|[0-9]{4,30})|(0*|[0-9]{4,30})M[0-9]{3})$"
"""M is the mark, and D the other one."""
_SPACES = " '’\u00a0\u202f"
_SPACED = f"^[+-]?[1-9][0-9]{{0,2}}([{_SPACES}][0-9]{{3}})+([.,][0-9]{{1,2}})?$"
_WHOLE = r"^[+-]?[0-9]+$"
_UNPARTED = r"^[+-]?[1-9][0-9]{3,}$"
_UNITS = "x|X|×|pcs?|pieces?|Stk|Stück|units?|ea"
_BEFORE, _AFTER = r"^[xX×] ?", rf" ?({_UNITS})\.?$"
MOST = 1_000_000
"""The most pieces of one line: what is more counts as so many."""


class NumberMarks(NamedTuple):
    """What the marks in the numbers of one column mean; `grouped`: whether any number of it has groups of three digits."""

    comma: Meaning = "decimals"
    point: Meaning = "decimals"
    grouped: bool = False


_PLAIN = NumberMarks()
Marks = dict[str, NumberMarks]
"""What marks mean by column: of `quantity` and `given_back`."""


def find_marks(engine: Engine, rows: Table, raw: Table, of: Mapping[str, str], *roles: str) -> Marks:
    """Look at the different texts that rows have in each of these roles, `of` the columns of raw, and return what their marks mean.

    A number of a table that has numbers needs no look.
    """
    found = {}
    for role in roles:
        if role in of and raw[of[role]].type().is_string():
            texts = engine.fetch_rows(rows.filter(rows[role].notnull()).select(role).distinct())
            found[role] = judge_marks(text for (text,) in texts)
    return found


def judge_marks(texts: Iterable[str]) -> NumberMarks:
    """Return what marks mean in the texts of one column.

    Another number with the mark can tell, as `1,5` or `1,000,000` do, or with the other mark. Else a comma between whole numbers parts thousands,
    as whoever writes three decimals writes them always. A point is the decimal point, as in prices, where all numbers have three decimals, or where a thousand is written without it.
    """
    bare = [_strip_units(text) for text in texts]
    one = [mark for mark in ",." if _has(bare, _ONE_GROUP, mark)]
    if not (one or any(_has(bare, _GROUPS, mark) for mark in ",.") or _has(bare, _SPACED)):
        return _PLAIN
    comma, point = _judge_mark(bare, ","), _judge_mark(bare, ".")
    if (comma and comma == point) or (not comma and not point and len(one) == 2):
        return NumberMarks("unknown", "unknown", True)
    if comma or point:
        return NumberMarks(comma or _OTHER[point], point or _OTHER[comma], True)
    if not _has(bare, _WHOLE):
        return NumberMarks("unknown", "decimals", True)
    return NumberMarks("thousands", "decimals" if _has(bare, _UNPARTED) else "unknown", True)


_OTHER: dict[Meaning | None, Meaning] = {
    "thousands": "decimals",
    "decimals": "thousands",
    "unknown": "unknown",
    None: "unknown",
}
"""What the other mark means."""


def _judge_mark(texts: list[str], mark: str) -> Meaning | None:
    """Return what the numbers with a mark say that it means; None where they do not."""
    thousands, decimals = _has(texts, _GROUPS, mark), _has(texts, _DECIMALS, mark)
    if thousands and decimals:
        return "unknown"
    return "thousands" if thousands else "decimals" if decimals else None


def _has(texts: list[str], pattern: str, mark: str = ",") -> bool:
    written = _mark(pattern, mark)
    return any(re.search(written, text) for text in texts)


def _mark(pattern: str, mark: str) -> str:
    """Return a pattern for numbers with this mark."""
    return pattern.replace("M", f"[{mark}]").replace("D", "[.]" if mark == "," else "[,]")


def _strip_units(text: str) -> str:
    return re.sub(f"{_BEFORE}|{_AFTER}", "", text).strip("()")


def read_quantity(rows: Table, marks: Marks) -> Value:
    """Return how many pieces rows say, less those given back; missing where there is none, or what is there is no number."""
    found = read_number(rows.quantity, marks.get("quantity"))
    if "given_back" not in rows.columns:
        return found
    back = read_number(rows.given_back, marks.get("given_back"))
    return found - sql.ifelse(rows.given_back.isnull(), 0, back)


def is_ambiguous(rows: Table, marks: Marks) -> Value:
    """Whether rows have a number that can be thousands or have decimals, and nobody knows."""
    doubts = [sql.literal(False)]
    for column, meant in marks.items():
        text = _bare_text(rows[column])
        doubts += [
            text.re_search(_mark(_ONE_GROUP, mark)).fill_null(False)
            for mark, meaning in ((",", meant.comma), (".", meant.point))
            if meaning == "unknown"
        ]
    found = doubts[0]
    for doubt in doubts[1:]:
        found |= doubt
    return found


def count_pieces(number: Value) -> Value:
    """Return a number above zero as whole pieces: of one that is begun there is one."""
    return sql.ifelse(number > MOST, sql.literal(MOST, type="int64"), number.ceil().cast("int64"))


def read_number(found: Value, marks: NumberMarks | None = None) -> Value:
    """Return the number that a cell says; missing where it says none, or two."""
    if not found.type().is_string():
        return found
    text = _bare_text(found)
    plain = sql.ifelse(text.re_search(_NUMBER), text.replace(",", "."), sql.null("string"))
    if marks and marks.grouped:
        plain = sql.cases(*_list_readings(text, marks), else_=plain)
    return plain.try_cast("float64")


def _list_readings(text: Value, marks: NumberMarks) -> list[tuple[Value, Value]]:
    """Return how numbers with groups of three digits are read, the likeliest first."""
    readings = [(text.re_search(_SPACED), text.re_replace(f"[{_SPACES}]", "").replace(",", "."))]
    for mark, other, meaning in ((",", ".", marks.comma), (".", ",", marks.point)):
        whole = text.replace(mark, "").replace(other, ".")
        one: dict[Meaning, Value] = {
            "thousands": whole,
            "decimals": text.replace(mark, "."),
            "unknown": sql.null("string"),
        }
        readings.append((text.re_search(_mark(_GROUPS, mark)), whole))
        readings.append((text.re_search(_mark(_ONE_GROUP, mark)), one[meaning]))
    return readings


def _bare_text(text: Value) -> Value:
    """Return a number without what stands around it: x2, 2 pcs, and (1), which is -1 to those who keep books."""
    told = text.re_search(_NUMBER)
    bare = text.re_replace(rf"{_BEFORE}|{_AFTER}", "")
    inside = text.startswith("(") & text.endswith(")")
    bare = sql.ifelse(inside, sql.literal("-") + text.substr(1, text.length() - 2), bare)
    return sql.ifelse(told, text, bare)
