"""A customer who says Yes to everything gives more than twenty answers before they are asked for the ultimate action.

Your best customer should not be asked last. Offer the ultimate action earlier on the way, or use `ready` to say when a customer is ready for it. There is one
finding: it names the purchase that is farthest away, and says how many others are too far. Stores of more than 20,000 products and bundles
are not checked here; `ipp validate --proof` counts their answers.

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

from ipp.lint.facts.store import Checked
from ipp.path.model import Bundle, Product
from ipp.proof.ultimate.distance import follow_answers
from ipp.text.finding import Finding, Rule

RULE = Rule("IPP209", "far-from-ultimate", "warning")
MOST_ANSWERS = 20
"""Answers after which the customer who says Yes to everything should have been asked."""
MOST_GOODS = 20_000
"""Products and bundles of a store of which every walk is taken."""
_COUNTED = 200  # how far the farthest is counted
_WALKED = 50  # of how many that is


def check(checked: Checked) -> Iterator[Finding]:
    """Find the purchases from which the ultimate action is too far."""
    goal = checked.goal
    if goal is None or checked.doubtful or len(checked.goods) > MOST_GOODS:
        return
    far = [good for good in checked.leading_on if _count_answers(checked, good, MOST_ANSWERS) > MOST_ANSWERS]
    counts = [(_count_answers(checked, good, _COUNTED), good) for good in far[:_WALKED]]
    far = [good for count, good in counts if count > MOST_ANSWERS] + far[_WALKED:]
    count, good = max(counts, key=lambda entry: entry[0], default=(0, None))
    if good and count > MOST_ANSWERS:
        number = f"more than {_COUNTED}" if count > _COUNTED else str(count)
        others = f"; it is also too far from {len(far) - 1} other purchases" if len(far) > 1 else ""
        message = f"after `{good.name.text}`, a customer who says Yes to everything is asked for `{goal.good.name}` only after {number} answers{others}"
        yield Finding(
            RULE,
            message,
            good.name.span,
            "name it on the way, or give the ultimate a `ready` segment",
            label=f"{number} answers away",
        )


def _count_answers(checked: Checked, good: Product | Bundle, most: int) -> int:
    """Return the answers before the ask, be it the cold one; 0 for a customer who is never asked, of whom other rules tell."""
    way = follow_answers(checked.stocked, good.name.text, yes=True, most=most)
    cold = checked.goal is not None and checked.goal.cold
    return 0 if way.ends == "nothing" and not cold else way.answers
