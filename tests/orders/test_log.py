"""Logs of offers as e-mail tools and people write them: other names for columns, other words for events."""

import pytest

from ipp.orders.column_names import find_log_columns
from ipp.orders.items import number_items
from ipp.orders.log import ACCEPTED, CANCELLATION, DECLINED, OFFERED, RETURN, LogMatcher
from tests.orders.reader import FEET
from tests.value.shops import shop


@pytest.mark.parametrize(
    ("event", "kind"),
    [
        ("Offer_Made", OFFERED),
        (" SENT", OFFERED),
        ("yes", ACCEPTED),
        ("No", DECLINED),
        ("refunded", RETURN),
        ("Canceled", CANCELLATION),
        ("Opened", None),
        ("", None),
        (None, None),
    ],
)
def test_words_for_events(event: str | None, kind: int | None) -> None:
    policy = shop(FEET)
    found = LogMatcher(policy, number_items(policy)).read_row("spa  slippers", None, event)
    assert found.event == kind
    assert (found.reason is None) == (kind is not None)


@pytest.mark.parametrize(
    "names",
    [
        ("Customer ID", "Offer name", "Event type", "Sent at", "Offer price"),
        ("E-Mail", "product_name", "Outcome", "eventTime", "for"),
        ("email", "offer", "event", "date", "price"),
    ],
)
def test_names_for_columns(names: tuple[str, ...]) -> None:
    found = find_log_columns([*names, "note"], "log.csv").of
    assert tuple(found[role] for role in ("customer", "offer", "event", "date", "price")) == names
