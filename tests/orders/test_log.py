"""Logs of offers as e-mail tools and people write them: other names for columns, other words for events."""

import pytest

from ipp.errors import RequestError
from ipp.orders.column_names import find_customer_columns, find_log_columns, find_order_columns
from ipp.orders.items import number_items
from ipp.orders.log import (
    ACCEPTED,
    CANCELLATION,
    DECLINED,
    DID,
    HELD,
    OFFERED,
    RESUMED,
    RETURN,
    STOPPED,
    LogMatcher,
)
from tests.engine.feet import policy_of
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
        ("Unsubscribed", STOPPED),
        ("opt_out", STOPPED),
        ("resubscribe", RESUMED),
        ("held", HELD),
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


@pytest.mark.parametrize("offer", ['="00123"', "'00123", "00123", ' ="00123" ', '="Nail Kit"'])
def test_a_sku_that_was_saved_for_spreadsheets(offer: str) -> None:
    policy = shop(FEET)
    matcher = LogMatcher(policy, number_items(policy))
    found = matcher.read_row(offer, None, "offered")
    assert (found, found.reason) == (matcher.read_row("Nail Kit", None, "offered"), None)


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


@pytest.mark.parametrize("missing", ["customer", "offer", "event", "date"])
def test_no_option_names_the_columns_of_a_log_or_a_list(missing: str) -> None:
    """`--date-col` and its like name columns of the orders."""
    names = [name for name in ("customer", "offer", "event", "date") if name != missing]
    with pytest.raises(RequestError) as refused:
        find_log_columns(names, "log.csv")
    assert refused.value.tip == f"call one of them {missing!r}"
    with pytest.raises(RequestError, match="call one of them 'customer'"):
        find_customer_columns(["colour"], (), "people.csv")
    with pytest.raises(RequestError, match="say which with --date-col NAME"):
        find_order_columns(["customer", "item"], {}, "orders.csv")


HELD_OUT = """
ipp: 1
ultimate: Club
products: {Mug: {price: 9, next: [Letter, Club]}, Club: {price: 29}}
touches: {Letter: {kind: content}}
holdout: {name: "Café", share: 5%}
"""


@pytest.mark.parametrize(
    ("offer", "holdout", "event", "held"),
    [
        ("Club", "Café", OFFERED, 1),
        ("Club", "Cafe\u0301", OFFERED, 1),
        ("letter", "Café", DID, 1),
        ("Club", "café", HELD, None),
        ("Gone", "last year", HELD, None),
        ("Club", None, HELD, None),
    ],
)
def test_what_was_held_counts_for_its_own_holdout(
    offer: str, holdout: str | None, event: int, held: int | None
) -> None:
    policy = policy_of(HELD_OUT)
    found = LogMatcher(policy, number_items(policy)).read_row(offer, None, "held", None, holdout)
    assert (found.event, found.held, found.reason) == (event, held, None)
