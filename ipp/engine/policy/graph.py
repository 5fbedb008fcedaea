"""The path as a networkx graph: what a graph can answer about it."""

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING, Any

from ipp.engine.policy.compile import Policy
from ipp.engine.policy.edges import Node, list_edges
from ipp.path.names import list_items

if TYPE_CHECKING:
    import networkx

    Graph = networkx.DiGraph[Node]
else:
    Graph = Any


def _open_networkx() -> Any:
    import networkx  # costs fourteen bare starts: only a path with a flaw, or without a way for everybody, pays for it

    return networkx


def make_graph(policy: Policy, within: Collection[Node] | None = None) -> Graph:
    """Return the graph of a path, or of the nodes `within`. Every edge has a `span`: where its step is written."""
    made: Graph = _open_networkx().DiGraph()
    made.add_nodes_from(
        within if within is not None else (item.name.text for item in list_items(policy.path))
    )
    made.add_edges_from(
        (edge.start, edge.end, {"span": edge.span})
        for edge in list_edges(policy)
        if within is None or (edge.start in within and edge.end in within)
    )
    return made


def find_components(made: Graph) -> Iterator[set[Node]]:
    """Yield the groups of nodes that all lead to each other."""
    yield from _open_networkx().strongly_connected_components(made)


def find_dominators(made: Graph, goal: str) -> dict[Node, Node]:
    """Return, for each node, the nearest one that all its ways to the goal pass."""
    return dict(_open_networkx().immediate_dominators(made.reverse(copy=False), goal))
