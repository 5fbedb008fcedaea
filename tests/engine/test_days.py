"""Days up to the end of the calendar, and no further."""

from datetime import date

from ipp.engine.customer.events import Bought, Customer, Declined
from ipp.engine.days import add_days
from ipp.engine.decision.decide import decide
from tests.engine.feet import small


def test_days_are_counted_forwards_and_backwards() -> None:
    assert add_days(date(2028, 2, 28), 2) == date(2028, 3, 1)
    assert add_days(date(2026, 1, 1), -1) == date(2025, 12, 31)


def test_the_calendar_has_an_end_and_a_beginning() -> None:
    assert add_days(date(9999, 12, 30), 1) == date.max
    assert add_days(date(9999, 12, 30), 2) == date.max
    assert add_days(date(1, 1, 2), -9) == date.min
    assert add_days(date(2026, 6, 1), 10**12) == date.max


def test_a_wait_beyond_the_calendar_is_a_wait_until_its_end() -> None:
    """Whoever writes a far day must get an answer, and no error."""
    store = small("  A: {price: 9, next: {offer: B, after: 100 years, downsell: {offer: C, after: 100 years}}}\n"
                  "  B: {price: 5, next: B}\n  C: {price: 3}\n")  # fmt: skip
    late = date(9990, 1, 1)
    events = (Bought(("A",), late), Declined(("B", None), late))
    for told in (events[:1], events):
        found = decide(store, Customer(told), late)
        assert found.state == "wait" and found.action and found.action.due == date.max
