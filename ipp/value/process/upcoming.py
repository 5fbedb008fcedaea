"""What comes next for a customer whom nobody answers meanwhile: touches are made, waits run out, windows open (docs/meaning.md, sentences 2 and 9 to 12)."""

from collections.abc import Iterator
from typing import NamedTuple

from ipp.value.process.chain_state import (
    ChainState,
    Coming,
    ListStart,
    NextAsk,
    Numbered,
    Origin,
    Wait,
    drop_never,
)
from ipp.value.process.compiled.calendar import ALWAYS, NEVER
from ipp.value.process.compiled.compiled_lists import Ask, CompiledList, ListLine, RenewalTurn
from ipp.value.process.compiled.compiled_policy import CompiledPolicy
from ipp.value.process.compiled.memberships import is_winback
from ipp.value.process.compiled.segments import CompiledSegment
from ipp.value.process.leaving import Leaving

READY, COLD = ListStart(None, None, "ready"), ListStart(None, None, "cold")


class LiveMove(NamedTuple):
    """A live step: its day, and the offer or the touch, with the fact that it is done."""

    day: int
    ask: Ask | None
    touch: str
    done: int
    resting: bool = False  # a turn of `rest`


Earned = list[tuple[str, int]]
"""The touches that a partner pays for, each with its day."""


class DayView(NamedTuple):
    """What a day holds: the step that is due, else the one due soonest; `opens` is the first day on which something else may be."""

    state: ChainState
    step: LiveMove | None
    opens: int


class Upcoming:
    """Finds the next ask of customers of one chart, up to (not including) the day of the horizon."""

    def __init__(self, compiled: CompiledPolicy, leaving: Leaving, horizon: int) -> None:
        self.compiled, self.leaving, self.horizon = compiled, leaving, horizon
        self.charges = leaving.relevance.charges
        self.goal = compiled.policy.goal
        self.gap, self.spacing = compiled.policy.defaults.gap.days, compiled.spacing
        ending = compiled.ending.get(self.goal.good.name) if self.goal else None
        self._goal_winback = ending.winback if ending else ""

    def find_next_ask(self, state: ChainState) -> Coming:
        """Return the next ask before the horizon, or who can leave a membership before it."""
        quiet, opened, longest = state.day, False, None
        earned: Earned = []
        while state.day < self.horizon:
            leaves = min((member.day for member in state.members), default=ALWAYS)
            if leaves <= state.day and self.leaving.find_leaver(state).unpaid:
                state, opened = self.leaving.leave(self.expire_no(state)), True
                continue
            if leaves <= state.day:
                return Coming(None, longest, tuple(earned), self.expire_no(state))
            state, step, opens = self._view_day(self.expire_no(state), earned)
            day = min(opens, step.day, leaves) if step else min(opens, leaves)
            if step and step.day == day:
                longest = _find_longer_wait(longest, step, day - quiet, opened)
            if day >= self.horizon:
                break
            state = self.expire_no(state.move_to(day)) if day > state.day else state
            if leaves <= day:
                continue
            if step is None or step.day > day or opens <= day:
                opened = True
                continue
            if step.ask:
                return Coming(NextAsk(step.ask, day, state), longest, tuple(earned))
            state = self._apply_touch(state, step, earned)
            quiet, opened = day, False
        return Coming(None, longest, tuple(earned))

    def expire_no(self, state: ChainState) -> ChainState:
        """Return the customer once the No to the ultimate action expired, if it is its day."""
        goal = self.goal
        if goal is None or state.goal_no == NEVER or state.goal_no + goal.again_after > state.day:
            return state
        others = ~self.compiled.facts.get_bit("declined", goal.offer)
        return state._replace(
            facts=state.facts & others,
            lists=tuple(
                (name, since, bought, answers & others) for name, since, bought, answers in state.lists
            ),
            goal_no=NEVER,
            goal_answers=state.goal_answers & others,
            fresh=state.fresh & others,
        )

    def list_reading_order(
        self, state: ChainState, everything: bool = False
    ) -> Iterator[tuple[CompiledList, ListStart]]:
        """Yield the lists in reading order; `everything`: the cold ultimate, too, where the ready one was read."""
        compiled, latest = self.compiled, drop_never(state.met if state.ordered == NEVER else state.ordered)
        if state.goal_since > NEVER:
            yield compiled.own, ListStart(state.goal_since, state.goal_latest, "list", state.goal_answers)
            return
        ready = compiled.ready is not None and self._is_open(compiled.ready, state)
        if ready:
            yield compiled.ultimate, READY._replace(latest=latest)
        for name, since, bought, answers in state.lists:
            origin: Origin = "winback" if is_winback(name) else "list"
            own = origin == "winback" and name == self._goal_winback
            yield compiled.compile_list_of(name), ListStart(since, bought, origin, answers, own)
        if state.ordered > NEVER:
            yield compiled.storewide, ListStart(state.first, latest, "store")
        else:
            yield compiled.prospects, ListStart(latest, latest, "prospects")
        if self.goal and self.goal.cold and (everything or not ready):
            yield compiled.ultimate, COLD._replace(latest=latest)

    def _is_open(self, gate: CompiledSegment, state: ChainState) -> bool:
        """Whether a condition holds today; for how long nothing was ordered is no fact that lasts."""
        return gate.is_true(state.facts | self.charges.find_quiet_facts(state), state.owns)

    def _view_day(self, state: ChainState, earned: Earned) -> DayView:
        """Return what a day holds; touches that are due are made where nothing can come of it but the next step."""
        soonest: LiveMove | None = None
        aside: LiveMove | None = None  # the soonest of the win-backs, which holds up nothing outside its list
        opens = min(self._find_expiry(state), self.charges.find_change(state, self.horizon))
        if self.compiled.never and self._is_open(self.compiled.never, state):
            return DayView(state, None, opens)
        ahead, before = 0, ALWAYS  # the numbers of their lists in reading order
        for number, (listing, start) in enumerate(self.list_reading_order(state)):
            if soonest and start.origin in ("store", "cold"):
                break
            for line in listing.lines:
                found, opening = self._find_live(state, line, start)
                opens = min(opens, opening)
                if found is None:
                    continue
                if found.day > state.day:
                    if start.origin == "winback":
                        aside, ahead = (found, number) if _is_sooner(found, aside) else (aside, ahead)
                    elif _is_sooner(found, soonest):
                        soonest, before = found, number
                    break
                if found.ask or soonest or aside or self.spacing or start.origin == "prospects":
                    return DayView(state, found, ALWAYS)
                state = self._apply_touch(state, found, earned)
        if soonest is None:
            soonest = self._find_turn(state)
        if aside and (not soonest or soonest.day > state.day) and _is_sooner(aside, soonest, ahead < before):
            soonest = aside
        return DayView(state, soonest, ALWAYS if soonest and soonest.day <= state.day else opens)

    def _find_expiry(self, state: ChainState) -> int:
        return state.goal_no + self.goal.again_after if self.goal and state.goal_no > NEVER else ALWAYS

    def _apply_touch(self, state: ChainState, step: LiveMove, earned: Earned) -> ChainState:
        """Return the customer when a touch was made today, and note it where a partner pays for it."""
        if step.touch in self.compiled.earning:
            earned.append((step.touch, state.day))
        day, turns = state.day, self.compiled.touching.get(step.touch)
        return state._replace(
            facts=state.facts | step.done,
            told=day,
            met=day if state.met == NEVER else state.met,
            turns=note_turns(state.turns, turns, day) if turns else state.turns,
        )

    def _find_live(self, state: ChainState, line: ListLine, start: ListStart) -> tuple[LiveMove | None, int]:
        """Return the live part of a step, and the first day on which a window may open another."""
        facts, opens = state.facts, ALWAYS
        if line.done and facts & line.done:
            return None, opens
        if line.gate and not self._is_open(line.gate, state):
            return None, opens
        if line.done:
            day = self._put_off(state, self._end_wait(state, line, start))
            day, opens = self._in_time(line, day, start.latest)
            return (LiveMove(day, None, line.touch, line.done) if day < ALWAYS else None), opens
        if line.each_time:
            start = start._replace(since=start.latest)
        for ask in line.asks:
            if line.each_time:
                if ask.is_dead_each_time(facts, start.answers):
                    continue
            elif facts & ask.dead or (ask.owned_in_full and ask.is_over(facts)):
                continue
            if ask.gate and not self._is_open(ask.gate, state):
                continue
            day, opening = self._find_rung_days(state, line, ask, start)
            opens = min(opens, opening)
            if day < ALWAYS:
                return LiveMove(day, ask, "", 0), opens
        return None, opens

    def _find_rung_days(
        self, state: ChainState, line: ListLine, ask: Ask, start: ListStart
    ) -> tuple[int, int]:
        """Return the day of a rung, ALWAYS if it is passed over, and the day on which a window opens it."""
        returns = self._find_return(state, line, ask, start)
        if returns > state.day:
            return ALWAYS, returns
        since = NEVER if start.since is None else start.since
        no = max(
            (day for number, day in state.noes if day >= since and number in ask.above) if ask.above else (),
            default=NEVER,
        )
        due = self._end_wait(state, line, start) if no == NEVER else no + ask.after
        if line.each_time and self.goal and ask.offer == self.goal.offer and state.goal_no > NEVER:
            due = max(due, state.goal_no + self.goal.again_after)
        due = max(state.day, due, state.last_ask + ask.gap)
        due = due if ask.on_the_spot else self._put_off(state, due)
        latest = None if start.latest is None else max(start.latest, no)
        return self._in_time(ask, due, latest)

    def _find_return(self, state: ChainState, line: ListLine, ask: Ask, start: ListStart) -> int:
        """Return the day from which a rung may be asked of somebody who left the ultimate action; its own win-back speaks meanwhile."""
        if state.goal_left == NEVER or self.goal is None or start.of_goal:
            return NEVER
        is_asked = line.of_goal or ask.good.name == self.goal.good.name
        return state.goal_left + self.goal.again_after if is_asked else NEVER

    @staticmethod
    def _end_wait(state: ChainState, line: ListLine, start: ListStart) -> int:
        return state.day if start.since is None else max(state.day, start.since + line.after)

    def _put_off(self, state: ChainState, day: int) -> int:
        return max(day, state.told + self.spacing) if self.spacing else day

    @staticmethod
    def _in_time(step: ListLine | Ask, day: int, latest: int | None) -> tuple[int, int]:
        """Return the day on which a step is live, ALWAYS if windows or `within` close it, and the day on which a window opens it."""
        last = ALWAYS if step.within is None or latest is None else latest + step.within
        if day > last:
            return ALWAYS, ALWAYS
        if step.open_days is None:
            return day, ALWAYS
        opens = step.open_days.find_open_day(day)
        if opens == day:
            return day, ALWAYS
        return ALWAYS, opens if opens <= last else ALWAYS

    def _find_turn(self, state: ChainState) -> LiveMove | None:
        """Return the first turn of `rest` that is due, else the one due soonest."""
        soonest: LiveMove | None = None
        last = dict(state.turns)
        for number in sorted({*self.compiled.unbought_turns, *last}):
            found = self._make_turn(state, self.compiled.turns[number], last.get(number, NEVER))
            if found and found.day <= state.day:
                return found
            if found and (soonest is None or found.day < soonest.day):
                soonest = found
        return soonest

    def _make_turn(self, state: ChainState, turned: RenewalTurn, last: int) -> LiveMove | None:
        """Return a turn that is open to a customer; a touch that was made comes again only for what it does to `spacing`, or where a partner pays."""
        renewal = turned.renewal
        if turned.gate and not self._is_open(turned.gate, state):
            return None
        day = max(state.day, last + renewal.every)
        if turned.ask:
            return LiveMove(
                self._put_off(state, max(day, state.last_ask + self.gap)), turned.ask, "", 0, True
            )
        if state.facts & turned.done and not self.spacing and renewal.name not in self.compiled.earning:
            return None
        return LiveMove(self._put_off(state, day), None, renewal.name, turned.done, True)


def _is_sooner(move: LiveMove, other: LiveMove | None, first: bool = False) -> bool:
    """Whether a move is due sooner than another, or on the same day and is the `first` of the two."""
    return other is None or move.day < other.day or (first and move.day == other.day)


def _find_longer_wait(longest: Wait | None, step: LiveMove, days: int, opened: bool) -> Wait | None:
    """Return the longer of two waits; turns of `rest` are nothing that anybody waits for."""
    if step.resting or days <= (longest.days if longest else 0):
        return longest
    offer = step.ask.offer if step.ask else None
    return Wait(days, offer, step.touch, "window" if opened else "wait")


def note_turns(turns: Numbered, numbers: tuple[int, ...], day: int) -> Numbered:
    """Return the turns with these had on a day."""
    return tuple(sorted({**dict(turns), **dict.fromkeys(numbers, day)}.items())) if numbers else turns
