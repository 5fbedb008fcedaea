"""What several rules ask of one purchase, or of those who kept nothing; asked once."""

from ipp.lint.facts.store import Checked
from ipp.path.model import Bundle, Product
from ipp.proof.no_offer import OfferGap


def find_judged_gap(checked: Checked, good: Product | Bundle) -> OfferGap | None:
    """Return who is offered nothing after a purchase; None when somebody doubtful would be judged."""
    return checked.ask_once(_find_gap, good.name.text)


def find_gap_with_nothing(checked: Checked) -> OfferGap | None:
    """Return who is offered nothing that kept nothing; None where the store says nothing to everybody, or may be misread."""
    return checked.ask_once(_find_gap_with_nothing)


def _find_gap_with_nothing(checked: Checked) -> OfferGap | None:
    judged = checked.path.next and not checked.doubtful
    return checked.gap_search.find_gap_after(None) if judged else None


def _find_gap(checked: Checked, name: str) -> OfferGap | None:
    bought = checked.policy.goods[name]
    return None if bought.products & checked.doubtful else checked.gap_search.find_gap_after(name)
