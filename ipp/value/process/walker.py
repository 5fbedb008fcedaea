"""One customer's way through the path, answer by answer: where they stand, what they are asked, where Yes and No lead.

The walk says what `decide` says (docs/meaning.md) of a customer who is asked on the day an offer is due and who answers before anything
else happens: Yes, or silence until it counts as a No. It is some twenty times quicker, and forgets what cannot matter any more.
"""

from collections.abc import Iterator
from decimal import Decimal

from ipp.engine.policy.clauses import Good
from ipp.value.process.answers import note_answer
from ipp.value.process.chain_state import ChainState, Coming, Lists, ListStart, NextAsk
from ipp.value.process.compiled.calendar import NEVER
from ipp.value.process.compiled.compiled_lists import Ask, ListLine
from ipp.value.process.compiled.compiled_policy import CompiledPolicy
from ipp.value.process.compiled.memberships import name_winback
from ipp.value.process.leaving import Leaving
from ipp.value.process.relevance import Relevance
from ipp.value.process.upcoming import Upcoming, note_turns


class Walker:
    """The ways of customers through one chart, up to (not including) the day of the horizon."""

    def __init__(
        self, compiled: CompiledPolicy, horizon: int, thinking: int = 0, most_owned: int = 0
    ) -> None:
        """`thinking`: days until a Yes; `most_owned`: up to which number of products their number matters."""
        self.compiled, self.horizon, self.thinking = compiled, horizon, thinking
        self.relevance = Relevance(compiled)
        self.policy = compiled.policy
        self.patience = compiled.policy.defaults.patience.days
        self.goal = compiled.policy.goal
        self._goal_goods = {self.goal.good.name, *self.goal.good.products} if self.goal else set()
        self.most_owned = max(most_owned, compiled.most_counted)
        self.leaving = Leaving(compiled, self.relevance, horizon, self.most_owned)
        self.upcoming = Upcoming(compiled, self.leaving, horizon)

    # -- where customers stand

    def start_prospect(self) -> ChainState:
        """Return somebody who bought nothing yet, on the first day."""
        return ChainState(
            0, 0, 0, (), NEVER, NEVER, NEVER, NEVER, NEVER, (), 0, NEVER, NEVER, NEVER, 0, 0, ()
        )

    def draw_start(self, state: ChainState, bit: int) -> ChainState:
        """Return a customer of whom it is drawn, before anything else, in which part of a share they are."""
        return self.relevance.trim_state(state._replace(facts=state.facts | bit))

    def apply_purchase(
        self, state: ChainState, good: Good, day: int, paid: Decimal | None = None, accepted: int = -1
    ) -> ChainState:
        """Return the customer after buying something on a day, at the list price unless another was `paid`; `accepted` is the number of the offer.

        A membership that is theirs already is charged, which is no purchase.
        """
        compiled = self.compiled
        charged = {name for name, bit in compiled.list_held_bits(good) if state.facts & bit}
        bought = good.name not in charged
        facts = state.facts | (compiled.get_purchase_bits(good) if bought else 0)
        facts, counts = compiled.tallies.count_order(facts, state.counts, ((good, 1),), paid, purchase=bought)
        names = tuple(name for name in self._list_received(good) if name not in charged)
        owns = self._count_owned(state, good)
        state = note_answer(
            self.relevance, state, compiled.facts.get_bit("bought", good.name) if bought else 0, day
        )
        lists, ended = self._move_to_front(state, names)
        since, latest, answers = state.goal_since, state.goal_latest, state.goal_answers
        if self.goal and self.relevance.has_arrived(facts):
            since = day if since == NEVER else since
            if not self._goal_goods.isdisjoint(names):
                latest, answers = day, state.fresh & compiled.own.recent
        return state._replace(
            facts=facts,
            owns=owns,
            lists=lists,
            ended=ended,
            first=day if state.first == NEVER else state.first,
            ordered=day if bought else state.ordered,
            goal_since=since,
            goal_latest=latest,
            goal_answers=answers,
            turns=note_turns(state.turns, self.compiled.list_renewals_of(names), day),
            counts=counts,
            members=self.leaving.join(state, good, day, accepted) if bought else state.members,
            charged=state.charged if bought else day,
            payments=self.relevance.charges.join(state, good, day) if bought else state.payments,
        )

    def _list_received(self, good: Good) -> tuple[str, ...]:
        """Return what a purchase brings, in the order in which its lists are read."""
        if good.kind == "product":
            return (good.name,)
        return (good.name, *sorted(good.products, key=self.policy.positions.__getitem__))

    def _move_to_front(self, state: ChainState, names: tuple[str, ...]) -> tuple[Lists, int]:
        """Return the lists with those of what is bought today in front: only answers of today count for them.

        Win-backs of what was left today, so many as the second value says, stay before them.
        """
        theirs = {name: since for name, since, *_ in state.lists}
        moved = {*names, *map(name_winback, names)} if self.compiled.ending else names
        first = tuple(each for each in state.lists[: state.ended] if each[0] not in moved)
        others = tuple(each for each in state.lists[state.ended :] if each[0] not in moved)
        day, fresh, compiled = state.day, state.fresh, self.compiled
        lists = (
            *first,
            *(
                (name, theirs.get(name, day), day, fresh and fresh & compiled.compile_list_of(name).recent)
                for name in names
            ),
            *others,
        )
        return lists, len(first)

    def _count_owned(self, state: ChainState, good: Good) -> int:
        if not self.most_owned or not good.durables:
            return state.owns
        new = sum(
            1 for product in good.durables if not state.facts & self.compiled.facts.get_bit("owned", product)
        )
        return min(self.most_owned + len(self.compiled.ending), state.owns + new)

    # -- what is asked, and where answers lead

    def find_next(self, state: ChainState) -> NextAsk | None:
        """Return what this customer is asked next; None when nothing more is asked before the horizon."""
        return self.upcoming.find_next_ask(state).asked

    def look_ahead(self, state: ChainState) -> Coming:
        """Return what this customer is asked next, and what they wait for until then."""
        return self.upcoming.find_next_ask(state)

    def arrives_by(self, before: ChainState, after: ChainState) -> bool:
        """Whether the ultimate action became theirs for the first time."""
        arrived, goal = self.relevance.has_arrived, self.goal
        if goal is None or arrived(before.facts) or not arrived(after.facts):
            return False
        return not before.facts & self.compiled.facts.get_bit("left", goal.good.name)

    def apply_yes(self, next_ask: NextAsk) -> ChainState:
        """Return the customer after a Yes."""
        ask, state = next_ask.ask, next_ask.state
        bought = self.apply_purchase(
            self._note_ask(state, ask, next_ask.day, next_ask.day),
            ask.good,
            self.find_yes_day(next_ask),
            ask.offer[1],
            ask.number,
        )
        if not ask.turn:  # answered, even where the order is only a charge
            bit = self.compiled.facts.get_bit("bought", ask.good.name)
            bought = note_answer(self.relevance, bought._replace(facts=bought.facts | bit), bit, bought.day)
        return self.relevance.trim_state(bought)

    def find_yes_day(self, next_ask: NextAsk) -> int:
        """Return the day on which a Yes is said."""
        return next_ask.day + min(self.thinking, self._measure_silence(next_ask))

    def apply_no(self, next_ask: NextAsk) -> ChainState:
        """Return the customer after silence that counts as a No."""
        ask = next_ask.ask
        day = next_ask.day + self._measure_silence(next_ask)
        state = self._note_ask(next_ask.state, ask, next_ask.day, day)
        noes = state.noes
        if ask.number in self.relevance.hangs:
            noes = (*(no for no in noes if no[0] != ask.number), (ask.number, day))
        declined = self.compiled.facts.get_bit("declined", ask.offer)
        state = note_answer(
            self.relevance, state._replace(facts=state.facts | declined, noes=noes), declined, day
        )
        refused = self._apply_no(state, ask)
        return self.relevance.trim_state(self.upcoming.expire_no(refused))

    def _apply_no(self, state: ChainState, ask: Ask) -> ChainState:
        """Note a No of today to an offer of the ultimate action: it expires, or is the last one."""
        goal, bit = self.goal, self.compiled.facts.get_bit
        if goal is None or ask.good.name != goal.good.name:
            return state
        noes = state.goal_noes + (ask.offer == goal.offer)
        if noes > goal.retries:
            last = bit("closed", goal.offer) if goal.retries else 0
            return state._replace(facts=state.facts | last, goal_noes=noes, goal_no=NEVER)
        if not noes:
            return state
        facts = state.facts | bit("declined", goal.offer)
        return state._replace(facts=facts, goal_noes=noes, goal_no=state.day)

    def _note_ask(self, state: ChainState, ask: Ask, made: int, settled: int) -> ChainState:
        """Note that an offer was made on a day, and asked about or refused until another."""
        renewed = self.compiled.offered_by.get(ask.offer, ())
        refills = dict(state.turns) if renewed else {}
        known = tuple(
            number
            for number in renewed
            if number in refills or not self.compiled.turns[number].renewal.refill
        )
        reached = made if state.met == NEVER else state.met
        return state._replace(
            last_ask=made, told=made, met=reached, turns=note_turns(state.turns, known, settled)
        )

    def _measure_silence(self, next_ask: NextAsk) -> int:
        """Return how long silence lasts until it is a No."""
        ask = next_ask.ask
        if ask.renewal < 0 and not self.compiled.is_ambiguous(ask.offer):
            return ask.patience
        return next((each.patience for each in self._list_makers(next_ask.state, ask)), self.patience)

    def _list_makers(self, state: ChainState, ask: Ask) -> Iterator[Ask]:
        """Yield the rungs by which an offer can be made; what `rest` offers too, no dead rung speaks for, and once answered none but one that is asked anew."""
        in_rest = ask.offer in self.compiled.offered_by
        renewal = in_rest and self._is_answered(state, ask)
        bit = self.compiled.facts.get_bit
        own = bit("bought", ask.good.name) | bit("declined", ask.offer)
        for listing, start in self.upcoming.list_reading_order(state, everything=True):
            for line in listing.lines:
                if renewal and not (line.each_time and not start.answers & own):
                    continue
                for each in line.asks:
                    if each.offer == ask.offer and not (in_rest and _is_theirs(each, line, state, start)):
                        yield each

    def _is_answered(self, state: ChainState, ask: Ask) -> bool:
        """Whether there was a No to an offer, expired or not, or a purchase of its item."""
        bit = self.compiled.facts.get_bit
        if state.facts & (bit("declined", ask.offer) | bit("bought", ask.good.name)):
            return True
        return self.goal is not None and ask.offer == self.goal.offer and state.goal_noes > 0


def _is_theirs(ask: Ask, line: ListLine, state: ChainState, start: ListStart) -> bool:
    """Whether something in a rung is owned, or a higher rung is theirs."""
    if line.each_time:
        return ask.is_dead_each_time(state.facts, start.answers)
    return ask.is_over(state.facts)
