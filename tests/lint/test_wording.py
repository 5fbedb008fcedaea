"""Customers in words: what is supposed of their orders and shares is said in plain English."""

import pytest

from ipp.lint.wording import describe_customer, describe_facts
from tests.proof.stores import policy_of


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        (["orders: 10"], ["has fewer than 10 orders", "has 10 or more orders"]),
        (["orders: 1"], ["has no order", "has 1 or more orders"]),
        (["orders: 2", "orders: 3"], ["has fewer than 2 orders", "has 2 orders", "has 3 or more orders"]),
        (["bought_any: Soap"], ["has not bought `Soap`", "has bought `Soap`"]),
        (["quantity: {Soap: 2}"], ["has bought fewer than 2 `Soap`", "has bought 2 or more `Soap`"]),
        (
            ["spent: 20", "spent: 50"],
            ["has spent less than 20", "has spent 20 or more, but less than 50", "has spent 50 or more"],
        ),
        (
            ["quiet_for: 20d", "quiet_for: 30d"],
            [
                "ordered something less than 20 days ago",
                "last ordered 20 to 29 days ago",
                "last ordered 30 or more days ago",
            ],
        ),
        (
            ["{share: 33% to 67%, salt: arms}"],
            [
                "is in the first 33% by `arms`",
                "is between 33% and 67% by `arms`",
                "is past the first 67% by `arms`",
            ],
        ),
    ],
)
def test_facts_are_named_by_where_they_lie(facts: list[str], words: list[str]) -> None:
    segments = ", ".join(
        f"s{number}: {fact if fact[0] == '{' else f'{{{fact}}}'}" for number, fact in enumerate(facts)
    )
    steps = ", ".join(f"{{offer: Club, when: s{number}}}" for number in range(len(facts)))
    policy = policy_of(
        f"ultimate: Club\nproducts: {{Soap: {{next: [{steps}]}}, Club: {{}}}}\nsegments: {{{segments}}}"
    ).suppose()
    [(name, values)] = policy.attribute_values.items()
    assert [describe_facts(policy, {name: value})[0] for value in (None, *values)] == words


def test_customers_are_described_with_all_that_is_supposed() -> None:
    policy = policy_of(
        """
        ultimate: Club
        products: {Soap: {next: {offer: Club, when: [here, runners, often]}}, Club: {}}
        segments: {here: {where: {country: CA}}, runners: {where: {sport: running}}, often: {orders: 10}}
        """
    ).suppose()
    [orders] = policy.axes
    said = describe_customer(policy, {"country": "ca", "sport": None, orders: None})
    assert (
        said
        == "a customer with country = CA, whose sport is unknown or another and who has fewer than 10 orders"
    )
    assert describe_customer(policy, {orders: None}) == "a customer who has fewer than 10 orders"
