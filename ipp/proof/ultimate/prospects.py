"""Whether those who bought nothing yet are asked the ultimate action: they own nothing, and have no orders."""

from ipp.engine.policy.compile import Policy
from ipp.proof.budget import Budget
from ipp.proof.customers.can_become import Possibilities
from ipp.proof.customers.fact_floors import list_domain, suppose_nothing_bought
from ipp.proof.customers.three_valued import Gates, ThreeValuedLogic, Values


def find_prospects(policy: Policy, values: Values) -> Possibilities:
    """Return what holds for somebody who bought nothing yet: nothing that purchases bring."""
    known = {**values, **suppose_nothing_bought(policy)}
    return Possibilities(policy, frozenset(), frozenset(), frozenset(), known, idle=True)


def is_open_to_prospects(policy: Policy, gates: Gates, values: Values, work: Budget) -> bool:
    """Whether gates are open to some of those with these attributes who bought nothing yet; true when `work` is used up."""
    logic = ThreeValuedLogic(policy, frozenset(), {**values, **suppose_nothing_bought(policy)})
    is_open = logic.check_gates(gates)
    if is_open is not None or not work.spend_work(1):
        return is_open is not False
    asked = logic.asked
    assert asked is not None
    domain = list_domain(policy, asked)
    return any(is_open_to_prospects(policy, gates, {**values, asked: value}, work) for value in domain)
