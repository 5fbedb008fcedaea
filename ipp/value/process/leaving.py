"""Joining memberships and leaving them: who leaves one cancels it (docs/meaning.md, sentences 1 to 3, 10 and 11; docs/forecast.md)."""

from collections.abc import Sequence

from ipp.engine.policy.clauses import Good, Offer
from ipp.value.process.answers import note_answer
from ipp.value.process.chain_state import ChainState, Joined
from ipp.value.process.compiled.calendar import NEVER
from ipp.value.process.compiled.compiled_policy import CompiledPolicy
from ipp.value.process.compiled.memberships import EndingMembership
from ipp.value.process.relevance import Relevance


class Leaving:
    """Who is in which memberships of one chart, and on which days before the horizon they can leave them."""

    def __init__(self, compiled: CompiledPolicy, relevance: Relevance, horizon: int, most_owned: int) -> None:
        """`most_owned`: up to which number of products their number matters."""
        self.compiled, self.relevance, self.horizon = compiled, relevance, horizon
        self.most_owned = most_owned
        self.memberships = tuple(compiled.ending.values())
        self._numbers = {each.good.name: number for number, each in enumerate(self.memberships)}

    def join(
        self, state: ChainState, good: Good, day: int, accepted: int, pieces: int = 1
    ) -> tuple[Joined, ...]:
        """Return the memberships of a customer who buys something on a day that was not theirs, for so many periods; `accepted`: the number of its offer, -1 for none."""
        number = self._numbers.get(good.name)
        if number is None:
            return state.members
        membership = self.memberships[number]
        leaves = day + (pieces - 1) * membership.every + membership.first - self._find_grace(number)
        return self._put(state.members, Joined(number, leaves, accepted))

    def _put(self, members: tuple[Joined, ...], joined: Joined) -> tuple[Joined, ...]:
        others = (each for each in members if each.number != joined.number)
        return tuple(sorted((*others, *([joined] if joined.day < self.horizon else []))))

    def _find_grace(self, number: int) -> int:
        """Return the days from a payment that is not made to the day on which they leave; 0 where no segment asks for charges, and leaving is all that counts."""
        membership = self.memberships[number]
        return membership.first - membership.every if self.compiled.quiet else 0

    def find_leaver(self, state: ChainState) -> Joined:
        """Return the membership that somebody can leave today; of several the last in the file, so that the win-back of the first is read first."""
        return max(each for each in state.members if each.day <= state.day)

    def name_leaver(self, state: ChainState) -> str:
        """Return the name of the membership that somebody can leave today."""
        return self.memberships[self.find_leaver(state).number].good.name

    def stay(self, state: ChainState) -> ChainState:
        """Return the customer who stays in the membership that they can leave today."""
        joined = self.find_leaver(state)
        later = joined._replace(day=joined.day + self.memberships[joined.number].every)
        members, charged = self._put(state.members, later), max(state.charged, joined.day)
        return self.relevance.trim_state(state._replace(members=members, charged=charged))

    def stay_in_all(self, state: ChainState) -> ChainState:
        """Return the customer who never leaves the memberships that they pay for."""
        runs = ((each.day, self.memberships[each.number].every) for each in state.members if not each.unpaid)
        payments = tuple(sorted({*state.payments, *runs})) if self.compiled.quiet else ()
        return state._replace(members=(), payments=payments)

    def leave(self, state: ChainState) -> ChainState:
        """Return the customer who pays no more for a membership, or has not paid in time: then it is theirs no more, and that is a No to its list-price offer and to the accepted one."""
        joined, compiled, day = self.find_leaver(state), self.compiled, state.day
        if (grace := self._find_grace(joined.number)) and not joined.unpaid:
            later = joined._replace(day=joined.day + grace, unpaid=True)
            return self.relevance.trim_state(state._replace(members=self._put(state.members, later)))
        membership = self.memberships[joined.number]
        name, get_bit = membership.good.name, compiled.facts.get_bit
        gone, declined, numbers = compiled.get_purchase_bits(membership.good), 0, set[int]()
        for offer in self._list_declined(membership, joined):
            declined |= get_bit("declined", offer)
            numbers.add(compiled.number_offer(offer))
        kept = tuple(
            (each, since, latest, answers & ~gone)
            for each, since, latest, answers in state.lists
            if each != name
        )
        winback = ((membership.winback, day, day, 0),) if membership.winback else ()
        hang = sorted(numbers & self.relevance.hangs.keys())
        left = state._replace(
            facts=state.facts & ~gone | declined,
            owns=state.owns - bool(self.most_owned and membership.good.durables),
            lists=(*winback, *kept),
            noes=(*(no for no in state.noes if no[0] not in numbers), *((number, day) for number in hang)),
            goal_answers=state.goal_answers & ~gone,
            fresh=state.fresh & ~gone,
            turns=self._leave_turns(state, name),
            members=tuple(each for each in state.members if each != joined),
            ended=state.ended + len(winback),
        )
        return self.relevance.trim_state(
            self._leave_goal(note_answer(self.relevance, left, declined, day), name)
        )

    def _list_declined(self, membership: EndingMembership, joined: Joined) -> set[Offer]:
        own: Offer = (membership.good.name, None)
        if joined.accepted < 0:
            return {own}
        return {
            own,
            next(offer for offer, number in self.compiled.offers.items() if number == joined.accepted),
        }

    def _leave_turns(self, state: ChainState, name: str) -> tuple[tuple[int, int], ...]:
        """Return when turns of `rest` were had: nothing is left to refill, and that day is a No to the others."""
        turns = {
            number: last
            for number, last in state.turns
            if not (
                (turned := self.compiled.turns[number]).renewal.refill
                and turned.ask
                and turned.ask.good.name == name
            )
        }
        for number in self.compiled.offered_by.get((name, None), ()):
            if not self.compiled.turns[number].renewal.refill:
                turns[number] = state.day
        return tuple(sorted(turns.items()))

    def _leave_goal(self, state: ChainState, name: str) -> ChainState:
        """Return the customer without the ultimate action, if they left that: it is not asked again before some days have passed."""
        goal = self.compiled.policy.goal
        if goal is None or goal.good.name != name:
            return state
        get_bit = self.compiled.facts.get_bit
        closed = get_bit("closed", goal.offer)
        facts = state.facts & ~closed | get_bit("left", name)
        return state._replace(
            facts=facts,
            goal_noes=1,
            goal_no=state.day if goal.retries else NEVER,
            goal_since=NEVER,
            goal_latest=NEVER,
            goal_answers=0,
            goal_left=state.day,
        )


def count_memberships(order: Sequence[tuple[Good, int]], membership: Good) -> int:
    """Return how many pieces of a membership an order brings, those in bundles too: so many periods are paid."""
    inside = (
        pieces * sum(each.quantity for each in good.contents if each.product == membership.name)
        for good, pieces in order
        if good.name != membership.name
    )
    return sum(pieces for good, pieces in order if good.name == membership.name) + sum(inside)
