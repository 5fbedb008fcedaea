r"""Whether answers alone can lead somebody who bought one product to the ultimate action U.

Definition. A customer bought just x and has attributes theta. They are *led* if some answers, Yes or No, to what is offered (and no purchase of their
own accord) bring them to an ask for U: a list names it, or its `ready` segment comes to hold. Owning U by its parts counts as well. Windows
count as closed, and the cold ask is no ask. x is *lost* if the buyers of x with some theta are not led.

Attributes are open at first, and are given each of their values when something hangs on them. For each choice:

1. *Possible*: backwards from U over all leads of the store. From where that finds no way, nobody is led.
2. *Sure*: backwards from U over steps that nothing takes away. Whoever that reaches is led. Both serve all products at once.
3. *Search* over what was bought, in which order, and what was declined. A No changes nothing but that the offer is gone, so what is left at
   a moment is offered one after the other to somebody who says No; hence U is asked from there if it is among what is left, and otherwise
   it is enough to follow each first Yes. Purchases of things that no condition names and from which no list leads to U
   only take away; they are always declined. What is nearest to U is tried first. An offer that hangs on an open attribute
   is taken as declined; if U is reached all the same, then whatever the attribute is.
4. *Forwards* from x, as if conditions and overlaps did not get in each other's way, when the search does not end soon. If that does not
   reach U, nobody is led; else the search goes on.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import NamedTuple

from ipp.engine.ownership import brings_good
from ipp.engine.policy.clauses import Gate, Good, Offer
from ipp.engine.policy.compile import Policy
from ipp.proof.budget import Budget
from ipp.proof.customers.fact_floors import find_floors, list_domain
from ipp.proof.customers.satisfiable import can_open, make_product_set
from ipp.proof.customers.three_valued import Values
from ipp.proof.customers.walk import CustomerWalk
from ipp.proof.customers.walk_on_days import choose_walk
from ipp.proof.ultimate.certain_leads import STOREWIDE, CertainLeads
from ipp.proof.ultimate.forward_search import ForwardSearch
from ipp.proof.ultimate.possible_leads import PossibleLeads

MOST_WORK = 50_000
"""Offers looked at for one product; beyond, there is no alarm, and the proof says so."""
FEW_WORK = 1_000
"""Offers looked at before a search is looked at from afar, and for each product once the store has used up its own bound."""
MOST_WORK_OF_STORE = 100_000
"""Offers looked at in one store, and MOST_WORK_PER_GOOD more for each product and bundle."""
MOST_WORK_PER_GOOD = 200
MOST_CELLS = 8
"""Choices of attributes for which the whole store is searched backwards, each when it is looked at the OFTEN-th time, or for long."""
OFTEN = 10


class LostCustomers(NamedTuple):
    """Attributes with which customers are not led; none named when it is `everyone`."""

    attributes: dict[str, str | None]
    everyone: bool


class AttributeCell:
    """What holds for all customers with some attributes: from where they may be led, how far, and from where they surely are."""

    def __init__(self, possible: PossibleLeads, certain: CertainLeads, values: Values) -> None:
        self._possible, self._values = possible, values
        self.certain = certain.find_closure(values)

    @cached_property
    def distances(self) -> dict[str, int]:
        return self._possible.find_distances(self._values)

    def find_distance(self, name: str) -> int:
        return self.distances.get(name, len(self.distances))


_Key = frozenset[tuple[str, str | None]]
_ANYBODY: Values = {}


class LeadSearch:
    """From which products of one store customers are led to the ultimate action.

    `told` says of a product and attributes whether another rule tells of these customers.
    """

    def __init__(self, policy: Policy, is_reported: Callable[[str, Values], bool] | None = None) -> None:
        assert policy.goal
        self.policy, self.goal, self.is_reported = policy, policy.goal, is_reported
        self.possible, self.certain = PossibleLeads(policy), CertainLeads(policy)
        self.cells: dict[_Key, AttributeCell] = {}
        self.wanted: Counter[_Key] = Counter()
        self._asked: dict[_Key, bool] = {}
        of_store = MOST_WORK_OF_STORE + MOST_WORK_PER_GOOD * len(policy.positions)
        self.work = Budget(MOST_WORK, FEW_WORK, of_store)
        self.stopped: set[str] = set()  # names whose search was stopped early

    @cached_property
    def ready_for_some(self) -> bool:
        """Whether `ready` reads attributes, and can hold: these may come later, so everybody may become ready."""
        if not self.goal.ready:
            return False
        gate, everything = Gate(when=(self.goal.ready,)), make_product_set(self.possible.products)
        reads = self.policy.reading.judge_gates(gate)
        return bool(reads.values) and can_open(self.policy, (gate,), frozenset(), everything)

    @cached_property
    def walk_kind(self) -> type[CustomerWalk]:
        """How customers are walked, who let days pass between their answers if that makes a difference."""
        return choose_walk(self.policy)

    def find_lost(self, name: str) -> LostCustomers | None:
        """Return who is not led after buying a product; None when everybody is, or when the search was stopped."""
        everybody = self.ready_for_some or (self.certain.everybody and name not in self.goal.good.durables)
        if everybody or self.brings_ultimate(self.policy.goods[name]) or self.leads_at_once(name):
            return None
        self.work.begin_product()
        search = _LostSearch(self, name)
        found = search.find_lost()
        if search.stopped and found is None:
            self.stopped.add(name)
        return found

    def leads_at_once(self, name: str) -> bool:
        """Whether everybody is led after buying a product, as seen at first sight: most are."""
        if name in self.find_cell(_ANYBODY).certain:
            return True
        offers = self.walk_kind(self.policy, name, _ANYBODY).list_live()
        return any(live.certain and live.good.name == self.goal.good.name for live in offers)

    def may_ask(self, values: Values) -> bool:
        """Whether any list asks some customers with these attributes, or `ready` may hold for them."""
        key = frozenset(values.items())
        if key not in self._asked:
            self._asked[key] = bool(self.goal.ready) or self.possible.may_ask(values)
        return self._asked[key]

    def brings_ultimate(self, good: Good) -> bool:
        """Whether buying a good makes the ultimate action theirs."""
        return brings_good(good, self.goal.good)

    def find_cell(self, values: Values, *, at_once: bool = False) -> AttributeCell:
        """Return what holds for customers with these attributes; while they are asked for seldom, what holds for everybody."""
        key = frozenset(values.items())
        if key not in self.cells:
            self.wanted[key] += 1
            seldom = self.wanted[key] < OFTEN and not at_once
            if key and (seldom or len(self.cells) >= MOST_CELLS):
                return self.find_cell(_ANYBODY)
            self.cells[key] = AttributeCell(self.possible, self.certain, values)
        return self.cells[key]


class _LostSearch:
    """The search for one product: over attributes, and for each choice of them over answers."""

    def __init__(self, leads: LeadSearch, name: str) -> None:
        self.leads, self.policy, self.goal, self.name = leads, leads.policy, leads.goal, name
        self.work = leads.work
        self.floors = find_floors(self.policy, (self.policy.goods[name],))  # of who just bought it
        self.found: Values | None = None
        self.hung: set[_Key] = set()  # choices too few to tell
        self.others = False  # some customers are led, or told of elsewhere, or not known
        self.stopped = self.asked_for_goal = False

    def find_lost(self) -> LostCustomers | None:
        self.branch_values({})
        if self.found is None:
            return None
        everyone = not self.others
        return LostCustomers({} if everyone else self.drop_irrelevant(dict(self.found)), everyone)

    def drop_irrelevant(self, values: dict[str, str | None]) -> dict[str, str | None]:
        """Leave out attributes that need not be known to be lost."""
        for name in list(values):
            fewer = {other: value for other, value in values.items() if other != name}
            if frozenset(fewer.items()) not in self.hung and self.check_values(fewer) is False:
                values = fewer
        return values

    def branch_values(self, values: dict[str, str | None]) -> None:
        """Look at the customers with these values, until some are found that are lost, and some that are not."""
        if self.found is not None and self.others:
            return
        led = self.check_values(values)
        if isinstance(led, str):
            self.hung.add(frozenset(values.items()))
            for value in list_domain(self.policy, led, self.floors):
                self.branch_values({**values, led: value})
        elif led is None or led or (self.leads.is_reported and self.leads.is_reported(self.name, values)):
            self.stopped = self.stopped or led is None
            self.others = True
        elif self.found is None:
            self.found = values

    def check_values(self, values: Values) -> bool | str | None:
        """Return whether these customers are led, or the open attribute on which that hangs; None when the search stops."""
        cell = self.leads.find_cell(values)
        is_reported = self.decide_by_cell(cell)
        if is_reported is not None:
            return is_reported
        found = self.search_answers(values, cell, FEW_WORK)
        if isinstance(found, bool) or self.asked_for_goal or self.work.over:
            return found
        cell = self.leads.find_cell(values, at_once=True)  # it takes longer: look from afar first
        is_reported = self.decide_by_cell(cell)
        if is_reported is not None:
            return is_reported
        if not self.may_lead(values, cell):
            return False
        return self.search_answers(values, cell, MOST_WORK) if found is None else found

    def decide_by_cell(self, cell: AttributeCell) -> bool | None:
        """Return whether customers are led, if what holds for all in their cell decides it."""
        if self.name in cell.certain or (
            STOREWIDE in cell.certain and self.name not in self.goal.good.durables
        ):
            return True
        possible = self.goal.ready or self.name in cell.distances or STOREWIDE in cell.distances
        return None if possible else False

    def may_lead(self, values: Values, cell: AttributeCell) -> bool:
        forwards = ForwardSearch(self.policy, self.name, values, cell.find_distance)
        hopeful = forwards.may_be_asked()
        self.work.spend_work(forwards.looked)
        return hopeful

    def search_answers(self, values: Values, cell: AttributeCell, most: int) -> bool | str | None:
        """Return whether some answers lead to the ask, or the open attribute on which that hangs; None when the search stops."""
        waiting, seen = [self.leads.walk_kind(self.policy, self.name, values)], set[object]()
        asked: str | None = None
        self.asked_for_goal = False  # whether it is the ask itself that hangs on the attribute returned
        last = max(self.work.left - most, 0)
        while waiting:
            walk = waiting.pop()
            if walk.key in seen:
                continue
            seen.add(walk.key)
            if walk.arrived:
                return True
            if self.work.left <= last:
                return asked
            moment = _OfferState(walk, self.leads)
            self.work.spend_work(walk.looked + len(walk.lists))
            if moment.leads:
                return True
            if moment.asked_for_goal:
                self.asked_for_goal = True
                return moment.asked_for_goal
            asked = asked or moment.asked
            waiting += moment.list_next_walks(cell)
        return asked or False


class _OfferState:
    """What is offered to somebody from now on, until they say Yes."""

    def __init__(self, walk: CustomerWalk, leads: LeadSearch) -> None:
        self.walk = walk
        self.leads = False
        self.asked: str | None = None  # an open attribute that an offer hangs on
        self.asked_for_goal: str | None = None  # one that the ask for the ultimate action hangs on
        self.yeses: list[
            tuple[Good, frozenset[Offer]]
        ] = []  # what may be bought next, with the Noes before it
        useful, goal, noes, certain = leads.possible.useful, leads.goal.good.name, set[Offer](), set[Offer]()
        for live in walk.list_live():
            good, offer = live.good, live.offer
            if not live.certain:
                self.asked = self.asked or walk.find_open_attribute(live.gates)
                if good.name == goal:
                    self.asked_for_goal = self.asked_for_goal or walk.find_open_attribute(live.gates)
            elif offer not in certain:
                certain.add(offer)
                self.leads = self.leads or good.name == goal
                if useful is None or good.name in useful:
                    self.yeses.append((good, frozenset(noes)))
            noes.add(offer)

    def list_next_walks(self, cell: AttributeCell) -> Iterator[CustomerWalk]:
        """Yield the walks after a Yes, what is nearest to the ultimate action last."""
        for good, noes in sorted(self.yeses, key=lambda each: -cell.find_distance(each[0].name)):
            yield self.walk.walk_on(good, noes)
