"""Texts that people and programs write for a day, to that day. A clock beside the date is taken off before (ipp/orders/dates/columns.py)."""

import re
from collections.abc import Iterable, Sequence
from datetime import date

from ipp.errors import RequestError

_YEAR_FIRST = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})")
_YEAR_LAST = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})")
_SHORT_YEAR = re.compile(r"(\d{1,2})([/.])(\d{1,2})\2(\d{2})")  # 26-10-25 could be either
_PLAIN = re.compile(r"(\d{4})(\d{2})(\d{2})")
_EASTERN = re.compile(r"(\d{4})[年년]\s*(\d{1,2})[月월]\s*(\d{1,2})[日일]")
_WORDS = re.compile(r"[^\W\d_]+|\d+")
_MONTHS = (
    "january jan januar janvier enero ene gennaio gen januari",
    "february feb februar février fevrier févr fevr febrero febbraio februari",
    "march mar märz maerz mrz mars marzo maart mrt",
    "april apr avril avr abril abr aprile",
    "may mai mayo maggio mag mei",
    "june jun juni juin junio giugno giu",
    "july jul juli juillet juil julio luglio lug",
    "august aug août aout agosto ago augustus",
    "september sep sept septembre septiembre set settembre",
    "october oct oktober okt octobre octubre ottobre ott",
    "november nov novembre noviembre",
    "december dec dezember dez décembre decembre déc diciembre dic dicembre",
)
MONTHS = {word: number for number, words in enumerate(_MONTHS, 1) for word in words.split()}
"""Names of months in some languages, and how they are shortened."""
_BESIDE = frozenset(
    [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "mon",
        "tue",
        "tues",
        "wed",
        "thu",
        "thur",
        "thurs",
        "fri",
        "sat",
        "sun",
        "montag",
        "dienstag",
        "mittwoch",
        "donnerstag",
        "freitag",
        "samstag",
        "sonntag",
        "mo",
        "di",
        "mi",
        "do",
        "fr",
        "sa",
        "so",
        "lundi",
        "mardi",
        "mercredi",
        "jeudi",
        "vendredi",
        "samedi",
        "dimanche",
        "st",
        "nd",
        "rd",
        "th",
        "er",
        "of",
        "at",
        "um",
        "uhr",
        "am",
        "pm",
        "utc",
        "gmt",
        "z",
        "t",
        "de",
        "del",
        "le",
    ]
)
"""Words that stand beside a date and say nothing of the day."""
_ZONE = re.compile(r"(?:(?:gmt|utc|\s)\s*[+-]\d{1,2}:?(?:\d{2})?)?\s*(?:\([^)]*\))?\s*$")
CENTURY = 70
"""Years of two digits from here on are of the last century."""


def find_days(texts: Iterable[str], source: str, form: str | None) -> dict[str, int | None]:
    """Return the ordinal of each text that is a date; None for one that is not.

    Year, month, day needs no telling, nor does 31.12.2026 or 5 Oct 2026. Whether 03/04/2026 is in March or in April is read off the
    other dates of the column: a number above 12 is a day. Raises RequestError when they do not tell, or contradict each other.
    """
    heads = {text: _first_word(text) for text in texts}
    slashed = [found for head in heads.values() if (found := _match_slashed(head))]
    day_first = _is_day_first(slashed, source, form) if slashed else True
    return {text: read_day(text, day_first) for text in heads}


def read_day(text: str, day_first: bool) -> int | None:
    """Return the ordinal of a text that is a date; None for one that is not."""
    head = _first_word(text)
    found = _YEAR_FIRST.fullmatch(head)
    if found:
        return _make_day(found[1], found[3], found[4])
    found = _PLAIN.fullmatch(head) or _EASTERN.match(text)
    if found:
        return _make_day(*found.groups())
    found = _YEAR_LAST.fullmatch(head) or _SHORT_YEAR.fullmatch(head)
    if found is None:
        return _read_named_month(text)
    first, second = found[1], found[3]
    day, month = (first, second) if day_first or found[2] == "." else (second, first)
    return _make_day(found[4], month, day)


def _read_named_month(text: str) -> int | None:
    """Return the day of a text with the name of its month: Oct 5, 2026; Monday, 5th October 26; Sun, 25 Oct 2026 +0000."""
    words = _WORDS.findall(_ZONE.sub("", text.casefold()).replace(".", " "))
    months = [MONTHS[word] for word in words if word in MONTHS]
    numbers = [word for word in words if word.isdigit()]
    others = [word for word in words if not word.isdigit() and word not in MONTHS and word not in _BESIDE]
    if len(months) != 1 or len(numbers) != 2 or others:
        return None
    day, year = numbers if len(numbers[0]) <= 2 else reversed(numbers)
    return _make_day(year, str(months[0]), day) if len(day) <= 2 and len(year) in (2, 4) else None


def _first_word(text: str) -> str:
    return (text.split() or [""])[0].rstrip(",;")


def _match_slashed(head: str) -> re.Match[str] | None:
    found = _YEAR_LAST.fullmatch(head) or _SHORT_YEAR.fullmatch(head)
    return found if found and found[2] != "." else None


def _is_day_first(dates: Sequence[re.Match[str]], source: str, form: str | None) -> bool:
    if form:
        return form == "dmy"
    days = next((found for found in dates if int(found[1]) > 12), None)
    months = next((found for found in dates if int(found[3]) > 12), None)
    if days and months:
        raise RequestError(
            f"{source} holds dates of two forms, {days[0]} and {months[0]}",
            "use --dates dmy or --dates mdy, or write the dates as 2026-12-31",
        )
    if not days and not months:
        raise RequestError(
            f"{source}: {dates[0][0]} can be read as day/month or as month/day",
            "use --dates dmy (day first) or --dates mdy (month first)",
        )
    return days is not None


def _make_day(year: str, month: str, day: str) -> int | None:
    whole = int(year) if len(year) == 4 else int(year) + (1900 if int(year) >= CENTURY else 2000)
    try:
        return date(whole, int(month), int(day)).toordinal()
    except ValueError:
        return None
