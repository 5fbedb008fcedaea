"""A customer who says Yes to everything gives more than twenty answers before they are asked for the ultimate action.

Your best customer should not be asked last. Offer the ultimate action earlier on the way, or use `ready` to say when a customer is ready for it. There is one
finding: it names the purchase that is farthest away, and says how many others are too far. Answers are counted up to 200 after one purchase,
and in all until 200,000 answers, rungs and lists were looked at; the finding says how many purchases were not followed past twenty answers.
Stores of more than 20,000 products and bundles are not checked here; `ipp validate --proof` counts their answers.

Wrong::

    ipp: 1
    ultimate: Club
    products:
      P01: {price: 9, next: P02}
      P02: {price: 9, next: P03}
      P03: {price: 9, next: P04}
      P04: {price: 9, next: P05}
      P05: {price: 9, next: P06}
      P06: {price: 9, next: P07}
      P07: {price: 9, next: P08}
      P08: {price: 9, next: P09}
      P09: {price: 9, next: P10}
      P10: {price: 9, next: P11}
      P11: {price: 9, next: P12}
      P12: {price: 9, next: P13}
      P13: {price: 9, next: P14}
      P14: {price: 9, next: P15}
      P15: {price: 9, next: P16}
      P16: {price: 9, next: P17}
      P17: {price: 9, next: P18}
      P18: {price: 9, next: P19}
      P19: {price: 9, next: P20}
      P20: {price: 9, next: P21}
      P21: {price: 9, next: P22}
      P22: {price: 9, next: P23}
      P23: {price: 9, next: Club}
      Club: {price: 29}
    touches: {Letter: {kind: content}}
    rest: [{do: Letter, every: 30d}]
    next: Club

Right::

    ipp: 1
    ultimate: Club
    products:
      P01: {price: 9, next: [P02, P03, Club]}
      P02: {price: 9, next: Club}
      P03: {price: 9, next: Club}
      Club: {price: 29}
    touches: {Letter: {kind: content}}
    rest: [{do: Letter, every: 30d}]
    next: Club
"""

from collections.abc import Iterator
from typing import NamedTuple

from ipp.lint.facts.store import Checked
from ipp.path.model import Bundle, Product
from ipp.proof.ultimate.distance import follow_answers
from ipp.text.finding import Finding, Rule
from ipp.text.words import count_things

RULE = Rule("IPP209", "far-from-ultimate", "warning")
MOST_ANSWERS = 20
"""Answers after which the customer who says Yes to everything should have been asked."""
MOST_GOODS = 20_000
"""Products and bundles of a store of which every walk is taken."""
MOST_COUNTED = 200
"""Answers that are counted after one purchase."""
MOST_WORK = 200_000
"""Answers, rungs and lists that are looked at, in all walks that are too long; then only so far as to know that they are."""


class FarPurchases(NamedTuple):
    """The purchases that are too far, the farthest with its answers, and how many were not followed to the end."""

    farthest: Product | Bundle
    answers: int
    others: int
    unfollowed: int


def check(checked: Checked) -> Iterator[Finding]:
    """Find the purchases from which the ultimate action is too far."""
    goal = checked.goal
    if goal is None or checked.doubtful or len(checked.goods) > MOST_GOODS:
        return
    if far := _find_far(checked):
        answers = count_things(min(far.answers, MOST_COUNTED), "answer")
        away = f"more than {answers}" if far.answers > MOST_COUNTED else answers
        first = far.farthest.name
        message = f"after `{first.text}`, a customer who says Yes to everything is asked for `{goal.good.name}` only after {away}{_count_others(far)}"
        yield Finding(
            RULE,
            message,
            first.span,
            "name it on the way, or give the ultimate a `ready` segment",
            label=f"{away} away",
        )


def _find_far(checked: Checked) -> FarPurchases | None:
    """Follow every purchase, those that are too far to the end while there is work left."""
    work, unfollowed = MOST_WORK, 0
    counts: list[tuple[int, Product | Bundle]] = []
    for good in checked.leading_on:
        most = MOST_COUNTED if work > 0 else MOST_ANSWERS
        way = follow_answers(checked.stocked, good.name.text, yes=True, most=most)
        if way.answers > MOST_ANSWERS and way.ends != "nothing":  # of who is never asked other rules tell
            work -= way.work
            unfollowed += most == MOST_ANSWERS
            counts.append((way.answers, good))
    if not counts:
        return None
    count, farthest = max(counts, key=lambda each: each[0])  # of equals the first in the file
    return FarPurchases(farthest, count, len(counts) - unfollowed - 1, unfollowed)


def _count_others(far: FarPurchases) -> str:
    others = f"; it is also too far from {count_things(far.others, 'other purchase')}" if far.others else ""
    if not far.unfollowed:
        return others
    return f"{others}; {count_things(far.unfollowed, 'more was', 'more were')} not followed past {MOST_ANSWERS} answers"
