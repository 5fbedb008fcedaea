"""From where the ultimate action is sure to be asked: a search backwards over steps that nothing can take away.

Such a step stands first on its ladder, has no window, offers one product (none that is in the ultimate action) or the ultimate action
itself, and has no condition, or one on attributes alone. Say Yes to the products of a way of such steps and No to all else: then no product of the way
is theirs before it is asked for, conditions on attributes stay as they are, and answers are finite, so every step is asked.
Which way a customer takes may hang on attributes; it is enough that none of them closes all steps of a product.
"""

from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from ipp.engine.policy.clauses import Entry, Ladder, TouchStep
from ipp.engine.policy.compile import Policy
from ipp.proof.customers.fact_floors import is_passing
from ipp.proof.customers.three_valued import (
    Gates,
    ThreeValuedLogic,
    Values,
)
from ipp.proof.no_offer import make_budget, open_to_all

STOREWIDE = ""
"""The list that everybody reads, as a place that leads on; no item is called so."""


class _CertainStep(NamedTuple):
    """A step that may be closed to somebody, but is never taken away."""

    start: str
    end: str
    gates: Gates


class CertainLeads:
    """The steps of one store that nothing can take away."""

    def __init__(self, policy: Policy) -> None:
        assert policy.goal
        self.policy, self.goal = policy, policy.goal.good
        self.work = make_budget(policy)
        self._of_attributes: dict[Gates, bool] = {}

    @cached_property
    def everybody(self) -> bool:
        """Whether the store-wide list asks everybody for the ultimate action, whoever owns nothing of it: the common case."""
        steps = self.list_steps(STOREWIDE, self.policy.storewide)
        return any(step.end == self.goal.name and not step.gates for step in steps)

    @cached_property
    def direct(self) -> frozenset[str]:
        """The products whose own list asks everybody."""
        names = (product.name.text for product in self.policy.path.products)
        return frozenset(
            name for name in names if name not in self.goal.durables and self.asks_everybody(name)
        )

    def asks_everybody(self, name: str) -> bool:
        """Whether the list of a product asks everybody for the ultimate action."""
        goal = self.goal.name
        for entry in self.policy.list_entries(name):
            if isinstance(entry, Ladder) and entry.rungs[0].good.name == goal and not entry.gate.gated:
                gate = entry.rungs[0].gate
                if not (gate.gated or gate.dated or self.goal.draft):
                    return True
        return False

    @cached_property
    def steps(self) -> tuple[_CertainStep, ...]:
        """Every such step, but for those of products whose own list asks everybody."""
        found = list(self.list_steps(STOREWIDE, self.policy.storewide))
        for product in self.policy.path.products:
            name = product.name.text
            if name not in self.direct and name not in self.goal.durables:
                found += self.list_steps(name, self.policy.list_entries(name))
        return tuple(found)

    def list_steps(self, start: str, entries: tuple[Entry, ...]) -> Iterator[_CertainStep]:
        for entry in entries:
            if isinstance(entry, TouchStep):
                continue
            good, gate = entry.rungs[0].good, entry.rungs[0].gate
            on_the_way = good.kind == "product" and good.name not in self.goal.durables
            if (on_the_way or good.name == self.goal.name) and not good.draft and not gate.dated:
                gates = tuple(each for each in (entry.gate, gate) if each.gated)
                if not gates or self.reads_attributes_only(gates):
                    yield _CertainStep(start, good.name, gates)

    def reads_attributes_only(self, gates: Gates) -> bool:
        """Whether gates hang on attributes alone, and on such as stay."""
        known = self._of_attributes.get(gates)
        if known is None:
            reads = self.policy.reading.judge_gates(*gates)
            known = not reads.ownership and not any(
                is_passing(self.policy, each) for each in reads.attributes
            )
            self._of_attributes[gates] = known
        return known

    def find_closure(self, values: Values) -> frozenset[str]:
        """Return the products whose buyers with these attributes are all led there, and STOREWIDE if everybody's are."""
        return _BackwardSearch(self, values).find_closure()


class _BackwardSearch:
    """The search for customers with some attributes; others may be anything."""

    def __init__(self, certain: CertainLeads, values: Values) -> None:
        self.policy, self.goal, self.values = certain.policy, certain.goal.name, values
        self.direct, self.work = certain.direct, certain.work
        self.before: dict[str, list[str]] = {}  # over steps that are open to all of them
        self.gated: dict[str, list[_CertainStep]] = {}  # steps that are open to some of them
        self.gated_before: dict[str, list[str]] = {}
        logic = ThreeValuedLogic(self.policy, frozenset(), values)
        for step in certain.steps:
            is_open = logic.check_gates(step.gates)
            if is_open:
                self.before.setdefault(step.end, []).append(step.start)
            elif is_open is None:
                self.gated.setdefault(step.start, []).append(step)
                self.gated_before.setdefault(step.end, []).append(step.start)

    def find_closure(self) -> frozenset[str]:
        found: set[str] = set(self.direct)
        waiting = [self.goal, *self.direct]
        doubtful: dict[str, None] = {}  # steps of theirs lead there for some customers
        while waiting or doubtful:
            if waiting:
                at = waiting.pop()
                doubtful.update(dict.fromkeys(self.gated_before.get(at, ())))
                reached = self.before.get(at, [])
            else:
                name = doubtful.popitem()[0]
                reached = [name] if name not in found and self.is_open_to_all(name, found) else []
            for name in reached:
                if name not in found:
                    found.add(name)
                    waiting.append(name)
        return frozenset(found)

    def is_open_to_all(self, name: str, found: set[str]) -> bool:
        """Whether one of the steps that lead there is open, whatever the other attributes are."""
        ways = [step.gates for step in self.gated[name] if step.end in found or step.end == self.goal]
        self.work.begin_product()
        return open_to_all(self.policy, ways, self.values, self.work)
