"""Where a path file writes offers: the steps and rungs that name one, and the ultimate action."""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from ipp.engine.policy.clauses import Offer, Rung
from ipp.engine.policy.entries import list_rungs
from ipp.loading import Store
from ipp.path.lists import list_step_lists
from ipp.path.model import Path
from ipp.path.names import list_steps
from ipp.path.terms import Ultimate
from ipp.text.source import Span
from ipp.text.yaml.nodes import Mapping, Node, Scalar, Sequence


class WrittenOffer(NamedTuple):
    """A place that offers something: a bare name (`body` is None) or a mapping with keys, and what it says of take rate and patience.

    `patience`: after how many days silence is a No there, in each of the lists that lead to it; empty where none can be said. `below`: it is
    only offered there after a No.
    """

    offer: Offer
    span: Span
    body: Mapping | None
    take: Decimal | None
    patience: frozenset[int]
    below: bool = False


class _Use(NamedTuple):
    """How what is named at a place is offered in the lists that lead to it."""

    offer: Offer
    patience: set[int]
    rungs: set[int]


def list_written_offers(store: Store) -> Iterator[WrittenOffer]:
    """Yield the places of a path file that offer something and can say how many take it, in its order.

    The ultimate action says so once, for all steps that say nothing themselves; where its rate goes by products owned, it says so already.
    """
    bodies = _find_bodies(store.path)
    goal, ultimate = store.policy.goal, store.path.ultimate
    uses = _list_uses(store)
    for step in list_steps(store.path):
        use = uses.get(_identify(step.subject.span))
        if use and not (goal and use.offer == goal.offer and step.take is None):
            body = bodies.get(_identify(step.span))
            yield WrittenOffer(
                use.offer, step.span, body, step.take, frozenset(use.patience), 0 not in use.rungs
            )
    if goal and ultimate and ultimate.offer and set(goal.takes) <= {0}:
        yield _make_ultimate(store.path, goal.offer, ultimate, goal.takes.get(0))


def _make_ultimate(path: Path, offer: Offer, ultimate: Ultimate, take: Decimal | None) -> WrittenOffer:
    source, tree = path.files[0]
    assert ultimate.offer is not None and isinstance(tree, Mapping)
    node = tree.get("ultimate")
    body = node if isinstance(node, Mapping) else None
    return WrittenOffer(offer, ultimate.offer.span._replace(source=source), body, take, frozenset())


_Key = tuple[int, int, int]


def _identify(span: Span) -> _Key:
    return id(span.source), span.start, span.end


def _list_uses(store: Store) -> dict[_Key, _Use]:
    found: dict[_Key, _Use] = {}
    policy = store.policy

    def add_use(span: Span, rung: Rung, position: int) -> None:
        use = found.setdefault(_identify(span), _Use(rung.offer, set(), set()))
        use.patience.add(rung.patience)
        use.rungs.add(position)

    for listed in list_step_lists(store.path):
        for step in () if listed.rungs else listed.steps:
            entry = policy.find_entry(step)
            for position, rung in enumerate(list_rungs(entry) if entry else ()):
                add_use(rung.span if position else step.subject.span, rung, position)
    for position, rung in enumerate(policy.goal.ladder.rungs[1:] if policy.goal else (), 1):
        add_use(rung.span, rung, position)
    return found


def _find_bodies(path: Path) -> dict[_Key, Mapping]:
    """Return the mappings of a path's files by their place."""
    found: dict[_Key, Mapping] = {}
    for source, tree in path.files:
        for node in _list_mappings(tree):
            found[_identify(Span(source, node.start, node.end))] = node
    return found


def _list_mappings(tree: Node) -> Iterator[Mapping]:
    seen, waiting = set[int](), [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Scalar) or id(node) in seen:
            continue
        seen.add(id(node))
        if isinstance(node, Sequence):
            waiting += node.items
        else:
            yield node
            waiting += [value for _, value in node.entries]
