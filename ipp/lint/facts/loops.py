"""Loops of offers that never lead out."""

from collections import deque
from typing import NamedTuple

from ipp.engine.policy.edges import Node
from ipp.engine.policy.graph import Graph, find_components, make_graph
from ipp.lint.facts.reachability import find_leading
from ipp.lint.facts.store import Checked
from ipp.path.model import Bundle, Product, Touch
from ipp.path.names import list_items

MOST_LOOKED_AT = 2_000_000
"""Edges followed in search of the shortest loop of one group; after that the shortest found so far is shown."""


class Loops(NamedTuple):
    """The groups of nodes that lead round and round, and nowhere else, and the graph that they are in."""

    graph: Graph | None
    groups: tuple[frozenset[Node], ...]


def find_closed_loops(checked: Checked) -> Loops:
    """Return the closed loops of a store, by the place of their first item in the file."""
    return checked.ask_once(_find_closed_loops)


def _find_closed_loops(checked: Checked) -> Loops:
    fine = find_leading(checked)
    lost: set[Node] = {item.name.text for item in list_items(checked.path) if item.name.text not in fine}
    if not any(isinstance(checked.names.resolve_item(str(name)), (Product, Bundle)) for name in lost):
        return Loops(None, ())
    lost |= {start for starts in checked.before.values() for start in starts if start not in fine}
    made = make_graph(checked.stocked, lost)
    groups = [
        frozenset(group)
        for group in find_components(made)
        if len(group) > 1
        and not _has_exit(checked, made, group)  # one that leads to itself is told by itself
    ]
    return Loops(made, tuple(sorted(groups, key=lambda group: _find_first_position(checked, group))))


def _has_exit(checked: Checked, made: Graph, group: set[Node]) -> bool:
    """Whether a loop leads to something else that can be bought, be it a dead end: that is told by itself."""
    out = {end for node in group for end in made.succ[node]} - group
    shared = [end for end in out if not isinstance(end, str)]
    items = {end for end in out if isinstance(end, str)}.union(*(made.succ[end] for end in shared))
    return any(not isinstance(checked.names.resolve_item(str(item)), Touch) for item in items)


def _find_first_position(checked: Checked, group: frozenset[Node]) -> int:
    places = checked.policy.positions
    return min((places[node] for node in group if isinstance(node, str)), default=len(places))


def find_shortest_loop(checked: Checked, made: Graph, group: frozenset[Node]) -> list[Node]:
    """Return the shortest loop of a group, beginning at its first item in the file.

    A breadth-first search from every node, each no deeper than the best found: exact unless MOST_LOOKED_AT edges were followed.
    """
    places = checked.policy.positions
    order = sorted(
        group,
        key=lambda node: (places.get(node, len(places)) if isinstance(node, str) else len(places), str(node)),
    )
    best: list[Node] = []
    budget = MOST_LOOKED_AT
    for start in order:
        loop, cost = _find_loop_through(made, group, start, len(best))
        budget -= cost
        if loop and (not best or len(loop) < len(best)):
            best = loop
        if budget < 0 or len(best) == 2:
            break
    return best


def _find_loop_through(
    made: Graph, group: frozenset[Node], start: Node, shorter_than: int
) -> tuple[list[Node], int]:
    """Return the shortest loop through `start`, if it is shorter than wanted, and the edges followed."""
    succ = made.succ
    before: dict[Node, Node] = {}
    depth = {start: 0}
    waiting = deque([start])
    cost = 0
    while waiting:
        node = waiting.popleft()
        if shorter_than and depth[node] + 1 >= shorter_than:
            break
        for end in succ[node]:
            cost += 1
            if end == start and node != start:
                return _trace_loop(before, start, node), cost
            if end in group and end not in depth:
                depth[end], before[end] = depth[node] + 1, node
                waiting.append(end)
    return [], cost


def _trace_loop(before: dict[Node, Node], start: Node, end: Node) -> list[Node]:
    way = [end]
    while way[-1] != start:
        way.append(before[way[-1]])
    return way[::-1]
