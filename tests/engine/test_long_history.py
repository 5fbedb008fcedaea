"""The work of `decide` grows with a history, not with its square: counted in calls, not in seconds."""

import datetime as dt
import sys
from typing import Any

from ipp.engine.customer.events import Accepted, Bought, Customer, Declined, Did, Event, Offered
from ipp.engine.decision.decide import decide
from ipp.engine.policy.compile import Policy
from tests.engine.feet import day, policy_of

NUMBER = 40
STORE = policy_of(
    "ipp: 1\nultimate: {offer: Z, ready: rich}\ndefaults: {patience: 9d}\nproducts:\n  Z: {price: 99}\n"
    + "".join(
        f"  P{n}: {{price: 9, next: [{{offer: P{(n * 7 + 1) % NUMBER}, price: {n % 5 + 2}}}, P{(n + 3) % NUMBER}, Z]}}\n"
        for n in range(NUMBER)
    )
    + "next: [P1, P2]\nsegments: {rich: {owns: 99}}\ntouches: {letter: {kind: content}}\nrest: [{do: letter, every: 30d}]\n"
)


def history(length: int) -> Customer:
    """Every day an order, an ask, an answer to an earlier one, or a letter; many asks open at once."""
    events: list[Event] = []
    for number in range(length):
        on = day(number)
        events.append(Bought((f"P{number % NUMBER}",), on) if number % 2 else Did("letter", on))
        asked = f"P{number * 3 % NUMBER}", None
        events.append(Offered(asked, on))
        if number % 5 == 0:
            events.append((Accepted if number % 10 else Declined)((f"P{number * 7 % NUMBER}", None), on))
    return Customer(tuple(events))


def count_calls(policy: Policy, customer: Customer, today: dt.date) -> int:
    """Return how many calls of Python functions a decision takes."""
    calls = 0

    def count(_frame: Any, event: str, _argument: Any) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        decide(policy, customer, today)
    finally:
        sys.setprofile(before)
    return calls


def test_twice_the_history_is_twice_the_work() -> None:
    decide(STORE, history(400), day(400))  # lists are compiled when first read
    short, long = (count_calls(STORE, history(length), day(length)) for length in (400, 1600))
    assert short > 400
    assert long < 5 * short
