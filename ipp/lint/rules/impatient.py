"""Silence counts as a No after less than a day, although the offer is not made on the spot.

Nobody answers a letter within an hour. A short `patience` is for offers that are answered at once, as on a thank-you page. To say so, give such steps or their
channels `gap: 0` or `within: 1d` (or less).

Wrong::

    ipp: 1
    ultimate: Club
    products:
      Mug: {price: 9, next: [{offer: Teapot, via: email, patience: 1h}, Club]}
      Teapot: {price: 29, next: Club}
      Club: {price: 29}
    touches: {Letter: {kind: content}}
    rest: [{do: Letter, every: 30d}]

Right::

    ipp: 1
    ultimate: Club
    products:
      Mug: {price: 9, next: [{offer: Teapot, via: thank-you page, patience: 1h}, Club]}
      Teapot: {price: 29, next: Club}
      Club: {price: 29}
    channels: {thank-you page: {gap: 0, within: 1d}}
    touches: {Letter: {kind: content}}
    rest: [{do: Letter, every: 30d}]
"""

from collections.abc import Iterator

from ipp.lint.facts.store import Checked
from ipp.path.model import Step, Touch
from ipp.path.terms import Channel
from ipp.path.values import Duration
from ipp.text.finding import Finding, Rule
from ipp.text.source import Span

RULE = Rule("IPP402", "impatient", "info")
_DAY = 24 * 60


def check(checked: Checked) -> Iterator[Finding]:
    """Find terms by which nobody could answer in time."""
    for channel in checked.path.channels or ():
        if _is_short(channel.patience) and not _is_immediate(None, channel):
            yield _make_finding(f"steps by `{channel.name.text}`", channel.name.span)
    for written in checked.written:
        for step in written.steps:
            if step.downsell or _is_short(step.patience):
                yield from _check_ladder(checked, step)


def _check_ladder(checked: Checked, top: Step) -> Iterator[Finding]:
    if isinstance(checked.names.resolve_item(top.subject.text), Touch):
        return
    for step in (top, *(top.downsell or ())):
        terms = checked.policy.find_terms(step, top)
        if _is_short(step.patience) and not (_is_immediate(step, terms) or _is_immediate(top, terms)):
            yield _make_finding(f"`{step.subject.text}`", step.subject.span)


def _is_short(patience: Duration | None) -> bool:
    return patience is not None and patience.minutes < _DAY


def _is_immediate(step: Step | None, channel: Channel) -> bool:
    """Whether answers come at once: nothing is waited for between two asks, or all is over within a day."""
    gap = step.gap if step and step.gap else channel.gap
    within = step.within if step and step.within else channel.within
    return (gap is not None and not gap.minutes) or (within is not None and within.minutes <= _DAY)


def _make_finding(what: str, span: Span) -> Finding:
    message = f"no answer to {what} counts as a No after less than a day"
    help = "write a longer `patience`, or `gap: 0` where customers answer at once"
    return Finding(RULE, message, span, help, label="who could answer so soon?")
