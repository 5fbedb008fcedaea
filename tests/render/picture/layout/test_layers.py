"""The steps of the layered layout, each held against a plain second opinion."""

from itertools import combinations, permutations

from hypothesis import given
from hypothesis import strategies as st

from ipp.render.picture.layout import order
from ipp.render.picture.layout.cycles import Arc, find_reversed_arcs
from ipp.render.picture.layout.heights import HeightLink, find_tops, settle_tops
from ipp.render.picture.layout.layers import assign_layers

NODES = 7
arcs = st.lists(
    st.tuples(st.integers(0, NODES - 1), st.integers(0, NODES - 1)).filter(lambda arc: arc[0] != arc[1]),
    max_size=16,
)


def acyclic(found: list[Arc]) -> bool:
    """Peel off what nothing leads to; the slow way."""
    left = set(range(NODES))
    while left:
        free = {node for node in left if not any(end == node and start in left for start, end in found)}
        if not free:
            return False
        left -= free
    return True


def forward(found: list[Arc]) -> list[Arc]:
    back = find_reversed_arcs(NODES, found)
    return [(end, start) if place in back else (start, end) for place, (start, end) in enumerate(found)]


@given(arcs)
def test_without_the_turned_arcs_there_is_no_cycle(found: list[Arc]) -> None:
    assert acyclic(forward(found))


@given(arcs)
def test_what_has_no_cycle_is_left_as_it_is(found: list[Arc]) -> None:
    straight = [arc for arc in found if arc[0] < arc[1]]
    assert not find_reversed_arcs(NODES, straight)


@given(arcs)
def test_never_more_than_half_of_the_arcs_are_turned(found: list[Arc]) -> None:
    """The bound of Eades, Lin and Smyth: |arcs| / 2 - |nodes| / 6, here without its second part."""
    assert len(find_reversed_arcs(NODES, found)) <= len(found) / 2


def test_one_cycle_is_broken_in_one_place() -> None:
    assert len(find_reversed_arcs(4, [(0, 1), (1, 2), (2, 3), (3, 0)])) == 1


@given(arcs)
def test_layers_only_go_forward_and_as_far_as_they_must(found: list[Arc]) -> None:
    straight = forward(found)
    layer = assign_layers(NODES, straight)
    assert all(layer[start] < layer[end] for start, end in straight)
    for node in range(NODES):
        before = [layer[start] for start, end in straight if end == node]
        after = [layer[end] for start, end in straight if start == node]
        assert layer[node] == (max(before) + 1 if before else min(after, default=1) - 1)


# The order in a layer

two_layers = st.lists(
    st.tuples(
        st.integers(0, 4), st.integers(5, 9), st.sampled_from([0.2, 0.5, 0.8]), st.sampled_from([0.2, 0.5])
    ),
    max_size=12,
)


def crossed(layers: order.Layers, links: list[order.OrderLink]) -> int:
    """Count crossings pair by pair."""
    place = {node: index for layer in layers for index, node in enumerate(layer)}
    ends = [(place[link.start] + link.out, place[link.end] + link.into) for link in links]
    return sum((one[0] - other[0]) * (one[1] - other[1]) < 0 for one, other in combinations(ends, 2))


@given(two_layers)
def test_crossings_are_counted_right(found: list[tuple[int, int, float, float]]) -> None:
    links = [order.OrderLink(*each) for each in found]
    layers = [list(range(5)), list(range(5, 10))]
    after: dict[int, list[order.OrderLink]] = {}
    for link in links:
        after.setdefault(link.start, []).append(link)
    assert order.count_crossings(layers, after) == crossed(layers, links)


@given(two_layers)
def test_the_order_is_never_worse_and_nobody_is_lost(found: list[tuple[int, int, float, float]]) -> None:
    links = [order.OrderLink(*each) for each in found]
    layers = [list(range(5)), list(range(5, 10))]
    made = order.order_layers(layers, links)
    assert [sorted(layer) for layer in made] == layers
    assert crossed(made, links) <= crossed(layers, links)


def test_two_crossed_leads_are_uncrossed() -> None:
    links = [order.OrderLink(0, 3), order.OrderLink(1, 2)]
    assert crossed(order.order_layers([[0, 1], [2, 3]], links), links) == 0


def test_a_small_tangle_comes_near_to_the_best_order() -> None:
    links = [
        order.OrderLink(*each) for each in ((0, 7), (0, 5), (1, 8), (1, 6), (2, 5), (3, 9), (3, 6), (4, 8))
    ]
    best = min(
        crossed([list(above), list(below)], links)
        for above in permutations(range(5))
        for below in [range(5, 10)]
    )
    assert crossed(order.order_layers([list(range(5)), list(range(5, 10))], links), links) <= best


# Heights

wishes = st.lists(
    st.tuples(st.integers(-50, 50), st.integers(1, 3), st.integers(5, 40)), min_size=1, max_size=5
)


@given(wishes)
def test_tops_are_the_nearest_ones_at_which_nothing_overlaps(found: list[tuple[int, int, int]]) -> None:
    """A step to either side of any run of nodes never brings the heights nearer to those wished for."""
    wished = [(float(wish), float(weight)) for wish, weight, _ in found]
    heights = [float(height) for *_, height in found]
    tops = settle_tops(wished, heights, 4.0)
    assert all(tops[i] + heights[i] + 4 <= tops[i + 1] + 1e-9 for i in range(len(tops) - 1))

    def distance(at: list[float]) -> float:
        return sum(weight * (top - wish) ** 2 for top, (wish, weight) in zip(at, wished, strict=True))

    for first in range(len(tops)):
        for last in range(first + 1, len(tops) + 1):
            for step in (-0.5, 0.5):
                moved = [top + step * (first <= i < last) for i, top in enumerate(tops)]
                if all(moved[i] + heights[i] + 4 <= moved[i + 1] + 1e-9 for i in range(len(moved) - 1)):
                    assert distance(moved) >= distance(tops) - 1e-9


def test_a_chain_is_drawn_level() -> None:
    links = [HeightLink(0, 1, 30.0, 10.0), HeightLink(1, 2, 50.0, 10.0)]
    tops = find_tops([[0], [1], [2]], [60.0, 60.0, 60.0], links, 10.0)
    for link in links:
        assert abs(tops[link.start] + link.out - tops[link.end] - link.into) < 0.5
