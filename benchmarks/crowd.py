"""A made-up shop that follows its plan for weeks: orders, the offers that it made, what customers answered, and who they are."""

import datetime as dt
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

from ipp.batch.engines.duckdb import PlanDuckDB
from ipp.batch.run import run_plan, select_rows
from ipp.engine.customer.events import Accepted, Bought, Customer, Declined, Did, Event, Offered
from ipp.engine.policy.compile import Policy
from ipp.orders.engines.quoting import quote_text
from ipp.orders.files.sources import TableSource, parse_source
from ipp.orders.reading import OrdersRequest

LINES = 4  # order lines to a customer
Row = tuple[Any, ...]


class Crowd:
    """The tables of a shop in a folder; `engine` reads and writes them."""

    def __init__(self, policy: Policy, folder: Path, engine: PlanDuckDB) -> None:
        self.policy, self.folder, self.engine = policy, folder, engine

    def begin(self, customers: int, today: dt.date) -> None:
        """Make up customers and orders; few customers buy much, and few products sell much."""
        goods = self.policy.goods_in_order
        item = (
            f"[{', '.join(map(quote_text, goods))}][1 + (pow(random(), 2) * {len(goods) - 1})::INT] AS item"
        )
        day = f"DATE '{today}' - (pow(random(), 2) * 200)::INT AS date"
        name = "'c' || lpad({}::VARCHAR, 7, '0') AS customer"
        some = name.format(f"(pow(random(), 1.4) * {customers - 1})::INT")
        self.make("orders", f"SELECT {some}, {item}, {day} FROM range({customers * LINES})")
        facts = (
            f'[{", ".join(map(quote_text, values))}, NULL][1 + (random() * {len(values)})::INT] AS "{fact}"'
            for fact, values in self.policy.attribute_values.items()
        )
        self.make("people", f"SELECT {', '.join((name.format('range'), *facts))} FROM range({customers})")

    def make(self, name: str, query: str) -> None:
        """Write a table. One thread does it, so that chance falls as it fell the last time."""
        self.engine.run_statement("SET threads = 1; SELECT setseed(0.25)")
        self.engine.run_statement(f"COPY ({query}) TO {quote_text(str(self.folder / f'{name}.parquet'))}")
        self.engine.run_statement("RESET threads")

    def act(self, day: dt.date) -> None:
        """Do what the plan of a day says, and let a third of those who got an offer answer within three days."""
        rows = select_rows(run_plan(self.policy, self.engine, self.asked(), day))
        self.engine.keep_table("ipp_acted", rows.select("customer", "action", "kind", "event", "price"))
        query = (
            "SELECT customer, action AS offer, {} AS event, {} AS date, price FROM ipp_acted "
            "WHERE event IS NOT NULL AND {} ORDER BY customer"
        )
        answer = "CASE WHEN hash(customer, 1) % 5 = 0 THEN 'accepted' ELSE 'declined' END"
        later = f"DATE '{day}' + (hash(customer, 2) % 4)::INT"
        some = f"kind <> 'touch' AND hash(customer, '{day}') % 3 = 0"
        self.make(f"offers-{day}", query.format("event", f"DATE '{day}'", "true"))
        self.make(f"offers-{day}b", query.format(answer, later, some))

    def asked(self) -> OrdersRequest:
        """Return what a plan of this shop is made from."""
        orders, people = (parse_source(str(self.folder / f"{name}.parquet")) for name in ("orders", "people"))
        return OrdersRequest(orders, self.log(), people)

    def log(self) -> TableSource | None:
        pattern = "offers-*.parquet"
        return parse_source(str(self.folder / pattern)) if list(self.folder.glob(pattern)) else None

    def histories(self) -> Iterator[tuple[str, Customer]]:
        """Yield every customer by name, with all that the tables tell of them, as the engine for one customer takes it."""
        facts = ", ".join(f'"{fact}"' for fact in self.policy.attribute_values)
        parts = [
            f"SELECT customer, NULL::DATE AS date, 0 AS phase, 0 AS place, NULL AS event, NULL AS what, NULL AS price, [{facts}]::VARCHAR[] AS facts FROM '{self.folder}/people.parquet'",
            f"SELECT customer, date, 1, 0, 'bought', item, NULL, NULL FROM '{self.folder}/orders.parquet'",
        ]
        if log := self.log():
            files = f"[{', '.join(map(quote_text, log.files))}]"
            place = f"list_position({files}, filename) * {1 << 40} + file_row_number"
            read = f"read_parquet({files}, filename = true, file_row_number = true)"
            parts.append(
                f"SELECT customer, date, if(event = 'accepted', 2, 3), {place}, event, offer, price, NULL FROM {read}"
            )
        rows = self.engine.stream_rows(
            f"{' UNION ALL '.join(parts)} ORDER BY customer, date NULLS FIRST, phase, place"
        )
        for name, told in groupby(rows, itemgetter(0)):
            person, *history = told
            known = zip(self.policy.attribute_values, person[-1], strict=True)
            yield name, Customer(tuple(self.events(history)), {fact: value for fact, value in known if value})

    def events(self, told: Iterable[Row]) -> Iterator[Event]:
        """Yield what happened to one customer; what is bought on one day without a number is one order."""
        for (day, phase), rows in groupby(told, itemgetter(1, 2)):
            if phase == 1:
                yield Bought(tuple(row[5] for row in rows), day)
            else:
                for row in rows:
                    yield from self.list_told(day, *row[4:7])

    def list_told(self, day: dt.date, event: str, what: str, price: str | None) -> Iterator[Event]:
        """Yield what a row of the log tells: a Yes is a purchase, too."""
        if event == "did":
            yield Did(what, day)
            return
        asked = Decimal(price or 0)
        offer = what, None if asked == self.policy.goods[what].price else asked
        if event == "accepted":
            yield Bought((what,), day)
        yield {"offered": Offered, "accepted": Accepted, "declined": Declined}[event](offer, day)
