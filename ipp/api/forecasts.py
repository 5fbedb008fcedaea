"""What a path is worth."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from ipp.loading import Store
from ipp.value.forecast import Forecast, forecast_entries


def forecast(
    store: Store,
    today: date,
    *,
    entries: Mapping[str, float] | None = None,
    rates: Mapping[str, Decimal] | None = None,
    horizon: int = 365,
    attributes: Mapping[str, str] | None = None,
    seed: int = 1,
) -> Forecast:
    """Return what the path is worth to customers who enter on a day, and where it leaks (docs/forecast.md).

    `entries`: first purchases with how many enter by each, in any unit (default: every product alike); `rates`: measured take rates by item,
    from 0 to 1, which go before those of the path; `horizon`: days that a customer is followed; `attributes`: what is known of all of them, for
    segments; `seed`: of the lots that are drawn where there are too many ways to follow each. Money is per entering customer.

    Raises RequestError for a name that is not in the path.
    """
    return forecast_entries(
        store.policy,
        today,
        entries=entries,
        rates=rates or {},
        horizon=horizon,
        attributes=attributes or {},
        seed=seed,
    )
