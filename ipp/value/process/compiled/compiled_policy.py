"""The policy as a walker reads it: facts are bits, days are whole numbers from the first day, lists have numbers.

It says the same as the policy (docs/meaning.md), for one kind of customer and one first day; nothing is decided here.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import Literal, assert_never

from ipp.engine.availability import list_deaths
from ipp.engine.ownership import list_whole
from ipp.engine.policy.clauses import Entry, Gate, Good, Ladder, Offer, Renewal, TouchStep
from ipp.engine.policy.compile import Policy
from ipp.engine.policy.entries import list_ladders
from ipp.engine.policy.facts import QuietFor
from ipp.engine.windows import Window
from ipp.path.model import Touch
from ipp.value.process.compiled.calendar import Calendar
from ipp.value.process.compiled.compiled_lists import Ask, CompiledList, ListLine, RenewalTurn
from ipp.value.process.compiled.counted import find_most_counted
from ipp.value.process.compiled.facts import FactBits
from ipp.value.process.compiled.memberships import find_ending, list_entries_of
from ipp.value.process.compiled.segments import CompiledSegment, judge_for, list_gate_facts
from ipp.value.process.compiled.tallies import Tallies


class CompiledPolicy:
    """One policy for one kind of customer, from one first day."""

    def __init__(
        self,
        policy: Policy,
        attributes: Mapping[str, str],
        today: date,
        like: "CompiledPolicy | None" = None,
        changed: frozenset[str] | None = None,
    ) -> None:
        """`like`: a chart of the same goods in lists of another order; facts and offers get the same numbers.

        Those of products and bundles that are not `changed` (None: all are) are taken over.
        """
        self.policy, self.attributes = policy, attributes
        self.first = today.toordinal()
        self.facts: FactBits = like.facts if like else FactBits()
        self.segments = judge_for(policy, attributes, self.facts)
        self.tallies = Tallies(policy.facts, self.facts)
        self.quiet = tuple((days, self.facts.get_bit("quiet", QuietFor(days))) for days in policy.quiet_days)
        self.offers: dict[Offer, int] = like.offers if like else {}
        self.spacing = policy.defaults.spacing.days
        self.ending = find_ending(policy)
        self._patience: dict[Offer, set[int]] = {}
        self.each_time_offers: set[Offer] = set()  # at each purchase of something
        self._held: dict[str, tuple[tuple[str, int], ...]] = {}
        self._calendars: dict[tuple[Window, ...], Calendar] = {}
        self._listings: dict[str, CompiledList] = {}
        if like is None or changed is None:
            self.most_counted = find_most_counted(policy)
            self._find_ambiguous_offers()
        else:
            self._copy_unchanged(like, changed)

    def _copy_unchanged(self, like: "CompiledPolicy", changed: frozenset[str]) -> None:
        self.most_counted, self._patience = like.most_counted, like._patience
        self.each_time_offers = like.each_time_offers
        self._listings = {name: each for name, each in like._listings.items() if name not in changed}

    def _find_ambiguous_offers(self) -> None:
        """Find the offers that wait differently in different places: they need the place."""
        policy, default = self.policy, self.policy.defaults.patience.days
        entries: list[Entry] = [*policy.storewide, *policy.prospects]
        for name in policy.positions:
            if name not in policy.touches:
                entries.extend(policy.list_entries(name))
        for membership in self.ending.values():
            entries.extend(list_entries_of(policy, membership.winback) if membership.winback else ())
        if policy.goal:
            entries += (policy.goal.ladder, *policy.goal.own)
        for ladder in list_ladders(entries):
            for rung in ladder.rungs:
                self._patience.setdefault(rung.offer, set()).add(rung.patience)
                if ladder.each_time:
                    self.each_time_offers.add(rung.offer)
        for renewal in policy.renewals:
            if renewal.good and (offer := (renewal.good.name, None)) in self._patience:
                self._patience[offer].add(default)

    def is_ambiguous(self, offer: Offer) -> bool:
        """Whether silence to an offer lasts differently in different places."""
        return len(self._patience.get(offer, ())) > 1

    def number_offer(self, offer: Offer) -> int:
        return self.offers.setdefault(offer, len(self.offers))

    def list_held_bits(self, good: Good) -> tuple[tuple[str, int], ...]:
        """Return the memberships in a good, each with the fact that it is theirs already, so that it is charged and not bought."""
        found = self._held.get(good.name)
        if found is None:
            inside = sorted(name for name in good.products if self.policy.goods[name].membership)
            found = self._held[good.name] = tuple(
                (name, self.facts.get_bit("owned" if name in good.durables else "held", name))
                for name in inside
            )
        return found

    def get_purchase_bits(self, good: Good) -> int:
        """Return the bits that buying a good sets."""
        found = self.facts.get_purchase_bits(good)
        for _, bit in self.list_held_bits(good):
            found |= bit
        return found

    def compile_list_of(self, name: str) -> CompiledList:
        """Return the list of a product or bundle, or the win-back of a membership."""
        found = self._listings.get(name)
        if found is None:
            found = self._listings[name] = self.compile_list(list_entries_of(self.policy, name))
        return found

    def replace_list(self, name: str, listing: CompiledList) -> None:
        """Put another list in the place of that of a product or bundle."""
        self._listings[name] = listing

    @cached_property
    def storewide(self) -> CompiledList:
        return self.compile_list(self.policy.storewide)

    @cached_property
    def prospects(self) -> CompiledList:
        return self.compile_list(self.policy.prospects)

    @cached_property
    def own(self) -> CompiledList:
        """What follows the ultimate action."""
        return self.compile_list(self.policy.goal.own if self.policy.goal else ())

    @cached_property
    def ultimate(self) -> CompiledList:
        """The ultimate action alone, as it is asked cold or of the ready."""
        return self.compile_list((self.policy.goal.ladder,) if self.policy.goal else ())

    @cached_property
    def ready(self) -> CompiledSegment | None:
        goal = self.policy.goal
        return self.segments.judge(goal.ready) if goal and goal.ready else None

    @cached_property
    def never(self) -> CompiledSegment | None:
        """The segment whose customers get nothing."""
        return self.segments.judge(self.policy.never) if self.policy.never else None

    @cached_property
    def earning(self) -> frozenset[str]:
        """The touches that a partner pays for."""
        return frozenset(
            name
            for name in self.policy.touches
            if isinstance(touch := self.policy.names.resolve_item(name), Touch) and touch.earns
        )

    @cached_property
    def turns(self) -> tuple[RenewalTurn, ...]:
        return tuple(self._make_turn(number, renewal) for number, renewal in enumerate(self.policy.renewals))

    @cached_property
    def unbought_turns(self) -> tuple[int, ...]:
        """The numbers of the turns that come whether or not anything of them was bought: all but refills."""
        return tuple(number for number, turned in enumerate(self.turns) if not turned.renewal.refill)

    @cached_property
    def touching(self) -> dict[str, tuple[int, ...]]:
        """The numbers of the turns that do a touch, as far as the day matters on which it was done last: for `spacing`, and where a partner pays."""
        found: dict[str, tuple[int, ...]] = {}
        for number, turned in enumerate(self.turns):
            if turned.renewal.touch and (self.spacing or turned.renewal.touch in self.earning):
                found[turned.renewal.touch] = (*found.get(turned.renewal.touch, ()), number)
        return found

    def _make_turn(self, number: int, renewal: Renewal) -> RenewalTurn:
        gate = self._judge_gate(renewal.gate)
        if renewal.good is None:
            return RenewalTurn(renewal, gate, None, self.facts.get_bit("done", renewal.name))
        good, offer = renewal.good, (renewal.good.name, None)
        defaults = self.policy.defaults
        ask = Ask(
            offer, "refill" if renewal.refill else "rest", good, None, self.number_offer(offer), 0, defaults.patience.days,
            defaults.gap.days, False, gate, None, None, 0, 0, 0, (), frozenset(), number,
        )  # fmt: skip
        return RenewalTurn(renewal, gate, ask, 0)

    @cached_property
    def offered_by(self) -> dict[Offer, tuple[int, ...]]:
        """The numbers of the turns that make an offer."""
        found: dict[Offer, tuple[int, ...]] = {}
        for number, turned in enumerate(self.turns):
            if turned.ask:
                found[turned.ask.offer] = (*found.get(turned.ask.offer, ()), number)
        return found

    def list_renewals_of(self, names: Iterable[str]) -> tuple[int, ...]:
        """Return the numbers of the turns that count from a purchase of these."""
        if not self._turns_of:
            return ()
        return tuple(sorted(number for name in names for number in self._turns_of.get(name, ())))

    @cached_property
    def _turns_of(self) -> dict[str, list[int]]:
        """The numbers of the turns that offer a product or bundle."""
        found: dict[str, list[int]] = {}
        for number, turned in enumerate(self.turns):
            if turned.ask:
                found.setdefault(turned.ask.good.name, []).append(number)
        return found

    def compile_list(self, entries: Iterable[Entry]) -> CompiledList:
        """Return a list as a walker reads it; drafts are left out."""
        lines = tuple(line for entry in entries for line in self._list_lines(entry))
        asks = [ask for line in lines for ask in line.asks]
        reads = 0
        for line in lines:
            reads |= line.done | list_gate_facts(line.gate)
        recent = 0
        for line in lines:
            for ask in line.asks:
                reads |= ask.gone if line.each_time else ask.dead | ask.gone
                recent |= ask.dead & ~ask.owned if line.each_time else 0
        for ask in asks:
            reads |= list_gate_facts(ask.gate)
            for _, bit in self.list_held_bits(ask.good):
                reads |= bit
            for whole in ask.owned_in_full:
                reads |= whole
        settled = tuple(self._get_answer_bits(ask.offer) for ask in asks if self.is_ambiguous(ask.offer))
        return CompiledList(lines, reads, tuple(self._list_leads(asks)), settled, recent)

    def _get_answer_bits(self, offer: Offer) -> int:
        """The facts that answer an offer for good; none do where it is asked anew at purchases."""
        if offer in self.each_time_offers:
            return 0
        return self.facts.get_bit("bought", offer[0]) | self.facts.get_bit(self._name_no(offer), offer)

    def _name_no(self, offer: Offer) -> Literal["declined", "closed"]:
        """The fact that a No to an offer does not expire any more."""
        goal = self.policy.goal
        return "closed" if goal and goal.retries and offer == goal.offer else "declined"

    def _list_leads(self, asks: Iterable[Ask]) -> Iterator[str]:
        for good in dict.fromkeys(ask.good for ask in asks):
            yield good.name
            if good.kind == "bundle":
                yield from sorted(good.products)
            elif good.name in self.ending and (winback := self.ending[good.name].winback):
                yield winback

    def _list_lines(self, entry: Entry) -> Iterator[ListLine]:
        match entry:
            case TouchStep():
                if not entry.draft:
                    done, times = self.facts.get_bit("done", entry.touch), self._compile_times(entry.gate)
                    yield ListLine(self._judge_gate(entry.gate), entry.after, (), entry.touch, done, *times)
            case Ladder():
                asks = tuple(self._list_asks(entry))
                gate = self._judge_gate(entry.gate)
                if asks:  # its gate asks for segments alone: times are those of the rungs
                    of_goal = bool(
                        self.policy.goal and entry.rungs[0].good.name == self.policy.goal.good.name
                    )
                    yield ListLine(gate, entry.after, asks, "", 0, None, None, entry.each_time, of_goal)
            case _:
                assert_never(entry)

    def _judge_gate(self, gate: Gate) -> CompiledSegment | None:
        """Return what the segments of a gate come to; None when it asks for none."""
        return self.segments.judge_gates(gate) if gate.gated else None

    def _compile_times(self, gate: Gate) -> tuple[Calendar | None, int | None]:
        """Return the days on which the windows of a gate are open (None: on all), and its `within` in days."""
        windows, within = gate.times
        found = self._calendars.setdefault(windows, Calendar(windows, self.first)) if windows else None
        return found, within

    def _list_asks(self, ladder: Ladder) -> Iterator[Ask]:
        above: list[int] = []
        usual = self.policy.defaults.gap.days
        for rung, deaths in zip(ladder.rungs, list_deaths(ladder), strict=True):
            number = self.number_offer(rung.offer)
            draft, bought, declined, owned, owned_in_full = deaths
            if not draft:
                kept = self.facts.get_owned_bits(owned)
                theirs = self.facts.get_bought_bit(each.name for each in bought) | kept
                last = theirs | self.facts.get_bit(self._name_no(declined), declined)
                yield Ask(
                    rung.offer, "", rung.good, rung, number, rung.after, rung.patience,
                    usual if rung.gap is None else rung.gap, rung.gap == 0,
                    self._judge_gate(rung.gate), *self._compile_times(rung.gate),
                    theirs | self.facts.get_bit("declined", declined), kept if ladder.each_time else last, kept,
                    tuple(self.facts.get_owned_bits(list_whole(each)) for each in owned_in_full), frozenset(above), -1,
                )  # fmt: skip
            above.append(number)
