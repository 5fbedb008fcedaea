"""How high each node stands in its layer: leads as level as the order of the layer allows.

Each layer in turn takes the heights nearest to those wished for (least squares) at which nothing overlaps: with the
heights above each node taken off, that is isotonic regression, solved by pooling adjacent violators.
"""

from collections.abc import Sequence
from typing import NamedTuple

PASSES = 8


class HeightLink(NamedTuple):
    """An arc between neighbouring layers: from `out` below the top of one node to `into` below that of the other."""

    start: int
    end: int
    out: float
    into: float
    weight: float = 1.0


def settle_tops(wishes: Sequence[tuple[float, float]], heights: Sequence[float], gap: float) -> list[float]:
    """Return the tops nearest to the wished ones, each with its weight, so that nodes follow each other at least `gap` apart."""
    pools: list[tuple[float, float, int]] = []  # mean, weight, nodes
    offset = 0.0
    for (wish, weight), height in zip(wishes, heights, strict=True):
        mean, total, count = wish - offset, weight, 1
        while pools and pools[-1][0] >= mean:
            above, heavy, nodes = pools.pop()
            mean = (above * heavy + mean * total) / (heavy + total)
            total, count = heavy + total, nodes + count
        pools.append((mean, total, count))
        offset += height + gap
    tops: list[float] = []
    offset = 0.0
    for mean, _, count in pools:
        for _ in range(count):
            tops.append(mean + offset)
            offset += heights[len(tops) - 1] + gap
    return tops


def find_tops(
    layers: Sequence[Sequence[int]], height: Sequence[float], links: Sequence[HeightLink], gap: float
) -> list[float]:
    """Return the top of each node, the least of them 0."""
    tops = [0.0] * len(height)
    for layer in layers:
        for node, top in zip(
            layer, settle_tops([(0.0, 1.0)] * len(layer), [height[n] for n in layer], gap), strict=True
        ):
            tops[node] = top
    before: list[list[HeightLink]] = [[] for _ in height]
    after: list[list[HeightLink]] = [[] for _ in height]
    for link in links:
        after[link.start].append(link)
        before[link.end].append(link)
    for turn in range(PASSES):
        down = turn % 2 == 0
        for layer in layers if down else reversed(layers):
            wishes = [
                _find_wish(node, tops, before, after, down=down, both=turn >= PASSES - 2) for node in layer
            ]
            for node, top in zip(layer, settle_tops(wishes, [height[n] for n in layer], gap), strict=True):
                tops[node] = top
    least = min(tops, default=0.0)
    return [top - least for top in tops]


def _find_wish(
    node: int,
    tops: list[float],
    before: list[list[HeightLink]],
    after: list[list[HeightLink]],
    *,
    down: bool,
    both: bool,
) -> tuple[float, float]:
    """Return the top that would make the leads of a node level, and how much that matters."""
    pulls = [(tops[link.start] + link.out - link.into, link.weight) for link in before[node] if down or both]
    pulls += [
        (tops[link.end] + link.into - link.out, link.weight) for link in after[node] if both or not down
    ]
    weight = sum(each for _, each in pulls)
    if not weight:
        return tops[node], 0.1
    return sum(top * each for top, each in pulls) / weight, weight
