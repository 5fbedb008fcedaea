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

from ipp.engine.ownership import brings
from ipp.engine.policy import Policy
from ipp.engine.terms import Gate, Good, Offer
from ipp.proof.budget import Budget
from ipp.proof.forwards import Forwards
from ipp.proof.logic import Values, conditions_of, domain
from ipp.proof.openable import can_open, goods
from ipp.proof.possible import Possible
from ipp.proof.sure import STOREWIDE, Sure
from ipp.proof.walk import Walk

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


class Lost(NamedTuple):
    """Attributes with which customers are not led; none named when it is `everyone`."""

    attributes: dict[str, str | None]
    everyone: bool


class Cell:
    """What holds for all customers with some attributes: from where they may be led, how far, and from where they surely are."""

    def __init__(self, possible: Possible, sure: Sure, values: Values) -> None:
        self._possible, self._values = possible, values
        self.sure = sure.closure(values)

    @cached_property
    def distances(self) -> dict[str, int]:
        return self._possible.distances(self._values)

    def distance(self, name: str) -> int:
        return self.distances.get(name, len(self.distances))


_Key = frozenset[tuple[str, str | None]]
_ANYBODY: Values = {}


class Leads:
    """From which products of one store customers are led to the ultimate action.

    `told` says of a product and attributes whether another rule tells of these customers.
    """

    def __init__(self, policy: Policy, told: Callable[[str, Values], bool] | None = None) -> None:
        assert policy.goal
        self.policy, self.goal, self.told = policy, policy.goal, told
        self.possible, self.sure = Possible(policy), Sure(policy)
        self.cells: dict[_Key, Cell] = {}
        self.wanted: Counter[_Key] = Counter()
        self._asked: dict[_Key, bool] = {}
        of_store = MOST_WORK_OF_STORE + MOST_WORK_PER_GOOD * len(policy.places)
        self.work = Budget(MOST_WORK, FEW_WORK, of_store)
        self.stopped: set[str] = set()  # names whose search was stopped early

    @cached_property
    def ready_for_some(self) -> bool:
        """Whether `ready` reads attributes, and can hold: these may come later, so everybody may become ready."""
        if not self.goal.ready:
            return False
        ready, everything = (self.goal.ready,), goods(self.possible.products)
        reads = any(condition.where for condition in conditions_of(self.policy, ready))
        return reads and can_open(self.policy, (Gate(when=ready),), frozenset(), everything)

    def lost(self, name: str) -> Lost | None:
        """Return who is not led after buying a product; None when everybody is, or when the search was stopped."""
        everybody = self.ready_for_some or (self.sure.everybody and name not in self.goal.good.keeps)
        if everybody or self.arriving(self.policy.goods[name]) or self.at_once(name):
            return None
        self.work.begin()
        search = _Search(self, name)
        found = search.lost()
        if search.stopped and found is None:
            self.stopped.add(name)
        return found

    def at_once(self, name: str) -> bool:
        """Whether everybody is led after buying a product, as seen at first sight: most are."""
        if name in self.cell(_ANYBODY).sure:
            return True
        offers = Walk(self.policy, name, _ANYBODY).live()
        return any(live.sure and live.good.name == self.goal.good.name for live in offers)

    def asked(self, values: Values) -> bool:
        """Whether any list asks some customers with these attributes, or `ready` may hold for them."""
        key = frozenset(values.items())
        if key not in self._asked:
            self._asked[key] = bool(self.goal.ready) or self.possible.asked(values)
        return self._asked[key]

    def arriving(self, good: Good) -> bool:
        """Whether buying a good makes the ultimate action theirs."""
        goal = self.goal.good
        return good.name == goal.name or brings(good, goal)

    def cell(self, values: Values, *, at_once: bool = False) -> Cell:
        """Return what holds for customers with these attributes; while they are asked for seldom, what holds for everybody."""
        key = frozenset(values.items())
        if key not in self.cells:
            self.wanted[key] += 1
            seldom = self.wanted[key] < OFTEN and not at_once
            if key and (seldom or len(self.cells) >= MOST_CELLS):
                return self.cell(_ANYBODY)
            self.cells[key] = Cell(self.possible, self.sure, values)
        return self.cells[key]


class _Search:
    """The search for one product: over attributes, and for each choice of them over answers."""

    def __init__(self, leads: Leads, name: str) -> None:
        self.leads, self.policy, self.goal, self.name = leads, leads.policy, leads.goal, name
        self.work = leads.work
        self.found: Values | None = None
        self.hung: set[_Key] = set()  # choices too few to tell
        self.others = False  # some customers are led, or told of elsewhere, or not known
        self.stopped = self.asked_for_goal = False

    def lost(self) -> Lost | None:
        self.branch({})
        if self.found is None:
            return None
        everyone = not self.others
        return Lost({} if everyone else self.fewest(dict(self.found)), everyone)

    def fewest(self, values: dict[str, str | None]) -> dict[str, str | None]:
        """Leave out attributes that need not be known to be lost."""
        for name in list(values):
            fewer = {other: value for other, value in values.items() if other != name}
            if frozenset(fewer.items()) not in self.hung and self.led(fewer) is False:
                values = fewer
        return values

    def branch(self, values: dict[str, str | None]) -> None:
        """Look at the customers with these values, until some are found that are lost, and some that are not."""
        if self.found is not None and self.others:
            return
        led = self.led(values)
        if isinstance(led, str):
            self.hung.add(frozenset(values.items()))
            for value in domain(self.policy, led):
                self.branch({**values, led: value})
        elif led is None or led or (self.leads.told and self.leads.told(self.name, values)):
            self.stopped = self.stopped or led is None
            self.others = True
        elif self.found is None:
            self.found = values

    def led(self, values: Values) -> bool | str | None:
        """Return whether these customers are led, or the open attribute on which that hangs; None when the search stops."""
        cell = self.leads.cell(values)
        told = self.told_by(cell)
        if told is not None:
            return told
        found = self.answered(values, cell, FEW_WORK)
        if isinstance(found, bool) or self.asked_for_goal or self.work.over:
            return found
        cell = self.leads.cell(values, at_once=True)  # it takes longer: look from afar first
        told = self.told_by(cell)
        if told is not None:
            return told
        if not self.hopeful(values, cell):
            return False
        return self.answered(values, cell, MOST_WORK) if found is None else found

    def told_by(self, cell: Cell) -> bool | None:
        """Return whether customers are led, if what holds for all in their cell decides it."""
        if self.name in cell.sure or (STOREWIDE in cell.sure and self.name not in self.goal.good.keeps):
            return True
        possible = self.goal.ready or self.name in cell.distances or STOREWIDE in cell.distances
        return None if possible else False

    def hopeful(self, values: Values, cell: Cell) -> bool:
        forwards = Forwards(self.policy, self.name, values, cell.distance)
        hopeful = forwards.hopeful()
        self.work.spend(forwards.looked)
        return hopeful

    def answered(self, values: Values, cell: Cell, most: int) -> bool | str | None:
        """Return whether some answers lead to the ask, or the open attribute on which that hangs; None when the search stops."""
        waiting, seen = [Walk(self.policy, self.name, values)], set[object]()
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
            moment = _Moment(walk, self.leads)
            self.work.spend(walk.looked + len(walk.lists))
            if moment.led:
                return True
            if moment.asked_for_goal:
                self.asked_for_goal = True
                return moment.asked_for_goal
            asked = asked or moment.asked
            waiting += moment.following(cell)
        return asked or False


class _Moment:
    """What is offered to somebody from now on, until they say Yes."""

    def __init__(self, walk: Walk, leads: Leads) -> None:
        self.walk = walk
        self.led = False
        self.asked: str | None = None  # an open attribute that an offer hangs on
        self.asked_for_goal: str | None = None  # one that the ask for the ultimate action hangs on
        self.yeses: list[
            tuple[Good, frozenset[Offer]]
        ] = []  # what may be bought next, with the Noes before it
        useful, goal, noes, sure = leads.possible.useful, leads.goal.good.name, set[Offer](), set[Offer]()
        for live in walk.live():
            good, offer = live.good, live.offer
            if not live.sure:
                self.asked = self.asked or walk.asked(live.gates)
                if good.name == goal:
                    self.asked_for_goal = self.asked_for_goal or walk.asked(live.gates)
            elif offer not in sure:
                sure.add(offer)
                self.led = self.led or good.name == goal
                if useful is None or good.name in useful:
                    self.yeses.append((good, frozenset(noes)))
            noes.add(offer)

    def following(self, cell: Cell) -> Iterator[Walk]:
        """Yield the walks after a Yes, what is nearest to the ultimate action last."""
        for good, noes in sorted(self.yeses, key=lambda each: -cell.distance(each[0].name)):
            yield self.walk.after(good, noes)
