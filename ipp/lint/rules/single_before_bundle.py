"""In one list, a product stands before the bundle that contains it.

A customer who buys the product is not offered the bundle any more, because they own a part of it. Put the bigger offer first, and let the
smaller one follow a No: as a `downsell` of the bundle, or later in the list. Consumables, and steps for some customers only, are not checked.

Wrong::

    ipp: 1
    ultimate: Club
    products:
      Mug: {price: 9, next: [Teapot, Tea Set, Club]}
      Teapot: {price: 29, next: Club}
      Tray: {price: 15, next: Club}
      Club: {price: 29}
    bundles: {Tea Set: {items: [Teapot, Tray], price: 39, downsell: Tray, next: Club}}
    touches: {Letter: {kind: content}}
    rest: [{do: Letter, every: 30d}]

Right::

    ipp: 1
    ultimate: Club
    products:
      Mug: {price: 9, next: [Tea Set, Club]}
      Teapot: {price: 29, next: Club}
      Tray: {price: 15, next: Club}
      Club: {price: 29}
    bundles: {Tea Set: {items: [Teapot, Tray], price: 39, downsell: [Teapot, Tray], next: Club}}
    touches: {Letter: {kind: content}}
    rest: [{do: Letter, every: 30d}]
"""

from collections.abc import Iterator

from ipp.engine.policy.clauses import Gate, Ladder
from ipp.lint.facts.store import Checked
from ipp.path.model import Step
from ipp.text.finding import Finding, Related, Rule

RULE = Rule("IPP307", "single-before-bundle", "info")
_OPEN = Gate()


def check(checked: Checked) -> Iterator[Finding]:
    """Find products that are offered ahead of a bundle with them in it."""
    for written in checked.written:
        if not written.rungs and len(written.steps) > 1:
            yield from _check_list(checked, written.steps)


def _check_list(checked: Checked, steps: tuple[Step, ...]) -> Iterator[Finding]:
    singles: dict[str, Step] = {}
    for step, entry in checked.policy.pair_list(steps):
        if not isinstance(entry, Ladder) or not entry.rungs or entry.gate != _OPEN:
            continue
        good = entry.rungs[0].good
        if good.kind == "product":
            singles.setdefault(good.name, step)
            continue
        for name in sorted(good.durables & singles.keys()):
            single = singles.pop(name)
            message = f"`{name}` is offered before `{good.name}`, which contains it"
            help = f"offer `{good.name}` first, and `{name}` after a No to it"
            related = (Related("the bundle", step.subject.span),)
            yield Finding(RULE, message, single.subject.span, help, related, label="the smaller offer first")
