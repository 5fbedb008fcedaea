"""Counting days, up to the end of the calendar and no further."""

from datetime import date, timedelta


def add_days(day: date, days: int) -> date:
    """Return the day so many days later (earlier, if negative); the last or first day that there is, if it lies beyond."""
    try:
        return day + timedelta(days)
    except OverflowError:
        return date.max if days > 0 else date.min
