"""What one customer of a continuity is worth: its payments go on until the customer leaves."""

from collections.abc import Iterator
from typing import NamedTuple

from ipp.engine.policy.clauses import Offer
from ipp.path.model import Product
from ipp.value.forecast import Forecast
from ipp.value.inputs.money import value_offer
from ipp.value.solve.valuation import value_sale


class Continuity(NamedTuple):
    """A continuity that these customers buy or are offered, for one who joins on the first day."""

    offer: Offer
    product: Product
    payments: float  # for life
    margin: float  # before the horizon
    lifetime_margin: float


def list_continuities(forecast: Forecast) -> tuple[Continuity, ...]:
    """Return the continuities of a forecast whose churn is known, those offered first."""
    return tuple(_find_continuities(forecast))


def _find_continuities(forecast: Forecast) -> Iterator[Continuity]:
    horizon = forecast.question.horizon
    offers = [leak.offer for leak in forecast.offers]
    offers += [(name, None) for entry in forecast.question.entries for name, _ in entry.items]
    for offer in dict.fromkeys(offers):
        product = forecast.policy.names.resolve_item(offer[0])
        if isinstance(product, Product) and product.every and product.churn is not None:
            worth = value_offer(forecast.policy, offer)
            _, margin, _, lifetime = value_sale(worth, 0, horizon)
            yield Continuity(offer, product, worth.count_lifetime_payments(0, horizon), margin, lifetime)
