"""Up to which number of owned products their number matters: nobody needs to be told apart by more."""

from ipp.engine.policy.compile import Policy
from ipp.path.names import list_steps


def find_most_counted(policy: Policy) -> int:
    """Return the largest number of products that a segment, a step or an entry of `rest` wants to be owned; 0 where none does."""
    gates = {policy.compile_gate(step, in_list=False) for step in list_steps(policy.path)}
    asked = policy.reading.judge_gates(*gates, *(each.gate for each in policy.written_renewals))
    segments = map(policy.reading.judge, policy.conditions)
    return max((number for reads in (asked, *segments) for number in reads.counts), default=0)
