"""Stories of customers for whom nothing is left: the shortest histories that the proof knows (IPP205), each once."""

from collections.abc import Iterator
from datetime import date
from random import Random

from ipp.lint.facts.stranding import Proof
from ipp.proof.history import Stranding
from ipp.proof.stranded.search import ProofDepth
from ipp.stories.coverage.rung_spans import RungSpans
from ipp.stories.generate.profiles import Profile
from ipp.stories.generate.walk import Start, StoryWalker, Walk

_DEPTH = ProofDepth(2, 1)
_MOST_ANSWERS = 30
_NOT_AUTHORED = ("rest", "refill", "ultimate")
"""Where what is next comes from when nothing authored is left: `rest`, and the cold ask."""


def list_stranded_walks(spans: RungSpans, today: date) -> Iterator[Walk]:
    """Yield a walk for each history after which nothing is left, as long as the walk ends so."""
    proof = Proof(spans.policy, _DEPTH)
    seen: set[tuple[object, ...]] = set()
    for name in spans.policy.goods_in_order:
        found = proof.find_stranding(name)
        if found is None or (key := (found.bought, found.declined)) in seen:
            continue
        seen.add(key)
        walk = _walk_history(spans, found, today)
        if walk.told and _leaves_nothing(walk):
            yield walk


def _leaves_nothing(walk: Walk) -> bool:
    last = walk.told[-1].decision
    return last.action is None or last.action.origin in _NOT_AUTHORED


def _walk_history(spans: RungSpans, history: Stranding, today: date) -> Walk:
    """Walk through a history: its purchases, then a No to what it declines, and every touch on the way."""
    known = tuple((name, value) for name, value in history.attributes.items() if value is not None)
    start = Start(history.bought[0], Profile(known), told="nothing is left (IPP205)")
    walker = StoryWalker(spans, today, frozenset(), Random(0), [])
    walker.begin(start)
    for name in history.bought[1:]:
        walker.buy(name)
    for _ in range(_MOST_ANSWERS):
        action = walker.play.customer.decide().action
        if action is None or action.origin in _NOT_AUTHORED:
            break
        if action.offer is not None and action.offer not in history.declined:
            break
        walker.answer("did" if action.offer is None else "declines")
    return Walk(start, tuple(walker.told))
