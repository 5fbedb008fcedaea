"""Three-valued truth of segments: what is owned is known, some attributes are still open (Kleene: true, false, None)."""

from collections.abc import Iterable, Mapping

from ipp.engine.policy.clauses import Gate
from ipp.engine.policy.compile import Policy
from ipp.engine.policy.conditions import OwnershipTruth, fold_condition, list_gate_parts
from ipp.engine.policy.facts import Fact
from ipp.proof.customers.fact_floors import NO_FLOORS, Floors, list_domain

Values = Mapping[str, str | None]
"""Attribute -> value; None stands for every value that no segment names, and for having none."""

Gates = tuple[Gate, ...]
"""Gates that must all be open."""


class ThreeValuedLogic(OwnershipTruth):
    """The algebra of conditions for one owned set, under some values, of which those that purchases have left behind count as the least that are not.

    Memory of segments is kept for one set of values.

    It is no `SegmentJudge` of itself: proofs make many of these, and a circle of two objects would stay until the end.
    """

    def __init__(
        self, policy: Policy, owned: frozenset[str], values: Values, floors: Floors = NO_FLOORS
    ) -> None:
        super().__init__(owned)
        self.policy, self.values, self.floors = policy, values, floors
        self.memory: dict[str, bool | None] = {}
        self.asked: str | None = None  # the first open attribute that an answer hung on

    def check_gates(self, gates: Gates) -> bool | None:
        """Whether all gates are open."""
        return self.all_of(list_gate_parts(gates, self, self.holds_segment))

    def holds_segment(self, segment: str) -> bool | None:
        if segment not in self.memory:
            self.memory[segment] = False  # a circle is reported elsewhere; it never holds
            self.memory[segment] = fold_condition(self.policy.conditions[segment], self, self.holds_segment)
        return self.memory[segment]

    def where(self, attribute: str, values: frozenset[str]) -> bool | None:
        if attribute in self.floors:
            return self._check_fact(attribute, values)
        if attribute in self.values:
            return self.values[attribute] in values
        self.asked = self.asked or attribute
        return None

    def _check_fact(self, attribute: str, values: frozenset[str]) -> bool | None:
        """Return what it comes to that a supposed fact of which something is certain has one of some values."""
        domain = list_domain(self.policy, attribute, self.floors)
        if attribute in self.values:
            value = self.values[attribute]
            return (value if value in domain else domain[0]) in values
        if values.isdisjoint(domain) or values.issuperset(domain):
            return domain[0] in values
        self.asked = self.asked or attribute
        return None

    def fact(self, fact: Fact) -> bool:
        """Facts are attributes of the policies that proofs suppose: none is left to ask."""
        raise AssertionError(fact)

    def all_of(self, parts: Iterable[bool | None]) -> bool | None:
        result: bool | None = True
        for part in parts:
            if part is False:
                return False
            if part is None:
                result = None
        return result

    def any_of(self, parts: Iterable[bool | None]) -> bool | None:
        return self.negate(self.all_of(map(self.negate, parts)))

    def negate(self, part: bool | None) -> bool | None:
        return None if part is None else not part
