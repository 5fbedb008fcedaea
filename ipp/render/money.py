"""Amounts and times, as people write them."""

from datetime import date
from decimal import Decimal

from ipp.path.values import Duration, Yearday
from ipp.text.words import counted

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DAY = 24 * 60
_PERIODS = {_DAY: "day", 7 * _DAY: "week", 30 * _DAY: "month", 90 * _DAY: "quarter", 365 * _DAY: "year"}


def amount(money: Decimal) -> str:
    """Write an amount with at least two decimals: `59.00`."""
    exponent = money.as_tuple().exponent
    return f"{money:f}" if isinstance(exponent, int) and exponent < -2 else f"{money:.2f}"


def price_text(money: Decimal, currency: str | None, every: Duration | None) -> str:
    """Write a price: `29.00 USD every month`."""
    written = amount(money) if currency is None else f"{amount(money)} {currency}"
    return f"{written} every {period(every)}" if every else written


def period(length: Duration) -> str:
    """Write how often: `month`, `45 days`."""
    return _PERIODS.get(length.minutes) or counted(length.days, "day")


def day_text(day: date | Yearday) -> str:
    """Write a date: `25 Nov 2026`; a day of every year: `25 Nov`."""
    if isinstance(day, Yearday):
        return f"{day.day} {_MONTHS[day.month - 1]}"
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def distance(day: date, today: date) -> str:
    """Say how far a day is from today: `today`, `in 3 days`, `2 days ago`."""
    days = (day - today).days
    if days == 0:
        return "today"
    number = counted(abs(days), "day")
    return f"in {number}" if days > 0 else f"{number} ago"
