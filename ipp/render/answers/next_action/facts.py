"""What there is to say of an action besides its name, price and day: contents, cause, coupon, link, note."""

from collections.abc import Iterator
from typing import get_args

from ipp.engine.customer.asks import NoCause
from ipp.engine.customer.events import Cancelled, Declined, Event, Returned
from ipp.engine.decision.action import Action, Decision, label_offer
from ipp.engine.decision.recommendation import Coupon, Recommendation
from ipp.render.money import list_coupon_facts, show_amount, write_day, write_price


class FactLister:
    """Lists the facts of the actions of one answer, a line of text each."""

    def __init__(self, answer: Recommendation) -> None:
        self.answer = answer
        self.currency = answer.currency

    def list_facts(self, action: Action, decision: Decision) -> Iterator[str]:
        """Yield what is in it, what it saves, why it is this, and how it is made."""
        if action.offer is None:
            yield ", ".join(self.list_touch_facts(action))
        else:
            yield from self.list_offer_facts(action)
        yield self.explain_cause(action, decision)
        about = self.answer.describe_action(action)
        for text in (about.url if action.offer is not None else None, about.note and f"note: {about.note}"):
            if text:
                yield text

    def list_touch_facts(self, action: Action) -> Iterator[str]:
        """Yield the kind of a touch, its coupon or what a partner pays, its channel and its link."""
        about = self.answer.describe_action(action)
        yield about.touch or "touch"
        if about.coupon:
            yield from _list_coupon_facts(about.coupon, self.currency)
        if about.earns is not None:
            yield f"{write_price(about.earns, self.currency, None)} from the partner for each who buys there"
        if action.via:
            yield f"via {action.via}"
        if about.url:
            yield about.url

    def list_offer_facts(self, action: Action) -> Iterator[str]:
        contents = [write_content(*content) for content in action.good.contents] if action.good else []
        saving = self.write_saving(action)
        if action.kind == "bundle" and contents:
            yield ", ".join(contents)
        if saving:
            yield saving
        if action.via:
            yield f"via {action.via}"

    def write_saving(self, action: Action) -> str:
        saving = self.answer.describe_action(action).saving
        if not saving:
            return ""
        usual = write_price(saving + (action.price or 0), self.currency, None)
        return f"saves {show_amount(saving, self.currency)} of {usual}"

    def explain_cause(self, action: Action, decision: Decision) -> str:
        """Say why it is this, in terms of what the customer did."""
        if decision.state == "held":
            return "this customer is held out, so that the path can be measured; log it as `held`"
        if decision.awaiting:
            return "the offer is made, and not answered yet"
        match action.origin:
            case "ready":
                return "because they are ready for the ultimate action"
            case "ultimate":
                return "because nothing else is left before the ultimate action"
            case "store":
                return "because nothing closer is left: it is in the store-wide list"
            case "prospects":
                return "because they have bought nothing yet"
            case "rest":
                return "because nothing is left to offer; this keeps them warm"
            case "refill":
                return "because they need a new one by now"
            case "winback":
                return f"because {self.name_end(action)}{self.describe_smaller(action, decision)}"
        return f"because they bought {self.name_bought(action)}{self.describe_smaller(action, decision)}"

    def name_bought(self, action: Action) -> str:
        """Name what they bought: the bundle, where the product came in one."""
        bundle = self.answer.bought_as.get(action.because or "")
        return f"{bundle}, which has {action.because} in it" if bundle else str(action.because)

    def name_end(self, action: Action) -> str:
        """Say how a membership came to its end."""
        name, lapsed = str(action.because), self.answer.lapsed
        later = [
            event.on
            for event in self.answer.customer.events
            if isinstance(event, Cancelled) and event.item == name
        ]
        if name not in lapsed or max(later, default=lapsed[name]) > lapsed[name]:
            return f"they cancelled {name}"
        return f"{name} was not paid any more"

    def describe_smaller(self, action: Action, decision: Decision) -> str:
        """Say of what this is a smaller version, and whether a No led there."""
        if action.smaller_than is None:
            return ""
        first = label_offer(action.smaller_than)
        noes = get_args(NoCause)
        refused = any(each.step == first and each.reason.why in noes for each in decision.passed)
        how = f", which {self.say_refusal(action.smaller_than[0])}" if refused else ""
        return f"; a smaller version of {first}{how}"

    def say_refusal(self, name: str) -> str:
        """Say how an offer was refused last: by a word, by giving it back, or by silence."""
        said = [_REFUSALS[type(event)] for event in self.answer.customer.events if _refuses(event, name)]
        return said[-1] if said else "they did not answer"


_REFUSALS: dict[type[Event], str] = {
    Declined: "they declined",
    Returned: "they gave back",
    Cancelled: "they ended",
}


def _refuses(event: Event, name: str) -> bool:
    """Whether an event is a No to an item, in a word or by giving it back."""
    match event:
        case Declined((refused, _)):
            return refused == name
        case Returned(item) | Cancelled(item):
            return item == name
    return False


def _list_coupon_facts(coupon: Coupon, currency: str | None) -> Iterator[str]:
    validity = f"until {write_day(coupon.until)}" if coupon.until else None
    return list_coupon_facts(coupon.code, coupon.off, validity, currency)


def write_content(product: str, quantity: int, free: int) -> str:
    """Write what is in a bundle: `2 × Formula (1 of them free)`."""
    number = f"{quantity} × " if quantity > 1 else ""
    gratis = "" if not free else " (free)" if free == quantity else f" ({free} of them free)"
    return f"{number}{product}{gratis}"
