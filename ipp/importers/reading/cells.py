"""What the cells of catalogues say: texts for people, money, yes and no, lists, days."""

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from html import unescape

from ipp.path.values import BadValue, find_amount, parse_money, parse_period
from ipp.text.cells import clean_cell

_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_UNSEEN = re.compile(
    r"[\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_COMMA = re.compile(r"[0-9],[0-9]{1,2}(?![0-9])")
_POINT = re.compile(r"[0-9]\.[0-9]{1,2}(?![0-9])")
_YEAR_FIRST = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_MONTH_FIRST = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{2,4})")
_LONGEST_NAME = 200
_MOST_ESCAPED = 50
_YES = ("1", "true", "yes", "y", "ja", "oui", "si", "sí", "on", "active", "enabled")
_NO = ("0", "false", "no", "n", "nein", "non", "off", "inactive", "disabled")
_PERIODS = {
    "daily": "day",
    "weekly": "week",
    "monthly": "month",
    "quarterly": "quarter",
    "every_3_months": "quarter",
    "biannually": "6 months",
    "every_6_months": "6 months",
    "yearly": "year",
    "annually": "year",
    "every_two_years": "2 years",
    "every_2_years": "2 years",
}


def read_name(text: str) -> str:
    """Return a title as one line for people: entities read, tags and what nobody sees taken out, blanks folded."""
    if "<" in text:
        text = _TAG.sub(" ", text)
    if "&" in text:
        text = unescape(unescape(text))
    text = read_code(text)
    return text if len(text) <= _LONGEST_NAME else text[: _LONGEST_NAME - 1].rstrip() + "…"


def read_code(text: str) -> str:
    """Return a text as it stands, but for what nobody sees, with its blanks folded."""
    if not (text.isascii() and text.isprintable()):
        text = _UNSEEN.sub(" ", text)
        if (
            sum(not char.isprintable() for char in text) > _MOST_ESCAPED
        ):  # a key of YAML has 1,024 characters at most
            text = "".join(char if char.isprintable() else " " for char in text)
    return " ".join(text.split())


def has_decimal_commas(texts: Iterable[str]) -> bool:
    """Whether amounts of one table are written with decimal commas: `19,90`, and none as `19.90`."""
    commas = False
    for text in texts:
        if _POINT.search(text) and not _COMMA.search(text):
            return False
        commas = commas or bool(_COMMA.search(text))
    return commas


def read_money(text: str, commas: bool = False) -> Decimal | None:
    """Return an amount; None for an empty cell, and for what is no amount or below zero."""
    if not text:
        return None
    if commas and "," not in text:
        text = re.sub(r"(?<=[0-9])\.(?=[0-9]{3}(?![0-9]))", "", text)  # in 1.234 the point parts thousands
    try:
        return tidy_money(parse_money(text))
    except ValueError:
        amount = find_amount(text)
        return None if amount is None else tidy_money(Decimal(amount))


def read_change(text: str, commas: bool = False) -> Decimal:
    """Return what is added to an amount, or taken off it; 0 where nothing is said."""
    down = text.startswith(("-", "−"))
    change = read_money(text[1:].strip() if down else text.removeprefix("+"), commas) or Decimal(0)
    return -change if down else change


def tidy_money(money: Decimal) -> Decimal:
    """Return an amount without zeros that say nothing: 14 for 14.0000, 19.50 for 19.5."""
    if not money:
        return Decimal(0)  # never -0
    whole = money.to_integral_value()
    if whole == money:
        return whole.quantize(Decimal(1))
    cents = money.quantize(Decimal("0.01"))
    return cents if cents == money else money.normalize()


def read_flag(text: str) -> bool | None:
    """Return yes or no; None for anything else."""
    word = text.lower()
    return True if word in _YES else False if word in _NO else None


def read_count(text: str) -> int | None:
    """Return a whole number, negative ones too; None for anything else."""
    found = re.fullmatch(r"(-?[0-9]{1,12})(?:[.,][0-9]*)?", text)
    return int(found[1]) if found else None


def read_day(text: str) -> date | None:
    """Return a day, written with the year or the month first."""
    if found := _YEAR_FIRST.match(text):
        year, month, day = map(int, found.groups())
    elif found := _MONTH_FIRST.match(text):
        month, day, year = map(int, found.groups())
        year += 2000 if year < 100 else 0
    else:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def is_in_force(begins: str, ends: str, today: date) -> bool:
    """Whether a special price holds on a day; one without days always does."""
    first, last = read_day(begins), read_day(ends)
    return (first is None or first <= today) and (last is None or today <= last)


def read_period(unit: str, count: str = "1") -> str | None:
    """Return the period of a subscription as a path file says it: `month`, `3 months`; None for what is none, such as -1 months."""
    unit = unit.strip().lower().replace(" ", "_")
    if unit in _PERIODS:
        return _PERIODS[unit]
    unit = unit.rstrip("s")
    if unit not in ("day", "week", "month", "quarter", "year"):
        return None
    number = read_count(count) or 1
    period = unit if number == 1 else f"{number} {unit}s"
    try:
        parse_period(period)
    except BadValue:
        return None
    return period


def list_unread_period(unit: str, count: str, every: str | None) -> tuple[tuple[str, str], ...]:
    """Return how a period is written, as `list_unread` does of amounts, where it stands there and is none."""
    return (("every", f"{count} {unit}".strip()),) if unit and every is None else ()


def split_list(text: str, marks: str = ",") -> list[str]:
    """Return the entries of a cell that holds a list; a mark after a backslash parts nothing."""
    if not text:
        return []
    found = re.split(rf"(?<!\\)[{re.escape(marks)}]", text)
    return [each for entry in found if (each := clean_cell(re.sub(r"\\([,;|])", r"\1", entry)))]


def read_url(text: str) -> str:
    """Return a web address; nothing for what is none."""
    fine = (
        text.startswith(("https://", "http://"))
        and text.isprintable()
        and not any(c in text for c in ' "<>\\')
    )
    return text if fine else ""


def read_category(text: str, mark: str = ">") -> str:
    """Return a category with its levels as a path file says them, `A > B`."""
    return " > ".join(filter(None, (read_name(level) for level in text.split(mark))))


def choose_category(texts: Iterable[str], mark: str = ">", without: tuple[str, ...] = ()) -> str:
    """Return the first category of several, with the lower levels that a later one adds to it."""
    chosen = ""
    for text in texts:
        levels = read_category(text, mark).split(" > ")
        category = " > ".join(levels[1:] if levels[0] in without else levels)
        if not chosen or category.startswith(f"{chosen} > "):
            chosen = category
    return chosen
