"""Loops of offers that never lead out."""

from collections import deque
from collections.abc import Hashable, Iterable

import networkx as nx

from ipp.lint.checked import Checked
from ipp.lint.ways import leading

MOST_LOOKED_AT = 2_000_000
"""Edges followed in search of the shortest loop of one group; after that the shortest found so far is shown."""


def closed_loops(checked: Checked) -> list[frozenset[Hashable]]:
    """Return the groups of nodes that lead round and round, and nowhere else; in no particular order."""
    if checked.loops is None:
        checked.loops = list(_closed_loops(checked))
    return checked.loops


def _closed_loops(checked: Checked) -> Iterable[frozenset[Hashable]]:
    graph, fine = checked.graph, leading(checked)
    lost = graph.subgraph([node for node in graph if node not in fine])
    for group in nx.strongly_connected_components(lost):
        first = next(iter(group))
        if len(group) == 1 and first not in graph.succ[first]:
            continue
        out = {end for node in group for end in graph.succ[node]} - group
        if not any(graph.succ[end] or _may_end(checked, end) for end in out):
            yield frozenset(group)


def _may_end(checked: Checked, node: Hashable) -> bool:
    """Whether a node without a way on is a way out all the same: a product, told as a dead end by itself."""
    from ipp.path.model import Touch

    return isinstance(node, str) and not isinstance(checked.names.item(node), Touch)


def shortest_loop(checked: Checked, group: frozenset[Hashable]) -> list[Hashable]:
    """Return the shortest loop of a group, beginning at its first item in the file.

    A breadth-first search from every node, each no deeper than the best found: exact unless MOST_LOOKED_AT edges were followed.
    """
    places = checked.policy.places
    order = sorted(
        group,
        key=lambda node: (places.get(node, len(places)) if isinstance(node, str) else len(places), str(node)),
    )
    best: list[Hashable] = []
    budget = MOST_LOOKED_AT
    for start in order:
        loop, cost = _loop_through(checked, group, start, len(best))
        budget -= cost
        if loop and (not best or len(loop) < len(best)):
            best = loop
        if budget < 0 or len(best) == 1:
            break
    return best


def _loop_through(
    checked: Checked, group: frozenset[Hashable], start: Hashable, shorter_than: int
) -> tuple[list[Hashable], int]:
    """Return the shortest loop through `start`, if it is shorter than wanted, and the edges followed."""
    succ = checked.graph.succ
    before: dict[Hashable, Hashable] = {}
    depth = {start: 0}
    waiting = deque([start])
    cost = 0
    while waiting:
        node = waiting.popleft()
        if shorter_than and depth[node] + 1 >= shorter_than:
            break
        for end in succ[node]:
            cost += 1
            if end == start:
                return _walked(before, start, node), cost
            if end in group and end not in depth:
                depth[end], before[end] = depth[node] + 1, node
                waiting.append(end)
    return [], cost


def _walked(before: dict[Hashable, Hashable], start: Hashable, end: Hashable) -> list[Hashable]:
    way = [end]
    while way[-1] != start:
        way.append(before[way[-1]])
    return way[::-1]
