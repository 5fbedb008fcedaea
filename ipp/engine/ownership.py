"""What is theirs: had, owned in full, owned in part. Nobody else says what these words mean (docs/meaning.md, sentence 1).

`bought` are items bought under their own names, `owned` the products that count as owned. Both may be supposed: of a customer on a day,
in a possible world of a proof, or as bits and tables, for which `whole_of` says what being owned in full takes.
"""

from collections.abc import Container, Iterable
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from ipp.engine.policy.clauses import Good


class Purchases(NamedTuple):
    """What buying some goods makes theirs: the items themselves, the products in them, and those of them that count as owned."""

    bought: frozenset[str]
    got: frozenset[str]
    owned: frozenset[str]


def buy_goods(goods: Iterable[Good]) -> Purchases:
    """Return what is theirs after buying these, each by itself."""
    goods = tuple(goods)
    return Purchases(
        frozenset(good.name for good in goods),
        frozenset().union(*(good.products for good in goods)),
        frozenset().union(*(good.durables for good in goods)),
    )


def is_had(good: Good, bought: Container[str], owned: AbstractSet[str]) -> bool:
    """Whether a good was bought itself, or is owned in full."""
    return good.name in bought or is_owned(good, owned)


def is_owned(good: Good, owned: AbstractSet[str]) -> bool:
    """Whether a good has contents and every one of them is owned."""
    return good.durables <= owned and good.kept_whole  # most own too little: that is asked first


def list_whole(good: Good) -> frozenset[str]:
    """Return the products that must all be owned for a good to be owned in full; none when it never can be."""
    return good.durables if good.kept_whole else frozenset()


def find_owned(good: Good, owned: AbstractSet[str]) -> AbstractSet[str]:
    """Return what of a good is owned: an offer of it is dead while there is anything."""
    return good.durables & owned


def brings_good(good: Good, other: Good) -> bool:
    """Whether buying a good makes another theirs: itself, or one of which all contents are in it."""
    return is_had(other, (good.name,), good.durables)
