"""Sentence 12 by hand: with nothing live it is waited for the first day on which time opens something."""

from ipp.engine.customer.events import Customer
from ipp.engine.customer.state import State
from ipp.engine.decision.openings import find_next_step
from tests.engine.feet import asked, bought, day, declined, did, doing, offered, small

PARTS = "  B: {price: 5}\n  C: {price: 3}\n"
LETTER = "touches: {letter: {kind: content}}\nrest: [{do: letter, every: 30d}]\n"


def test_a_window_that_opens_is_waited_for_and_the_end_of_an_open_ask() -> None:
    store = small(f"  A: {{price: 9, next: [{{offer: B, from: {day(20)}, until: {day(25)}}}]}}\n{PARTS}")
    assert doing(store, 3, bought(0, "A")) == ("wait", "B", 20)
    assert doing(store, 26, bought(0, "A")) == ("stranded", None, None)
    running = [bought(0, "A"), offered(1, "C"), bought(2, "A")]
    decision = asked(store, 3, *running)
    assert (
        decision.awaiting and decision.action and decision.action.name == "C"
    )  # ends on day 8, before the window
    assert doing(store, 8, *running) == ("wait", "B", 20)


def test_what_opens_later_than_its_within_is_not_waited_for() -> None:
    step = f"{{offer: B, from: {day(20)}, within: 19d}}"
    store = small(f"  A: {{price: 9, next: [{step}]}}\n{PARTS}")
    assert doing(store, 3, bought(0, "A")) == ("stranded", None, None)
    assert doing(store, 3, bought(0, "A"), bought(1, "A")) == ("wait", "B", 20)


def test_what_is_answered_is_not_waited_for() -> None:
    store = small("  A: {price: 9, next: [{offer: B, from: 11-15}, {do: card, from: 12-01}]}\n" + PARTS,
                  "touches: {card: {kind: content}}\n")  # fmt: skip
    assert doing(store, 3, bought(0, "A"), declined(1, "B")) == ("wait", "card", 183)
    assert doing(store, 3, bought(0, "A"), declined(1, "B"), did(2, "card")) == ("stranded", None, None)


def test_behind_rest_the_next_step_is_known_too() -> None:
    store = small("  A: {price: 9, next: [{offer: B, from: 11-15}]}\n" + PARTS, LETTER)
    customer = Customer((bought(0, "A"), did(1, "letter")))
    assert find_next_step(State(store, customer, day(2)), customer) == day(167)
    assert doing(store, 2, *customer.events) == ("wait", "letter", 31)
    done = customer.add_events(declined(1, "B"))
    assert find_next_step(State(store, done, day(2)), done) is None
