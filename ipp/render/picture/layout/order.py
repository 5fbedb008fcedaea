"""The order of the nodes in each layer, with few crossings.

Barycentres up and down (Sugiyama, Tagawa and Toda: Methods for visual understanding of hierarchical system structures, 1981),
the ports of a card taken into account; the best order met is kept. Crossings of two layers are counted as
inversions with a tree of sums (Barth, Jünger and Mutzel: Simple and efficient bilayer cross counting, 2002).
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

SWEEPS = 12
Layers = list[list[int]]


class Link(NamedTuple):
    """An arc between neighbouring layers; the ports are heights within the nodes, as shares from 0 to 1."""

    start: int
    end: int
    out: float = 0.5
    into: float = 0.5


def ordered(layers: Layers, links: Sequence[Link]) -> Layers:
    """Return the layers with their nodes in an order of few crossings."""
    after = _by_node(links, lambda link: link.start)
    before = _by_node(links, lambda link: link.end)
    best, fewest = layers, crossings(layers, after)
    for sweep in range(SWEEPS):
        if not fewest:
            break
        layers = _swept(layers, before, after, down=sweep % 2 == 0)
        now = crossings(layers, after)
        if now < fewest:
            best, fewest = layers, now
    return best


def _by_node(links: Sequence[Link], node: Callable[[Link], int]) -> dict[int, list[Link]]:
    found: dict[int, list[Link]] = {}
    for link in links:
        found.setdefault(node(link), []).append(link)
    return found


def _swept(
    layers: Layers, before: dict[int, list[Link]], after: dict[int, list[Link]], *, down: bool
) -> Layers:
    """Sort each layer by where its neighbours in the layer before (or after) stand."""
    made = [list(layer) for layer in layers]
    place = {node: float(index) for layer in made for index, node in enumerate(layer)}
    for layer in made[1:] if down else made[-2::-1]:
        wish = {}
        for node in layer:
            heights = (
                [place[link.start] + link.out for link in before.get(node, ())]
                if down
                else [place[link.end] + link.into for link in after.get(node, ())]
            )
            wish[node] = sum(heights) / len(heights) if heights else place[node] + 0.5
        layer.sort(key=wish.__getitem__)
        place.update((node, float(index)) for index, node in enumerate(layer))
    return made


def crossings(layers: Layers, after: dict[int, list[Link]]) -> int:
    """Return how many pairs of links cross."""
    place = {node: index for layer in layers for index, node in enumerate(layer)}
    return sum(_crossings(layer, place, after) for layer in layers)


def _crossings(layer: list[int], place: dict[int, int], after: dict[int, list[Link]]) -> int:
    links = sorted(
        (place[link.start] + link.out, place[link.end] + link.into)
        for node in layer
        for link in after.get(node, ())
    )
    ranks = {height: rank for rank, height in enumerate(sorted({end for _, end in links}), 1)}
    sums = [0] * (len(ranks) + 1)
    crossed = 0
    for seen, (_, end) in enumerate(links):
        rank = ranks[end]
        crossed += seen - _sum(sums, rank)
        while rank < len(sums):
            sums[rank] += 1
            rank += rank & -rank
    return crossed


def _sum(sums: list[int], rank: int) -> int:
    total = 0
    while rank:
        total += sums[rank]
        rank -= rank & -rank
    return total
