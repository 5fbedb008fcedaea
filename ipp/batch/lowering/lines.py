"""The lists of a policy as lines of numbers: a rung of a ladder, a touch, an entry of `rest`."""

from collections.abc import Iterator
from datetime import date
from typing import assert_never

from ipp.batch.lowering.codes import NONE, Codes, limit_days
from ipp.batch.lowering.dead_rungs import DeadRungs
from ipp.batch.lowering.spans import Span, list_spans
from ipp.engine.availability import Deaths, list_deaths
from ipp.engine.policy.clauses import Entry, Gate, Good, Ladder, TouchStep
from ipp.engine.policy.compile import Policy
from ipp.engine.windows import Window
from ipp.orders.dates.columns import LAST_DAY
from ipp.orders.engines.relations import Row

YEARS = 10
"""In which days that lie in several windows are looked for: leap days come back within eight."""
WORD = 62
"""Bits of a number that is never negative, whatever is added up."""
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
    "anew",
    "fresh",
    "of_goal",
    "able",
    "head",
)
REST = ("place", "answer", "code", "every", "via", "word", "bit", "share", "refill")


class LineLowering:
    """Lowers the lists of a policy, and numbers what lines share: gates, windows, channels, sets of products."""

    def __init__(self, policy: Policy, codes: Codes, today: date) -> None:
        self.policy, self.codes, self.today = policy, codes, today.toordinal()
        self.gates: dict[Gate, int] = {}
        self.kills = DeadRungs(codes)
        self.vias: dict[str, int] = {}
        self.windows: dict[tuple[Window, ...], int] = {}
        self.shares: dict[frozenset[int], int] = {}
        self.horizon = self.last_day_of_waits()

    def last_day_of_waits(self) -> int:
        """Return a day before which whatever waits now is due, windows aside."""
        policy, longest = self.policy, 0
        for _, entries in self.list_lists():
            for entry in entries:
                for length in list_waits(entry):
                    longest = max(longest, length)
        defaults = policy.defaults
        longest += max(defaults.gap.days, defaults.spacing.days, defaults.patience.days)
        longest += policy.goal.again_after if policy.goal else 0
        return min(self.today + 2 * longest + YEARS * 366, LAST_DAY)

    def list_lists(self) -> Iterator[tuple[int, tuple[Entry, ...]]]:
        """Yield every list with the code under which it is read."""
        policy, codes = self.policy, self.codes
        for code, good in enumerate(codes.goods):
            yield code, policy.list_entries(good.name)
        for name, code in codes.winbacks.items():
            yield code, policy.list_winback(name)
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
            for line in (line for entry in entries for line in self.list_lines(entry, owner)):
                able, touch = line[place["able"]], line[place["number"]] == NONE
                in_head &= not able or (line[place["word"]] == NONE and not line[place["anew"]])
                yield ask, owner, *line, int(in_head and bool(able))
                lasting = line[place["window"]] == NONE and line[place["within"]] == NONE
                in_head &= not (able and touch and lasting)
                ask += 1

    def list_lines(self, entry: Entry, owner: int) -> Iterator[Row]:
        match entry:
            case TouchStep():
                yield self.lower_touch(entry)
            case Ladder():
                deaths = list_deaths(entry)
                yield from (self.lower_rung(entry, number, each, owner) for number, each in enumerate(deaths))
            case _:
                assert_never(entry)

    # Clauses are unpacked whole: a field that is added to one is a type error here, until plans read it too.

    def lower_touch(self, touch_step: TouchStep) -> Row:
        gate, after, touch, via, unavailable = touch_step
        return (
            self.codes.touches[touch],
            NONE,
            limit_days(after),
            0,
            NONE,
            self.spacing,
            0,
            self.number_channel(via),
            *self.number_gate(gate),
            *self.number_times(gate),
            NONE,
            NONE,
            NONE,
            0,
            NONE,
            0,
            self.can_act(unavailable is not None, gate),
        )

    def lower_rung(self, ladder: Ladder, number: int, deaths: Deaths, owner: int) -> Row:
        outer, wait, rungs, each_time = ladder
        good, offer, _price, after, patience, gap, via, inner, _take, _span = rungs[number]
        return (
            self.codes.offers[offer],
            number,
            limit_days(wait),
            limit_days(after),
            limit_days(self.policy.defaults.gap.days if gap is None else gap),
            NONE if gap == 0 else self.spacing,
            limit_days(patience),
            self.number_channel(via),
            *self.number_gate(inner.intersect_gate(outer)),
            *self.number_times(inner),
            self.kills.number_kill(deaths, each_time=each_time),
            self.kills.number_above(rungs[:number]),
            self.number_share(*(rung.good for rung in rungs)),
            int(each_time),
            self.kills.number_fresh(deaths) if each_time else NONE,
            int(self.is_of_goal(rungs[0].good, good, owner)),
            self.can_act(good.draft, inner),
        )

    def is_of_goal(self, top: Good, good: Good, owner: int) -> bool:
        """Whether a rung is not asked for some time after the ultimate action was given up."""
        goal = self.policy.goal
        return bool(
            goal
            and goal.good.name in (top.name, good.name)
            and owner != self.codes.winbacks.get(goal.good.name)
        )

    def can_act(self, draft: bool, gate: Gate) -> int:
        """Whether a line can be the next action of anybody, today or later."""
        return int(not draft and (not gate.dated or bool(self.list_open_spans(gate.windows))))

    @property
    def spacing(self) -> int:
        """The spacing in days; NONE where there is none."""
        return limit_days(self.policy.defaults.spacing.days) or NONE

    def number_share(self, *goods: Good) -> int:
        """Return the number of a set of products that an open ask may share."""
        products = frozenset(self.codes.good[name] for good in goods for name in good.products)
        return self.shares.setdefault(products, len(self.shares))

    def list_shared(self) -> Iterator[Row]:
        for products, share in self.shares.items():
            yield from ((share, code) for code in sorted(products))

    def number_times(self, gate: Gate) -> tuple[int, int]:
        """Return the number of the windows of a gate, and its `within`; NONE where it has none."""
        windows, within = gate.times
        window = self.windows.setdefault(windows, len(self.windows)) if windows else NONE
        return window, NONE if within is None else limit_days(within)

    def list_open_spans(self, windows: tuple[Window, ...]) -> list[Span]:
        return list_spans(windows, self.today, self.horizon)

    def list_spans(self) -> Iterator[Row]:
        for windows, number in self.windows.items():
            yield from ((number, *span) for span in self.list_open_spans(windows))

    def number_channel(self, channel: str | None) -> int:
        return NONE if channel is None else self.vias.setdefault(channel, len(self.vias))

    def number_gate(self, gate: Gate) -> tuple[int, int]:
        """Return the word and the bit in it that say whether the segments of a gate are open."""
        segments, _times = gate.split_gate()
        if not segments.gated:
            return NONE, 0
        when, unless = sorted(set(segments.when)), sorted(set(segments.unless))
        alike = segments._replace(when=tuple(when), unless=tuple(unless))
        word, bit = divmod(self.gates.setdefault(alike, len(self.gates)), WORD)
        return word, 1 << bit

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
            share, via = self.number_share(good) if good else NONE, self.number_channel(renewal.via)
            yield place, answer, code, limit_days(renewal.every), via, *gate, share, int(renewal.refill)


def list_waits(entry: Entry) -> Iterator[int]:
    """Yield the lengths in days that may lie between what happens and the day of a line."""
    match entry:
        case TouchStep():
            yield entry.after
        case Ladder():
            for rung in entry.rungs:
                yield entry.after + rung.after + rung.patience + (rung.gap or 0)
        case _:
            assert_never(entry)
