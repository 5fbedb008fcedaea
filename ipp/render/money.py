"""Amounts and times, as people write them."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from ipp.path.values import Discount, Duration, Yearday, write_period
from ipp.text.currencies import count_decimals
from ipp.text.words import count_things, write_share

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def write_amount(money: Decimal) -> str:
    """Write an amount for programs, with at least two decimals: `59.00`."""
    exponent = money.as_tuple().exponent
    return f"{money:f}" if isinstance(exponent, int) and exponent < -2 else f"{money:.2f}"


def show_amount(money: Decimal, currency: str | None) -> str:
    """Write an amount for people, with the decimals of its currency: `1,259.00`; `1,259` in JPY. No decimal is lost."""
    exponent = money.normalize().as_tuple().exponent
    written = -exponent if isinstance(exponent, int) else 0
    return f"{money:,.{max(written, count_decimals(currency))}f}"


def write_price(money: Decimal, currency: str | None, every: Duration | None) -> str:
    """Write a price: `29.00 USD every month`."""
    amount = show_amount(money, currency)
    written = amount if currency is None else f"{amount} {currency}"
    return f"{written} every {write_period(every)}" if every else written


def write_discount(off: Discount, currency: str | None) -> str:
    """Write what a coupon takes off: `10%`, `5.00 USD`."""
    share, money = off
    return write_share(share) if share is not None else write_price(money or Decimal(0), currency, None)


def write_day(day: date | Yearday) -> str:
    """Write a date: `25 Nov 2026`; a day of every year: `25 Nov`."""
    if isinstance(day, Yearday):
        return f"{day.day} {_MONTHS[day.month - 1]}"
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def write_near_day(day: date, today: date) -> str:
    """Write a date without its year where that is today's: `25 Nov`, `3 Jan 2027`."""
    return write_day(day if day.year != today.year else Yearday(day.month, day.day))


def describe_distance(day: date, today: date) -> str:
    """Say how far a day is from today: `today`, `in 3 days`, `2 days ago`."""
    days = (day - today).days
    if days == 0:
        return "today"
    number = count_things(abs(days), "day")
    return f"in {number}" if days > 0 else f"{number} ago"


def list_coupon_facts(
    code: str | None, off: Discount | None, validity: str | None, currency: str | None
) -> Iterator[str]:
    """Yield the code of a coupon, what it takes off, and how long it is valid: `for 2 weeks`, `until 1 May`."""
    if code:
        yield f"code {code}"
    if off:
        yield f"{write_discount(off, currency)} off"
    if validity:
        yield f"valid {validity}"
