"""The offers log into numbers: offers made, answers, touches done. What `ipp plan` writes is such a log."""

from decimal import Decimal
from typing import NamedTuple
from unicodedata import normalize

from ipp.orders import sql
from ipp.orders.cells import clean_text
from ipp.orders.column_names import Columns
from ipp.orders.dates.columns import add_days
from ipp.orders.engines.protocol import Engine
from ipp.orders.engines.relations import SmallTable, drop_columns, make_number
from ipp.orders.files.rejects import BAD_DATE, BAD_NUMBER, EITHER_NUMBER, NO_CUSTOMER, NO_DATE, NO_NAME
from ipp.orders.items import ItemMatcher, number_untold_offer
from ipp.orders.money import count_units
from ipp.orders.numbers.quantities import Marks, count_pieces, find_marks, is_ambiguous, read_number
from ipp.orders.sql import Table, Value
from ipp.path.model import Touch
from ipp.path.names import Item, fold_name
from ipp.path.values import BadValue, parse_money

OFFERED, DECLINED, DID, ACCEPTED, RETURN, CANCELLATION, STOPPED, RESUMED, HELD = 1, 2, 3, 4, 5, 6, 7, 8, 9
EVENTS = {
    "offered": OFFERED,
    "declined": DECLINED,
    "did": DID,
    "accepted": ACCEPTED,
    "returned": RETURN,
    "cancelled": CANCELLATION,
    "stopped": STOPPED,
    "resumed": RESUMED,
    "held": HELD,
}
NO_EVENT = f"the event is none of {', '.join(EVENTS)}"
SPELLINGS = {
    "offered": ("offer", "offer made", "sent"),
    "accepted": ("accept", "yes"),
    "declined": ("decline", "no", "rejected"),
    "did": ("done",),
    "returned": ("return", "refunded"),
    "cancelled": ("cancel", "canceled"),
    "stopped": ("stop", "unsubscribed", "unsubscribe", "opted out", "opt out"),
    "resumed": ("resume", "resubscribed", "resubscribe"),
}
"""Other words for events, as e-mail tools and people write them."""
_KINDS = EVENTS | {word: EVENTS[event] for event, words in SPELLINGS.items() for word in words}
GIVEN_BACK = (RETURN, CANCELLATION)
"""Events of an item, not of an offer: so many `pieces` of it were given back."""
STOPS = (STOPPED, RESUMED)
"""Events of a customer: they asked to get nothing any more, or to get something again."""
ALL_PIECES = 1 << 30
"""The pieces of a cancellation: more than anybody has."""


KEYS = ("offer_key", "price_key", "event_key", "list_key", "holdout_key")
YES = ("1", "true", "yes", "y")
UNREAD = Decimal(-1)
"""Stands for a price that cannot be read: none is negative."""


class LogMatcher(ItemMatcher):
    """Finds what rows of an offers log mean."""

    def read_row(
        self,
        offer: str | None,
        price: str | None,
        event: str | None,
        listed: str | None = None,
        holdout: str | None = None,
    ) -> "LogMeaning":
        """Return what a row of the offers log says; `listed` is whether the price was the list price, `holdout` the name of what held it back."""
        kind = _KINDS.get(fold_name(event or "").replace("_", " "))
        if kind is None:
            return LogMeaning(reason=NO_EVENT)
        if kind in STOPS:
            return LogMeaning(kind)
        if kind == HELD:
            return self.read_held(offer, price, listed, holdout)
        item, wanted = self.find_offered(offer, price)
        if item is None:
            return LogMeaning(reason=NO_NAME)
        if kind == DID:
            if not isinstance(item, Touch):
                return LogMeaning(reason="what was done is a product or bundle, not a touch")
            return LogMeaning(kind, self.numbers.touches[item.name.text])
        if isinstance(item, Touch):
            return LogMeaning(reason="a touch is not offered or answered: its event is did")
        name, good = item.name.text, self.numbers.good[item.name.text]
        if kind in GIVEN_BACK:
            return LogMeaning(kind, None, good)
        found = self.match_offer(name, wanted, fold_name(listed or "") in YES)
        if kind == ACCEPTED:
            paid = None if wanted in (None, UNREAD) else count_units(wanted)
            return LogMeaning(kind, number_untold_offer(good) if found is None else found, good, paid=paid)
        if found is None and wanted == UNREAD:
            return LogMeaning(reason="the price cannot be read")
        if found is None:
            return LogMeaning(reason="it is offered at several prices, and the row does not say which")
        return LogMeaning(kind, found)

    def read_held(
        self, offer: str | None, price: str | None, listed: str | None, holdout: str | None
    ) -> "LogMeaning":
        """Return what a row says that was held back: what counts as made, while the holdout of the path lasts; nothing of another one."""
        own = self.policy.holdout
        if own is None or normalize("NFC", holdout or "") != own.name:
            return LogMeaning(HELD)
        item, _ = self.find_offered(offer, price)
        made = self.read_row(offer, price, "did" if isinstance(item, Touch) else "offered", listed)
        return made._replace(held=1)

    def match_offer(self, name: str, wanted: Decimal | None, listed: bool) -> int | None:
        """Return the offer that is meant, of a price that the file does not have the nearest; None where it cannot be told."""
        offers = self.numbers.mentions[name]
        if listed:
            return self.numbers.offers[name, None]
        if wanted is None:
            return self.numbers.offers[offers[0]] if len(offers) == 1 else None
        if wanted == UNREAD:
            return None
        return self.numbers.offers[self.policy.find_offer((name, wanted))]

    def find_offered(self, offer: str | None, price: str | None) -> tuple[Item | None, Decimal | None]:
        """Return the item and the price that are meant: the longest reading that is a name wins."""
        meant = self.policy.names.find_offer(offer or "")
        return (meant.item, _read_price(meant.price or price)) if meant else (None, None)


def read_log_rows(
    engine: Engine, matcher: LogMatcher, raw: Table, columns: Columns, source: str, form: str | None
) -> Table:
    """Return the rows of a log that say something, with `reason` (missing for those that count).

    Columns: seq (their order), customer, event, answer, item (of a purchase, and of what was given back), pieces (given back), day, held (1 of
    what was held back), paid (what an `accepted` row says was paid, in units); and offer, date, said as texts. Rows of a plan on which nothing is to be done have no event: they are no rows of the log.
    """
    found = {name: clean_text(raw[column], name) for name, column in columns.of.items()}
    found["customer"] = found["customer"].cast("string")  # as in all tables, where there are several
    for column in ("price", "list", "pieces", "holdout"):
        found.setdefault(column, sql.null("string"))
    if columns.of["offer"] != "action" and "action" in raw.columns:  # plans and answers in one folder
        found["offer"] = found["offer"].fill_null(clean_text(raw.action, "offer"))
    found["state"] = clean_text(raw.state, "state") if "state" in raw.columns else sql.null("string")
    rows = raw.select(ipp_row=raw.ipp_row if "ipp_row" in raw.columns else sql.row_number(), **found)
    rows = drop_columns(rows.filter(rows.event.notnull() | rows.state.isnull()), "state")
    rows = add_days(engine, engine.keep_table("ipp_log_read", rows), source, form, "log")
    rows = rows.mutate(**{key: rows[key.removesuffix("_key")].fill_null("") for key in KEYS})
    distinct = engine.fetch_rows(rows.select(*KEYS).distinct())
    types = (
        dict.fromkeys(KEYS, "string")
        | dict.fromkeys(("kind", "answer", "item"), "int64")
        | {"why": "string", "held": "int64", "paid": "int64"}
    )
    engine.create_table(
        SmallTable("ipp_said", types, sorted((*key, *matcher.read_row(*key)) for key in distinct))
    )
    rows = rows.outer_join(sql.table(types, name="ipp_said"), list(KEYS))
    marks = find_marks(engine, rows, raw, columns.of, "pieces")
    seq = sql.row_number().over(order_by=[rows.day, rows.seconds, rows.ipp_row]).cast("int64")
    return rows.select(
        "customer",
        "answer",
        "item",
        "day",
        "offer",
        "date",
        "paid",
        seq=seq,
        held=rows.held.fill_null(0),
        event="kind",
        said="event",
        reason=_find_reason(rows, marks),
        pieces=_read_pieces(rows, marks),
    )


def _find_reason(rows: Table, marks: Marks) -> Value:
    """Say why a row means nothing; missing for one that counts."""
    number = read_number(rows.pieces, marks.get("pieces"))
    unread = rows.pieces.notnull() & (number.isnull() | (number <= 0))
    return sql.cases(
        (rows.customer.isnull(), NO_CUSTOMER),
        (rows.why.notnull(), rows.why),
        ((rows.kind == RETURN) & unread & is_ambiguous(rows, marks), EITHER_NUMBER),
        ((rows.kind == RETURN) & unread, BAD_NUMBER),
        (rows.date.isnull(), NO_DATE),
        (rows.day.isnull(), BAD_DATE),
    )


def _read_pieces(rows: Table, marks: Marks) -> Value:
    """Return how many pieces a row says were given back."""
    return sql.cases(
        (rows.kind == RETURN, count_pieces(read_number(rows.pieces, marks.get("pieces")).fill_null(1))),
        (rows.kind == CANCELLATION, make_number(ALL_PIECES)),
    )


class LogMeaning(NamedTuple):
    """What a row of the log means: an event and what it is about; or why it means nothing."""

    event: int | None = None
    answer: int | None = None
    item: int | None = None
    reason: str | None = None
    held: int | None = None
    paid: int | None = None


def _read_price(text: str | None) -> Decimal | None:
    try:
        return parse_money(text) if text else None
    except BadValue:
        return UNREAD
