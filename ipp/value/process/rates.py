"""Which share of those who are asked say Yes: measured, written at the step or for the ultimate action, or assumed."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Literal, NamedTuple

from ipp.engine.policy.clauses import Offer
from ipp.engine.policy.compile import Policy
from ipp.path.model import Touch
from ipp.value.process.compiled.compiled_lists import Ask, Turn

Origin = Literal["measured", "written", "assumed"]
"""Where a rate comes from: the rates that were given, the path file, or nowhere."""
ASSUMED = Decimal("0.10")
"""The take rate of an offer of which nothing is known."""


class RateKey(NamedTuple):
    """One take rate: of an offer, as it is written at one place, to customers with so many products. Of a `leave`: who leaves a membership."""

    offer: Offer
    turn: Turn
    take: Decimal | None  # as the step says it
    tier: int | None  # the ultimate action's rate for owners of at least so many
    stay: Decimal | None = None  # the share that stays after a No, as a turn of `rest` says it


class Rates(NamedTuple):
    """Where take rates come from. `measured` goes by offer, or by item for all its offers; `answers`: how many each of them rests on, if that is known."""

    measured: Mapping[str | Offer, Decimal]
    tiers: Mapping[int, Decimal]
    default: Decimal | None
    stay: Decimal
    fallback: Decimal = ASSUMED
    answers: Mapping[str | Offer, float] = {}

    def find_take_rate(self, rate_key: RateKey) -> Decimal:
        known = self.find_given_rate(rate_key)
        return self.fallback if known is None else known

    def find_partner_take(self, touch: Touch) -> Decimal:
        """Return the share of those shown a partner's product who buy it."""
        known = self.default if touch.take is None else touch.take
        return self.fallback if known is None else known

    def find_stay(self, rate_key: RateKey) -> Decimal:
        """Return the share that stays a customer after a No."""
        return self.stay if rate_key.stay is None else rate_key.stay

    def find_given_rate(self, rate_key: RateKey) -> Decimal | None:
        """Return the rate that somebody measured or wrote; None where it has to be assumed."""
        name = rate_key.offer[0]
        for measured in (self.measured.get(rate_key.offer), self.measured.get(name)):
            if measured is not None:
                return measured
        if rate_key.take is not None:
            return rate_key.take
        return self.default if rate_key.tier is None else self.tiers[rate_key.tier]

    def find_origin(self, rate_key: RateKey) -> Origin:
        """Say where a rate comes from."""
        if rate_key.offer in self.measured or rate_key.offer[0] in self.measured:
            return "measured"
        return "assumed" if self.find_given_rate(rate_key) is None else "written"


def read_rates_of(
    policy: Policy, measured: Mapping[str | Offer, Decimal], fallback: Decimal = ASSUMED
) -> Rates:
    """Return the rates of a path."""
    tiers = policy.goal.takes if policy.goal else {}
    defaults = policy.defaults
    return Rates(measured, tiers, defaults.take, defaults.stay, fallback)


def find_flat_goal(policy: Policy, rates: Rates) -> str | None:
    """Return the ultimate action when as many say Yes to it whatever they own: asking it early then looks better than it is."""
    goal = policy.goal
    if goal is None:
        return None
    measured = goal.good.name in rates.measured or goal.offer in rates.measured
    return goal.good.name if measured or len(rates.tiers) < 2 else None


def make_rate_key(policy: Policy, ask: Ask, owned: int) -> RateKey:
    """Return which rate an ask goes by, for a customer who owns so many products."""
    if ask.turn:
        renewal = policy.renewals[ask.renewal]
        return RateKey(ask.offer, ask.turn, renewal.take, None, renewal.stay)
    take = ask.rung.take if ask.rung else None
    goal = policy.goal
    if take is None and goal and ask.offer == goal.offer:
        return RateKey(ask.offer, "", None, max((tier for tier in goal.takes if tier <= owned), default=None))
    return RateKey(ask.offer, ask.turn, take, None)
