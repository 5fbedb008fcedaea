"""What leads to what: every edge of the path, with its place.

Nodes are items by name; a category's list and the store-wide list are nodes of their own, so that edges grow
with the file and not with its square. An edge says that having the one can lead to being offered the other.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple, assert_never

from ipp.engine.policy.clauses import Entry, Ladder, TouchStep
from ipp.engine.policy.compile import Policy
from ipp.path.model import Bundle, Product, Step
from ipp.path.names import list_goods, list_levels
from ipp.text.source import Span


class SharedList(NamedTuple):
    """A list that several items read: a category's, or the store-wide one (None)."""

    category: str | None


STOREWIDE = SharedList(None)

Node = str | SharedList


class Edge(NamedTuple):
    """A lead from one node to another; `span` is where the step that makes it is written."""

    start: Node
    end: Node
    span: Span


def list_edges(policy: Policy) -> Iterator[Edge]:
    """Yield the edges of `next`, series, categories, catch-all and ladders, and those from bundles to their contents."""
    for good in list_goods(policy.path):
        name = good.name.text
        yield from _list_step_edges(name, policy.pair_own_steps(good))
        if isinstance(good, Bundle):
            yield from _list_content_edges(policy, good)
        elif good.category:
            for level in list_levels(good.category.text):
                if level in policy.categories:
                    yield Edge(name, SharedList(level), good.category.span)
        if policy.storewide:
            yield Edge(name, STOREWIDE, policy.path.next[0].span)
    for key, categories in policy.categories.items():
        for category in categories:
            yield from _list_step_edges(SharedList(key), policy.pair_list(category.next))
    yield from _list_step_edges(STOREWIDE, policy.pair_list(policy.path.next))


def _list_step_edges(start: Node, pairs: Iterable[tuple[Step, Entry]]) -> Iterator[Edge]:
    for step, entry in pairs:
        for end in _list_ends(entry):
            yield Edge(start, end, step.span)


def _list_content_edges(policy: Policy, bundle: Bundle) -> Iterator[Edge]:
    for part in (*bundle.items, *bundle.free):
        content = policy.names.resolve_item(part.name.text)
        if isinstance(content, Product):
            yield Edge(bundle.name.text, content.name.text, part.name.span)


def _list_ends(entry: Entry) -> list[str]:
    match entry:
        case TouchStep():
            return [] if entry.draft else [entry.touch]
        case Ladder():
            return [rung.good.name for rung in entry.rungs if not rung.good.draft]
        case _:
            assert_never(entry)
