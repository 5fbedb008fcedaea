"""Offers through which every authored way of many products to the ultimate action leads."""

from collections import Counter

from ipp.engine.policy.edges import Node
from ipp.engine.policy.graph import find_dominators, make_graph
from ipp.lint.facts.store import Checked

FEWEST = 10
"""Products that must hang on one offer for it to be told."""
MOST_ITEMS = 10_000
"""Items of a store that is searched: dominators of a larger graph take too long."""


def find_bottlenecks(checked: Checked) -> list[tuple[str, int]]:
    """Return the items next to the ultimate action on which products hang, with their number, by place in the file.

    None where a store-wide list or a `ready` segment gives everybody a way of their own.
    """
    goal = checked.goal
    if goal is None or goal.ready or checked.doubtful or len(checked.policy.positions) > MOST_ITEMS:
        return []
    if checked.leads_everybody:
        return []
    above = _find_dominators(checked, goal.good.name)
    hanging: Counter[str] = Counter()
    for product in checked.products:
        neck = _find_last_item(above, product.name.text, goal.good.name)
        if neck and neck != product.name.text:
            hanging[neck] += 1
    found = [(name, number) for name, number in hanging.items() if number >= FEWEST]
    return sorted(found, key=lambda entry: checked.policy.positions[entry[0]])


def _find_dominators(checked: Checked, goal: str) -> dict[Node, Node]:
    """Return, for each node, the nearest one that all its ways to the goal pass."""
    return find_dominators(make_graph(checked.stocked), goal)


def _find_last_item(above: dict[Node, Node], name: str, goal: str) -> str | None:
    """Return the item nearest to the goal that all ways of `name` pass."""
    last, node = None, above.get(name)
    while node is not None and node != goal:
        last = node if isinstance(node, str) else last
        node = above.get(node)
    return last
