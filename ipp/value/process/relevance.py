"""Which facts can still matter: those that the lists ahead hang on. Two customers who differ in nothing else have one future.

The lists that a customer can still come to are those they read now, and what every Yes on the way brings along. The facts
of all of them together are the customer's cone; everything outside it is forgotten.
"""

from collections.abc import Iterable, Iterator

from ipp.engine.ownership import list_whole
from ipp.value.process.chain_state import ChainState, Lists, Numbered
from ipp.value.process.charges import Charges
from ipp.value.process.compiled.calendar import NEVER
from ipp.value.process.compiled.compiled_lists import CompiledList, Reach, count_hanging_days
from ipp.value.process.compiled.compiled_policy import CompiledPolicy

FARTHEST = 1_000
"""Lists that are followed from one; from where more can be reached, nothing is forgotten."""
ALL_FACTS = -1


class Relevance:
    """The facts that matter, from each list on."""

    def __init__(self, compiled: CompiledPolicy) -> None:
        self.compiled = compiled
        self.passing = self._find_passing_facts()
        """The facts that do not last: what leaving a membership undoes."""
        self._ahead: dict[str, int] = {}
        self._reaches: dict[tuple[str, int], Reach | None] = {}
        self.renewed = self._find_turn_facts()
        self.memberships = tuple(compiled.ending.values())
        self.charges = Charges(compiled)
        goal = compiled.policy.goal
        self.again_after = goal.again_after if goal else 0
        self.goal = compiled.get_purchase_bits(goal.good) if goal else 0
        self.goal_bought = compiled.facts.get_bit("bought", goal.good.name) if goal else 0
        self.goal_whole = compiled.facts.get_owned_bits(list_whole(goal.good)) if goal else 0
        arrived = self.find_relevant_to(compiled.own)
        arrived |= compiled.never.reads if compiled.never else 0
        left = compiled.facts.get_bit("left", goal.good.name) if goal and self._ends_goal() else 0
        self.arrived = arrived | self.renewed | self.goal | left
        everybody = self.find_relevant_to(compiled.storewide) | self.find_relevant_to(compiled.ultimate)
        everybody |= compiled.ready.reads if compiled.ready else 0
        self.everybody = everybody | self.arrived
        self.hangs: dict[int, int] = {}
        """By number of an offer: for how many days something hangs on a No to it."""
        self.recent = 0
        """The answers that count since the latest purchase of something only."""
        self.longest_gap = compiled.policy.defaults.gap.days
        for listing in self._list_lists():
            self._add_list(listing)
        self.own = compiled.own.find_reach(0)
        self.storewide = compiled.storewide.find_reach(0)
        reaches = (self.storewide.latest, compiled.ultimate.find_reach(0).latest)
        self.latest = max(*reaches, self.charges.longest)

    def _list_lists(self) -> Iterator[CompiledList]:
        compiled, policy = self.compiled, self.compiled.policy
        yield from (compiled.storewide, compiled.own, compiled.ultimate, compiled.prospects)
        yield from (compiled.compile_list_of(name) for name in policy.positions if name not in policy.touches)
        yield from (
            compiled.compile_list_of(each.winback) for each in compiled.ending.values() if each.winback
        )

    def _find_passing_facts(self) -> int:
        found, goal, facts = 0, self.compiled.policy.goal, self.compiled.facts
        for name, membership in self.compiled.ending.items():
            found |= self.compiled.get_purchase_bits(membership.good)
            if goal and goal.good.name == name:
                found |= facts.get_bit("closed", goal.offer)
        return found

    def _ends_goal(self) -> bool:
        goal = self.compiled.policy.goal
        return goal is not None and goal.good.name in self.compiled.ending

    def _add_list(self, listing: CompiledList) -> None:
        self.recent |= listing.recent
        for line in listing.lines:
            for ask in line.asks:
                self.longest_gap = max(self.longest_gap, ask.gap)
                for number in ask.above:
                    self.hangs[number] = max(self.hangs.get(number, 0), count_hanging_days(line, ask))

    def has_arrived(self, facts: int) -> bool:
        """Whether the ultimate action is theirs."""
        whole = self.goal_whole
        return bool(facts & self.goal_bought) or bool(whole and facts & whole == whole)

    def _find_turn_facts(self) -> int:
        """The facts that turns of `rest` and the purchases at them hang on."""
        found = 0
        for turned in self.compiled.turns:
            found |= turned.done
            found |= turned.gate.reads if turned.gate else 0
            if turned.ask:
                offer = turned.ask.offer
                found |= self.compiled.get_purchase_bits(turned.ask.good)
                found |= self.compiled.facts.get_bit("declined", offer)
                if not turned.renewal.refill:  # a refill brings back a list that its reader had before
                    found |= self._find_relevant_to_goods(self._list_brought(turned.ask.good.name))
        return found

    def _list_brought(self, name: str) -> tuple[str, ...]:
        good, ending = self.compiled.policy.goods[name], self.compiled.ending.get(name)
        if good.kind == "bundle":
            return (name, *sorted(good.products))
        return (name, ending.winback) if ending and ending.winback else (name,)

    def find_relevant(self, name: str) -> int:
        """Return the facts that matter to whoever reads the list of a product or bundle."""
        found = self._ahead.get(name)
        if found is None:
            found = self._ahead[name] = self._follow_leads((name,))
        return found

    def find_relevant_to(self, listing: CompiledList) -> int:
        """Return the facts that matter to whoever reads a list that belongs to no product."""
        return listing.reads | self._find_relevant_to_goods(listing.leads)

    def _find_relevant_to_goods(self, names: Iterable[str]) -> int:
        found = 0
        for name in names:
            found |= self.find_relevant(name)
        return found

    def _follow_leads(self, names: tuple[str, ...]) -> int:
        found, waiting, seen = 0, list(names), set(names)
        while waiting:
            listing = self.compiled.compile_list_of(waiting.pop())
            found |= listing.reads
            for name in listing.leads:
                if name in seen:
                    continue
                seen.add(name)
                if name in self._ahead:  # followed already: what it leads to is in it
                    found |= self._ahead[name]
                else:
                    waiting.append(name)
            if found == ALL_FACTS:
                return ALL_FACTS
            if len(seen) > FARTHEST:
                return ALL_FACTS
        return found

    def trim_state(self, state: ChainState) -> ChainState:
        """Return the spot without what cannot matter any more."""
        day, facts = state.day, state.facts
        if state.ordered == NEVER:
            return state
        lists, mask = self._select_lists(state)
        for number, _ in state.turns:
            if self.compiled.turns[number].ask:
                mask |= self.find_relevant(self.compiled.turns[number].renewal.name)
        compiled, ended = self.compiled, state.ended
        arrived = state.goal_since > NEVER
        return ChainState(
            day,
            facts & mask,
            state.owns,
            lists,
            max(state.first, day - self.storewide.since),
            max(state.ordered, day - self.latest),
            state.last_ask if state.last_ask + self.longest_gap > day else NEVER,
            state.told if state.told + compiled.spacing > day else NEVER,
            NEVER,
            tuple(no for no in state.noes if no[1] + self.hangs[no[0]] > day),
            state.goal_noes,
            state.goal_no,
            max(state.goal_since, day - self.own.since) if arrived else NEVER,
            max(state.goal_latest, day - self.own.latest) if arrived else NEVER,
            state.goal_answers if arrived else 0,
            state.fresh,
            self._select_turns(state),
            compiled.tallies.select_counts(facts, mask, state.counts),
            state.members,
            ended and len({name for name, *_ in state.lists[:ended]} & {name for name, *_ in lists}),
            state.goal_left if state.goal_left + self.again_after > day else NEVER,
            *self.charges.trim_charges(state),
        )

    def _select_lists(self, state: ChainState) -> tuple[Lists, int]:
        """Return the lists that can still be read, and the facts that matter."""
        goal, members = self.compiled.policy.goal, [self.memberships[each.number] for each in state.members]
        if self.has_arrived(state.facts) and not any(goal and each.good == goal.good for each in members):
            lists: Lists = ()
            mask = self.arrived
        else:
            mask = self.everybody
            lists = tuple(self._list_unread(state))
        for name, *_ in lists:
            mask |= self.find_relevant(name)
        for member in members:
            mask |= self._find_relevant_to_goods(self._list_brought(member.good.name))
        return lists, mask

    def _list_unread(self, state: ChainState) -> Iterator[tuple[str, int, int, int]]:
        day = state.day
        for name, since, latest, answers in state.lists:
            reach = self._find_reach(name, state.facts)
            if reach:
                yield name, max(since, day - reach.since), max(latest, day - reach.latest), answers

    def _find_reach(self, name: str, facts: int) -> Reach | None:
        """Return for how long the days of a list matter; None when nothing of it can matter again."""
        listing = self.compiled.compile_list_of(name)
        facts &= ~self.passing
        key = name, facts & listing.reads
        if key not in self._reaches:
            self._reaches[key] = None if listing.is_over(facts) else listing.find_reach(facts)
        return self._reaches[key]

    def _select_turns(self, state: ChainState) -> Numbered:
        turns, day = self.compiled.turns, state.day
        return tuple((number, max(last, day - turns[number].renewal.every)) for number, last in state.turns)
