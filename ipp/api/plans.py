"""The next action of everybody."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from ipp.api.customers import load
from ipp.loading import Store
from ipp.orders.extras import require_extra

if TYPE_CHECKING:
    from ipp.batch.whole import Plan


def plan(
    store: Store | str,
    orders: Any,
    today: date,
    *,
    offers: Any = None,
    customers: Any = None,
    columns: Mapping[str, str] | None = None,
    dates: str | None = None,
    layout: str | None = None,
    statuses: Mapping[str, bool] | None = None,
    engine: str = "duckdb",
    memory: str | None = None,
) -> "Plan":
    """Return the next action of everybody: `rows`, `rejects`, `unknowns` and `summary` (docs/python.md).

    `store` is a store, or its path file. `orders`, `offers` and `customers` are what `ipp plan` takes (a file, a folder, a glob,
    `shop.duckdb:orders`), or a table: of pandas, Polars, Arrow, Ibis or, with `engine="spark"`, of Spark. `columns` names columns of
    the orders that have no usual name: `{"customer": "cust_no"}`. `dates` says what 03/04/2026 means: `dmy` or `mdy`; `layout` whose export
    the orders are, as `--layout` does; `statuses` whether orders of a status were bought: `{"Sent": True}`. `engine` is `duckdb` or `spark`;
    `memory` is how much the engine may take, as `2GB`.

    Raises RequestError when a table cannot be read, or what this needs is not installed.
    """
    require_extra("spark" if engine == "spark" else "batch", "ipp.plan")
    from ipp.batch.whole import PlanTables, plan_whole  # brings Ibis, which need not be installed

    policy = (load(store) if isinstance(store, str) else store).policy
    given = PlanTables(orders, offers, customers, columns or {}, dates, layout, statuses or {})
    return plan_whole(policy, given, today, engine, memory)
