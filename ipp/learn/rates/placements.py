"""Where the path makes an offer: in which kind of list, and at which rung of a ladder. The log does not say where an ask came from."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, NamedTuple

from ipp.engine.policy.clauses import Entry, Offer, Rung
from ipp.engine.policy.compile import Policy
from ipp.engine.policy.entries import list_ladders
from ipp.path.model import Bundle, Product
from ipp.path.names import list_goods

ListKind = Literal[
    "product", "series", "category", "store", "prospects", "winback", "refill", "rest", "ultimate"
]
LIST_KINDS: tuple[ListKind, ...] = (
    "product",
    "series",
    "category",
    "store",
    "prospects",
    "winback",
    "refill",
    "rest",
    "ultimate",
)


class Placement(NamedTuple):
    """A kind of list that makes an offer, and the number of the rung there; refills and entries of `rest` are first offers without a rung."""

    kind: ListKind
    number: int
    rung: Rung | None


Placements = Mapping[Offer, tuple[Placement, ...]]


def find_placements(policy: Policy) -> Placements:
    """Return where each offer of a path stands, in the order of the file: each kind of list and number of a rung once.

    A ladder that begins with the ultimate action is part of that, in whatever list it stands.
    """
    found: dict[Offer, dict[tuple[ListKind, int], Placement]] = {}
    for offer, placement in _list_placements(policy):
        found.setdefault(offer, {}).setdefault((placement.kind, placement.number), placement)
    return {offer: tuple(placements.values()) for offer, placements in found.items()}


def _list_placements(policy: Policy) -> Iterator[tuple[Offer, Placement]]:
    goal = policy.goal
    for kind, entries in _list_lists(policy):
        for ladder in list_ladders(entries):
            shown = "ultimate" if goal and ladder.rungs and ladder.rungs[0].offer == goal.offer else kind
            for number, rung in enumerate(ladder.rungs):
                yield rung.offer, Placement(shown, number, rung)
    for renewal in policy.written_renewals:
        if renewal.good:
            offer = renewal.good.name, None
            yield offer, Placement("refill" if renewal.refill else "rest", 0, None)


def _list_lists(policy: Policy) -> Iterator[tuple[ListKind, Iterable[Entry]]]:
    for good in list_goods(policy.path):
        if not good.draft:
            yield from _list_own(policy, good)
    yield "store", policy.storewide
    yield "prospects", policy.prospects
    goal = policy.goal
    if goal and (goal.cold or goal.ready):
        yield "ultimate", (goal.ladder,)


def _list_own(policy: Policy, good: Product | Bundle) -> Iterator[tuple[ListKind, Iterable[Entry]]]:
    """Yield the lists that a purchase leads to, and the win-back of a membership."""
    within = policy.usual_within
    yield "product", policy.compile_steps(good.next, within)
    yield "series", policy.compile_steps(policy.list_series_steps(good), within)
    yield "category", policy.compile_steps(policy.list_category_steps(good), within)
    yield "winback", policy.list_winback(good.name.text)
