"""The offers log into numbers: offers made, answers, touches done. What `ipp plan` writes is such a log."""

from decimal import Decimal
from typing import NamedTuple

import ibis
from ibis import Table

from ipp.engine.lookup import find_offer_at
from ipp.orders.cells import clean_text
from ipp.orders.column_names import Columns
from ipp.orders.dates.columns import add_days
from ipp.orders.engines.protocol import Engine
from ipp.orders.engines.relations import SmallTable
from ipp.orders.files.rejects import BAD_DATE, NO_CUSTOMER, NO_DATE
from ipp.orders.items import ItemMatcher, number_untold_offer
from ipp.path.model import Touch
from ipp.path.names import Item, fold_name
from ipp.path.values import BadValue, parse_money

OFFERED, DECLINED, DID, ACCEPTED = 1, 2, 3, 4
EVENTS = {"offered": OFFERED, "declined": DECLINED, "did": DID, "accepted": ACCEPTED}


KEYS = ("offer_key", "price_key", "event_key")


class LogMatcher(ItemMatcher):
    """Finds what rows of an offers log mean."""

    def read_row(self, offer: str | None, price: str | None, event: str | None) -> "LogMeaning":
        """Return what a row of the offers log says."""
        kind = EVENTS.get(fold_name(event or ""))
        if kind is None:
            return LogMeaning(reason=f"the event is none of {', '.join(EVENTS)}")
        item, wanted = self.find_offered(offer, price)
        if item is None:
            return LogMeaning(reason="nothing in the path has this name")
        if kind == DID:
            if not isinstance(item, Touch):
                return LogMeaning(reason="what was done is a product or bundle, not a touch")
            return LogMeaning(kind, self.numbers.touches[item.name.text])
        if isinstance(item, Touch):
            return LogMeaning(reason="a touch is not offered or answered: its event is did")
        name = item.name.text
        if kind == ACCEPTED:
            return LogMeaning(kind, self.match_yes(name, wanted), self.numbers.good[name])
        return self.match_answer(kind, name, wanted)

    def match_yes(self, name: str, wanted: Decimal | None) -> int:
        """Return what a Yes answers; a number that stands for nothing else where the offer cannot be told."""
        offers = self.numbers.mentions[name]
        found = offers[0] if wanted is None and len(offers) == 1 else None
        if wanted is not None:
            found = find_offer_at(self.policy, name, wanted, offers)
        return number_untold_offer(self.numbers.good[name]) if found is None else self.numbers.offers[found]

    def match_answer(self, kind: int, name: str, wanted: Decimal | None) -> "LogMeaning":
        offers = self.numbers.mentions[name]
        if wanted is None and len(offers) > 1:
            return LogMeaning(reason="it is offered at several prices, and the row does not say which")
        if wanted is None:
            return LogMeaning(kind, self.numbers.offers[offers[0]])
        found = find_offer_at(self.policy, name, wanted, offers)
        return (
            LogMeaning(reason="it is not offered at this price")
            if found is None
            else LogMeaning(kind, self.numbers.offers[found])
        )

    def find_offered(self, offer: str | None, price: str | None) -> tuple[Item | None, Decimal | None]:
        """Return the item and the price that are meant: the longest reading that is a name wins."""
        meant = self.policy.names.find_offer(offer or "")
        return (meant.item, _read_price(meant.price or price)) if meant else (None, None)


def read_log_rows(
    engine: Engine, matcher: LogMatcher, raw: Table, columns: Columns, source: str, form: str | None
) -> Table:
    """Return the rows of a log that say something, with `reason` (missing for those that count).

    Columns: seq (their order), customer, event, answer, item (of a purchase), day; and offer, date, said as texts. Rows of a plan
    on which nothing is to be done have no event: they are no rows of the log.
    """
    found = {name: clean_text(raw[column], name) for name, column in columns.of.items()}
    found["customer"] = found["customer"].cast("string")  # as in all tables, where there are several
    found.setdefault("price", ibis.null("string"))
    if columns.of["offer"] != "action" and "action" in raw.columns:  # plans and answers in one folder
        found["offer"] = found["offer"].fill_null(clean_text(raw.action, "offer"))
    found["state"] = clean_text(raw.state, "state") if "state" in raw.columns else ibis.null("string")
    rows = raw.select(ipp_row=raw.ipp_row if "ipp_row" in raw.columns else ibis.row_number(), **found)
    rows = rows.filter(rows.event.notnull() | rows.state.isnull()).drop("state")
    rows = add_days(engine, engine.keep_table("ipp_log_read", rows), source, form)
    rows = rows.mutate(**{key: rows[key.removesuffix("_key")].fill_null("") for key in KEYS})
    distinct = engine.fetch_rows(rows.select(*KEYS).distinct())
    types = (
        dict.fromkeys(KEYS, "string") | dict.fromkeys(("kind", "answer", "item"), "int64") | {"why": "string"}
    )
    engine.create_table(
        SmallTable("ipp_said", types, sorted((*key, *matcher.read_row(*key)) for key in distinct))
    )
    rows = rows.left_join(ibis.table(types, name="ipp_said"), list(KEYS))
    reason = ibis.cases(
        (rows.customer.isnull(), NO_CUSTOMER),
        (rows.why.notnull(), rows.why),
        (rows.date.isnull(), NO_DATE),
        (rows.day.isnull(), BAD_DATE),
    )
    seq = ibis.row_number().over(order_by=[rows.day, rows.seconds, rows.ipp_row]).cast("int64")
    return rows.select(
        "customer",
        "answer",
        "item",
        "day",
        "offer",
        "date",
        seq=seq,
        event="kind",
        said="event",
        reason=reason,
    )


class LogMeaning(NamedTuple):
    """What a row of the log means: an event and what it is about; or why it means nothing."""

    event: int | None = None
    answer: int | None = None
    item: int | None = None
    reason: str | None = None


def _read_price(text: str | None) -> Decimal | None:
    try:
        return parse_money(text) if text else None
    except BadValue:
        return Decimal(-1)  # no price is negative: it matches none
