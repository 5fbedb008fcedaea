"""The policy as small tables of numbers: what the relational expression joins customers with.

Each column is a 64-bit number; `NONE` (-1) stands for nothing. A row of `ipp_asks` is one line of one list: a rung
of a ladder, or a touch. Its `ask` follows the reading order within a list, so that of two lines the smaller comes first. `head` marks the lines up to
the first touch that nothing closes, and before the first condition: most customers need no more of their latest list.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import chain
from typing import NamedTuple

from ipp.batch.lowering.codes import ASKS, NONE, Codes, limit_days, number_names, write_price
from ipp.batch.lowering.lines import ASK, REST, WORD, LineLowering
from ipp.batch.lowering.ordered import list_counted, list_refunds, list_targets
from ipp.batch.lowering.pieces import list_contents, list_lasting, list_periods
from ipp.engine.lookup import find_price
from ipp.engine.policy.clauses import Gate
from ipp.engine.policy.compile import Policy
from ipp.errors import RequestError
from ipp.orders.engines.relations import Row, SmallTable
from ipp.orders.money import asks_spent


def list_marked_products(policy: Policy) -> list[str]:
    """Return the products that a segment asks for by name."""
    named = {name for segment in policy.conditions for name in policy.reading.judge(segment).products}
    return sorted(named, key=policy.positions.__getitem__)


class LoweredPolicy(NamedTuple):
    """A policy in numbers. `gates` are those that `word` and `bit` stand for, in order."""

    policy: Policy
    codes: Codes
    today: date
    gates: tuple[Gate, ...]
    vias: dict[str, int]
    tables: dict[str, SmallTable]
    timed: bool
    """Whether a line has a window or `within`."""
    anew: bool
    """Whether a line is asked anew at every purchase."""

    @property
    def opening(self) -> bool:
        """Whether a line has a window that is open on some day to come; one that is not is closed for good."""
        return bool(self.tables["ipp_spans"].rows)

    @property
    def counts_pieces(self) -> bool:
        """Whether a segment asks how many pieces were bought."""
        return bool(list_targets(self.policy))

    @property
    def holds_out(self) -> bool:
        """Whether some customers get nothing today, so that the worth of the path can be measured."""
        return bool(self.policy.holdout and self.policy.holdout.lasts_on(self.today))

    @property
    def asks_cold(self) -> bool:
        """Whether the ultimate action is asked where nothing else is left."""
        return bool(self.policy.goal and self.policy.goal.cold)


def lower_policy(policy: Policy, today: date) -> LoweredPolicy:
    """Return a policy in numbers, for a day; raises RequestError for a path that is too large."""
    return _Lowering(policy, today).lower_all()


class _Lowering:
    def __init__(self, policy: Policy, today: date) -> None:
        self.policy, self.today, self.codes = policy, today, number_names(policy)
        self.list_lines = LineLowering(policy, self.codes, today)

    def lower_all(self) -> LoweredPolicy:
        lines = self.list_lines
        kills, asks = lines.kills, list(lines.list_asks())
        if len(asks) >= ASKS:
            raise RequestError(f"a path of more than {ASKS:,} lines in all its lists cannot be planned with")
        rests = list(lines.list_rests())
        lines.number_channel(self.policy.usual_via)
        tables = (
            _make_numbers("ipp_asks", ASK, asks),
            _make_numbers("ipp_kills", ("kill", "code"), kills.list_single()),
            _make_numbers("ipp_whole_kills", ("kill", "bundle"), kills.list_bundles()),
            _make_numbers("ipp_list_kills", ("owner", "code", "ask"), lines.list_dead_rungs(asks)),
            _make_numbers("ipp_aboves", ("above", "answer"), kills.list_above()),
            _make_numbers("ipp_spans", ("window", "opens", "closes"), lines.list_spans()),
            _make_numbers("ipp_shares", ("share", "code"), lines.list_shared()),
            _make_numbers("ipp_gives", ("item", "code", "base"), self.list_gives()),
            *self.make_pieces(),
            _make_numbers("ipp_fresh_kills", ("fresh", "code"), kills.list_fresh()),
            _make_numbers("ipp_wholes", ("bundle", "code", "parts"), kills.list_parts()),
            _make_numbers("ipp_rests", REST, rests),
            _make_numbers(
                "ipp_offers", ("answer", "item", "goal", "of_goal", "rests", "listed"), self.list_offers()
            ),
            _make_numbers(
                "ipp_counted", ("item", "target", "quantity"), list_counted(self.policy, self.codes)
            ),
            _make_numbers("ipp_marks", ("code", "word", "bit"), self.list_marks()),
            *self.make_words(),
        )
        anew = ASK.index("anew")
        timed = any(row[ASK.index(name)] != NONE for row in asks for name in ("within", "window"))
        return LoweredPolicy(
            self.policy,
            self.codes,
            self.today,
            tuple(lines.gates),
            lines.vias,
            {table.name: table for table in tables},
            timed,
            any(row[anew] for row in asks),
        )

    def make_words(self) -> Iterator[SmallTable]:
        """Yield what puts numbers into words."""
        yield self.make_items()
        yield self.make_prices()
        yield self.make_terms()
        yield self.make_holdouts()
        yield self.make_causes()
        yield self.make_channels()

    def make_pieces(self) -> Iterator[SmallTable]:
        """Yield what pieces of goods are made of, what becomes of memberships, and what pieces given back take off what was spent, where a segment asks."""
        yield _make_numbers("ipp_contents", ("item", "code", "quantity"), list_contents(self.codes))
        yield _make_numbers("ipp_lasting", ("bundle", "code"), list_lasting(self.codes))
        yield _make_numbers("ipp_periods", ("code", "every", "lapses"), list_periods(self.policy, self.codes))
        yield _make_numbers("ipp_winbacks", ("code", "owner"), self.list_winbacks())
        if asks_spent(self.policy):
            yield _make_numbers("ipp_refunds", ("item", "units"), list_refunds(self.codes))

    def make_channels(self) -> SmallTable:
        """Return the names of channels."""
        vias = self.list_lines.vias.items()
        return SmallTable(
            "ipp_vias", {"via": "int64", "channel": "string"}, [(code, via) for via, code in vias]
        )

    def list_gives(self) -> Iterator[Row]:
        """Yield what holding a customer has after buying an item; `base` is that of which pieces are counted."""
        for code, good in enumerate(self.codes.goods):
            yield code, code, code
            if good.kind == "bundle":
                parts = sorted(self.codes.good[name] for name in good.products)
                yield from ((code, part, part) for part in parts)
            elif good.name in self.codes.alone:
                yield code, self.codes.alone[good.name], code

    def list_winbacks(self) -> Iterator[Row]:
        """Yield the memberships that have a list for those who cancelled, and its code."""
        for name, owner in self.codes.winbacks.items():
            yield self.codes.good[name], owner

    def list_offers(self) -> Iterator[Row]:
        goal, in_rest = self.policy.goal, self.policy.renewed_goods
        for offer, code in self.codes.offers.items():
            name, price = offer
            is_goal = bool(goal and offer == goal.offer)
            of_goal = bool(goal and name == goal.good.name)
            yield (
                code,
                self.codes.good[name],
                int(is_goal),
                int(of_goal),
                int(price is None and name in in_rest),
                int(price is None),
            )

    def list_marks(self) -> Iterator[Row]:
        """Yield the products that count as owned; those that a segment names have a bit of their own in some word."""
        marked = list_marked_products(self.policy)
        bits = {name: divmod(number, WORD) for number, name in enumerate(marked)}
        for good in self.codes.goods:
            if good.kind == "product" and good.durables:
                word, bit = bits.get(good.name, (NONE, NONE))
                yield self.codes.good[good.name], word, 0 if word == NONE else 1 << bit

    def make_items(self) -> SmallTable:
        """Return what can be done, by answer: its name and kind."""
        goods = self.policy.goods
        offers = ((code, name, goods[name].kind) for (name, _), code in self.codes.offers.items())
        touches = ((code, name, "touch") for name, code in self.codes.touches.items())
        columns = {"answer": "int64", "action": "string", "kind": "string"}
        return SmallTable("ipp_things", columns, list(chain(offers, touches)))

    def make_terms(self) -> SmallTable:
        """Return the terms of coupons and of partners: for how many days a coupon is valid, what a partner pays."""
        columns = {"answer": "int64", "valid": "int64", "earns": "string"}
        rows: list[Row] = [
            (
                self.codes.touches[touch.name.text],
                touch.valid and limit_days(touch.valid.days),
                None if touch.earns is None else write_price(touch.earns),
            )
            for touch in self.policy.path.touches
            if touch.kind in ("coupon", "partner")
        ]
        return SmallTable("ipp_terms", columns, rows)

    def make_holdouts(self) -> SmallTable:
        """Return the name of the holdout that holds a row back, as the path writes it."""
        name = self.policy.path.holdout and self.policy.path.holdout.name
        rows: list[Row] = [("held", name.text)] if name else []
        return SmallTable("ipp_holdouts", {"state": "string", "holdout": "string"}, rows)

    def make_causes(self) -> SmallTable:
        """Return the name of the purchase to which each list belongs."""
        rows: list[Row] = [(code, good.name) for code, good in enumerate(self.codes.goods)]
        rows += [(code, name) for name, code in self.codes.winbacks.items()]
        if self.policy.goal:
            rows.append((self.codes.get_special_code("goal"), self.policy.goal.good.name))
        return SmallTable("ipp_becauses", {"owner": "int64", "because": "string"}, rows)

    def make_prices(self) -> SmallTable:
        """Return what offers ask, as text: exact, in every engine; and whether that is the list price, which can change."""
        offers = self.codes.offers.items()
        prices = ((code, offer[1], find_price(self.policy, offer)) for offer, code in offers)
        rows: list[Row] = [
            (code, write_price(price), "true" if special is None else "false")
            for code, special, price in prices
            if price is not None
        ]
        columns = {"answer": "int64", "price": "string", "list_price": "string"}
        return SmallTable("ipp_prices", columns, rows)


def _make_numbers(name: str, columns: Sequence[str], rows: Iterator[Row] | list[Row]) -> SmallTable:
    return SmallTable(name, dict.fromkeys(columns, "int64"), list(rows))
