"""IPP203: loops of offers that never lead out."""

import networkx as nx
import pytest
from hypothesis import given

from ipp.text.finding import Finding
from ipp.text.source import Span
from tests.amounts import long

from ..lists import STOREWIDE, Lists, lists
from ..marked import hold, of_rule, whole

LOOPS = {
    "two": ("products: {A: {next: «B»}, B: {next: ‹A›}, Club: {}}", "A -> B -> A"),
    "two of any case": ("products: {A: {next: «b»}, B: {next: ‹a›}, Club: {}}", "A -> B -> A"),
    "three": ("products: {A: {next: «B»}, B: {next: ‹C›}, C: {next: ‹A›}, Club: {}}", "A -> B -> C -> A"),
    "the shorter of two": (
        "products: {A: {next: B}, B: {next: [A1, «C»]}, A1: {next: A}, C: {next: ‹B›}, Club: {}}",
        "nor do the 4 items around it: B -> C -> B",
    ),
    "of two as short, the first in the file": (
        "products: {A: {next: [«C», B]}, B: {next: A}, C: {next: ‹A›}, Club: {}}",
        "A -> C -> A",
    ),
    "through a step on terms": (
        "products: {A: {next: «{offer: B, price: 3}»}, B: {next: ‹A›}, Club: {}}",
        "A -> B -> A",
    ),
    "through a downsell": (
        "products: {A: {next: «{offer: Someday, downsell: B}»}, B: {next: ‹A›}, Someday: {draft: true}, Club: {}}",
        "A -> B -> A",
    ),
    "through a bundle and what is in it": (
        "products: {A: {next: «Box»}, Club: {}}\nbundles: {Box: {items: [‹A›]}}",
        "A -> Box -> A",
    ),
    "through a free item": (
        "products: {A: {next: «Box»}, B: {final: true, next: A}, Club: {}}\nbundles: {Box: {items: B, free: ‹A›}}",
        "nor do the 3 items around it: A -> Box -> A",
    ),
    "through the list of a bundle": (
        "products: {A: {next: «Box»}, B: {final: true, next: A}, Club: {}}\nbundles: {Box: {items: B, next: ‹A›}}",
        "A -> Box -> A",
    ),
    "through a series": (
        "products: {A: {}, B: {next: ‹A›}, Club: {}}\nseries: {Numbers: [A, «B»]}",
        "A -> B -> A",
    ),
    "through a category": (
        "products: {A: {category: «feet»}, B: {next: ‹A›}, Club: {}}\ncategories: {Feet: {next: ‹B›}}",
        "A -> category feet -> B -> A",
    ),
    "through the store-wide list": (
        "products: {A: {}, B: {}, Club: {final: true}}\nnext: [«‹A›»]",
        "A -> store-wide next -> A",
    ),
    "past a category of touches": (
        "products: {A: {category: Feet, next: «B»}, B: {next: ‹A›}, Club: {}}\ntouches: {Video: {}}\ncategories: {Feet: {next: Video}}",
        "A -> B -> A",
    ),
    "past a touch": (
        "products: {A: {next: [Video, «B»]}, B: {next: ‹A›}, Club: {}}\ntouches: {Video: {}}",
        "A -> B -> A",
    ),
    "beside one that leads to itself": (
        "products: {A: {next: [A, «B»]}, B: {next: [‹A›, B]}, Club: {}}",
        "A -> B -> A",
    ),
}


@pytest.mark.parametrize(("store", "way"), LOOPS.values(), ids=LOOPS.keys())
def test_the_loop_is_shown_with_every_place(store: str, way: str) -> None:
    [finding] = hold("closed-loop", store, way)
    assert finding.message.startswith("this loop has no way out")
    assert finding.help


FINE = {
    "a way out": "products: {A: {next: B}, B: {next: [A, Club]}, Club: {}}",
    "a way out far away": "products: {A: {next: B}, B: {next: [A, C]}, C: {next: D}, D: {next: Club}, Club: {}}",
    "a way out in a rung": "products: {A: {next: B}, B: {next: {offer: A, downsell: Club}}, Club: {}}",
    "a way out for some": """
products: {A: {next: B}, B: {next: [A, {offer: Club, when: loyal}]}, Club: {}}
segments: {loyal: {owns: 3}}
""",
    "a way out for everybody": "products: {A: {next: B}, B: {next: A}, Club: {}}\nnext: Club",
    "a way into an end, told there": "products: {A: {next: B}, B: {next: [A, C]}, C: {}, Club: {}}",
    "through the ultimate action": "products: {A: {next: Club}, Club: {next: A}}",
    "a loop of what is not ready": "products: {A: {draft: true, next: B}, B: {draft: true, next: A}, Club: {}}",
    "a step that is a draft": "products: {A: {next: B}, B: {next: Club, downsell: {offer: C}}, C: {draft: true, next: B}, Club: {}}",
    "a customer who is ready is asked anywhere": """
ultimate: {offer: Club, ready: loyal}
products: {A: {next: B}, B: {next: A}, Club: {}}
segments: {loyal: {owns: 2}}
""",
    "what leads to itself is told by itself": "products: {A: {next: A}, Club: {}}",
    "no loop": "products: {A: {next: B}, B: {next: C}, C: {}, Club: {}}",
}


@pytest.mark.parametrize("store", FINE.values(), ids=FINE.keys())
def test_a_loop_that_leads_out_is_harmless(store: str) -> None:
    hold("closed-loop", store)


def test_a_way_into_a_loop_is_not_the_loop() -> None:
    hold(
        "closed-loop",
        "products: {A: {next: B}, B: {next: «C»}, C: {next: ‹B›}, D: {next: «E»}, E: {next: [‹D›]}, Club: {}}",
        "B -> C -> B",
        "D -> E -> D",
    )


def test_of_two_loops_on_one_way_the_last_is_told() -> None:
    hold(
        "closed-loop",
        "products: {A: {next: B}, B: {next: [A, C]}, C: {next: «D»}, D: {next: ‹C›}, Club: {}}",
        "out: C -> D -> C",
    )


MISTAKEN = {
    "in the loop": "products: {A: {next: B}, B: {next: [A, Clbu]}, Club: {}}",
    "in a key of it": "products: {A: {next: B, prise: 3}, B: {next: A}, Club: {}}",
    "in a list that all read": "products: {A: {next: B}, B: {next: A}, Club: {}}\nnext: Clbu",
    "where it leads": "products: {A: {next: B}, B: {next: [A, C]}, C: {next: Clbu}, Club: {}}",
}


@pytest.mark.parametrize("store", MISTAKEN.values(), ids=MISTAKEN.keys())
def test_nothing_is_concluded_from_a_mistake(store: str) -> None:
    hold("closed-loop", store, mistakes=True)


def ring(size: int, chord: str = "") -> str:
    lines = [
        f"  P{number}: {{next: [{chord if not number else ''}P{(number + 1) % size}]}}"
        for number in range(size)
    ]
    return whole("products:\n" + "\n".join(lines) + "\n  Club: {}")


def test_a_long_loop_is_cut_in_words_and_places() -> None:
    [finding] = of_rule("closed-loop", ring(30))
    assert finding.message.endswith("-> P10 -> P11 -> … 18 more … -> P0")
    assert len(finding.related) == 11


@long
def test_the_shortest_loop_of_a_big_group() -> None:
    """A thousand products in one ring, and one short way back."""
    [finding] = of_rule(
        "closed-loop", ring(1000).replace("P700: {next: [P701]}", "P700: {next: [P701, P698]}")
    )
    assert finding.message.endswith("nor do the 1,000 items around it: P698 -> P699 -> P700 -> P698")


def loop_of(finding: Finding) -> list[str]:
    """Return the loop that a message shows."""
    shown = finding.message.rsplit(": ", 1)[1].split(" -> ")
    assert shown[0] == shown[-1]
    return shown[:-1]


def written(span: Span) -> str:
    return span.source.text[span.start : span.end]


@given(lists())
def test_the_loops_are_those_that_brute_force_finds(store: Lists) -> None:
    leads = store.leads()
    found = of_rule("closed-loop", store.text())
    groups = store.closed_groups()
    assert len(found) == len(groups)
    for finding in found:
        loop = loop_of(finding)
        [group] = [group for group in groups if group & set(loop)]
        graph: nx.DiGraph[str] = nx.DiGraph([(start, end) for start in group for end in leads[start] & group])
        assert len(loop) == min(len(cycle) for cycle in nx.simple_cycles(graph) if len(cycle) > 1)
        assert len(set(loop)) == len(loop)
        edges = list(zip(loop, [*loop[1:], loop[0]], strict=True))
        assert all(end in leads[start] for start, end in edges)
        places = {finding.span, *(other.span for other in finding.related)}
        for start, end in edges:
            if STOREWIDE not in (start, end) and not end.startswith("category"):
                line = "categories" if start.startswith("category") else f"  {start}: "
                assert any(
                    end in written(span)
                    and (line == "categories" or span.source.read_line(span.line).startswith(line))
                    for span in places
                )
