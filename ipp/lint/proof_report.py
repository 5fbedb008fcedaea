"""What `validate` proved of one store, and within which bounds."""

from typing import Literal, NamedTuple

from ipp.lint.facts.bottlenecks import find_bottlenecks
from ipp.lint.facts.no_offer import find_judged_gap
from ipp.lint.facts.reachability import find_lost
from ipp.lint.facts.store import Checked
from ipp.path.model import Bundle, Product
from ipp.path.names import list_items
from ipp.proof.silence.search import SilenceReport
from ipp.proof.stranded.search import ProofDepth
from ipp.proof.ultimate.closed import NOTHING_KEPT
from ipp.proof.ultimate.distance import follow_answers

MOST_COUNTED = 99
"""Answers that are counted between a purchase and the ask."""


class Distance(NamedTuple):
    """Answers before the ultimate action is asked, after one purchase: None when no list ever asks.

    Then `all_yes_cold` and `all_no_cold` are the answers before the cold ask, None where that does not come either.
    """

    name: str
    all_yes: int | None
    all_no: int | None
    all_yes_cold: int | None
    all_no_cold: int | None


class NothingKept(NamedTuple):
    """What is proved of those who gave everything back, and read the store-wide `next` alone."""

    offered: Literal["all", "some", "none"]  # who of them is offered something
    stranded: bool  # some are left with nothing, within the Noes of the proof
    closed: bool  # some can never be asked


class ProofReport(NamedTuple):
    """The bounds of a proof, and what it came to; lists are by place in the file, distances the farthest first."""

    file: str
    goal: str
    products: int
    bundles: int
    segments: int
    kinds_of_customer: int
    unoffered: tuple[str, ...]  # after whose purchase somebody is offered nothing
    everybody_asked: bool  # the store-wide list asks everybody for the ultimate action
    stranding: tuple[str, ...]  # purchases that begin a history which leaves nothing
    lost: tuple[str, ...]  # purchases after which somebody is led to no ask by any answers
    ready: str | None  # the segment that makes ready, if attributes can: then nobody is lost
    unexplored: tuple[str, ...]  # purchases of which that is not known
    closed: tuple[str, ...]  # purchases after which somebody can never be asked
    closed_to_some: bool  # whether some customers can never be asked, whatever they buy
    depth: ProofDepth
    purchase_sets: int
    stopped: tuple[str, ...]  # whose search was given up
    gaps_stopped: tuple[str, ...]  # purchases of which it is not known whether everybody is offered something
    closed_stopped: tuple[str, ...]  # purchases of which it is not known whether everybody can still be asked
    bottlenecks: tuple[tuple[str, int], ...]  # offers, and how many products hang on each
    distances: tuple[Distance, ...]
    year: SilenceReport  # how long customers hear nothing, and when they are asked
    nothing_kept: NothingKept
    paused: tuple[str, ...]  # taken as in stock, but where the question is what may be left


def prove_store(checked: Checked) -> ProofReport | None:
    """Return what was proved; None for a store with mistakes, of which nothing can be proved."""
    goal = checked.goal
    if goal is None or checked.doubtful:
        return None
    search = checked.proof.search

    def in_order(names: set[str]) -> tuple[str, ...]:
        return tuple(sorted(names, key=checked.policy.positions.__getitem__))

    stranding = tuple(
        good.name.text for good in checked.leading_on if checked.proof.find_stranding(good.name.text)
    )
    return ProofReport(
        checked.store.source.name,
        goal.good.name,
        len(checked.products),
        len(checked.bundles),
        len(checked.path.segments),
        _count_kinds(checked),
        tuple(good.name.text for good in checked.going_on if find_judged_gap(checked, good)),
        search.everybody_asked,
        stranding,
        tuple(find_lost(checked)),
        goal.ready if checked.leads.ready_for_some else None,
        in_order(checked.leads.stopped),
        _list_closed(checked),
        bool(checked.asks.find_closed(None)),
        checked.proof.depth,
        search.sets,
        in_order(search.stopped),
        in_order(checked.gap_search.stopped),
        in_order(checked.asks.stopped),
        tuple(find_bottlenecks(checked)),
        tuple(sorted((_measure_distance(checked, good) for good in checked.leading_on), key=_rank_distance)),
        checked.silences.report,
        _prove_nothing_kept(checked),
        tuple(item.name.text for item in list_items(checked.path) if item.paused),
    )


def _prove_nothing_kept(checked: Checked) -> NothingKept:
    gap = checked.gap_search.find_gap_after(None)
    stranded = gap is not None or checked.proof.find_stranding(None) is not None
    closed = checked.asks.find_closed(NOTHING_KEPT) is not None
    return NothingKept("all" if gap is None else "none" if gap.everyone else "some", stranded, closed)


def _count_kinds(checked: Checked) -> int:
    """Return how many kinds of customer the segments can tell apart by attributes."""
    kinds = 1
    for values in checked.policy.attribute_values.values():
        kinds *= len(values) + 1
    return kinds


def _list_closed(checked: Checked) -> tuple[str, ...]:
    """Return after which purchases somebody can never be asked: after all of them, where some never are whatever they buy."""
    asks = checked.asks
    goods = [
        good.name.text
        for good in checked.goods
        if not asks.brings_ultimate(checked.policy.goods[good.name.text])
    ]
    if asks.find_closed(None):
        return tuple(goods)
    return tuple(name for name in goods if asks.find_closed(name))


def _measure_distance(checked: Checked, good: Product | Bundle) -> Distance:
    name = good.name.text
    yes = follow_answers(checked.stocked, name, yes=True, most=MOST_COUNTED)
    no = follow_answers(checked.stocked, name, yes=False, most=MOST_COUNTED)
    return Distance(name, yes.listed, no.listed, yes.cold, no.cold)


def _rank_distance(distance: Distance) -> tuple[int, ...]:
    """Order by the answers, never first; of as many those come first that lead to the cold ask."""
    yes = _rank_answers(distance.all_yes, distance.all_yes_cold)
    no = _rank_answers(distance.all_no, distance.all_no_cold)
    return *yes, *no


def _rank_answers(listed: int | None, cold: int | None) -> tuple[int, int]:
    never = MOST_COUNTED + 2
    answers = listed if listed is not None else never if cold is None else cold
    return -answers, -(cold is not None)
