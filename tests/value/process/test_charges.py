"""Charges of memberships end the time in which nothing was ordered."""

import pytest

from ipp.value.process.chain_state import ChainState
from ipp.value.process.compiled.calendar import ALWAYS, NEVER
from ipp.value.process.compiled.compiled_policy import CompiledPolicy
from ipp.value.process.starting import start_customer
from ipp.value.process.walker import Walker

from ..shops import TODAY, shop

STORE = """ultimate: Club
products:
  Tea: {price: 5, every: 30d, churn: 10%, next: [{offer: Mug, when: quiet}]}
  Mug: {price: 9}
  Club: {price: 20}
segments: {quiet: {quiet_for: 20d}}
"""


def start(text: str, pieces: int = 1) -> tuple[Walker, ChainState]:
    policy = shop(text)
    walk = Walker(CompiledPolicy(policy, {}, TODAY), 365)
    return walk, start_customer(walk, [(policy.goods["Tea"], pieces)])


@pytest.mark.parametrize(
    ("day", "is_quiet", "changes"),
    [(0, False, 20), (19, False, 20), (20, True, 30), (29, True, 30), (30, False, 50), (55, True, 60)],
)
def test_a_monthly_charge_ends_twenty_quiet_days(day: int, is_quiet: bool, changes: int) -> None:
    walk, state = start(STORE)
    charges = walk.relevance.charges
    for each in (state.move_to(day), walk.relevance.trim_state(state.move_to(day))):
        assert bool(charges.find_quiet_facts(each)) is is_quiet
        assert charges.find_change(each, 365) == changes


def test_who_is_charged_more_often_is_never_quiet() -> None:
    walk, state = start(STORE.replace("20d", "40d"))
    charges = walk.relevance.charges
    assert charges.find_change(state, 365) == ALWAYS
    assert not any(charges.find_quiet_facts(state.move_to(day)) for day in range(365))


def test_periods_paid_at_once_and_a_membership_without_churn() -> None:
    walk, state = start(STORE, pieces=2)
    assert state.payments == ((60, 30),)
    assert walk.relevance.charges.find_change(state.move_to(20), 365) == 60
    walk, state = start(STORE.replace(", churn: 10%", ""))
    assert (state.payments, walk.relevance.charges.find_change(state.move_to(20), 365)) == ((), ALWAYS)


def test_nothing_is_kept_where_nobody_asks() -> None:
    _, state = start(STORE.replace("quiet_for: 20d", "owns: 5"))
    assert (state.charged, state.payments) == (NEVER, ())
