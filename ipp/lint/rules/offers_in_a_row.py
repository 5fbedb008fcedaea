"""A list makes more than 3 offers one after the other, without a touch between them.

Each offer costs trust, and a touch gives some back. A video, a question or a thank-you between the offers keeps people listening. The rule checks lists of products, bundles,
categories, prospects and the whole store, each by itself. Offers for some customers only, and offers with dates, are not counted. The setting
`offers-in-a-row` changes the number.

Wrong::

    ipp: 1
    ultimate: Club
    products:
      Mug: {price: 9, next: [Teapot, Tray, Kettle, Jar, Club]}
      Teapot: {price: 29, next: Club}
      Tray: {price: 15, next: Club}
      Kettle: {price: 39, next: Club}
      Jar: {price: 12, next: Club}
      Club: {price: 29}
    touches: {Letter: {kind: content}}
    rest: [{do: Letter, every: 30d}]

Right::

    ipp: 1
    ultimate: Club
    products:
      Mug: {price: 9, next: [Teapot, Tray, How to brew, Kettle, Jar, Club]}
      Teapot: {price: 29, next: Club}
      Tray: {price: 15, next: Club}
      Kettle: {price: 39, next: Club}
      Jar: {price: 12, next: Club}
      Club: {price: 29}
    touches: {Letter: {kind: content}, How to brew: {kind: content}}
    rest: [{do: Letter, every: 30d}]
"""

from collections.abc import Iterator

from ipp.engine.availability import is_conditional
from ipp.engine.policy.clauses import TouchStep
from ipp.lint.facts.store import Checked
from ipp.path.model import Step
from ipp.text.finding import Finding, Rule

RULE = Rule("IPP401", "offers-in-a-row", "info")


def check(checked: Checked) -> Iterator[Finding]:
    """Find lists that ask and ask."""
    for written in checked.written:
        if not written.rungs and len(written.steps) > checked.limits.offers_in_a_row:
            yield from _check_list(checked, written.steps)


def _check_list(checked: Checked, steps: tuple[Step, ...]) -> Iterator[Finding]:
    row = 0
    for step, entry in checked.policy.pair_list(steps):
        if isinstance(entry, TouchStep):
            row = 0
        elif not is_conditional(entry):
            row += 1
            if row == checked.limits.offers_in_a_row + 1:
                message = f"`{step.subject.text}` is the {row}th offer in a row, without a touch between them"
                help = "put a touch between them: a video, a question, a thank-you"
                yield Finding(RULE, message, step.subject.span, help, label="one ask after the other")
