"""The path as a networkx graph: what a graph can answer about it.

Nodes are items by name; a category's list and the store-wide list are nodes of their own, so that the graph grows
with the file and not with its square. An edge says that buying the one can lead to the other.
"""

from collections.abc import Hashable, Iterator
from typing import TYPE_CHECKING, NamedTuple

import networkx as nx

from ipp.engine.policy import Policy
from ipp.engine.terms import Deed, Entry
from ipp.path.model import Product
from ipp.path.names import folded, goods_of, items_of
from ipp.text.source import Span

if TYPE_CHECKING:
    Graph = nx.DiGraph[Hashable]
else:
    Graph = nx.DiGraph


class Shared(NamedTuple):
    """A list that several items read: a category's, or the store-wide one (None)."""

    category: str | None


STOREWIDE = Shared(None)


def graph(policy: Policy) -> Graph:
    """Return the graph of a path. Every edge has a `span`: where the step that makes it is written."""
    made: Graph = nx.DiGraph()
    made.add_nodes_from(item.name.text for item in items_of(policy.path))
    made.add_edges_from((start, end, {"span": span}) for start, end, span in _edges(policy))
    return made


def _edges(policy: Policy) -> Iterator[tuple[Hashable, Hashable, Span]]:
    for good in goods_of(policy.path):
        name = good.name.text
        for step, entry in policy.listed(policy.own_steps(good)):
            yield from ((name, end, step.span) for end in _ends(entry))
        if isinstance(good, Product):
            if good.category and folded(good.category.text) in policy.categories:
                yield name, Shared(folded(good.category.text)), good.category.span
        else:
            for part in (*good.items, *good.free):
                content = policy.names.item(part.name.text)
                if isinstance(content, Product):
                    yield name, content.name.text, part.name.span
        if policy.storewide:
            yield name, STOREWIDE, policy.path.next[0].span
    for key, categories in policy.categories.items():
        for category in categories:
            for step, entry in policy.listed(category.next):
                yield from ((Shared(key), end, step.span) for end in _ends(entry))
    for step, entry in policy.listed(policy.path.next):
        yield from ((STOREWIDE, end, step.span) for end in _ends(entry))


def _ends(entry: Entry) -> Iterator[str]:
    if isinstance(entry, Deed):
        if not entry.draft:
            yield entry.touch
    else:
        yield from (rung.good.name for rung in entry.rungs if not rung.good.draft)
