"""The last day of this step has passed, so nobody is offered it any more.

Remove the step, or give it new dates. A window without a year (`until: 12-24`) opens again every year and is never over. The severity is
info, so that no build fails only because a day has passed.

Wrong::

    ipp: 1
    ultimate: Club
    products:
      Mug: {price: 12, next: [{offer: Teapot, until: 2020-12-24}, Club]}
      Teapot: {price: 45, next: Club}
      Club: {price: 29}
    touches: {Letter: {kind: content}}
    rest: [{do: Letter, every: 30d}]

Right::

    ipp: 1
    ultimate: Club
    products:
      Mug: {price: 12, next: [{offer: Teapot, until: 12-24}, Club]}
      Teapot: {price: 45, next: Club}
      Club: {price: 29}
    touches: {Letter: {kind: content}}
    rest: [{do: Letter, every: 30d}]
"""

from collections.abc import Iterator
from datetime import date

from ipp.lint.facts.store import Checked
from ipp.text.finding import Finding, Rule

RULE = Rule("IPP213", "window-over", "info")


def check(checked: Checked) -> Iterator[Finding]:
    """Find steps, rungs and a holdout whose last day lies before today."""
    if checked.today is None:
        return
    for step in checked.steps:
        if isinstance(step.until, date) and step.until < checked.today:
            message = f"the last day of `{step.subject.text}` was {step.until}"
            yield Finding(
                RULE, message, step.subject.span, "remove it, or give it new dates", label="window over"
            )
    holdout = checked.path.holdout
    if holdout and holdout.name and holdout.until and holdout.until < checked.today:
        message = f"the last day of the holdout `{holdout.name.text}` was {holdout.until}"
        help = "remove it, or begin a new one under another name"
        yield Finding(RULE, message, holdout.name.span, help, label="holdout over")
