"""Money, rates, durations and dates, read from their written text and from nothing else."""

import re
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple, TypeVar

from ipp.errors import RequestError
from ipp.text.words import count_things

_T = TypeVar("_T")
# What every path file has is compiled at once, the rest when it is first met.
_MONEY = re.compile(r"[0-9]{1,12}(\.[0-9]{1,6})?", re.ASCII)
_FREE = ("free", "gratis", "for free", "nothing", "zero")
_AROUND = (
    r"\s*(?:[A-Z]{3}|[A-Za-z]{1,4}\.?(?=[^\w.]))?[^\w:.-]*"  # a currency
    r"([0-9][0-9., '’\u00a0\u202f]*(?<=[0-9]))"
    r"(?:[.,][-–—])?\s*[^\d:.%]*"  # 8,- and a currency
)
_GROUPED = (  # each point, blank or apostrophe once or more, between groups of three; then a decimal sign of another kind
    r"(?P<whole>[0-9]{1,3}(?:(?P<sign>[., '’\u00a0\u202f])[0-9]{3})(?:(?P=sign)[0-9]{3})*)(?:(?!(?P=sign))[.,](?P<part>[0-9]{1,2}))?"
)
_RATE = re.compile(r"([0-9]{1,9}(?:\.[0-9]{1,9})?) ?(%?)", re.ASCII)
_TO = r"(?ai: +to +)"
_WHOLE = r"[0-9]{1,9}"
_DATE = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_YEARLY = r"[0-9]{2}-[0-9]{2}"
_YEAR_FIRST = r"(?P<year>[0-9]{4})[-/.](?P<month>[0-9]{1,2})[-/.](?P<day>[0-9]{1,2})"
_YEAR_LAST = r"(?P<day>[0-9]{1,2})\. ?(?P<month>[0-9]{1,2})\. ?(?P<year>[0-9]{4})"
_DURATION = re.compile(r"([0-9]{1,6}) ?([a-z]{1,20})", re.ASCII | re.IGNORECASE)

_HOUR, _DAY = 60, 24 * 60
UNITS = {
    "min": 1, "minute": 1, "minutes": 1,
    "h": _HOUR, "hour": _HOUR, "hours": _HOUR,
    "d": _DAY, "day": _DAY, "days": _DAY,
    "w": 7 * _DAY, "week": 7 * _DAY, "weeks": 7 * _DAY,
    "month": 30 * _DAY, "months": 30 * _DAY,
    "quarter": 90 * _DAY, "quarters": 90 * _DAY,
    "y": 365 * _DAY, "year": 365 * _DAY, "years": 365 * _DAY,
}  # fmt: skip
FLAGS = ("true", "false", "yes", "no")
PERIODS = ("day", "week", "month", "quarter", "year")
_LONGEST = 100 * 365 * _DAY
_REMEMBERED = (
    10_000  # amounts, rates and times that are read once: a large file says the same ones over and over
)
_PERIODS = {_DAY: "day", 7 * _DAY: "week", 30 * _DAY: "month", 90 * _DAY: "quarter", 365 * _DAY: "year"}


class BadValue(ValueError):
    """A text that cannot be read as the value that belongs there; the message says why, `hint` what to write.

    `meant` is the text that was probably meant, whole. Or `wrong` is no word that belongs there, and `words` are those.
    """

    def __init__(
        self,
        message: str,
        hint: str | None = None,
        suggestion: str | None = None,
        wrong: str = "",
        words: Iterable[str] = (),
    ) -> None:
        super().__init__(message)
        self.hint, self.suggestion, self.wrong, self.words = hint, suggestion, wrong, tuple(words)


def parse_option(what: str, text: str, read: Callable[[str], _T]) -> _T:
    """Read a value that somebody asks with: `read` is one of the functions below, `what` says where the text stands.

    Raises RequestError when it cannot be read.
    """
    try:
        return read(text)
    except BadValue as bad:
        raise RequestError(f"{what}: {text!r} {bad}", bad.hint or "") from None


class Duration(NamedTuple):
    """A length of time. Months have 30 days and years 365, so that every engine adds up alike."""

    minutes: int

    @property
    def days(self) -> int:
        """Whole days, rounded up: nothing happens sooner than written."""
        return -(-self.minutes // _DAY)


def write_period(length: Duration) -> str:
    """Write how often: `month`, `45 days`."""
    return _PERIODS.get(length.minutes) or count_things(length.days, "day")


class ShareRange(NamedTuple):
    """The customers from one share to another, from 0 to 1; the first share is 0 where none is written."""

    low: Decimal
    high: Decimal


class Discount(NamedTuple):
    """What is taken off: a share of the price, or money; one of the two."""

    share: Decimal | None
    money: Decimal | None


class Yearday(NamedTuple):
    """A day of every year. 29 February is 28 February in years that have none."""

    month: int
    day: int

    def __str__(self) -> str:
        return f"{self.month:02}-{self.day:02}"

    def make_date(self, year: int) -> date:
        """Return the day in one year."""
        if (self.month, self.day) == (2, 29):
            return date(year, 3, 1) - timedelta(1)  # the last of February
        return date(year, self.month, self.day)


@lru_cache(_REMEMBERED)
def parse_money(text: str) -> Decimal:
    """Read an amount such as `89` or `19.50`, exactly."""
    if not _MONEY.fullmatch(text):
        if text.strip().startswith(("-", "−")):
            raise BadValue("is not an amount of money", "an amount cannot be negative")
        suggestion = find_amount(text)
        hint = (
            f"write it as plain digits: {suggestion}"
            if suggestion
            else "amounts are written like 89 or 19.50"
        )
        raise BadValue("is not an amount of money", hint, suggestion)
    return Decimal(text)


def find_amount(text: str) -> str | None:
    """Return the one amount that a text with a currency, thousands or a decimal comma can mean, in plain digits."""
    if text.strip().lower() in _FREE:
        return "0"
    around = re.fullmatch(_AROUND, text)
    written = around[1] if around else ""
    grouped = re.fullmatch(_GROUPED, written)
    if grouped:
        written = re.sub(r"\D", "", grouped["whole"]) + (f".{grouped['part']}" if grouped["part"] else "")
    elif re.fullmatch(r"[0-9]+,[0-9]{1,2}", written):
        written = written.replace(",", ".")
    return written if _MONEY.fullmatch(written) else None


@lru_cache(_REMEMBERED)
def parse_rate(text: str) -> Decimal:
    """Read a share such as `12%` or `0.12`, from 0 to 1."""
    found = _RATE.fullmatch(text)
    if not found:
        raise BadValue("is not a rate", "rates are written like 12% or 0.12")
    share = Decimal(found[1]) / 100 if found[2] else Decimal(found[1])
    if share > 1:
        if found[2] or share > 100:
            raise BadValue("is more than 100%")
        suggestion = f"{found[1]}%"
        raise BadValue("is more than 100%", f"for {found[1]} in a hundred write {suggestion}", suggestion)
    return share


def parse_share_range(text: str) -> ShareRange:
    """Read a share of customers such as `50%`, or the range between two: `33% to 67%`."""
    parts = re.split(_TO, text)
    if len(parts) > 2:
        raise BadValue("is not a share", "shares are written like 50%, ranges like 33% to 67%")
    rates = [parse_rate(part) for part in parts]
    return ShareRange(rates[0] if len(rates) > 1 else Decimal(0), rates[-1])


def parse_discount(text: str) -> Discount:
    """Read what a coupon takes off: `10%`, or an amount of money such as `5` or `2.50`."""
    if "%" in text:
        return Discount(parse_rate(text), None)
    try:
        return Discount(None, parse_money(text))
    except BadValue as bad:
        raise BadValue("is no discount", "write a share such as 10%, or money such as 5") from bad


@lru_cache(_REMEMBERED)
def parse_duration(text: str) -> Duration:
    """Read a length of time such as `7d`, `2 weeks`, `1 month`, `12h`, `0` or `now`."""
    if text in ("0", "now"):
        return Duration(0)
    found = _DURATION.fullmatch(text)
    if not found:
        raise BadValue("is not a length of time", "lengths of time are written like 3d, 2w, 1 month or now")
    unit = UNITS.get(found[2].lower())
    if unit is None:
        hint = (
            "write `min` or `month`"
            if found[2].lower() in ("m", "mo")
            else "the units are h, d, w, month, year"
        )
        raise BadValue(
            f"has the unknown unit {found[2]!r}", hint, wrong=found[2], words=_list_units(int(found[1]))
        )
    length = int(found[1]) * unit
    if length > _LONGEST:
        raise BadValue("is longer than 100 years")
    return Duration(length)


def _list_units(number: int) -> tuple[str, ...]:
    """Return the units as they are said of a number."""
    return tuple(unit for unit in UNITS if unit.endswith("s") == (number != 1))


def parse_period(text: str) -> Duration:
    """Read how often something returns: `month`, `week`, or any length of time that is not zero."""
    if text.lower() in PERIODS:
        return Duration(UNITS[text.lower()])
    if text.isalpha() and text != "now":
        hint = "write month, year, or a length of time such as 30d"
        raise BadValue("is not a length of time", hint, wrong=text, words=PERIODS)
    length = parse_duration(text)
    if not length.minutes:
        raise BadValue("is no time at all", "write month, year, or a length of time such as 30d")
    return length


def parse_day(text: str) -> date:
    """Read a date written as 2026-12-31."""
    if not re.fullmatch(_DATE, text):
        suggestion = _guess_date(text)
        hint = f"write it as {suggestion}" if suggestion else "dates are written like 2026-12-31"
        raise BadValue("is not a date", hint, suggestion)
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BadValue("is not a day of the calendar", "dates are written like 2026-12-31") from None


def parse_window_day(text: str) -> date | Yearday:
    """Read the first or last day of a window: a date, or a day of every year written as 12-31."""
    if not re.fullmatch(_YEARLY, text):
        return parse_day(text)
    yearly = Yearday(int(text[:2]), int(text[3:]))
    try:
        yearly.make_date(2000)  # a leap year
    except ValueError:
        raise BadValue("is not a day of the calendar", "write it as 12-31: the month, then the day") from None
    return yearly


def _guess_date(text: str) -> str | None:
    """Return a date whose parts can stand in one order only: the year first, or last after dots."""
    found = re.fullmatch(_YEAR_FIRST, text) or re.fullmatch(_YEAR_LAST, text)
    if not found:
        return None
    parts = found.groupdict()
    try:
        return date(int(parts["year"]), int(parts["month"]), int(parts["day"])).isoformat()
    except ValueError:
        return None


def parse_count(text: str) -> int:
    """Read a whole number from 0 to 999,999,999."""
    if text.isascii() and text.isdecimal() and len(text) > 9:
        raise BadValue("is too large")
    if not re.fullmatch(_WHOLE, text):
        raise BadValue("is not a whole number", "numbers are written in digits")
    return int(text)


def parse_positive(text: str) -> int:
    """Read a whole number from 1 up."""
    number = parse_count(text)
    if not number:
        raise BadValue("is not at least 1")
    return number


def parse_flag(text: str) -> bool:
    """Read true or false; yes and no do as well."""
    lowered = text.lower()
    if lowered not in FLAGS:
        raise BadValue("is neither true nor false", "write true or false", wrong=text, words=FLAGS)
    return lowered in ("true", "yes")
