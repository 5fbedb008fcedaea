"""Products are numbered 101, 201, 301 (or part 1, part 2), but do not lead to each other.

The number promises that another one follows. A `series` makes each product lead to the next one; a `next` of the product does the same. Only
lists of the products themselves count here, not those of a category or of the whole store. Names with other numbers in between (`Lamp 101`,
`Lamp 102`, `Lamp 201`) are a catalogue and not a course.

Wrong::

    ipp: 1
    ultimate: Club
    products:
      Jazz Piano 101: {price: 49, next: Club}
      Jazz Piano 201: {price: 79, next: Club}
      Club: {price: 29}
    touches: {Letter: {kind: content}}
    rest: [{do: Letter, every: 30d}]

Right::

    ipp: 1
    ultimate: Club
    products:
      Jazz Piano 101: {price: 49, next: Club}
      Jazz Piano 201: {price: 79, next: Club}
      Club: {price: 29}
    series:
      Jazz Piano: [Jazz Piano 101, Jazz Piano 201]
    touches: {Letter: {kind: content}}
    rest: [{do: Letter, every: 30d}]
"""

from collections.abc import Iterator
from itertools import pairwise

from ipp.engine.policy.edges import Node
from ipp.lint.facts.store import Checked
from ipp.lint.repairs import add_series
from ipp.path.model import Product
from ipp.path.names import fold_name
from ipp.path.numbered import list_numbered
from ipp.text.finding import Finding, Fix, Related, Rule
from ipp.text.yaml.scalars import write_scalar

RULE = Rule("IPP211", "broken-series", "warning")
_FARTHEST = 4  # steps between two numbers that still count as leading on


def check(checked: Checked) -> Iterator[Finding]:
    """Find numbered products of one name whose neighbours do not lead to each other."""
    for stem, members in _list_numbered(checked):
        for lower, higher in pairwise(members):
            if not _leads_within_steps(checked, lower.name.text, higher.name.text):
                message = f"`{lower.name.text}` does not lead to `{higher.name.text}`"
                help = f"series: {{{write_scalar(stem)}: [{write_scalar(lower.name.text)}, {write_scalar(higher.name.text)}]}}"
                related = (Related("the next in the series", higher.name.span),)
                fix = _make_series_fix(checked, stem, members)
                yield Finding(
                    RULE, message, lower.name.span, help, related, fix, label="nothing of its own leads on"
                )


def _make_series_fix(checked: Checked, stem: str, members: list[Product]) -> Fix | None:
    """Return the fix that makes a series of all products of a kind, none of which stands in one."""
    names = [product.name.text for product in members]
    in_series = {fold_name(name.text) for series in checked.path.series for name in series.products}
    if any(fold_name(name) in in_series for name in names):
        return None
    return add_series(checked, members[0].name.span.source, stem, names)


def _list_numbered(checked: Checked) -> Iterator[tuple[str, list[Product]]]:
    """Yield what numbered products have in common with these products by number."""
    products = list(checked.products)
    for stem, members in list_numbered([product.name.text for product in products]):
        yield stem, [products[position] for position in members]


def _leads_within_steps(checked: Checked, start: str, goal: str) -> bool:
    """Whether lists of products and bundles lead from one to the other within a few steps: looked for backwards."""
    followers = checked.policy.successors.get(fold_name(start), ())
    if any(fold_name(name.text) == fold_name(goal) for name in followers):
        return True  # a series says so, as it should
    reached: set[Node] = {goal}
    border: list[Node] = [goal]
    for _ in range(_FARTHEST):
        leads = (before for node in border for before in checked.before.get(node, ()))
        border = [node for node in dict.fromkeys(leads) if isinstance(node, str) and node not in reached]
        reached |= set(border)
        if start in reached:
            return True
    return False
