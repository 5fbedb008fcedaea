"""What one customer of a continuity is worth: its payments go on until the customer leaves."""

from collections.abc import Iterator
from typing import NamedTuple

from ipp.engine.terms import Offer
from ipp.path.model import Product
from ipp.value.forecast import Forecast
from ipp.value.money import worth_of
from ipp.value.terms import gains


class Continuity(NamedTuple):
    """A continuity that these customers buy or are offered, for one who joins on the first day."""

    offer: Offer
    product: Product
    payments: float  # for life
    margin: float  # before the horizon
    lifetime_margin: float


def continuities(forecast: Forecast) -> tuple[Continuity, ...]:
    """Return the continuities of a forecast whose churn is known, those offered first."""
    return tuple(_found(forecast))


def _found(forecast: Forecast) -> Iterator[Continuity]:
    horizon = forecast.question.horizon
    offers = [leak.offer for leak in forecast.offers]
    offers += [(entry.name, None) for entry in forecast.question.entries]
    for offer in dict.fromkeys(offers):
        product = forecast.policy.names.item(offer[0])
        if isinstance(product, Product) and product.every and product.churn is not None:
            worth = worth_of(forecast.policy, offer)
            _, margin, _, lifetime = gains(worth, 0, horizon)
            yield Continuity(offer, product, worth.lifetime(0, horizon), margin, lifetime)
