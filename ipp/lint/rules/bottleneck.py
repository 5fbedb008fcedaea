"""One offer on which every authored way of many products to the ultimate action hangs.

Whoever says No to it is led there by no list any more. Ten products or more that all pass through one offer deserve a second
way. A graph cannot see that somebody owns a part of a bundle already, so in truth it may be a few more. Stores of more than 10,000
items are not searched.

Wrong::

    ipp: 1
    ultimate: Club
    products:
      Insoles: {price: 39, next: [Socks, Club]}
      Socks: {price: 9, next: Club}
      A: {price: 5, next: [B, C, Insoles]}
      B: {price: 5, next: [A, C, Insoles]}
      C: {price: 5, next: [D, E, Insoles]}
      D: {price: 5, next: [E, F, Insoles]}
      E: {price: 5, next: [F, G, Insoles]}
      F: {price: 5, next: [G, H, Insoles]}
      G: {price: 5, next: [H, I, Insoles]}
      H: {price: 5, next: [I, J, Insoles]}
      I: {price: 5, next: [J, A, Insoles]}
      J: {price: 5, next: [A, B, Insoles]}
      Club: {price: 29}
    touches: {Letter: {kind: content}}
    rest: [{do: Letter, every: 30d}]

Right::

    ipp: 1
    ultimate: Club
    products:
      Insoles: {price: 39, next: [Socks, Club]}
      Socks: {price: 9, next: Club}
      A: {price: 5, next: [B, Insoles, Club]}
      B: {price: 5, next: [A, Insoles, Club]}
      Club: {price: 29}
    touches: {Letter: {kind: content}}
    rest: [{do: Letter, every: 30d}]
"""

from collections import Counter
from collections.abc import Iterator

from ipp.engine.edges import STOREWIDE, Node
from ipp.lint.checked import Checked
from ipp.text.finding import Finding, Related, Rule

RULE = Rule("IPP210", "bottleneck", "info")
FEWEST = 10
"""Products that must hang on one offer for it to be told."""
MOST_ITEMS = 10_000
"""Items of a store that is searched."""


def check(checked: Checked) -> Iterator[Finding]:
    """Find offers through which every way of many products leads."""
    goal = checked.goal
    if goal is None or goal.ready or checked.doubtful or len(checked.policy.places) > MOST_ITEMS:
        return
    if STOREWIDE in checked.before.get(goal.good.name, ()):
        return  # everybody has a way of their own
    for name, hanging in _necks(checked, goal.good.name):
        item = checked.names.item(name)
        assert item
        message = f"every way of {hanging} products to `{goal.good.name}` leads through `{name}`"
        related = (Related("the ultimate action", checked.goal_span),)
        yield Finding(
            RULE, message, item.name.span, "give them a second way, for those who say No to it", related
        )


def _necks(checked: Checked, goal: str) -> list[tuple[str, int]]:
    """Return the items next to the ultimate action on which products hang, with their number, by place in the file."""
    above = _dominators(checked, goal)
    hanging: Counter[str] = Counter()
    for product in checked.products:
        neck = _last_item(above, product.name.text, goal)
        if neck and neck != product.name.text:
            hanging[neck] += 1
    necks = [(name, number) for name, number in hanging.items() if number >= FEWEST]
    return sorted(necks, key=lambda entry: checked.policy.places[entry[0]])


def _dominators(checked: Checked, goal: str) -> dict[Node, Node]:
    """Return, for each node, the nearest one that all its ways to the goal pass."""
    import networkx as nx  # only a store without a catch-all to the ultimate pays for it

    from ipp.engine.graph import graph

    return dict(nx.immediate_dominators(graph(checked.policy).reverse(copy=False), goal))


def _last_item(above: dict[Node, Node], name: str, goal: str) -> str | None:
    """Return the item nearest to the goal that all ways of `name` pass."""
    last, node = None, above.get(name)
    while node is not None and node != goal:
        last = node if isinstance(node, str) else last
        node = above.get(node)
    return last
