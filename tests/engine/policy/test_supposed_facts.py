"""Facts supposed as attributes come to the same as the facts of customers who are there."""

import datetime as dt
from bisect import bisect_right
from typing import Any

from ipp.engine.customer.events import Customer
from ipp.engine.customer.state import State
from ipp.engine.policy.conditions import SegmentJudge, Truth
from ipp.engine.policy.facts import draw_customer
from ipp.engine.policy.supposed_facts import Axis
from ipp.lint.check import check_store
from ipp.path.names import fold_name
from tests.amounts import amount
from tests.engine.agreement import complete_until, events, find_id, read
from tests.engine.feet import written
from tests.oracle.strategies import case

SEEDS = amount(2_000)


def stand_on(
    state: State, axis: Axis, cuts: tuple[Any, ...], labels: tuple[str, ...], today: dt.date
) -> str | None:
    """Return the value of an axis at which a customer stands: the label of the last threshold that is reached."""
    record = state.record
    found: Any
    match axis.kind:
        case "pieces":
            found = record.pieces.get(axis.about, 0)
        case "orders":
            found = record.purchases
        case "spent":
            found = record.spent
        case "quiet":
            found = (today - record.quiet_since).days if record.quiet_since else -1
        case "share":
            found = draw_customer(axis.about, record.customer or "")
    assert list(cuts) == sorted(cuts)
    place = bisect_right(cuts, found)
    return labels[place - 1] if place else None


def test_the_same_segments_hold() -> None:
    compared = set()
    for seed in range(SEEDS):
        plain, history, facts, today = case(seed, who=True)
        policy = read(plain).policy
        supposed = policy.suppose()
        name = find_id(history)
        if supposed is policy or name is None:
            continue
        state = State(policy, Customer(events(history, policy), facts, complete_until(history), name), today)
        stands = {
            name: stand_on(state, axis, cuts, supposed.attribute_values[name], today)
            for name, (axis, cuts) in supposed.axes.items()
        }
        values = state.attributes | {
            fold_name(name): value and fold_name(value) for name, value in stands.items()
        }
        judge = SegmentJudge(supposed.conditions, Truth(state.owned, values))
        for segment in policy.conditions:
            assert judge.judge(segment) == state.segments.judge(segment), (seed, segment)
            compared.add(judge.judge(segment))
    assert compared == {True, False}


ARMS = """
ipp: 1
ultimate: Club
products:
  Mug: {price: 9, next: [{offer: Pot, when: first}, {offer: Cup, when: second}%s]}
  Pot: {price: 19, next: Club}
  Cup: {price: 8, next: Club}
  Club: {price: 29}
segments:
  first: {share: 50%%, salt: arms}
  second: {share: 50%% to %s, salt: arms}
%s
"""


def codes_of(*parts: str) -> list[str]:
    found = check_store(written(ARMS % parts))
    return [finding.rule.code for finding in found if finding.rule.severity == "error"]


def test_arms_of_one_salt_leave_nobody_out_and_hold_nobody_twice() -> None:
    assert codes_of("", "100%", "") == []
    assert codes_of("", "99%", "") == ["IPP204"]


def test_what_was_ordered_can_hold_and_fail() -> None:
    assert codes_of("", "99%", "  rich: {spent: 50}\n  poor: {not: rich}") == ["IPP204"]
    both = ", {offer: Pot, when: rich}, {offer: Cup, when: poor}"
    assert codes_of(both, "99%", "  rich: {spent: 50}\n  poor: {not: rich}") == []
