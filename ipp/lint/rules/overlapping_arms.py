"""The arms of an experiment overlap, or a step asks for the arms of two experiments.

Arms are segments with a `share`. Where two shares with the same `salt` overlap, some customers are in both, and the effect of one arm is credited to the other. The same is true
for a holdout with that name. A step that asks for shares with two salts is seen only by customers who are in both, so neither experiment measures its effect.

Wrong::

    ipp: 1
    ultimate: Club
    products:
      Mug: {price: 9, next: [{offer: Teapot, when: short}, {offer: Tray, when: long}, Club]}
      Teapot: {price: 29, next: Club}
      Tray: {price: 19, next: Club}
      Club: {price: 29}
    segments:
      short: {share: 50%, salt: ladders}
      long: {share: 40% to 100%, salt: ladders}
    touches: {Letter: {kind: content}}
    rest: [{do: Letter, every: 30d}]

Right::

    ipp: 1
    ultimate: Club
    products:
      Mug: {price: 9, next: [{offer: Teapot, when: short}, {offer: Tray, when: long}, Club]}
      Teapot: {price: 29, next: Club}
      Tray: {price: 19, next: Club}
      Club: {price: 29}
    segments:
      short: {share: 50%, salt: ladders}
      long: {share: 50% to 100%, salt: ladders}
    touches: {Letter: {kind: content}}
    rest: [{do: Letter, every: 30d}]
"""

from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import NamedTuple

from ipp.engine.policy.facts import Share, make_share
from ipp.lint.facts.store import Checked
from ipp.path.keys import Name
from ipp.path.model import Step
from ipp.text.finding import Finding, Related, Rule
from ipp.text.words import count_things

RULE = Rule("IPP502", "overlapping-arms", "warning")
_LAST = "~"
"""Comes after all hex digits."""


class _Arm(NamedTuple):
    name: Name
    share: Share


def check(checked: Checked) -> Iterator[Finding]:
    """Find shares that overlap, and steps that ask for two experiments."""
    arms = list(_list_arms(checked))
    for first, second in combinations(arms, 2):
        if first.share.salt == second.share.salt and _overlap(first.share, second.share):
            yield _report_overlap(first, second)
    for step, names in _list_asking(checked):
        salts = _list_salts(checked, names)
        if len(salts) > 1:
            yield _report_crossing(step, salts)


def _list_arms(checked: Checked) -> Iterator[_Arm]:
    for segment in checked.path.segments:
        if segment.share is not None:
            yield _Arm(segment.name, make_share((segment.salt or segment.name).text, segment.share))
    holdout, terms = checked.path.holdout, checked.store.policy.holdout
    if holdout and holdout.name and terms:
        yield _Arm(holdout.name, terms.share)


def _overlap(one: Share, other: Share) -> bool:
    return one.first < (other.end or _LAST) and other.first < (one.end or _LAST)


def _report_overlap(first: _Arm, second: _Arm) -> Finding:
    salt = f"`{second.share.salt}`"
    message = f"`{second.name.text}` and `{first.name.text}` are shares of {salt} and overlap: some customers are in both"
    help = (
        "give them ranges that do not overlap, such as `0% to 50%` and `50% to 100%`, or salts of their own"
    )
    related = (Related("the other one", first.name.span),)
    return Finding(RULE, message, second.name.span, help, label="overlaps", related=related)


def _list_asking(checked: Checked) -> Iterator[tuple[Step, tuple[Name, ...]]]:
    """Yield steps and rungs with the segments that they ask for; a rung asks for those of its step, too."""
    for written in checked.written:
        for step in written.steps:
            names = (*step.when, *step.unless)
            if names:
                yield step, names
            for rung in step.downsell or ():
                if rung.when or rung.unless:
                    yield rung, (*names, *rung.when, *rung.unless)


def _list_salts(checked: Checked, names: Iterable[Name]) -> list[str]:
    """Return the salts that some segments, and those that they are made of, are drawn by."""
    policy = checked.store.policy
    facts = (policy.reading.judge(name).facts for name in policy.resolve_segments(names))
    return sorted({fact.salt for found in facts for fact in found if isinstance(fact, Share)})


def _report_crossing(step: Step, salts: list[str]) -> Finding:
    named = ", ".join(f"`{salt}`" for salt in salts)
    message = f"`{step.subject.text}` asks for the arms of {count_things(len(salts), 'experiment')}: {named}"
    help = "let each experiment have steps of its own"
    return Finding(RULE, message, step.subject.span, help, label="arms cross")
