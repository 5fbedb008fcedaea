"""The memberships that end in a forecast, where the file says what follows then: who leaves one cancels it (docs/forecast.md)."""

from collections.abc import Iterator
from typing import NamedTuple

from ipp.engine.policy.clauses import Entry, Good
from ipp.engine.policy.compile import Policy

_MARK = "\0"
"""Begins the name by which a win-back is known beside the lists of products; no name in a file has it."""


class EndingMembership(NamedTuple):
    """A membership that ends: days from joining to the first day on which somebody can leave, and from one to the next."""

    good: Good
    first: int
    every: int
    winback: str  # the name of the list, empty where there is none


def find_ending(policy: Policy) -> dict[str, EndingMembership]:
    """Return the memberships that end, in the order of the file: those with `winback` or `lapses` that somebody leaves.

    Left out are those inside the ultimate action, and those that are all that lasts in some bundle: what is left of such a thing is not followed.
    """
    hidden = set(_list_hidden(policy))
    return {
        name: EndingMembership(
            policy.goods[name],
            (product.lapses or product.every).days,
            product.every.days,
            name_winback(name) if product.winback else "",
        )
        for product in policy.path.products
        if product.every and product.churn and (product.winback or product.lapses)
        if (name := product.name.text) not in hidden
    }


def find_running(policy: Policy) -> dict[str, int]:
    """Return the days between two payments of the other memberships of which payments are counted: they run on for those who join."""
    ending = find_ending(policy)
    return {
        name: product.every.days
        for product in policy.path.products
        if product.every and product.churn is not None and (name := product.name.text) not in ending
    }


def _list_hidden(policy: Policy) -> Iterator[str]:
    for bundle in policy.path.bundles:
        good = policy.goods[bundle.name.text]
        is_goal = policy.goal is not None and good.name == policy.goal.good.name
        if is_goal or (good.durables and all(policy.goods[name].membership for name in good.durables)):
            yield from good.products


def name_winback(name: str) -> str:
    """Return the name of the win-back of a membership."""
    return _MARK + name


def is_winback(name: str) -> bool:
    """Whether a list is the win-back of a membership."""
    return name.startswith(_MARK)


def list_entries_of(policy: Policy, name: str) -> tuple[Entry, ...]:
    """Return the list of a product or bundle, or the win-back of a membership."""
    return policy.list_winback(name[1:]) if is_winback(name) else policy.list_entries(name)
