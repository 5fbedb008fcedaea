"""The order of the nodes in each layer, with few crossings.

Barycentres up and down (Sugiyama, Tagawa and Toda: Methods for visual understanding of hierarchical system structures, 1981),
the ports of a card taken into account; the best order met is kept. Crossings of two layers are counted as
inversions with a tree of sums (Barth, Jünger and Mutzel: Simple and efficient bilayer cross counting, 2002).
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

SWEEPS = 12
Layers = list[list[int]]


class OrderLink(NamedTuple):
    """An arc between neighbouring layers; the ports are heights within the nodes, as shares from 0 to 1."""

    start: int
    end: int
    out: float = 0.5
    into: float = 0.5


def order_layers(layers: Layers, links: Sequence[OrderLink]) -> Layers:
    """Return the layers with their nodes in an order of few crossings."""
    after = _group_by_node(links, lambda link: link.start)
    before = _group_by_node(links, lambda link: link.end)
    best, fewest = layers, count_crossings(layers, after)
    for sweep in range(SWEEPS):
        if not fewest:
            break
        layers = _sweep_layers(layers, before, after, down=sweep % 2 == 0)
        now = count_crossings(layers, after)
        if now < fewest:
            best, fewest = layers, now
    return best


def _group_by_node(
    links: Sequence[OrderLink], node: Callable[[OrderLink], int]
) -> dict[int, list[OrderLink]]:
    found: dict[int, list[OrderLink]] = {}
    for link in links:
        found.setdefault(node(link), []).append(link)
    return found


def _sweep_layers(
    layers: Layers, before: dict[int, list[OrderLink]], after: dict[int, list[OrderLink]], *, down: bool
) -> Layers:
    """Sort each layer by where its neighbours in the layer before (or after) stand."""
    made = [list(layer) for layer in layers]
    positions = {node: float(index) for layer in made for index, node in enumerate(layer)}
    for layer in made[1:] if down else made[-2::-1]:
        wish = {}
        for node in layer:
            heights = (
                [positions[link.start] + link.out for link in before.get(node, ())]
                if down
                else [positions[link.end] + link.into for link in after.get(node, ())]
            )
            wish[node] = sum(heights) / len(heights) if heights else positions[node] + 0.5
        layer.sort(key=wish.__getitem__)
        positions.update((node, float(index)) for index, node in enumerate(layer))
    return made


def count_crossings(layers: Layers, after: dict[int, list[OrderLink]]) -> int:
    """Return how many pairs of links cross."""
    positions = {node: index for layer in layers for index, node in enumerate(layer)}
    return sum(_count_layer_crossings(layer, positions, after) for layer in layers)


def _count_layer_crossings(
    layer: list[int], positions: dict[int, int], after: dict[int, list[OrderLink]]
) -> int:
    links = sorted(
        (positions[link.start] + link.out, positions[link.end] + link.into)
        for node in layer
        for link in after.get(node, ())
    )
    ranks = {height: rank for rank, height in enumerate(sorted({end for _, end in links}), 1)}
    sums = [0] * (len(ranks) + 1)
    crossed = 0
    for seen, (_, end) in enumerate(links):
        rank = ranks[end]
        crossed += seen - _sum_below(sums, rank)
        while rank < len(sums):
            sums[rank] += 1
            rank += rank & -rank
    return crossed


def _sum_below(sums: list[int], rank: int) -> int:
    total = 0
    while rank:
        total += sums[rank]
        rank -= rank & -rank
    return total
