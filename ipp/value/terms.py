"""Rates and money for the ways through a store, by the number of the param."""

from ipp.engine.policy import Policy
from ipp.engine.terms import Offer
from ipp.value.money import Worth, worth_of
from ipp.value.rates import Param, Rates
from ipp.value.ways import Way, Ways


class Terms:
    """What is asked how successfully and for how much; params met later are looked up when they are met."""

    def __init__(self, ways: Ways, rates: Rates, policy: Policy | None = None) -> None:
        self.ways, self.rates = ways, rates
        self.policy = policy or ways.walk.policy
        self.horizon = ways.walk.horizon
        self.stay = float(rates.stay)
        self.params: list[Param] = []
        self.takes: list[float] = []
        self._worths: dict[Offer, Worth] = {}
        self._gains: dict[tuple[Offer, int], tuple[float, float, float, float]] = {}

    def learn(self) -> None:
        """Look up the params that were met since the last time."""
        for param in list(self.ways.params)[len(self.params) :]:
            self.params.append(param)
            self.takes.append(float(self.rates.take(param)))

    def worth(self, offer: Offer) -> Worth:
        found = self._worths.get(offer)
        if found is None:
            found = self._worths[offer] = worth_of(self.policy, offer)
        return found

    def gains(self, way: Way) -> tuple[float, float, float, float]:
        """Return what a Yes brings: revenue and margin before the horizon, revenue and margin in all."""
        offer = self.params[way.param].offer
        found = self._gains.get((offer, way.said))
        if found is None:
            found = self._gains[offer, way.said] = gains(self.worth(offer), way.said, self.horizon)
        return found


def gains(worth: Worth, day: int, horizon: int) -> tuple[float, float, float, float]:
    """Return revenue and margin of a sale on a day before the horizon, then in all."""
    within, ever = worth.payments(day, horizon), worth.lifetime(day, horizon)
    margin = worth.price - worth.cost
    return within * worth.price, within * margin, ever * worth.price, ever * margin
