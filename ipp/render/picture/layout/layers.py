"""Which layer each node stands in: every arc goes from a layer to a later one."""

from collections.abc import Sequence

Arc = tuple[int, int]


def assign_layers(count: int, arcs: Sequence[Arc]) -> list[int]:
    """Return the layer of each node, from 0: the longest way to it; what nothing leads to stands just before what it leads to.

    The arcs must be free of cycles.
    """
    after: list[list[int]] = [[] for _ in range(count)]
    waits = [0] * count
    for start, end in arcs:
        after[start].append(end)
        waits[end] += 1
    sources = [node for node in range(count) if not waits[node]]
    layer = [0] * count
    order = list(sources)
    for node in order:
        for end in after[node]:
            layer[end] = max(layer[end], layer[node] + 1)
            waits[end] -= 1
            if not waits[end]:
                order.append(end)
    for node in sources:
        if after[node]:
            layer[node] = min(layer[end] for end in after[node]) - 1
    return layer
