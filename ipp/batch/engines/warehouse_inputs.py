"""The tables of a warehouse as what a plan reads: `orders`, `offers` and `customers`, whose texts are looked up in small tables of names."""

import re
from collections.abc import Iterator
from decimal import ROUND_CEILING, Decimal
from unicodedata import normalize

from ipp.batch.engines.spellings import list_keys, list_spellings, spell_names
from ipp.batch.expression.frames import Frames, Inputs
from ipp.batch.lowering.codes import NONE, write_price
from ipp.batch.lowering.tables import LoweredPolicy
from ipp.engine.lookup import find_price
from ipp.orders import sql
from ipp.orders.cells import spell_customers
from ipp.orders.engines.relations import (
    SmallTable,
    count_ordinal,
    get_frame,
    join_outer,
    make_number,
    union_tables,
)
from ipp.orders.items import number_untold_offer
from ipp.orders.log import (
    ACCEPTED,
    ALL_PIECES,
    CANCELLATION,
    DECLINED,
    DID,
    EVENTS,
    GIVEN_BACK,
    HELD,
    OFFERED,
    STOPS,
)
from ipp.orders.moments import LOGGED, find_logged, rank_orders
from ipp.orders.money import UNITS, asks_spent, make_list_units, sum_orders
from ipp.orders.people.attributes import list_attributes
from ipp.orders.people.shares import add_shares
from ipp.orders.sql import Table, Value
from ipp.path.model import Bundle, Product, Touch

ORDERS = {"customer": "string", "item": "string", "date": "date", "order": "string", "quantity": "int64"}
OFFERS = {
    "customer": "string",
    "offer": "string",
    "event": "string",
    "date": "date",
    "price": "string",
    "list_price": "string",
    "pieces": "int64",
    "seq": "int64",
}
ROUNDS = 3
"""Lapses and emptied bundles of one customer that a statement follows where each hangs on the one before."""
UNTOLD, UNREAD, LISTED = -1, -2, -3
"""Stand for a price that a row does not tell, that cannot be read, and for the list price."""
MOST = 10**14
_PRICE = r"^[0-9]{1,12}([.][0-9]{1,6})?$"
_PLAIN_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


def make_names(lowered: LoweredPolicy) -> SmallTable:
    """Return what goods are called."""
    goods = list_keys(lowered.policy.names, (Product, Bundle))
    rows = {key: lowered.codes.good[item.name.text] for key, item in goods}
    return SmallTable("ipp_named", {"name": "string", "item": "int64"}, list(rows.items()))


def make_labels(lowered: LoweredPolicy) -> SmallTable:
    """Return what offers and touches are called, each with the prices from `low` to `high` that mean it."""
    rows: dict[tuple[str, int, int], tuple[int, int]] = {}
    names, codes = lowered.policy.names, lowered.codes
    for key, item in list_keys(names, (Product, Bundle)):
        for label, code in _list_labels(lowered, key, item.name.text):
            rows.setdefault(label, (code, codes.good[item.name.text]))
    for key, item in list_keys(names, (Touch,)):
        rows.setdefault((key, LISTED, MOST), (codes.touches[item.name.text], -1))
    columns = {"label": "string"} | dict.fromkeys(("low", "high", "answer", "item"), "int64")
    return SmallTable("ipp_labels", columns, sorted((*key, *value) for key, value in rows.items()))


def _list_labels(lowered: LoweredPolicy, key: str, name: str) -> Iterator[tuple[tuple[str, int, int], int]]:
    """Yield label and prices of each offer of a good, with its code; -1 for one that does not say which it is."""
    policy, codes = lowered.policy, lowered.codes
    offers = codes.mentions[name]
    for offer in dict.fromkeys([*offers, (name, None)]):
        price = find_price(policy, offer)
        for written in [] if price is None else {write_price(price): 1, f"{price.normalize():f}": 1}:
            yield (f"{key} for {written}", UNTOLD, UNTOLD), codes.offers[offer]
    yield (key, UNTOLD, UNTOLD), codes.offers[offers[0]] if len(offers) == 1 else -1
    yield (key, LISTED, LISTED), codes.offers[name, None]
    for low, high, price in _list_ranges(lowered, name):
        yield (key, low, high), codes.offers[policy.find_offer((name, price))]


def _list_ranges(lowered: LoweredPolicy, name: str) -> Iterator[tuple[int, int, Decimal]]:
    """Yield the prices of a good, each with those that are nearest to it, of two as near to the dearer one."""
    listed = find_price(lowered.policy, (name, None))
    special = lowered.policy.special_prices.get(name, frozenset())
    prices = sorted({*special, *(() if listed is None else (listed,))})
    low = 0
    for number, price in enumerate(prices):
        above = prices[number + 1] if number + 1 < len(prices) else None
        bound = (
            MOST + 1 if above is None else int(((price + above) / 2 * UNITS).to_integral_value(ROUND_CEILING))
        )
        yield low, bound - 1, price
        low = bound


class WarehouseInputs:
    """What a plan reads, out of the tables of a warehouse."""

    def __init__(self, lowered: LoweredPolicy, dialect: str) -> None:
        self.lowered, self.dialect = lowered, dialect
        tables = [make_names(lowered), make_labels(lowered)]
        if asks_spent(lowered.policy):
            tables.append(make_list_units(lowered.codes.numbers))
        self.own = {table.name: table for table in tables}

    def make_inputs(self, frames: Frames) -> Inputs:
        """Return what the stages read; reading adds stages of its own."""
        policy = self.lowered.policy
        paid = {"paid": "decimal(20, 6)"} if asks_spent(policy) else {}
        held = {"holdout": "string"} if self.lowered.holds_out else {}
        orders = self.read_own_table("orders", ORDERS | paid)
        offers = self.read_own_table("offers", OFFERS | held)
        columns = list_attributes(self.lowered.policy)
        spelled = {name: self.lowered.policy.spellings.get(name, name) for name in columns}
        customers = self.read_own_table(
            "customers", {"customer": "string"} | dict.fromkeys(spelled.values(), "string")
        )
        stage = frames.add_stage
        lines = stage("orders_told", self.read_orders(orders))
        bought = rank_orders(lines.filter(lines.pieces > 0), ordered=True)
        ordered = stage("orders_read", bought.select("who", "item", "day", "rank", "pieces"))
        log = stage("offers_read", self.read_log(offers))
        people = customers.filter(customers.customer.notnull()).select(
            who="customer",
            **{columns[name]: self.number_customer(customers, name, spelled[name]) for name in columns},
        )
        facts = {column: people[column].min() for column in columns.values()}
        people = people.group_by("who").agg(**facts) if facts else people.distinct()
        today = self.lowered.today.toordinal()
        stops = stage("stops", self.read_stops(offers))
        dated = (table.filter(table.day <= today) for table in (lines, log, stops))
        every = union_tables(*(table.select("who") for table in (*dated, people))).distinct()
        told = log.filter(~log.event.isin(GIVEN_BACK))
        told = told.select("seq", "who", "event", "answer", "day", *(("held",) if held else ()))
        known = join_outer(every, people, "who")
        shares = add_shares(policy, spell_customers(known.who), self.dialect)
        people = stage("people", known.mutate(**shares) if shares else known)
        returns = stage("returns", self.list_returns(lines, log))
        spending = self.list_spending(lines, ordered, log) if paid else None
        bought = stage("lines", self.join_purchases(ordered, log))
        return Inputs(bought, told, people, returns, ROUNDS, spending, stops)

    def list_spending(self, lines: Table, ordered: Table, log: Table) -> Table:
        """Return what was paid, by orders and by what only `accepted` rows tell: who, day, units."""
        prices = get_frame(self.own["ipp_list_units"])
        bought = join_outer(lines.filter(lines.pieces > 0), prices, "item")
        accepted, _ = find_logged(ordered, log)
        accepted = join_outer(accepted, prices, "item")
        return union_tables(
            sum_orders(bought.mutate(order=bought.order.fill_null("")), "who", "order"),
            accepted.select("who", "day", units=accepted.paid.fill_null(accepted.listed)),
        )

    def read_orders(self, orders: Table) -> Table:
        """Return the rows of orders: who, item, day, seconds, order, pieces (below zero where they were given back)."""
        paid = ("paid",) if "paid" in orders.columns else ()
        lines = orders.filter(orders.customer.notnull())
        lines = lines.select(
            "customer",
            "date",
            "order",
            "quantity",
            *paid,
            name=spell_names(lines.item, self.list_texts("ipp_named")),
        )
        lines = join_outer(lines, get_frame(self.own["ipp_named"]), "name")
        return lines.select(
            "order",
            item=lines["item"].fill_null(NONE),
            who="customer",
            day=count_ordinal(lines.date),
            seconds=make_number(0),
            pieces=lines.quantity.fill_null(1),
            **{name: (lines[name] * UNITS).cast("int64") for name in paid},
        )

    def list_returns(self, lines: Table, log: Table) -> Table:
        """Return what was given back: who, item, day, pieces; what is told twice for one day counts once."""
        back = lines.filter((lines.pieces < 0) & (lines["item"] >= 0))
        told = log.filter(log.event.isin(GIVEN_BACK)).select("who", "item", "day", "pieces")
        rows = union_tables(told, back.select("who", "item", "day", pieces=-back.pieces))
        return rows.group_by("who", "item", "day").agg(pieces=rows.pieces.max())

    def read_own_table(self, name: str, columns: dict[str, str]) -> Table:
        """Return a table of the warehouse's own, its columns named as here."""
        written = {self.spell_name(column): kind for column, kind in columns.items()}
        table = sql.table(written, name=self.spell_name(name))
        return table.select(**{column: table[self.spell_name(column)] for column in columns})

    def spell_name(self, name: str) -> str:
        """Return a name as the warehouse keeps it: Snowflake keeps what was written without quotes in capitals."""
        return name.upper() if self.dialect == "snowflake" and _PLAIN_NAME.fullmatch(name) else name

    def read_log(self, offers: Table) -> Table:
        events = sql.cases(
            *((spell_names(offers.event) == name, make_number(code)) for name, code in EVENTS.items())
        )
        paid = {"paid": _read_paid(offers)} if asks_spent(self.lowered.policy) else {}
        held = {"holdout": offers.holdout} if "holdout" in offers.columns else {}
        rows = offers.filter(offers.customer.notnull())
        rows = rows.select(
            "seq",
            who="customer",
            label=spell_names(rows.offer, self.list_texts("ipp_labels")),
            units=_read_units(rows),
            event=events,
            **paid,
            **held,
            day=count_ordinal(rows.date),
            pieces=sql.ifelse(events == CANCELLATION, make_number(ALL_PIECES), rows.pieces.fill_null(1)),
        )
        labels = get_frame(self.own["ipp_labels"]).rename(meant="label")
        rows = rows.join(
            labels, [rows.label == labels.meant, rows.units >= labels.low, rows.units <= labels.high]
        )
        rows = self.mark_held(rows) if held else rows
        bought = (rows.event == ACCEPTED) & (rows.item >= 0)
        back = rows.event.isin(GIVEN_BACK) & (rows.item >= 0) & (rows.pieces > 0)
        answered = rows.event.isin((OFFERED, DECLINED)) & (rows.item >= 0) & (rows.answer >= 0)
        untold = (rows.event == ACCEPTED) & (rows.answer < 0)
        rows = rows.filter(bought | back | answered | ((rows.event == DID) & (rows.item < 0)))
        answer = sql.ifelse(untold, number_untold_offer(rows["item"]), rows.answer)
        columns = ("seq", "who", "event", "day", "pieces", "item", *paid, *(("held",) if held else ()))
        return rows.select(*columns, answer=answer)

    def mark_held(self, rows: Table) -> Table:
        """Say of rows whether the holdout of the path held them back, and take these as made."""
        holdout = self.lowered.policy.holdout
        assert holdout
        names = list(dict.fromkeys(normalize(form, holdout.name) for form in ("NFC", "NFD")))
        ours = (rows.event == HELD) & rows.holdout.isin(names).fill_null(False)
        made = sql.ifelse(rows["item"] >= 0, make_number(OFFERED), make_number(DID))
        return rows.mutate(
            held=sql.ifelse(ours, make_number(1), make_number(0)), event=sql.ifelse(ours, made, rows.event)
        )

    def read_stops(self, offers: Table) -> Table:
        """Return who asked to stop or to resume: who, event, day."""
        names = {name: code for name, code in EVENTS.items() if code in STOPS}
        event = sql.cases(
            *((spell_names(offers.event) == name, make_number(code)) for name, code in names.items())
        )
        rows = offers.filter(offers.customer.notnull())
        rows = rows.select(who="customer", event=event, day=count_ordinal(rows.date))
        return rows.filter(rows.event.notnull())

    def join_purchases(self, lines: Table, log: Table) -> Table:
        accepted, turn = find_logged(lines, log)
        rank = make_number(LOGGED) + turn
        return union_tables(lines, accepted.select("who", "item", "day", rank=rank, pieces=make_number(1)))

    def list_texts(self, table: str) -> list[str]:
        """Return the keys of a table of texts, which stand in its first column."""
        return [str(row[0]) for row in self.own[table].rows]

    def number_customer(self, customers: Table, name: str, column: str) -> Value:
        policy = self.lowered.policy
        text = spell_names(customers[column])
        cases = []
        for place, value in enumerate(policy.attribute_values[name]):
            known = list_spellings(policy.spellings.get(value, value))
            cases.append((text.isin(list(dict.fromkeys([*known, value]))), make_number(place)))
        return sql.cases(*cases)


def _read_paid(rows: Table) -> Value:
    """Return what a row says was paid, in UNITS; missing where it says none."""
    text = rows.price.fill_null("")
    number = sql.ifelse(text.re_search(_PRICE), text, sql.null("string")).cast("decimal(20, 6)")
    return (number * UNITS).cast("int64")


def _read_units(rows: Table) -> Value:
    """Return the price that a row says, in whole parts of UNITS."""
    text = rows.price.fill_null("")
    number = sql.ifelse(text.re_search(_PRICE), text, sql.null("string")).cast("decimal(20, 6)")
    return sql.cases(
        ((rows.list_price.lower() == "true").fill_null(False), make_number(LISTED)),
        (text == "", make_number(UNTOLD)),
        else_=(number * UNITS).cast("int64").fill_null(UNREAD),
    )
