"""What people type about a customer, to a Customer: names, prices and dates in one text.

`Toe Massager 5000`, `TM-5000@2026-10-01`, `Foot Spa Bundle for 49@2026-10-01`.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from ipp.engine.customer import Bought, Customer, Declined, Did, Event, Offered
from ipp.engine.lookup import find_offer_at, list_offers, price_of
from ipp.engine.policy import Policy
from ipp.engine.terms import Offer
from ipp.errors import RequestError
from ipp.path.model import Bundle, Product, Touch
from ipp.path.names import Item, folded
from ipp.path.values import BadValue, asked, day, money
from ipp.text.suggest import Suggester
from ipp.text.visible import shortened

_DATED = re.compile(r"(.+)@([^@]{4,12})", re.DOTALL)


class Spoken(NamedTuple):
    """One thing said of a customer: an item, perhaps a price, and a day."""

    item: Item
    price: Decimal | None
    on: date


class History(NamedTuple):
    """A customer, and what had to be assumed about them: one sentence each."""

    customer: Customer
    assumed: tuple[str, ...]


def read_history(
    policy: Policy,
    today: date,
    *,
    bought: Sequence[str] = (),
    declined: Sequence[str] = (),
    offered: Sequence[str] = (),
    did: Sequence[str] = (),
    attributes: Sequence[str] = (),
) -> History:
    """Return the customer whom these texts describe; undated means today, each purchase is an order of its own.

    Raises RequestError for a name that is not in the path (with the nearest), a bad date or one after today.
    """
    reader = _Reader(policy, today)
    events: list[Event] = [Bought((said.item.name.text,), said.on) for said in reader.goods(bought, "bought")]
    noes = sorted(reader.goods(declined, "declined"), key=lambda said: said.on)
    events += [Declined(reader.offer(said, "No"), said.on) for said in noes]
    asks = sorted(reader.goods(offered, "offered"), key=lambda said: said.on)
    events += [Offered(reader.offer(said, "offer"), said.on) for said in asks]
    events += [Did(said.item.name.text, said.on) for said in reader.touches(did)]
    return History(Customer(tuple(events), read_attributes(attributes)), tuple(reader.assumed))


def read_attributes(texts: Iterable[str]) -> dict[str, str]:
    """Read `name=value` texts; raises RequestError for another form, or two values for one name."""
    found: dict[str, str] = {}
    seen: dict[str, str] = {}
    for text in texts:
        name, equals, value = text.partition("=")
        if not name.strip() or not equals:
            raise RequestError(f"--attr {text!r}: write it as name=value")
        name, value = name.strip(), value.strip()
        if folded(name) in seen and folded(seen[folded(name)]) != folded(value):
            raise RequestError(
                f"--attr {name}: two values, {seen[folded(name)]!r} and {value!r}; a customer has one"
            )
        seen[folded(name)] = value
        found[name] = value
    return found


class _Reader:
    def __init__(self, policy: Policy, today: date) -> None:
        self.policy, self.names, self.today = policy, policy.names, today
        self.assumed: list[str] = []
        self.taken: set[Offer] = set()

    def goods(self, texts: Iterable[str], how: str) -> list[Spoken]:
        found = [self.read(text, how, (Product, Bundle)) for text in texts]
        for said in found:
            if isinstance(said.item, Touch):
                name = said.item.name.text
                raise RequestError(f"`{name}` is a touch, not something to buy: say --did {name!r}")
        return found

    def touches(self, texts: Iterable[str]) -> list[Spoken]:
        found = [self.read(text, "did", (Touch,)) for text in texts]
        for said in found:
            if not isinstance(said.item, Touch):
                name = said.item.name.text
                raise RequestError(f"`{name}` is not a touch: say --bought, --offered or --declined {name!r}")
        return found

    def read(self, text: str, how: str, kinds: tuple[type, ...]) -> Spoken:
        """Read one text: the longest reading that is a name wins, so names may hold ` for ` and `@`."""
        item = self.names.find(text)
        if item:
            return Spoken(item, None, self.today)
        dated = _DATED.fullmatch(text)
        name = dated[1] if dated else text
        meant = self.names.find_offer(name)
        if meant is None:
            raise RequestError(self.unknown((name, text, name.rpartition(" for ")[0]), how, kinds))
        on = self.day(dated[2], how) if dated else self.today
        return Spoken(meant.item, self.price(meant.price) if meant.price else None, on)

    def day(self, text: str, how: str) -> date:
        on = asked(f"--{how}", text, day)
        if on > self.today:
            raise RequestError(f"--{how}: {on} lies after today, {self.today}")
        return on

    def price(self, text: str) -> Decimal:
        try:
            return money(text)
        except BadValue as bad:
            raise RequestError(f"{text!r} {bad}") from None

    def unknown(self, readings: Sequence[str], how: str, kinds: tuple[type, ...]) -> str:
        """Say that nothing has this name, in the first reading that is near to one that there is."""
        known = self.names.called(kinds)
        nearest = ((name, Suggester().near(name, known)) for name in dict.fromkeys(readings) if name)
        name, near = next((found for found in nearest if found[1]), (readings[0], ()))
        hint = f"; did you mean {' or '.join(repr(other) for other in near)}?" if near else ""
        thing = "touch" if Touch in kinds else "product or bundle"
        return f"--{how}: no {thing} is called {shortened(name)!r}{hint}"

    def offer(self, said: Spoken, what: str) -> Offer:
        """Return the offer that is meant: of several prices, a bare name is the dearest not answered yet."""
        name = said.item.name.text
        offers = list_offers(self.policy, (name,))[name]
        found = (
            self.dearest_open(name, offers, what) if said.price is None else self.at(name, offers, said.price)
        )
        self.taken.add(found)
        return found

    def at(self, name: str, offers: Sequence[Offer], price: Decimal) -> Offer:
        found = find_offer_at(self.policy, name, price, offers)
        if found is None:
            prices = ", ".join(str(price) for price in self.prices(offers) if price is not None)
            raise RequestError(f"`{name}` is not offered for {price}; its prices are {prices}")
        return found

    def dearest_open(self, name: str, offers: Sequence[Offer], what: str) -> Offer:
        found = next((offer for offer in offers if offer not in self.taken), offers[-1])
        if len(offers) > 1:
            price = price_of(self.policy, found)
            self.assumed.append(
                f"`{name}` is offered at {len(offers)} prices; the {what} is taken as the one for {price}"
            )
        return found

    def prices(self, offers: Sequence[Offer]) -> list[Decimal | None]:
        return [price_of(self.policy, offer) for offer in offers]


def read_offer(policy: Policy, text: str, how: str) -> tuple[str, Decimal | None]:
    """Return the product or bundle that a text names, as the path writes it, and the price if it says one.

    Raises RequestError for a name that is not in the path; `how` is the option that the text was said with.
    """
    said = _Reader(policy, date.min).goods([text], how)[0]
    return said.item.name.text, said.price
