"""Which share of those who are asked say Yes: measured, written at the step or for the ultimate action, or assumed."""

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from ipp.engine.policy import Policy
from ipp.engine.terms import Offer
from ipp.value.listing import Ask, Turn

ASSUMED = Decimal("0.10")
"""The take rate of an offer of which nothing is known."""


class Param(NamedTuple):
    """One take rate: of an offer, as it is written at one place, to customers with so many products."""

    offer: Offer
    turn: Turn
    take: Decimal | None  # as the step says it
    tier: int | None  # the ultimate action's rate for owners of at least so many


class Rates(NamedTuple):
    """Where take rates come from. `measured` goes by offer, or by item for all its offers."""

    measured: Mapping[str | Offer, Decimal]
    tiers: Mapping[int, Decimal]
    default: Decimal | None
    stay: Decimal
    fallback: Decimal = ASSUMED

    def take(self, param: Param) -> Decimal:
        known = self.known(param)
        return self.fallback if known is None else known

    def known(self, param: Param) -> Decimal | None:
        """Return the rate that somebody measured or wrote; None where it has to be assumed."""
        name = param.offer[0]
        for measured in (self.measured.get(param.offer), self.measured.get(name)):
            if measured is not None:
                return measured
        if param.take is not None:
            return param.take
        return self.default if param.tier is None else self.tiers[param.tier]


def rates_of(policy: Policy, measured: Mapping[str | Offer, Decimal], fallback: Decimal = ASSUMED) -> Rates:
    """Return the rates of a path."""
    tiers = policy.goal.takes if policy.goal else {}
    defaults = policy.defaults
    return Rates(measured, tiers, defaults.take, defaults.stay, fallback)


def param_of(policy: Policy, ask: Ask, owned: int) -> Param:
    """Return which rate an ask goes by, for a customer who owns so many products."""
    take = ask.rung.take if ask.rung else None
    goal = policy.goal
    if take is None and goal and ask.offer == goal.offer and not ask.turn:
        return Param(ask.offer, "", None, max((tier for tier in goal.takes if tier <= owned), default=None))
    return Param(ask.offer, ask.turn, take, None)
