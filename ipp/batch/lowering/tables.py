"""The policy as small tables of numbers: what the relational expression joins customers with.

Each column is a 64-bit number; `NONE` (-1) stands for nothing. A row of `ipp_asks` is one line of one list: a rung
of a ladder, or a touch. Its `ask` follows the reading order within a list, so that of two lines the smaller comes first. `head` marks the lines up to
the first touch before which nothing has a condition or a window: most customers need no more of their latest list.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import chain
from typing import NamedTuple, assert_never

from ipp.batch.lowering.codes import ASKS, NONE, Codes, limit_days, number_names, write_price
from ipp.batch.lowering.dead_rungs import DeadRungs
from ipp.engine.availability import Deaths, list_deaths
from ipp.engine.lookup import find_price
from ipp.engine.policy.clauses import Entry, Gate, Ladder, TouchStep
from ipp.engine.policy.compile import Policy
from ipp.errors import RequestError
from ipp.orders.engines.relations import Row, SmallTable

Segments = tuple[tuple[str, ...], tuple[str, ...]]
"""The segments that must hold, and those that must not."""


WORD = 62
"""Bits of a number that is never negative, whatever is added up."""


def list_marked_products(policy: Policy) -> list[str]:
    """Return the products that a segment asks for by name."""
    named = {name for segment in policy.conditions for name in policy.reading.judge(segment).products}
    return sorted(named, key=policy.positions.__getitem__)


class LoweredPolicy(NamedTuple):
    """A policy in numbers. `gates` are the pairs of segments that `word` and `bit` stand for, in order."""

    policy: Policy
    codes: Codes
    today: date
    gates: tuple[Segments, ...]
    vias: dict[str, int]
    tables: dict[str, SmallTable]
    windowed: bool
    """Whether something may close between today and the day it is due."""


def lower_policy(policy: Policy, today: date) -> LoweredPolicy:
    """Return a policy in numbers, for a day; raises RequestError for a path that is too large."""
    return _Lowering(policy, today).lower_all()


class _Lowering:
    def __init__(self, policy: Policy, today: date) -> None:
        self.policy, self.today, self.codes = policy, today, number_names(policy)
        self.gates: dict[Segments, int] = {}
        self.kills = DeadRungs(self.codes)
        self.vias: dict[str, int] = {}
        self.windowed = False

    def lower_all(self) -> LoweredPolicy:
        asks = list(self.list_asks())
        if len(asks) >= ASKS:
            raise RequestError(f"a path of more than {ASKS:,} lines in all its lists cannot be planned with")
        rests = list(self.list_rests())
        self.number_channel(self.policy.defaults.via)
        tables = (
            _make_numbers("ipp_asks", ASK, asks),
            _make_numbers("ipp_kills", ("kill", "code"), self.kills.list_single()),
            _make_numbers("ipp_whole_kills", ("kill", "bundle"), self.kills.list_bundles()),
            _make_numbers("ipp_list_kills", ("owner", "code", "ask"), self.list_dead_rungs(asks)),
            _make_numbers("ipp_aboves", ("above", "answer"), self.kills.list_above()),
            _make_numbers("ipp_gives", ("item", "code"), self.list_gives()),
            _make_numbers("ipp_wholes", ("bundle", "code", "parts"), self.kills.list_parts()),
            _make_numbers("ipp_rests", REST, rests),
            _make_numbers("ipp_offers", ("answer", "item", "goal", "rests"), self.list_offers()),
            _make_numbers("ipp_marks", ("code", "word", "bit"), self.list_marks()),
            self.make_items(),
            self.make_prices(),
            self.make_causes(),
            SmallTable(
                "ipp_vias",
                {"via": "int64", "channel": "string"},
                [(code, via) for via, code in self.vias.items()],
            ),
        )
        named = {table.name: table for table in tables}
        return LoweredPolicy(
            self.policy, self.codes, self.today, tuple(self.gates), self.vias, named, self.windowed
        )

    def list_lists(self) -> Iterator[tuple[int, tuple[Entry, ...]]]:
        """Yield every list with the code under which it is read."""
        policy, codes = self.policy, self.codes
        for code, good in enumerate(codes.goods):
            yield code, policy.list_entries(good.name)
        yield codes.get_special_code("store"), policy.storewide
        yield codes.get_special_code("prospects"), policy.prospects
        goal = policy.goal
        if goal:
            yield codes.get_special_code("goal"), goal.own
            if goal.ready:
                yield codes.get_special_code("ready"), (goal.ladder,)
            if goal.cold:
                yield codes.get_special_code("ultimate"), (goal.ladder,)

    def list_asks(self) -> Iterator[Row]:
        place = {name: number for number, name in enumerate(ASK[2:])}
        ask = 0
        for owner, entries in self.list_lists():
            in_head = True
            for line in (line for entry in entries for line in self.list_lines(entry)):
                plain = line[place["word"]] == NONE and line[place["closes"]] == NONE
                in_head &= plain or not line[place["able"]]
                yield ask, owner, *line, int(in_head and bool(line[place["able"]]))
                in_head &= line[place["number"]] != NONE or not line[place["able"]]
                ask += 1

    def list_lines(self, entry: Entry) -> Iterator[Row]:
        match entry:
            case TouchStep():
                yield self.lower_touch(entry)
            case Ladder():
                deaths = list_deaths(entry)
                yield from (self.lower_rung(entry, number, each) for number, each in enumerate(deaths))
            case _:
                assert_never(entry)

    # Clauses are unpacked whole: a field that is added to one is a type error here, until plans read it too.

    def lower_touch(self, touch_step: TouchStep) -> Row:
        gate, after, touch, via, draft = touch_step
        return (
            self.codes.touches[touch],
            NONE,
            limit_days(after),
            0,
            0,
            self.number_channel(via),
            *self.number_gate(gate),
            *self.lower_window(gate),
            NONE,
            NONE,
            self.can_act(draft, gate),
        )

    def lower_rung(self, ladder: Ladder, number: int, deaths: Deaths) -> Row:
        outer, wait, rungs = ladder
        good, offer, _price, after, patience, via, inner, _take, _span = rungs[number]
        return (
            self.codes.offers[offer],
            number,
            limit_days(wait),
            limit_days(after),
            limit_days(patience),
            self.number_channel(via),
            *self.number_gate(inner.intersect_gate(outer)),
            *self.lower_window(inner),
            self.kills.number_kill(deaths),
            self.kills.number_above(rungs[:number]),
            self.can_act(good.draft, inner),
        )

    def can_act(self, draft: bool, gate: Gate) -> int:
        """Whether a line can be the next action of anybody today."""
        return int(not draft and (gate.closes is None or gate.closes >= self.today))

    def number_channel(self, channel: str | None) -> int:
        return NONE if channel is None else self.vias.setdefault(channel, len(self.vias))

    def number_gate(self, gate: Gate) -> tuple[int, int]:
        """Return the word and the bit in it that say whether the segments of a gate are open."""
        when, unless, _opens, _closes = gate
        if not (when or unless):
            return NONE, 0
        key = (tuple(sorted(set(when))), tuple(sorted(set(unless))))
        word, bit = divmod(self.gates.setdefault(key, len(self.gates)), WORD)
        return word, 1 << bit

    def lower_window(self, gate: Gate) -> tuple[int, int]:
        _when, _unless, opens, closes = gate
        self.windowed |= closes is not None and closes >= self.today
        return opens.toordinal() if opens else NONE, closes.toordinal() if closes else NONE

    def list_gives(self) -> Iterator[Row]:
        """Yield what holding a customer has after buying an item."""
        for code, good in enumerate(self.codes.goods):
            yield code, code
            if good.kind == "bundle":
                yield from ((code, self.codes.good[name]) for name in sorted(good.products))
            elif good.name in self.codes.alone:
                yield code, self.codes.alone[good.name]

    def list_dead_rungs(self, asks: list[Row]) -> Iterator[Row]:
        """Yield what, held by a customer, makes which line of a list dead."""
        codes = self.kills.list_codes()
        place, able = ASK.index("kill"), ASK.index("able")
        for row in asks:
            if row[able] and row[place] != NONE:
                yield from ((row[1], code, row[0]) for code in codes[row[place]])

    def list_rests(self) -> Iterator[Row]:
        for place, renewal in enumerate(self.policy.renewals, 1):
            good, gate = renewal.good, self.number_gate(renewal.gate)
            answer = self.codes.offers[(good.name, None)] if good else self.codes.touches[renewal.name]
            code = self.codes.good[good.name] if good else NONE
            yield (
                place,
                answer,
                code,
                limit_days(renewal.every),
                self.number_channel(renewal.via),
                *gate,
                int(renewal.refill),
            )

    def list_offers(self) -> Iterator[Row]:
        goal, in_rest = (
            self.policy.goal,
            {renewal.good.name for renewal in self.policy.renewals if renewal.good},
        )
        for offer, code in self.codes.offers.items():
            name, price = offer
            is_goal = bool(goal and offer == goal.offer)
            yield code, self.codes.good[name], int(is_goal), int(price is None and name in in_rest)

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

    def make_causes(self) -> SmallTable:
        """Return the name of the purchase to which each list belongs."""
        rows: list[Row] = [(code, good.name) for code, good in enumerate(self.codes.goods)]
        if self.policy.goal:
            rows.append((self.codes.get_special_code("goal"), self.policy.goal.good.name))
        return SmallTable("ipp_becauses", {"owner": "int64", "because": "string"}, rows)

    def make_prices(self) -> SmallTable:
        """Return what offers ask, as text: exact, in every engine."""
        prices = ((code, find_price(self.policy, offer)) for offer, code in self.codes.offers.items())
        rows: list[Row] = [(code, write_price(price)) for code, price in prices if price is not None]
        return SmallTable("ipp_prices", {"answer": "int64", "price": "string"}, rows)


ASK = (
    "ask",
    "owner",
    "answer",
    "number",
    "after",
    "below",
    "patience",
    "via",
    "word",
    "bit",
    "opens",
    "closes",
    "kill",
    "above",
    "able",
    "head",
)


REST = ("place", "answer", "code", "every", "via", "word", "bit", "refill")


def _make_numbers(name: str, columns: Sequence[str], rows: Iterator[Row] | list[Row]) -> SmallTable:
    return SmallTable(name, dict.fromkeys(columns, "int64"), list(rows))
