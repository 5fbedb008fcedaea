"""What a text means to a policy, for those who ask from outside the path file: items, and the offers of an item."""

from collections.abc import Iterable
from decimal import Decimal

from ipp.engine.policy.clauses import Offer
from ipp.engine.policy.compile import Policy
from ipp.errors import RequestError
from ipp.path.model import Touch
from ipp.path.names import list_steps


def name_good(policy: Policy, text: str) -> str:
    """Return what the path calls the product or bundle that a text means; raises RequestError when there is none."""
    item = policy.names.find_item(text)
    if item is None or isinstance(item, Touch):
        raise RequestError(f"no product or bundle is called {text!r}")
    return item.name.text


def name_touch(policy: Policy, text: str) -> str:
    """Return what the path calls the touch that a text means; raises RequestError when there is none."""
    item = policy.names.find_item(text)
    if not isinstance(item, Touch):
        raise RequestError(f"no touch is called {text!r}")
    return item.name.text


def list_offers(policy: Policy, goods: Iterable[str]) -> dict[str, list[Offer]]:
    """Return the offers of each good anywhere in the path, dearest first.

    The list price is among them where a list offers it so, and where no list offers the good at all.
    """
    found: dict[str, set[Offer]] = {name: set() for name in goods}
    for step in list_steps(policy.path):
        item = None if step.do else policy.names.resolve_item(step.subject.text)
        if item and item.name.text in found:
            found[item.name.text].add(policy.make_offer(item.name.text, step.price))
    for name, offers in found.items():
        if not offers or (policy.goal and policy.goal.good.name == name):
            offers.add((name, None))
    return {
        name: sorted(offers, key=lambda offer: _rank_price(policy, offer)) for name, offers in found.items()
    }


def _rank_price(policy: Policy, offer: Offer) -> tuple[bool, Decimal]:
    price = find_price(policy, offer)
    return price is None, -(price or Decimal(0))


def find_offer_at(policy: Policy, name: str, price: Decimal, offers: Iterable[Offer]) -> Offer | None:
    """Return the offer of a good at a price: at its own it is the list-price offer, whether a list says so or not."""
    if price == find_price(policy, (name, None)):
        return name, None
    return next((offer for offer in offers if offer[1] == price), None)


def find_price(policy: Policy, offer: Offer) -> Decimal | None:
    """Return what an offer asks."""
    name, special = offer
    item = policy.names.resolve_item(name)
    assert item and not isinstance(item, Touch)
    return item.price if special is None else special
