"""Every sort of edge, with its place in the file; and how the graph grows."""

import pytest

from ipp.engine.policy.edges import STOREWIDE, Node, SharedList
from ipp.engine.policy.graph import Graph, make_graph
from ipp.text.source import Span
from tests.engine.feet import FEET, policy_of

STORE = policy_of("""
ipp: 1
ultimate: Z
products:
  A:
    price: 9
    category: feet
    next:
      - video
      - offer: B
        price: 7
        downsell: [C, {offer: D, when: two}]
  B: {price: 8, downsell: E}
  C: {price: 7}
  D: {price: 6, next: [Pack, later, F]}
  E: {price: 5}
  F: {price: 4, draft: true, next: C}
  Z: {price: 99, next: video}
bundles: {Pack: {items: [A, B], free: {E: 2}, price: 15}}
touches: {video: {kind: content}, later: {kind: content, draft: true}}
series: {line: [A, D]}
categories: {Feet: {next: C}}
next: Z
segments: {two: {owns: 2}}
""")
MADE = make_graph(STORE)


def text_at(made: Graph, start: Node, end: Node) -> str:
    """Return what is written where an edge is made."""
    span = made.edges[start, end]["span"]
    assert isinstance(span, Span)
    return span.source.text[span.start : span.end]


@pytest.mark.parametrize(
    ("start", "end", "written"),
    [
        ("A", "video", "video"),  # a touch
        ("A", "B", "offer: B"),  # the first rung of a step
        ("A", "C", "offer: B"),  # the rungs under it, at the place of the step
        ("A", "D", "D"),  # the series, which comes after the step that leads there as well
        ("D", "Pack", "Pack"),  # a bundle
        ("A", SharedList("feet"), "feet"),  # the category that it is in
        (SharedList("feet"), "C", "C"),  # the list of the category
        ("B", STOREWIDE, "Z"),
        (STOREWIDE, "Z", "Z"),
        ("Pack", "A", "A"),  # contents
        ("Pack", "E", "E"),  # free ones too
        ("Z", "video", "video"),
    ],
)
def test_each_sort_of_edge_with_its_span(start: Node, end: Node, written: str) -> None:
    assert text_at(MADE, start, end).startswith(written)


def test_the_edges_are_these_and_no_others() -> None:
    """A step's own `downsell` replaces that of B, so A does not lead to E; drafts are led to by nobody."""
    goods = ["A", "B", "C", "D", "E", "F", "Z", "Pack"]
    assert set(MADE.edges) == {
        *((good, STOREWIDE) for good in goods),
        *(("A", end) for end in ("video", "B", "C", "D", SharedList("feet"))),
        ("D", "Pack"),
        ("F", "C"),
        ("Z", "video"),
        *(("Pack", end) for end in ("A", "B", "E")),
        (SharedList("feet"), "C"),
        (STOREWIDE, "Z"),
    }


def test_every_item_is_a_node_even_without_edges() -> None:
    assert set(MADE) == {*STORE.positions, SharedList("feet"), STOREWIDE}


def test_the_rungs_of_a_ladder_are_led_to_from_where_it_hangs() -> None:
    """Not from the rung above: nobody who says No to the bundle owns it."""
    made = make_graph(policy_of(FEET))
    assert {end for _, end in made.out_edges("Toe Massager")} >= {
        "Foot Spa Bundle",
        "Soak Three",
        "Foot Soak",
    }
    assert {end for _, end in made.out_edges("Soak Three")} == {"Foot Soak", STOREWIDE}


def test_a_graph_of_some_nodes_has_the_edges_between_them() -> None:
    part = make_graph(STORE, within=("A", "D", "Pack"))
    assert set(part) == {"A", "D", "Pack"}
    assert set(part.edges) == {("A", "D"), ("D", "Pack"), ("Pack", "A")}
    assert part.edges["D", "Pack"]["span"] == MADE.edges["D", "Pack"]["span"]


@pytest.mark.parametrize("count", [50, 100, 200])
def test_the_graph_grows_with_the_file_and_not_with_its_square(count: int) -> None:
    """So many products of one category whose list names ten of them: one edge each to the list, ten from it."""
    products = "".join(f"  P{n}: {{price: {n + 1}, category: all}}\n" for n in range(count))
    named = ", ".join(f"P{n}" for n in range(10))
    made = make_graph(
        policy_of(
            f"ipp: 1\nultimate: P0\nproducts:\n{products}categories: {{All: {{next: [{named}]}}}}\nnext: [{named}]\n"
        )
    )
    assert made.number_of_nodes() == count + 2
    assert made.number_of_edges() == 2 * count + 20
