"""Rates and money for the ways through a store, by the number of the param."""

from ipp.engine.policy.clauses import Offer
from ipp.engine.policy.compile import Policy
from ipp.path.model import Product, Touch
from ipp.value.inputs.money import SaleWorth, value_offer
from ipp.value.process.rates import RateKey, Rates
from ipp.value.process.transitions import Transition, Transitions

_NOTHING = (0.0, 0.0, 0.0, 0.0)


class Valuation:
    """What is asked how successfully and for how much; params met later are looked up when they are met."""

    def __init__(self, transitions: Transitions, rates: Rates, policy: Policy | None = None) -> None:
        self.transitions, self.rates = transitions, rates
        self.policy = policy or transitions.walk.policy
        self.horizon = transitions.walk.horizon
        self.params: list[RateKey] = []
        self.takes: list[float] = []
        self.stays: list[float] = []  # the share that stays after a No
        self.asks: list[int] = []  # 1 for what is asked, 0 where somebody leaves a membership or stays
        self._worths: dict[Offer, SaleWorth] = {}
        self._gains: dict[tuple[Offer, int], tuple[float, float, float, float]] = {}

    def learn_rate_keys(self) -> None:
        """Look up the params that were met since the last time."""
        for rate_key in list(self.transitions.params)[len(self.params) :]:
            self.params.append(rate_key)
            leave = rate_key.turn == "leave"
            self.takes.append(
                self._find_churn(rate_key) if leave else float(self.rates.find_take_rate(rate_key))
            )
            self.stays.append(1.0 if leave else float(self.rates.find_stay(rate_key)))
            self.asks.append(0 if leave else 1)

    def _find_churn(self, rate_key: RateKey) -> float:
        product = self.policy.names.resolve_item(rate_key.offer[0])
        assert isinstance(product, Product)
        return float(product.churn or 0)

    def find_worth(self, offer: Offer) -> SaleWorth:
        found = self._worths.get(offer)
        if found is None:
            found = self._worths[offer] = value_offer(self.policy, offer)
        return found

    def value_arrival(self, state: int) -> float:
        """Return what partners pay for the touches that customers at a spot get before they are asked anything more."""
        earned = self.transitions.list_earned(state)
        return sum(self._value_touch(touch) for touch, _ in earned) if earned else 0.0

    def _value_touch(self, name: str) -> float:
        touch = self.policy.names.resolve_item(name)
        if not isinstance(touch, Touch) or not touch.earns:
            return 0.0
        return float(touch.earns * self.rates.find_partner_take(touch))

    def value_yes(self, transition: Transition) -> tuple[float, float, float, float]:
        """Return what a Yes brings: revenue and margin before the horizon, revenue and margin in all."""
        if not self.asks[transition.rate_key]:
            return _NOTHING
        offer = self.params[transition.rate_key].offer
        found = self._gains.get((offer, transition.yes_day))
        if found is None:
            found = self._gains[offer, transition.yes_day] = value_sale(
                self.find_worth(offer), transition.yes_day, self.horizon
            )
        return found


def value_pieces(worth: SaleWorth, pieces: int, periods: int, horizon: int) -> tuple[float, ...]:
    """Return what so many pieces of one order bring on the first day; those of a membership are paid at once, and the next payment comes after `periods`."""
    if not worth.every:
        return tuple(pieces * value for value in value_sale(worth, 0, horizon))
    later = value_sale(worth, (periods - 1) * worth.every, horizon)
    once = value_sale(SaleWorth(worth.price, worth.cost), 0, horizon)
    paid_later = (periods - 1) * worth.every < horizon
    return tuple((pieces - paid_later) * one + after for one, after in zip(once, later, strict=True))


def value_sale(worth: SaleWorth, day: int, horizon: int) -> tuple[float, float, float, float]:
    """Return revenue and margin of a sale on a day before the horizon, then in all."""
    within, ever = worth.count_payments(day, horizon), worth.count_lifetime_payments(day, horizon)
    margin = worth.price - worth.cost
    return within * worth.price, within * margin, ever * worth.price, ever * margin
