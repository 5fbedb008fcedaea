"""The door for engineers: what the commands do, as functions."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from ipp.engine.customer.events import Customer
from ipp.engine.customer.happenings import Goods, Happenings, Pieces, make_customer
from ipp.engine.customer.naming import name_events
from ipp.engine.decision.action import Decision
from ipp.engine.decision.decide import decide
from ipp.errors import RequestError
from ipp.loading import Store, load_store_file
from ipp.orders.extras import require_extra
from ipp.text.finding import Finding

if TYPE_CHECKING:
    from ipp.batch.whole import Plan
    from ipp.value.forecast import Forecast


def load(file: str) -> Store:
    """Read a path file and the files that it includes, once for as many answers as you like.

    Raises RequestError when the file cannot be opened, or cannot be answered from: `check` says everything that is wrong with it.
    """
    loaded = load_store_file(file)
    if isinstance(loaded, Store) and not loaded.findings:
        return loaded
    first = loaded.findings[0]
    more = f", and {len(loaded.findings) - 1} more" if len(loaded.findings) > 1 else ""
    raise RequestError(f"{file}:{first.span.line}: {first.rule.code} {first.message}{more}")


def check(file: str) -> tuple[Finding, ...]:
    """Return all findings of a path file, sorted by place; none when it is sound.

    Every rule is asked, and no settings are read. Findings that the file itself accepts, by a comment or by `ignore`, are left out. A finding
    has `rule.code`, `rule.severity`, `message`, `span.line`, `span.column` … (docs/validate.md).

    Raises RequestError when the file cannot be opened.
    """
    from ipp.lint.check import check_store

    return check_store(load_store_file(file))


def history(
    store: Store,
    *,
    bought: Iterable[tuple[Goods, date]] = (),
    offered: Iterable[tuple[str, date]] = (),
    declined: Iterable[tuple[str, date]] = (),
    did: Iterable[tuple[str, date]] = (),
    returned: Iterable[tuple[Pieces, date]] = (),
    cancelled: Iterable[tuple[str, date]] = (),
    stopped: Iterable[date] = (),
    resumed: Iterable[date] = (),
    customer: str | None = None,
    attributes: Mapping[str, str] | None = None,
    complete_until: date = date.max,
) -> Customer:
    """Return the customer to whom this happened, each thing by its name, sku or other name, with a date or a datetime.

    Each entry of `bought` is an order: `("TM-5000", day)`, `(["TM-5000", "SLIP"], day)`, or pieces, `({"TM-5000": 2}, day)`. Of two orders on
    one day the one with the later time is the later one, else the later in the list. An offer carries its price where it has several:
    `("Spa for 49", day)`; a bare name is the dearest not answered yet. `complete_until` is the last day of which all orders are told: no
    membership lapses after it. `customer` is what the shop calls them, for shares; `stopped` and `resumed` are days.

    Raises RequestError for a name that is not in the path (with the nearest), and for what is no day.
    """
    happened = Happenings(bought, offered, declined, did, returned, cancelled, stopped, resumed)
    found = make_customer(store.policy, happened)
    return found._replace(attributes=dict(attributes or {}), complete_until=complete_until, id=customer)


def next_action(store: Store, customer: Customer, today: date) -> Decision:
    """Return what to do next with a customer on a day, by what happened up to it.

    `state` of the decision is `offer`, `touch` or `rest` (do it today), `wait` (not before `action.due` as things stand), `complete` or `stranded`; of the last two
    `action` is None. Otherwise it has `name`, `kind`, `due`, `price` … (docs/json.md).

    Names in events are read as `ipp next` reads them. Raises RequestError for one that means nothing in the path.
    """
    return decide(store.policy, name_events(store.policy, customer), today)


def forecast(
    store: Store,
    today: date,
    *,
    entries: Mapping[str, float] | None = None,
    rates: Mapping[str, Decimal] | None = None,
    horizon: int = 365,
    attributes: Mapping[str, str] | None = None,
    seed: int = 1,
) -> "Forecast":
    """Return what the path is worth to customers who enter on a day, and where it leaks (docs/forecast.md).

    `entries`: first purchases with how many enter by each, in any unit (default: every product alike); `rates`: measured take rates by item,
    from 0 to 1, which go before those of the path; `horizon`: days that a customer is followed; `attributes`: what is known of all of them, for
    segments; `seed`: of the lots that are drawn where there are too many ways to follow each. Money is per entering customer.

    Raises RequestError for a name that is not in the path.
    """
    from ipp.value.forecast import forecast_entries

    return forecast_entries(
        store.policy,
        today,
        entries=entries,
        rates=rates or {},
        horizon=horizon,
        attributes=attributes or {},
        seed=seed,
    )


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
    from ipp.batch.whole import PlanTables, plan_whole

    policy = (load(store) if isinstance(store, str) else store).policy
    given = PlanTables(orders, offers, customers, columns or {}, dates, layout, statuses or {})
    return plan_whole(policy, given, today, engine, memory)
