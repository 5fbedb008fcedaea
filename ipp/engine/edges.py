"""What leads to what: every edge of the path, with its place.

Nodes are items by name; a category's list and the store-wide list are nodes of their own, so that edges grow
with the file and not with its square. An edge says that having the one can lead to being offered the other.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple, assert_never

from ipp.engine.policy import Policy
from ipp.engine.terms import Deed, Entry, Ladder
from ipp.path.model import Bundle, Product, Step
from ipp.path.names import folded, goods_of
from ipp.text.source import Span


class Shared(NamedTuple):
    """A list that several items read: a category's, or the store-wide one (None)."""

    category: str | None


STOREWIDE = Shared(None)

Node = str | Shared


class Edge(NamedTuple):
    """A lead from one node to another; `span` is where the step that makes it is written."""

    start: Node
    end: Node
    span: Span


def edges(policy: Policy) -> Iterator[Edge]:
    """Yield the edges of `next`, series, categories, catch-all and ladders, and those from bundles to their contents."""
    for good in goods_of(policy.path):
        name = good.name.text
        yield from _of_steps(policy, name, policy.own_steps(good))
        if isinstance(good, Bundle):
            yield from _to_contents(policy, good)
        elif good.category and folded(good.category.text) in policy.categories:
            yield Edge(name, Shared(folded(good.category.text)), good.category.span)
        if policy.storewide:
            yield Edge(name, STOREWIDE, policy.path.next[0].span)
    for key, categories in policy.categories.items():
        for category in categories:
            yield from _of_steps(policy, Shared(key), category.next)
    yield from _of_steps(policy, STOREWIDE, policy.path.next)


def _of_steps(policy: Policy, start: Node, steps: Iterable[Step]) -> Iterator[Edge]:
    for step, entry in policy.listed(steps):
        for end in _ends(entry):
            yield Edge(start, end, step.span)


def _to_contents(policy: Policy, bundle: Bundle) -> Iterator[Edge]:
    for part in (*bundle.items, *bundle.free):
        content = policy.names.item(part.name.text)
        if isinstance(content, Product):
            yield Edge(bundle.name.text, content.name.text, part.name.span)


def _ends(entry: Entry) -> list[str]:
    match entry:
        case Deed():
            return [] if entry.draft else [entry.touch]
        case Ladder():
            return [rung.good.name for rung in entry.rungs if not rung.good.draft]
        case _:
            assert_never(entry)
