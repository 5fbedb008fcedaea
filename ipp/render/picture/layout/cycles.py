"""Which arcs to turn round so that no cycle is left.

The heuristic of Eades, Lin and Smyth (A fast and effective heuristic for the feedback arc set problem, 1993): put sinks last
and sources first; when neither is left, take the node that has most more arcs going out than coming in.
"""

from collections.abc import Sequence
from heapq import heapify, heappop, heappush

Arc = tuple[int, int]


def find_reversed_arcs(count: int, arcs: Sequence[Arc]) -> set[int]:
    """Return the indices of arcs that point backwards in the order found; nodes are 0 to `count` - 1."""
    place = {node: place for place, node in enumerate(_order_nodes(count, arcs))}
    return {index for index, (start, end) in enumerate(arcs) if place[start] > place[end]}


def _order_nodes(count: int, arcs: Sequence[Arc]) -> list[int]:
    peeling = _Peeling(count, arcs)
    first: list[int] = []
    last: list[int] = []
    while peeling.remaining:
        sink = peeling.take_sink()
        if sink is not None:
            last.append(sink)
        else:
            first.append(peeling.take_best())
    return first + last[::-1]


class _Peeling:
    """The nodes that are left, with their numbers of arcs among each other."""

    def __init__(self, count: int, arcs: Sequence[Arc]) -> None:
        self.after: list[list[int]] = [[] for _ in range(count)]
        self.before: list[list[int]] = [[] for _ in range(count)]
        for start, end in arcs:
            if start != end:
                self.after[start].append(end)
                self.before[end].append(start)
        self.out = list(map(len, self.after))
        self.into = list(map(len, self.before))
        self.remaining = set(range(count))
        self.sinks = [node for node in reversed(range(count)) if not self.out[node]]
        self.best = [(self.rank_node(node), node) for node in range(count)]
        heapify(self.best)

    def rank_node(self, node: int) -> int:
        """Return less for what should come earlier: a source before everything."""
        return -len(self.after) - 1 if not self.into[node] else self.into[node] - self.out[node]

    def take_sink(self) -> int | None:
        while self.sinks:
            node = self.sinks.pop()
            if node in self.remaining:
                self.take_node(node)
                return node
        return None

    def take_best(self) -> int:
        while True:
            worth, node = heappop(self.best)
            if node in self.remaining and worth == self.rank_node(node):
                self.take_node(node)
                return node

    def take_node(self, node: int) -> None:
        self.remaining.discard(node)
        for end in self.after[node]:
            self.into[end] -= 1
            self.update_node(end)
        for start in self.before[node]:
            self.out[start] -= 1
            self.update_node(start)
            if not self.out[start]:
                self.sinks.append(start)

    def update_node(self, node: int) -> None:
        if node in self.remaining:
            heappush(self.best, (self.rank_node(node), node))
