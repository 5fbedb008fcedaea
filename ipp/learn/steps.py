"""The steps of a path as pairs: what a purchase leads to, in the order of its list."""

from typing import NamedTuple

from ipp.engine.policy.compile import Policy
from ipp.engine.policy.entries import list_rungs


class PathStep(NamedTuple):
    """A step in the list of a product or bundle: its top offer, all that its ladder offers, and its place among the steps that offer something."""

    after: str
    next: str
    goods: tuple[str, ...]
    place: int


def list_path_steps(policy: Policy) -> tuple[PathStep, ...]:
    """Return the offers in the lists of products and bundles, each ladder once, in the order of the file."""
    found: list[PathStep] = []
    for name in policy.goods_in_order:
        ladders = [rungs for entry in policy.list_entries(name) if (rungs := list_rungs(entry))]
        for place, rungs in enumerate(ladders, 1):
            goods = tuple(dict.fromkeys(rung.good.name for rung in rungs))
            found.append(PathStep(name, goods[0], goods, place))
    return tuple(found)
