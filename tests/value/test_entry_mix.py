"""First purchases out of order exports, clean and dirty."""

import pytest

from ipp.errors import RequestError
from ipp.value.entry_mix import Mix, entry_mix

from .shops import shop

SHOP = """ultimate: Club
products:
  Mug: {price: 9, sku: M-1, next: Club}
  Pot: {price: 20, sku: P-1}
  Club: {price: 30}
bundles: {Set: {items: [Mug, Pot], price: 25, sku: S-1}}
touches: {Letter: {kind: content}}
"""


def mix(text: str) -> Mix:
    return entry_mix(shop(SHOP), "orders.csv", text.splitlines(keepends=True))


def shares(found: Mix) -> dict[str, float]:
    return {entry.name: round(entry.share, 6) for entry in found.entries}


def test_the_first_purchase_of_each_customer_counts() -> None:
    found = mix(
        "customer_id,date,product\na,2026-01-02,Pot\na,2026-01-01,Mug\nb,2026-02-01,Mug\nc,2026-03-01,set\nd,2026-03-01,Pot\n"
    )
    assert shares(found) == {"Mug": 0.5, "Pot": 0.25, "Set": 0.25}
    assert found.customers == 4
    assert found.left_out == ()


def test_what_was_bought_together_counts_in_parts() -> None:
    found = mix(
        "email,created_at,sku\nA@x,2026-01-01 10:00,M-1\na@X,2026-01-01 10:00,p-1\na@x,2026-01-01 11:00,S-1\nb,2026-01-01,M-1\n"
    )
    assert shares(found) == {"Mug": 0.75, "Pot": 0.25}


def test_columns_of_shopify() -> None:
    """Customer and date stand on the first line of an order."""
    found = mix(
        "Name,Email,Created at,Lineitem name,Lineitem sku\n#1,a@x,2026-01-01 08:26:00 +0000,A mug,M-1\n#1,,,Pot,\n#2,b@x,2026/01/02,Pot,\n"
    )
    assert shares(found) == {"Mug": 0.25, "Pot": 0.75}


def test_dirty_lines_are_left_out_and_counted() -> None:
    found = mix(
        'customer,date,product\n,2026-01-01,Mug\na,01/02/2026,Mug\nb,2026-01-01,\n\n , ,\nc,2026-01-01,Vase\nd\ne,2026-01-01,Letter\nf,2026-01-01,"Mug"\n'
    )
    assert shares(found) == {"Mug": 1.0}
    assert dict(found.left_out) == {
        "lines without a customer": 1,
        "lines without a date that can be read (write 2026-12-31)": 2,
        "lines without a product": 1,
        "customers whose first purchase is not in the path": 2,
    }


def test_a_first_purchase_that_is_not_in_the_path_is_not_replaced_by_the_second() -> None:
    found = mix(
        "customer,date,product\na,2026-01-01,Vase\na,2026-01-02,Mug\nb,2026-01-01,Pot\nb,2026-01-01,Vase\n"
    )
    assert shares(found) == {"Pot": 1.0}
    assert found.customers == 1


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "no column says the customer"),
        ("customer,product\n", "no column says the date"),
        ("customer,date\n", "no column says the product"),
        ("customer,date,product\n", "no first purchase in it is in the path"),
        ("customer,date,product\na,2026-01-01,Vase\n", "no first purchase in it is in the path"),
        ('customer,date,product\na,2026-01-01,"' + "x" * 200_000 + '"\n', "this is not CSV"),
    ],
)
def test_what_cannot_be_used_is_told(text: str, reason: str) -> None:
    with pytest.raises(RequestError, match=reason):
        mix(text)


def test_columns_mean_what_they_mean_to_plan() -> None:
    found = mix("Account ID,Ordered at,Variant SKU,Title\na,2026-01-01,M-1,\nb,2026-01-02,,pot\n")
    assert shares(found) == {"Mug": 0.5, "Pot": 0.5}
