"""What several rules ask of one purchase; asked once."""

from ipp.lint.facts.store import Checked
from ipp.path.model import Bundle, Product
from ipp.proof.no_offer import OfferGap


def find_judged_gap(checked: Checked, good: Product | Bundle) -> OfferGap | None:
    """Return who is offered nothing after a purchase; None when somebody doubtful would be judged."""
    known = checked.gaps
    name = good.name.text
    if name not in known:
        bought = checked.policy.goods[name]
        known[name] = None if bought.products & checked.doubtful else checked.gap_search.find_gap_after(name)
    return known[name]
