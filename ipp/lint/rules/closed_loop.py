"""The offers form a loop that has no way out, neither to the ultimate action nor to anything else.

The products lead to each other in a circle. A customer who follows it comes back to the beginning, owns everything in the loop, and is
offered nothing more. The finding shows the shortest loop, with the place of every step. A loop with a way out is harmless, because each offer is made only once.

Wrong::

    ipp: 1
    ultimate: Club
    products:
      Slippers: {price: 24, next: Nail Kit}
      Nail Kit: {price: 22, next: Slippers}
      Insoles: {price: 39, next: Club}
      Club: {price: 29}
    touches: {Letter: {kind: content}}
    rest: [{do: Letter, every: 30d}]

Right::

    ipp: 1
    ultimate: Club
    products:
      Slippers: {price: 24, next: [Nail Kit, Club]}
      Nail Kit: {price: 22, next: [Slippers, Club]}
      Insoles: {price: 39, next: Club}
      Club: {price: 29}
    touches: {Letter: {kind: content}}
    rest: [{do: Letter, every: 30d}]
"""

from collections.abc import Iterator

from ipp.engine.policy.edges import Node, SharedList
from ipp.engine.policy.graph import Graph
from ipp.lint.facts.loops import find_closed_loops, find_shortest_loop
from ipp.lint.facts.store import Checked
from ipp.text.finding import Finding, Related, Rule
from ipp.text.source import Span
from ipp.text.words import count_things

RULE = Rule("IPP203", "closed-loop", "error")
_SHOWN = 12


def check(checked: Checked) -> Iterator[Finding]:
    """Find loops that never lead out."""
    if checked.goal is None or checked.goal.ready:
        return
    made, groups = find_closed_loops(checked)
    for group in groups:
        assert made is not None
        yield _make_finding(made, find_shortest_loop(checked, made, group), len(group))


def _make_finding(made: Graph, loop: list[Node], size: int) -> Finding:
    edges = list(zip(loop, (*loop[1:], loop[0]), strict=True))
    spans: list[Span] = [made.edges[edge]["span"] for edge in edges]
    related = tuple(
        Related(f"`{_name_node(start)}` leads to `{_name_node(end)}`", span)
        for (start, end), span in list(zip(edges, spans, strict=True))[1:_SHOWN]
    )
    shown = [_name_node(node) for node in loop[:_SHOWN]]
    more = [f"… {len(loop) - _SHOWN} more …"] if len(loop) > _SHOWN else []
    way = " -> ".join((*shown, *more, _name_node(loop[0])))
    group = f", nor do the {count_things(size, 'item')} around it" if size > len(loop) else ""
    return Finding(
        RULE,
        f"this loop has no way out{group}: {way}",
        spans[0],
        "let one of them lead to something else, ideally the ultimate action",
        related,
        label=f"`{_name_node(loop[0])}` leads to `{_name_node(loop[1 % len(loop)])}`",
    )


def _name_node(node: Node) -> str:
    if isinstance(node, SharedList):
        return f"category {node.category}" if node.category else "store-wide next"
    return str(node)
