"""What people type about a customer, to a Customer: names, prices and dates in one text.

`Toe Massager 5000`, `TM-5000@2026-10-01`, `Foot Spa Bundle for 49@2026-10-01`.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from ipp.engine.customer.events import (
    Bought,
    Cancelled,
    Customer,
    Declined,
    Did,
    Event,
    Offered,
    Resumed,
    Returned,
    Stopped,
)
from ipp.engine.customer.state import State
from ipp.engine.lookup import find_offer_at, find_price, list_offers
from ipp.engine.policy.clauses import Offer
from ipp.engine.policy.compile import Policy
from ipp.errors import RequestError
from ipp.path.model import Bundle, Product, Touch
from ipp.path.names import Item, OfferText, fold_name
from ipp.path.values import BadValue, parse_day, parse_money, parse_option
from ipp.text.suggest import Suggester
from ipp.text.visible import shorten_text
from ipp.text.words import count_things, name_few

MOST_ALIKE = 5
"""Names that are listed where what was typed is only a part of a name."""
_SHORTEST = 3
"""Letters of the shortest beginning by which names are found."""
_DATED = r"((?s:.+))@([^@]{4,12})"


class Mention(NamedTuple):
    """One thing said of a customer: an item, perhaps a price, and a day."""

    item: Item
    price: Decimal | None
    on: date


class History(NamedTuple):
    """A customer, and what had to be assumed about them: one sentence each."""

    customer: Customer
    assumptions: tuple[str, ...]


def read_history(
    policy: Policy,
    today: date,
    *,
    bought: Sequence[str] = (),
    declined: Sequence[str] = (),
    offered: Sequence[str] = (),
    did: Sequence[str] = (),
    returned: Sequence[str] = (),
    cancelled: Sequence[str] = (),
    stopped: Sequence[str] = (),
    resumed: Sequence[str] = (),
    attributes: Sequence[str] = (),
) -> History:
    """Return the customer whom these texts describe; undated means today, each purchase is an order of its own.

    All that happened up to today is told: a membership without a charge for too long has lapsed. What is said to be returned twice is two pieces.

    Raises RequestError for a name that is not in the path (with the nearest), a bad date or one after today.
    """
    reader = HistoryReader(policy, today)
    events: list[Event] = [
        Bought((mention.item.name.text,), mention.on) for mention in reader.read_goods(bought, "bought")
    ]
    noes, asks = reader.read_goods(declined, "declined"), reader.read_goods(offered, "offered")
    events += [Did(mention.item.name.text, mention.on) for mention in reader.read_touches(did)]
    events += _read_returns(reader, returned, cancelled)
    events += [Stopped(reader.read_day(text, "stopped")) for text in stopped]
    events += [Resumed(reader.read_day(text, "resumed")) for text in resumed]
    customer = Customer(tuple(events), read_attributes(attributes), today)
    mentions = [*((each.on, False, each) for each in noes), *((each.on, True, each) for each in asks)]
    mentions.sort(key=lambda each: each[:2])  # of one day Noes are to what was asked before
    for _, asked, mention in mentions:
        customer = customer.add_events(reader.read_ask(mention, customer, asked=asked))
    assumptions = (
        *reader.assumptions,
        *_list_unread(policy, customer.attributes),
        *_list_unfounded(policy, customer, today),
    )
    return History(customer, assumptions)


def _read_returns(reader: "HistoryReader", returned: Sequence[str], cancelled: Sequence[str]) -> list[Event]:
    given = Counter(
        (mention.item.name.text, mention.on) for mention in reader.read_goods(returned, "returned")
    )
    ended = reader.read_goods(cancelled, "cancelled")
    events: list[Event] = [Returned(name, on, pieces) for (name, on), pieces in given.items()]
    return events + [Cancelled(mention.item.name.text, mention.on) for mention in ended]


def _list_unread(policy: Policy, attributes: Iterable[str]) -> Iterator[str]:
    """Say which attributes no segment asks for."""
    asked = policy.attribute_values
    for name in attributes:
        if fold_name(name) not in asked:
            known = ", ".join(f"`{policy.spellings.get(each, each)}`" for each in sorted(asked))
            hint = f"; segments ask for {known}" if known else ""
            yield f"no segment asks for `{shorten_text(name)}`, so it changes nothing{hint}"


def _list_unfounded(policy: Policy, customer: Customer, today: date) -> Iterator[str]:
    """Say that more was given back than they had, if it was."""
    unfounded = State(policy, customer, today).holdings.unfounded
    if unfounded:
        yield describe_unfounded(unfounded)


def describe_unfounded(pieces: int) -> str:
    """Say that so many pieces were given back that were not theirs."""
    return f"{count_things(pieces, 'piece')} given back that they did not have: that changes nothing"


def read_attributes(texts: Iterable[str]) -> dict[str, str]:
    """Read `name=value` texts; raises RequestError for another form, or two values for one name."""
    found: dict[str, str] = {}
    seen: dict[str, str] = {}
    for text in texts:
        name, equals, value = text.partition("=")
        if not name.strip() or not equals:
            raise RequestError(f"--attr {text!r} has no `=`", "write it as NAME=VALUE")
        name, value = name.strip(), value.strip()
        if fold_name(name) in seen and fold_name(seen[fold_name(name)]) != fold_name(value):
            raise RequestError(
                f"--attr {name} has two values, {seen[fold_name(name)]!r} and {value!r}",
                "give one of them: a customer has one value",
            )
        seen[fold_name(name)] = value
        found[name] = value
    return found


class HistoryReader:
    """Reads what was said of one customer; `option` is what stands before the name of an option where it was said."""

    def __init__(self, policy: Policy, today: date, option: str = "--") -> None:
        self.policy, self.names, self.today, self.option = policy, policy.names, today, option
        self.assumptions: list[str] = []

    def read_goods(self, texts: Iterable[str], how: str) -> list[Mention]:
        return [self.check_good(self.read_mention(text, how, (Product, Bundle))) for text in texts]

    def check_good(self, mention: Mention) -> Mention:
        if isinstance(mention.item, Touch):
            name = mention.item.name.text
            raise RequestError(f"`{name}` is a touch, and cannot be bought", f"use {self.option}did {name!r}")
        return mention

    def read_touches(self, texts: Iterable[str]) -> list[Mention]:
        return [self.check_touch(self.read_mention(text, "did", (Touch,))) for text in texts]

    def check_touch(self, mention: Mention) -> Mention:
        if not isinstance(mention.item, Touch):
            name, option = mention.item.name.text, self.option
            raise RequestError(
                f"`{name}` is not a touch",
                f"use {option}bought, {option}offered or {option}declined {name!r}",
            )
        return mention

    def read_mention(self, text: str, how: str, kinds: tuple[type, ...]) -> Mention:
        """Read one text: the longest reading that is a name wins, so names may hold ` for ` and `@`."""
        item = self.names.find_item(text)
        if item:
            return Mention(item, None, self.today)
        dated = re.fullmatch(_DATED, text) if "@" in text else None
        name = dated[1] if dated else text
        meant = self.find_offer_text(name, (name, text), how, kinds)
        on = self.read_day(dated[2], how) if dated else self.today
        return Mention(meant.item, self.read_price(meant.price) if meant.price else None, on)

    def name_mention(
        self, text: str, on: date, how: str, kinds: tuple[type, ...] = (Product, Bundle)
    ) -> Mention:
        """Return what is meant by a text that holds no day, and by the day that was said with it."""
        meant = self.find_offer_text(text, (text,), how, kinds)
        return Mention(meant.item, self.read_price(meant.price) if meant.price else None, on)

    def find_offer_text(
        self, name: str, readings: Sequence[str], how: str, kinds: tuple[type, ...]
    ) -> OfferText:
        meant = self.names.find_offer(name)
        if meant is None:
            raise self.refuse_unknown((*readings, name.rpartition(" for ")[0]), how, kinds)
        return meant

    def read_day(self, text: str, how: str) -> date:
        on = parse_option(f"--{how}", text, parse_day)
        if on > self.today:
            raise RequestError(f"--{how}: {on} lies after today, {self.today}")
        return on

    def read_price(self, text: str) -> Decimal:
        try:
            return parse_money(text)
        except BadValue as bad:
            raise RequestError(f"{text!r} {bad}") from None

    def refuse_unknown(self, readings: Sequence[str], how: str, kinds: tuple[type, ...]) -> RequestError:
        """Return the refusal of a name that nothing has, in the first reading that is near to one that there is."""
        known = self.names.list_names(kinds)
        thing = "touch" if Touch in kinds else "product or bundle"
        alike = self.names.list_containing(readings[0], kinds)
        if alike:
            few = name_few([repr(name) for name in alike], MOST_ALIKE)
            return RequestError(
                f"{self.option}{how}: no {thing} is called {shorten_text(readings[0])!r}",
                f"did you mean {few}?",
            )
        nearest = ((name, Suggester().list_nearest(name, known)) for name in dict.fromkeys(readings) if name)
        name, near = next((found for found in nearest if found[1]), (readings[0], ()))
        few = " or ".join(map(repr, near or self.list_beginning(readings[0], kinds)[:MOST_ALIKE]))
        hint = f"did you mean {few}?" if few else "`ipp map` shows the names in the path"
        return RequestError(f"{self.option}{how}: no {thing} is called {shorten_text(name)!r}", hint)

    def list_beginning(self, text: str, kinds: tuple[type, ...]) -> list[str]:
        """Return the names with the beginning of a text in them: it may have up to three letters too many."""
        cuts = (text[:-cut] for cut in (1, 2, 3) if len(text) - cut >= _SHORTEST)
        return next((found for each in cuts if (found := self.names.list_containing(each, kinds))), [])

    def read_ask(self, mention: Mention, customer: Customer, *, asked: bool) -> Offered | Declined:
        """Return the ask or the No that is meant, to a customer to whom happened what is known of the days up to it."""
        name = mention.item.name.text
        offers = list_offers(self.policy, (name,))[name]
        if mention.price is not None:
            offer = self.at(name, offers, mention.price)
        elif len(offers) == 1:
            offer = offers[0]
        else:
            offer = choose_offer(offers, State(self.policy, customer, mention.on), asked=asked)
            price, what = find_price(self.policy, offer), "offer" if asked else "No"
            self.assumptions.append(
                f"`{name}` is offered at {count_things(len(offers), 'price')}; the {what} is taken as the one for {price}"
            )
        return Offered(offer, mention.on) if asked else Declined(offer, mention.on)

    def at(self, name: str, offers: Sequence[Offer], price: Decimal) -> Offer:
        found = find_offer_at(self.policy, name, price, offers)
        if found is None:
            prices = ", ".join(str(price) for price in self.prices(offers) if price is not None)
            raise RequestError(f"`{name}` is not offered for {price}", f"its prices are {prices}")
        return found

    def prices(self, offers: Sequence[Offer]) -> list[Decimal | None]:
        return [find_price(self.policy, offer) for offer in offers]


def choose_offer(offers: Sequence[Offer], state: State, *, asked: bool) -> Offer:
    """Return which offer of an item a bare name means: a No answers what was asked, else it is the dearest that is neither answered nor open; offers come dearest first."""
    answered = None if asked else state.find_unanswered(offers[0][0])
    if answered:
        return answered
    taken = {*state.declined, *(pending.offer for pending in state.open_asks)}
    return next((offer for offer in offers if offer not in taken), offers[-1])


def read_offer(policy: Policy, text: str, how: str) -> tuple[str, Decimal | None]:
    """Return the product or bundle that a text names, as the path writes it, and the price if it says one.

    Raises RequestError for a name that is not in the path; `how` is the option that the text was said with.
    """
    mention = HistoryReader(policy, date.min).read_goods([text], how)[0]
    return mention.item.name.text, mention.price
