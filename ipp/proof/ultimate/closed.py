"""Customers who can never be asked the ultimate action, whatever they buy and answer from now on.

A customer can buy more, but never less, and days pass; attributes stay. So each condition has two questions: can it still come to hold, and can it still
come to fail? Both are first answered as if conditions did not get in each other's way (`Possibilities`): what is not possible then is not possible at all. What
is, is tried out (`is_attainable`): every choice of products that conditions name, every number of others that makes a difference.
"""

from collections.abc import Iterable
from functools import cached_property
from itertools import chain
from typing import NamedTuple

from ipp.engine.ownership import brings_good, find_owned
from ipp.engine.policy.clauses import Gate, Good
from ipp.engine.policy.compile import Policy
from ipp.engine.policy.conditions import find_parts
from ipp.proof.assumptions import list_excused
from ipp.proof.budget import Budget
from ipp.proof.customers.can_become import Possibilities
from ipp.proof.customers.fact_floors import (
    NO_FLOORS,
    Floors,
    find_floors,
    list_domain,
    suppose_nothing_bought,
)
from ipp.proof.customers.later_facts import merge_floors
from ipp.proof.customers.satisfiable import ProductSet, can_open, is_attainable, make_product_set
from ipp.proof.customers.sellable import list_sellable
from ipp.proof.customers.three_valued import Values
from ipp.proof.ultimate.asks import AskList, UltimateAsk
from ipp.proof.ultimate.obtainable import Obtainable
from ipp.proof.ultimate.prospects import find_prospects, is_open_to_prospects
from ipp.proof.ultimate.purchase_search import PurchaseSearch

MOST_WORK = 50_000
"""Lists and choices of purchases and attributes looked at for one beginning; beyond, there is no alarm, and the proof says so."""
FEW_WORK = 100
"""The same for each beginning once the store has used up its own bound."""
MOST_WORK_OF_STORE = 200_000
"""Looked at in one store, and MOST_WORK_PER_GOOD more for each product and bundle."""
MOST_WORK_PER_GOOD = 50

NOTHING_KEPT = ""
"""The first purchase of those who gave everything back; no item is called so."""
_NOTHING = Good(NOTHING_KEPT, "product", -1, None, (), frozenset(), frozenset(), None)


class ClosedCustomers(NamedTuple):
    """Who can never be asked: whoever bought this (NOTHING_KEPT: who gave everything back; None: everybody) and has these attributes; `holding` names an overlap."""

    bought: str | None
    attributes: dict[str, str | None]
    holding: str | None = None


class UltimateAsks:
    """Every way to the ultimate action of one store."""

    def __init__(self, policy: Policy) -> None:
        self.policy = policy
        goal = policy.goal
        assert goal
        self.goal = goal
        of_store = MOST_WORK_OF_STORE + MOST_WORK_PER_GOOD * len(policy.positions)
        self.work = Budget(MOST_WORK, FEW_WORK, of_store)
        self.steps = Budget(MOST_WORK, FEW_WORK, of_store)  # for single steps, which another rule asks about
        self.stopped: set[str] = set()  # names of which it is not known
        self._known: dict[frozenset[str], AskList] = {}
        self._closed: dict[str | None, ClosedCustomers | None] = {}
        self._reads: dict[Gate, tuple[bool, frozenset[str]]] = {}
        self._open: dict[tuple[object, ...], bool] = {}

    @cached_property
    def _goods(self) -> tuple[Good, ...]:
        """What can be bought without making the ultimate action theirs, by place in the file."""
        found = (self.policy.goods[name] for name in list_sellable(self.policy))
        return tuple(good for good in found if not self.brings_ultimate(good))

    @cached_property
    def ownable(self) -> ProductSet:
        """The products that a customer can come to own before the ultimate action is theirs."""
        return make_product_set((name for good in self._goods for name in good.durables), self._goods)

    @cached_property
    def _fit(self) -> tuple[Good, ...]:
        """What can be had by somebody who is to be asked: nothing of the ultimate action is in it."""
        return tuple(good for good in self._goods if not find_owned(good, self.goal.good.durables))

    @cached_property
    def _obtainable(self) -> Obtainable:
        return Obtainable(self.policy, self._fit, self.work)

    @cached_property
    def _purchasing(self) -> PurchaseSearch:
        return PurchaseSearch(
            self.policy, self._obtainable, self._list_ultimate_asks(self._obtainable.unsold), self.work
        )

    def _list_ultimate_asks(self, unsold: frozenset[str]) -> AskList:
        """Return the ways of those who can come by what is sold, and by these products that are not."""
        lacking = self._obtainable.unsold - unsold
        if lacking not in self._known:
            self._known[lacking] = AskList(
                self.policy, tuple(each for each in self._fit if each.name not in lacking)
            )
        return self._known[lacking]

    @cached_property
    def _excused(self) -> tuple[UltimateAsk, ...]:
        """What counts as asked, of those of whom proofs say nothing."""
        return tuple(UltimateAsk(frozenset(), gates, ()) for gates in list_excused(self.policy))

    def _list_asks(
        self, good: Good | None, unsold: frozenset[str] = frozenset()
    ) -> tuple[AskList, Iterable[UltimateAsk]]:
        """Return the ways, and the asks that they make, of those who bought one good, or nothing yet."""
        ask_list = self._list_ultimate_asks(unsold | ({good.name} if good else set()))
        if good is None:
            return ask_list, ask_list.first_asks
        later = ask_list.later_asks
        return ask_list, chain(later, ask_list.list_asks_after(good)) if good.unavailable else later

    def can_step_open(self, gate: Gate, owned: frozenset[str]) -> bool:
        """Whether a step can be open for somebody who owns these: the same for all who own as many, and the same of what its conditions name."""
        _reads, named = self._find_reads(gate)
        key = gate, owned & named, len(owned), len(owned & self.ownable.names)
        found = self._open.get(key)
        if found is None:
            self.steps.begin_product()
            found = can_open(self.policy, (gate,), owned, self.ownable, (), self.steps)
            if not self.steps.over:
                self._open[key] = found
        return found

    def reads_ownership(self, gate: Gate) -> bool:
        """Whether a gate hangs on what is owned, and not on attributes alone, or contradicts itself."""
        return gate.gated and self._find_reads(gate)[0]

    def _find_reads(self, gate: Gate) -> tuple[bool, frozenset[str]]:
        """Return whether a gate hangs on more than attributes, and the products that its conditions name."""
        if gate not in self._reads:
            reads = self.policy.reading.judge_gates(gate)
            segments = (*gate.when, *gate.unless)
            several = len(segments) > 1 or any(map(self._has_parts, segments))
            self._reads[gate] = several or reads.ownership, reads.products
        return self._reads[gate]

    def _has_parts(self, segment: str) -> bool:
        """Whether a segment is made of others."""
        return bool(find_parts(self.policy.conditions[segment]))

    def brings_ultimate(self, good: Good) -> bool:
        """Whether buying a good makes the ultimate action theirs."""
        return brings_good(good, self.goal.good)

    def find_closed(self, bought: str | None) -> ClosedCustomers | None:
        """Return who can never be asked among those who bought this, or gave everything back; None when everybody still can."""
        if bought not in self._closed:
            self.work.begin_product()
            self._closed[bought] = self._closed_after(bought)
            if self.work.over and self._closed[bought] is None and bought:
                self.stopped.add(bought)
        return self._closed[bought]

    def _closed_after(self, bought: str | None) -> ClosedCustomers | None:
        good = None if bought is None else self.policy.goods[bought] if bought else _NOTHING
        if good and (self.brings_ultimate(good) or not self.can_come_by(good)):
            return None
        overlap = sorted(self.goal.good.durables & good.durables) if good else []
        if overlap:
            return ClosedCustomers(bought, {}, overlap[0])
        if self.goal.cold or self.goal.good.draft:
            return None
        values = self._find_closing(good, {})
        if values is None:
            return None
        return ClosedCustomers(bought, values if values and self._is_open_to_some(good, {}) else {})

    @cached_property
    def _never_had(self) -> frozenset[str]:
        everything = Obtainable(self.policy, self._goods, self.work)
        return everything.unsold - everything.find_unsold(None, {}) if everything.unsold else frozenset()

    def can_come_by(self, good: Good) -> bool:
        """Whether some customers can come by a good before the ultimate action is theirs, as far as can be told in short."""
        return good.name not in self._never_had

    def _is_open_to_some(self, good: Good | None, values: Values) -> bool:
        """Whether some of those who bought one good, or nothing yet, can be asked, whatever their other attributes."""
        unsold = frozenset[str]() if good else self._obtainable.find_unsold(None, values)
        return self._is_open_to_buyers(good, unsold) or bool(good and self._is_open_to_offered(good, values))

    def _is_open_to_buyers(self, good: Good | None, unsold: frozenset[str]) -> bool:
        owned = good.durables if good else frozenset[str]()
        known = {} if good else suppose_nothing_bought(self.policy)
        ask_list, asks = self._list_asks(good, unsold)
        for ask in asks:
            start = owned | ask.owned
            spoilt = good is not None and any(brings_good(good, above) for above in ask.above)
            if ask.prospects:
                if is_open_to_prospects(self.policy, ask.gates, {}, self.work):
                    return True
            elif not (spoilt or start & self.goal.good.durables) and can_open(
                self.policy, ask.gates, start, ask_list.products, ask.above, self.work, known,
                self._find_floors(good, ask),
            ):  # fmt: skip
                return True
            if not self.work.spend_work(1):
                return True
        return False

    def _is_open_to_offered(self, good: Good, values: Values) -> bool:
        """Whether some of those with these attributes can be asked after purchases of which some must be offered first."""
        if not self._obtainable.find_unsold(good, values):
            return False
        asked = self._purchasing.find_ask(good, values)
        if isinstance(asked, str):
            return any(
                self._is_open_to_offered(good, {**values, asked: value})
                for value in list_domain(self.policy, asked, find_floors(self.policy, (good,)))
            )
        return asked is not False

    def _find_closing(self, good: Good | None, values: dict[str, str | None]) -> dict[str, str | None] | None:
        """Return attributes, these among them, of somebody who can never be asked; None when there is nobody, or the search stops."""
        unsold = frozenset[str]() if good else self._obtainable.find_unsold(None, values)
        ask_list, asks = self._list_asks(good, unsold)
        possibilities = self.find_possibilities(good, values, ask_list)
        attribute: str | None = None
        for ask in chain(asks, self._excused):
            if not self.work.spend_work(1):
                return None
            hope = find_prospects(self.policy, values) if ask.prospects else possibilities
            possible, hung_on = hope.check_offer(ask.gates, ask.above)
            if possible and hung_on is None:
                if self._is_attainable(ask, possibilities, ask_list):
                    return None
                continue
            attribute = attribute or (hung_on if possible else None)
        if attribute is None and good and self._obtainable.find_unsold(good, values):
            asked = self._purchasing.find_ask(good, values)
            attribute = asked if isinstance(asked, str) else None
            if asked is None or asked is True:
                return None
        if attribute is None:
            return values
        branches = (
            self._find_closing(good, {**values, attribute: value})
            for value in list_domain(self.policy, attribute, possibilities.floors)
        )
        return next((found for found in branches if found is not None), None)

    def is_closed(self, bought: str, values: Values) -> bool:
        """Whether nobody who bought this and has these attributes can ever be asked; those not given are open."""
        good = self.policy.goods[bought]
        if self.goal.cold or self.goal.good.draft:
            return False
        ask_list, asks = self._list_asks(good, self._obtainable.find_unsold(good, values))
        possibilities = self.find_possibilities(good, values, ask_list)
        for ask in chain(asks, self._excused):
            possible, hung_on = possibilities.check_offer(ask.gates, ask.above)
            if not self.work.spend_work(1):
                return False
            if possible and (hung_on or self._is_attainable(ask, possibilities, ask_list)):
                return False
        return True

    def find_possibilities(self, good: Good | None, values: Values, ask_list: AskList) -> Possibilities:
        """Return what can still come to hold for somebody who bought one good, or nothing yet."""
        owned = good.durables if good else frozenset[str]()
        bought = {good.name} if good else set[str]()
        floors = find_floors(self.policy, (good,)) if good else NO_FLOORS
        if good is None:
            values = {**values, **suppose_nothing_bought(self.policy)}
        return Possibilities(self.policy, owned, ask_list.products.names, bought, values, floors)

    def _find_floors(self, good: Good | None, ask: UltimateAsk) -> Floors:
        """Return what is certain of those who bought one good, if any, and are asked in one way."""
        return merge_floors(find_floors(self.policy, (good,)) if good else NO_FLOORS, dict(ask.least))

    def _is_attainable(self, ask: UltimateAsk, possibilities: Possibilities, ask_list: AskList) -> bool:
        """Whether some further purchases bring a customer to this ask, attributes being as they are."""
        start = possibilities.owned | ask.owned
        if start & self.goal.good.durables:
            return False
        if ask.prospects:
            return is_open_to_prospects(self.policy, ask.gates, possibilities.values, self.work)
        floors = merge_floors(possibilities.floors, dict(ask.least))
        return is_attainable(
            self.policy,
            ask.gates,
            ask.above,
            start,
            ask_list.products,
            possibilities.values,
            self.work,
            floors,
        )
