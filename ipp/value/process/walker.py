"""One customer's way through the path, answer by answer: where they stand, what they are asked, where Yes and No lead.

The walk says what `decide` says (docs/meaning.md) of a customer who is asked on the day an offer is due and who answers before anything
else happens: Yes, or silence until it counts as a No. It is some twenty times quicker, and forgets what cannot matter any more.
"""

from ipp.engine.policy.clauses import Good
from ipp.value.process.chain_state import TODAY, ChainState, NextAsk, WaitBase, wait_from_last_event
from ipp.value.process.compiled_lists import NEVER, Ask, CompiledList, ListLine
from ipp.value.process.compiled_policy import CompiledPolicy
from ipp.value.process.relevance import Relevance


class Walker:
    """The ways of customers through one chart, up to (not including) the day of the horizon."""

    def __init__(
        self, compiled: CompiledPolicy, horizon: int, thinking: int = 0, most_owned: int = 0
    ) -> None:
        """`thinking`: days until a Yes; `most_owned`: up to which number of products their number matters."""
        self.compiled, self.horizon, self.thinking = compiled, horizon, thinking
        self.relevance = Relevance(compiled)
        policy = compiled.policy
        self.policy = policy
        self.gap = policy.defaults.gap.days
        self.patience = policy.defaults.patience.days
        self.goal = policy.goal
        self.goal_dead = compiled.facts.get_purchase_bits(self.goal.good) if self.goal else 0
        segments = (compiled.segments.judge(name).most for name in policy.conditions)
        self.most_owned = max(most_owned, *segments, 0)

    # -- where customers stand

    def start_prospect(self) -> ChainState:
        """Return somebody who bought nothing yet, on the first day."""
        return ChainState(0, 0, 0, (), NEVER, NEVER, NEVER, (), 0, NEVER, NEVER, ())

    def start_customer(self, good: Good) -> ChainState:
        """Return somebody who buys this on the first day, and bought nothing before."""
        return self.relevance.trim_state(self.apply_purchase(self.start_prospect(), good, 0))

    def apply_purchase(self, state: ChainState, good: Good, day: int) -> ChainState:
        facts = state.facts | self.compiled.facts.get_purchase_bits(good)
        new = self._count_owned(state, good)
        products = sorted(good.products, key=self.policy.positions.__getitem__)
        names = (good.name, *products) if good.kind == "bundle" else (good.name,)
        lists = tuple((name, day) for name in names) + tuple(
            each for each in state.lists if each[0] not in names
        )
        base = state.goal_base
        if self.goal and (good.name == self.goal.good.name or good.products & self.goal.good.products):
            base = day
        return state._replace(
            day=day,
            facts=facts,
            owns=new,
            lists=lists,
            ordered=day,
            goal_base=base,
            turns=_note_turns(state.turns, self.compiled.list_renewals_of(good), day),
        )

    def _count_owned(self, state: ChainState, good: Good) -> int:
        if not self.most_owned or not good.durables:
            return state.owns
        new = sum(
            1 for product in good.durables if not state.facts & self.compiled.facts.get_bit("owned", product)
        )
        return min(self.most_owned, state.owns + new)

    # -- where answers lead

    def apply_yes(self, next_ask: NextAsk) -> ChainState:
        """Return the customer after a Yes."""
        ask, state = next_ask.ask, next_ask.state
        bought = self.apply_purchase(
            self._note_ask(state, ask, next_ask.day), ask.good, self.find_yes_day(next_ask)
        )
        return self.relevance.trim_state(bought)

    def find_yes_day(self, next_ask: NextAsk) -> int:
        """Return the day on which a Yes is said."""
        return next_ask.day + min(self.thinking, self._measure_silence(next_ask))

    def apply_no(self, next_ask: NextAsk) -> ChainState:
        """Return the customer after silence that counts as a No."""
        ask = next_ask.ask
        day = next_ask.day + self._measure_silence(next_ask)
        state = self._note_ask(next_ask.state, ask, day)
        goal = self.goal is not None and ask.offer == self.goal.offer
        noes = state.noes
        if ask.number in self.compiled.uppers:
            noes = (*(no for no in noes if no[0] != ask.number), (ask.number, day))
        return self.relevance.trim_state(
            state._replace(
                day=day,
                facts=state.facts | self.compiled.facts.get_bit("declined", ask.offer),
                noes=noes,
                last_ask=next_ask.day,
                last_event=day,
                goal_noes=state.goal_noes + goal,
                goal_no=day if goal else state.goal_no,
            )
        )

    def _note_ask(self, state: ChainState, ask: Ask, day: int) -> ChainState:
        """Note that an offer was made, or refused, on a day."""
        renewed = self.compiled.offered_by.get(ask.offer, ())
        refills = dict(state.turns) if renewed else {}
        known = tuple(
            number
            for number in renewed
            if number in refills or not self.compiled.turns[number].renewal.refill
        )
        return state._replace(last_ask=day, last_event=day, turns=_note_turns(state.turns, known, day))

    def _measure_silence(self, next_ask: NextAsk) -> int:
        """Return how long silence lasts until it is a No."""
        ask, facts = next_ask.ask, next_ask.state.facts
        bit = self.compiled.facts.get_bit
        if next_ask.again or (
            ask.renewal >= 0 and facts & (bit("declined", ask.offer) | bit("bought", ask.good.name))
        ):
            return self.patience
        if ask.renewal < 0 and not self.compiled.is_ambiguous(ask.offer):
            return ask.patience
        makers = (each for each in self._list_ready_asks(next_ask.state) if each.offer == ask.offer)
        if ask.offer in self.compiled.offered_by:  # by `rest` too, which no dead rung speaks for
            makers = (each for each in makers if not each.is_over(facts))
        return next((each.patience for each in makers), self.patience)

    def _list_ready_asks(self, state: ChainState) -> list[Ask]:
        return [
            ask
            for listing, _ in self._list_reading_order(state)
            for line in listing.lines
            for ask in line.asks
        ]

    # -- what is asked

    def _list_reading_order(self, state: ChainState) -> list[tuple[CompiledList, WaitBase]]:
        """Return the lists in reading order."""
        compiled = self.compiled
        if self.relevance.has_arrived(state.facts):
            return [(compiled.own, WaitBase(state.goal_base, state.goal_base))]
        found: list[tuple[CompiledList, WaitBase]] = []
        if compiled.ready and compiled.ready.is_true(state.facts, state.owns):
            found.append((compiled.ultimate, TODAY))
        found += [(compiled.compile_list_of(name), WaitBase(base, base)) for name, base in state.lists]
        if state.ordered > NEVER:
            found.append((compiled.storewide, WaitBase(state.ordered, state.ordered)))
        else:
            found.append((compiled.prospects, wait_from_last_event(state)))
        if self.goal and self.goal.cold:
            found.append((compiled.ultimate, TODAY))
        return found

    def find_next(self, state: ChainState) -> NextAsk | None:
        """Return what this customer is asked next; None when nothing more is asked before the horizon."""
        for listing, since in self._list_reading_order(state):
            counted = since
            for line in listing.lines:
                if line.gate and not line.gate.is_true(state.facts, state.owns):
                    continue
                if line.done:
                    state = self._apply_touch(state, line, counted)
                    counted = wait_from_last_event(state) if since.moving else since
                else:
                    next_ask = self._find_offered(state, line, counted)
                    if next_ask:
                        return next_ask if next_ask.day < self.horizon else None
                if state.day >= self.horizon:
                    return None
        return self._find_renewal(state)

    def _apply_touch(self, state: ChainState, line: ListLine, since: WaitBase) -> ChainState:
        """Return the customer when a touch is done, if it is to be done."""
        due = max(state.day if since.base is None else since.base + line.after, line.opens)
        day = max(state.day, due)
        if state.facts & line.done or day > line.closes:
            return state
        return state._replace(day=day, facts=state.facts | line.done, last_event=day)

    def _find_offered(self, state: ChainState, line: ListLine, since: WaitBase) -> NextAsk | None:
        facts = state.facts
        for ask in line.asks:
            if facts & ask.dead or (ask.owned_in_full and ask.is_over(facts)):
                continue
            if ask.gate and not ask.gate.is_true(facts, state.owns):
                continue
            day = max(state.day, self._find_due_day(state, line, ask, since))
            if day <= ask.closes:
                return NextAsk(ask, day, state)
        return None

    def _find_due_day(self, state: ChainState, line: ListLine, ask: Ask, since: WaitBase) -> int:
        noes = (
            [day for number, day in state.noes if day >= since.noes and number in ask.above]
            if ask.above
            else ()
        )
        due = state.day if since.base is None else since.base + line.after
        if noes:
            due = max(noes) + ask.after
        return max(due, ask.opens, state.last_ask + self.gap)

    def _find_renewal(self, state: ChainState) -> NextAsk | None:
        """Return the next ask when the lists have none: the ultimate action again, or a turn of `rest`."""
        coming = [self._find_ultimate_again(state)]
        last = dict(state.turns)
        for number in sorted({*self.compiled.unbought_turns, *last}):
            turned = self.compiled.turns[number]
            if turned.gate and not turned.gate.is_true(state.facts, state.owns):
                continue
            if turned.ask is None:  # done now, if it never was; later it changes nothing
                if all(each is None or each.day > state.day for each in coming):
                    state = state._replace(facts=state.facts | turned.done)
                continue
            day = max(last.get(number, NEVER) + turned.renewal.every, state.last_ask + self.gap, state.day)
            coming.append(NextAsk(turned.ask, day, state))
        asks = [each for each in coming if each]
        if not asks:
            return None
        first = min(asks, key=lambda each: each.day)
        return first._replace(state=state) if first.day < self.horizon else None

    def _find_ultimate_again(self, state: ChainState) -> NextAsk | None:
        goal = self.goal
        if (
            not goal
            or not self.compiled.ultimate.lines
            or not state.goal_noes
            or state.goal_noes > goal.retries
            or goal.good.draft
        ):
            return None
        if state.facts & self.goal_dead:
            return None
        day = max(state.goal_no + goal.again_after, state.last_ask + self.gap, state.day)
        line = self.compiled.ultimate.lines[0]
        return NextAsk(line.asks[0], day, state, again=True)


def _note_turns(
    turns: tuple[tuple[int, int], ...], numbers: tuple[int, ...], day: int
) -> tuple[tuple[int, int], ...]:
    """Return the turns with these had on a day."""
    if not numbers:
        return turns
    return tuple(sorted({**dict(turns), **dict.fromkeys(numbers, day)}.items()))
