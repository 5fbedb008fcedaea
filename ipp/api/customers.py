"""A store, a customer, and what to do next with them."""

from collections.abc import Iterable, Mapping
from datetime import date

from ipp.engine.customer.events import Customer
from ipp.engine.customer.happenings import Goods, Happenings, Pieces, make_customer
from ipp.engine.customer.naming import name_events
from ipp.engine.decision.action import Decision
from ipp.engine.decision.decide import decide
from ipp.errors import RequestError
from ipp.loading import Store, load_store_file


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
