"""The policy as small tables of numbers: what the relational expression joins customers with.

Each column is a 64-bit number; `NONE` (-1) stands for nothing. A row of `ipp_asks` is one line of one list: a rung
of a ladder, or a touch. Its `ask` follows the reading order within a list, so that of two lines the smaller comes first. `head` marks the lines up to
the first touch that nothing closes, and before the first condition: most customers need no more of their latest list.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import chain
from typing import NamedTuple, assert_never

from ipp.batch.codes import ASKS, LAST_DAY, NONE, Codes, codes_of, days, price_text
from ipp.batch.kills import Kills, Row
from ipp.batch.windows import list_spans
from ipp.engine.availability import Deaths, list_deaths
from ipp.engine.lookup import price_of
from ipp.engine.policy import Policy
from ipp.engine.terms import Deed, Entry, Gate, Good, Ladder
from ipp.engine.windows import Window
from ipp.errors import RequestError

Segments = tuple[tuple[str, ...], tuple[str, ...]]
"""The segments that must hold, and those that must not."""


YEARS = 10
"""In which days that lie in several windows are looked for: leap days come back within eight."""
WORD = 62
"""Bits of a number that is never negative, whatever is added up."""


def marked_products(policy: Policy) -> list[str]:
    """Return the products that a segment asks for by name."""
    named = {name for segment in policy.conditions for name in policy.reading.judge(segment).products}
    return sorted(named, key=policy.places.__getitem__)


class Table(NamedTuple):
    """A small table: its columns with their types, and its rows."""

    name: str
    columns: dict[str, str]
    rows: list[Row]


class Lowered(NamedTuple):
    """A policy in numbers. `gates` are the pairs of segments that `word` and `bit` stand for, in order."""

    policy: Policy
    codes: Codes
    today: date
    gates: tuple[Segments, ...]
    vias: dict[str, int]
    tables: dict[str, Table]
    timed: bool
    """Whether a line has a window or `within`."""


def lower(policy: Policy, today: date) -> Lowered:
    """Return a policy in numbers, for a day; raises RequestError for a path that is too large."""
    return _Lowering(policy, today).lowered()


class _Lowering:
    def __init__(self, policy: Policy, today: date) -> None:
        self.policy, self.today, self.codes = policy, today, codes_of(policy)
        self.gates: dict[Segments, int] = {}
        self.kills = Kills(self.codes)
        self.vias: dict[str, int] = {}
        self.windows: dict[tuple[Window, ...], int] = {}
        self.shares: dict[frozenset[int], int] = {}
        self.horizon = today.toordinal()

    def lowered(self) -> Lowered:
        self.horizon = self.last_day_of_waits()
        asks = list(self.asks())
        if len(asks) >= ASKS:
            raise RequestError(f"a path of more than {ASKS:,} lines in all its lists cannot be planned with")
        rests = list(self.rests())
        self.via(self.policy.defaults.via)
        tables = (
            _numbers("ipp_asks", ASK, asks),
            _numbers("ipp_kills", ("kill", "code"), self.kills.single()),
            _numbers("ipp_whole_kills", ("kill", "bundle"), self.kills.whole()),
            _numbers("ipp_list_kills", ("owner", "code", "ask"), self.list_kills(asks)),
            _numbers("ipp_aboves", ("above", "answer"), self.kills.above()),
            _numbers("ipp_spans", ("window", "opens", "closes"), self.spans()),
            _numbers("ipp_shares", ("share", "code"), self.shared()),
            _numbers("ipp_gives", ("item", "code"), self.gives()),
            _numbers("ipp_wholes", ("bundle", "code", "parts"), self.kills.parts()),
            _numbers("ipp_rests", REST, rests),
            _numbers("ipp_offers", ("answer", "item", "goal", "of_goal", "rests"), self.offers()),
            _numbers("ipp_marks", ("code", "word", "bit"), self.marks()),
            self.things(),
            self.prices(),
            self.becauses(),
            Table(
                "ipp_vias",
                {"via": "int64", "channel": "string"},
                [(code, via) for via, code in self.vias.items()],
            ),
        )
        named = {table.name: table for table in tables}
        within, window = ASK.index("within"), ASK.index("window")
        timed = any(row[within] != NONE or row[window] != NONE for row in asks)
        return Lowered(self.policy, self.codes, self.today, tuple(self.gates), self.vias, named, timed)

    def last_day_of_waits(self) -> int:
        """Return a day before which whatever waits now is due, windows aside."""
        policy, longest = self.policy, 0
        for _, entries in self.lists():
            for entry in entries:
                for length in list_waits(entry):
                    longest = max(longest, length)
        defaults = policy.defaults
        longest += max(defaults.gap.days, defaults.spacing.days, defaults.patience.days)
        longest += policy.goal.again_after if policy.goal else 0
        return min(self.today.toordinal() + 2 * longest + YEARS * 366, LAST_DAY)

    def lists(self) -> Iterator[tuple[int, tuple[Entry, ...]]]:
        """Yield every list with the code under which it is read."""
        policy, codes = self.policy, self.codes
        for code, good in enumerate(codes.goods):
            yield code, policy.entries(good.name)
        yield codes.special("store"), policy.storewide
        yield codes.special("prospects"), policy.prospects
        goal = policy.goal
        if goal:
            yield codes.special("goal"), goal.own
            if goal.ready:
                yield codes.special("ready"), (goal.ladder,)
            if goal.cold:
                yield codes.special("ultimate"), (goal.ladder,)

    def asks(self) -> Iterator[Row]:
        place = {name: number for number, name in enumerate(ASK[2:])}
        ask = 0
        for owner, entries in self.lists():
            in_head = True
            for line in (line for entry in entries for line in self.lines(entry)):
                able, touch = line[place["able"]], line[place["number"]] == NONE
                in_head &= line[place["word"]] == NONE or not able
                yield ask, owner, *line, int(in_head and bool(able))
                lasting = line[place["window"]] == NONE and line[place["within"]] == NONE
                in_head &= not (able and touch and lasting)
                ask += 1

    def lines(self, entry: Entry) -> Iterator[Row]:
        match entry:
            case Deed():
                yield self.deed(entry)
            case Ladder():
                deaths = list_deaths(entry)
                yield from (self.rung(entry, number, each) for number, each in enumerate(deaths))
            case _:
                assert_never(entry)

    # Clauses are unpacked whole: a field that is added to one is a type error here, until plans read it too.

    def deed(self, deed: Deed) -> Row:
        gate, after, touch, via, draft = deed
        return (
            self.codes.touches[touch],
            NONE,
            days(after),
            0,
            NONE,
            self.spacing,
            0,
            self.via(via),
            *self.gate(gate),
            *self.times(gate),
            NONE,
            NONE,
            NONE,
            self.able(draft, gate),
        )

    def rung(self, ladder: Ladder, number: int, deaths: Deaths) -> Row:
        outer, wait, rungs = ladder
        good, offer, _price, after, patience, gap, via, inner, _take, _span = rungs[number]
        return (
            self.codes.offers[offer],
            number,
            days(wait),
            days(after),
            days(self.policy.defaults.gap.days if gap is None else gap),
            NONE if gap == 0 else self.spacing,
            days(patience),
            self.via(via),
            *self.gate(inner.inside(outer)),
            *self.times(inner),
            self.kills.kill_of(deaths),
            self.kills.above_of(rungs[:number]),
            self.share(*(rung.good for rung in rungs)),
            self.able(good.draft, inner),
        )

    def able(self, draft: bool, gate: Gate) -> int:
        """Whether a line can be the next action of anybody, today or later."""
        return int(not draft and (not gate.dated or bool(self.open_spans(gate.windows))))

    @property
    def spacing(self) -> int:
        """The spacing in days; NONE where there is none."""
        return days(self.policy.defaults.spacing.days) or NONE

    def share(self, *goods: Good) -> int:
        """Return the number of a set of products that an open ask may share."""
        products = frozenset(self.codes.good[name] for good in goods for name in good.products)
        return self.shares.setdefault(products, len(self.shares))

    def shared(self) -> Iterator[Row]:
        for products, share in self.shares.items():
            yield from ((share, code) for code in sorted(products))

    def times(self, gate: Gate) -> tuple[int, int]:
        """Return the number of the windows of a gate, and its `within`; NONE where it has none."""
        _when, _unless, windows, within = gate
        window = self.windows.setdefault(windows, len(self.windows)) if windows else NONE
        return window, NONE if within is None else days(within)

    def open_spans(self, windows: tuple[Window, ...]) -> list[tuple[int, int]]:
        return list_spans(windows, self.today.toordinal(), self.horizon)

    def spans(self) -> Iterator[Row]:
        for windows, number in self.windows.items():
            yield from ((number, *span) for span in self.open_spans(windows))

    def via(self, channel: str | None) -> int:
        return NONE if channel is None else self.vias.setdefault(channel, len(self.vias))

    def gate(self, gate: Gate) -> tuple[int, int]:
        """Return the word and the bit in it that say whether the segments of a gate are open."""
        when, unless, _windows, _within = gate
        if not (when or unless):
            return NONE, 0
        key = (tuple(sorted(set(when))), tuple(sorted(set(unless))))
        word, bit = divmod(self.gates.setdefault(key, len(self.gates)), WORD)
        return word, 1 << bit

    def gives(self) -> Iterator[Row]:
        """Yield what holding a customer has after buying an item."""
        for code, good in enumerate(self.codes.goods):
            yield code, code
            if good.kind == "bundle":
                yield from ((code, self.codes.good[name]) for name in sorted(good.products))
            elif good.name in self.codes.alone:
                yield code, self.codes.alone[good.name]

    def list_kills(self, asks: list[Row]) -> Iterator[Row]:
        """Yield what, held by a customer, makes which line of a list dead."""
        codes = self.kills.codes_of_each()
        place, able = ASK.index("kill"), ASK.index("able")
        for row in asks:
            if row[able] and row[place] != NONE:
                yield from ((row[1], code, row[0]) for code in codes[row[place]])

    def rests(self) -> Iterator[Row]:
        for place, renewal in enumerate(self.policy.renewals, 1):
            good, gate = renewal.good, self.gate(renewal.gate)
            answer = self.codes.offers[(good.name, None)] if good else self.codes.touches[renewal.name]
            code = self.codes.good[good.name] if good else NONE
            share, via = self.share(good) if good else NONE, self.via(renewal.via)
            yield place, answer, code, days(renewal.every), via, *gate, share, int(renewal.refill)

    def offers(self) -> Iterator[Row]:
        goal, in_rest = (
            self.policy.goal,
            {renewal.good.name for renewal in self.policy.renewals if renewal.good},
        )
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
            )

    def marks(self) -> Iterator[Row]:
        """Yield the products that count as owned; those that a segment names have a bit of their own in some word."""
        marked = marked_products(self.policy)
        bits = {name: divmod(number, WORD) for number, name in enumerate(marked)}
        for good in self.codes.goods:
            if good.kind == "product" and good.keeps:
                word, bit = bits.get(good.name, (NONE, NONE))
                yield self.codes.good[good.name], word, 0 if word == NONE else 1 << bit

    def things(self) -> Table:
        """Return what can be done, by answer: its name and kind."""
        goods = self.policy.goods
        offers = ((code, name, goods[name].kind) for (name, _), code in self.codes.offers.items())
        touches = ((code, name, "touch") for name, code in self.codes.touches.items())
        columns = {"answer": "int64", "action": "string", "kind": "string"}
        return Table("ipp_things", columns, list(chain(offers, touches)))

    def becauses(self) -> Table:
        """Return the name of the purchase to which each list belongs."""
        rows: list[Row] = [(code, good.name) for code, good in enumerate(self.codes.goods)]
        if self.policy.goal:
            rows.append((self.codes.special("goal"), self.policy.goal.good.name))
        return Table("ipp_becauses", {"owner": "int64", "because": "string"}, rows)

    def prices(self) -> Table:
        """Return what offers ask, as text: exact, in every engine."""
        prices = ((code, price_of(self.policy, offer)) for offer, code in self.codes.offers.items())
        rows: list[Row] = [(code, price_text(price)) for code, price in prices if price is not None]
        return Table("ipp_prices", {"answer": "int64", "price": "string"}, rows)


ASK = (
    "ask",
    "owner",
    "answer",
    "number",
    "after",
    "below",
    "gap",
    "spacing",
    "patience",
    "via",
    "word",
    "bit",
    "window",
    "within",
    "kill",
    "above",
    "share",
    "able",
    "head",
)
REST = ("place", "answer", "code", "every", "via", "word", "bit", "share", "refill")


def list_waits(entry: Entry) -> Iterator[int]:
    """Yield the lengths in days that may lie between what happens and the day of a line."""
    match entry:
        case Deed():
            yield entry.after
        case Ladder():
            for rung in entry.rungs:
                yield entry.after + rung.after + rung.patience + (rung.gap or 0)
        case _:
            assert_never(entry)


def _numbers(name: str, columns: Sequence[str], rows: Iterator[Row] | list[Row]) -> Table:
    return Table(name, dict.fromkeys(columns, "int64"), list(rows))
