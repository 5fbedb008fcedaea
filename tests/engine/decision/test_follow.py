"""What comes after an answer, and the path of the customer who says Yes to everything."""

from decimal import Decimal

from ipp.engine.customer.event_order import sort_events
from ipp.engine.customer.events import Accepted, Bought, Customer, Declined, Did, Event, Offered
from ipp.engine.decision.action import Decision
from ipp.engine.decision.decide import decide
from ipp.engine.decision.follow import Ending, decide_after, find_answer_day, follow_yeses, make_events
from ipp.engine.policy.compile import Policy
from tests.engine.feet import FEET, asked, bought, day, declined, did, offered, policy_of, small

STORE = policy_of(FEET)
GAP = """
ipp: 1
ultimate: U
products: {P0: {price: 9}, P2: {price: 30, next: [P0, P3]}, P3: {price: 9}, U: {price: 5}}
defaults: {gap: 9d}
"""


def way(policy: Policy, today: int, *events: Event, most: int = 99) -> tuple[list[tuple[str, int]], Ending]:
    """Return what a journey meets, with the days on which it is due, and how it ends."""
    found = follow_yeses(policy, Customer(events), day(today), most)
    return [(action.name, (action.due - day(0)).days) for action in found.actions], found.ends


# After an answer


def after(policy: Policy, today: int, *events: Event, yes: bool) -> Decision | None:
    return decide_after(policy, Customer(events), asked(policy, today, *events), yes=yes)


def test_after_a_yes_and_after_a_no() -> None:
    events = (bought(0, "Toe Massager"), did(0, "Routine video"))
    yes, no = after(STORE, 2, *events, yes=True), after(STORE, 2, *events, yes=False)
    assert yes and yes.action and (yes.action.name, yes.action.because) == ("Hand Cream", "Toe Massager")
    assert no and no.action and no.action.name == "Soak Three"


def test_what_is_due_later_is_answered_when_it_is_due() -> None:
    no = after(STORE, 0, bought(0, "Toe Massager"), did(0, "Routine video"), yes=False)
    assert no and no.action and (no.state, no.action.due) == ("offer", day(2))


def test_what_is_due_since_long_is_answered_today() -> None:
    events = (bought(0, "Toe Massager"), did(0, "Routine video"))
    assert find_answer_day(asked(STORE, 9, *events)) == day(9)
    no = after(STORE, 9, *events, yes=False)
    assert no and no.action and (no.action.name, no.action.due) == ("Soak Three", day(9))


def test_a_pending_offer_is_answered_today() -> None:
    events = (bought(0, "Toe Massager"), did(0, "Routine video"), offered(2, "Foot Spa Bundle"))
    decision = asked(STORE, 4, *events)
    assert find_answer_day(decision) == day(4)
    no = after(STORE, 4, *events, yes=False)
    assert no and no.action and (no.action.name, no.action.due) == ("Soak Three", day(4))


def test_a_touch_has_no_no_and_nothing_has_no_answer() -> None:
    assert after(STORE, 0, bought(0, "Toe Massager"), yes=False) is None
    done = after(STORE, 0, bought(0, "Toe Massager"), yes=True)
    assert done and done.action and done.action.name == "Foot Spa Bundle"
    dead_end = small("  A: {price: 9}\n")
    assert after(dead_end, 0, bought(0, "A"), yes=True) is None


def test_an_answer_is_told_with_its_ask_unless_that_is_known() -> None:
    touch = asked(STORE, 0, bought(0, "Toe Massager"))
    assert make_events(touch, True, day(1)) == (Did("Routine video", day(1)),)
    offer = asked(STORE, 2, bought(0, "Nail Kit"))
    gift = ("Gift Card", None)
    assert make_events(offer, True, day(2)) == (Offered(gift, day(2)), Accepted(gift, day(2)))
    assert make_events(offer, False, day(2)) == (Offered(gift, day(2)), Declined(gift, day(2)))
    pending = asked(STORE, 3, bought(0, "Nail Kit"), offered(2, "Gift Card"))
    assert make_events(pending, False, day(3)) == (Declined(gift, day(3)),)
    assert make_events(pending, True, day(3)) == (Accepted(gift, day(3)),)


def test_a_yes_is_paid_at_the_price_of_its_offer() -> None:
    policy = policy_of(
        "ipp: 1\nultimate: B\nproducts:\n  A: {price: 9, next: [{offer: B, price: 7}]}\n  B: {price: 20}\n"
    )
    decision = asked(policy, 0, bought(0, "A"))
    order = sort_events(make_events(decision, True, day(0)))[0]
    assert order == Bought(("B",), day(0), paid=Decimal(7))


def test_a_gap_counts_from_an_accepted_offer_too() -> None:
    store = policy_of(GAP)
    events = (bought(0, "P2"),)
    yes = after(store, 12, *events, yes=True)
    assert yes and yes.action and (yes.state, yes.action.name, yes.action.due) == ("wait", "P3", day(21))
    found = follow_yeses(store, Customer(events), day(12))
    assert [action.name for action in found.actions] == ["P0", "P3", "U"]
    assert found.days == (day(12), day(21), day(30))


def test_a_no_to_the_ultimate_asked_again_is_a_second_no_even_after_silence() -> None:
    """8: it would be the late answer to the silent ask if the new ask were not told; 11: then it would be asked on."""
    events = (bought(0, "Nail Kit"), declined(2, "Gift Card"), offered(2, "Feet Club"))
    again = asked(STORE, 47, *events, did(40, "Letter"))
    assert (again.state, again.action and again.action.name) == (
        "offer",
        "Feet Club",
    )  # silent on day 7, and 40d later
    no = after(STORE, 47, *events, did(40, "Letter"), yes=False)
    assert no and no.action and (no.state, no.action.name, no.action.due) == ("wait", "Letter", day(70))


# Journeys


def test_a_journey_ends_with_the_ask_for_the_ultimate() -> None:
    """The video at once, the bundle 2 days later; with it she owns three durables, which is not loyal yet, so that
    the category of the massager and the store's `next` (2 days after the first purchase) come before the club.
    """
    assert way(STORE, 0, bought(0, "Toe Massager")) == (
        [("Routine video", 0), ("Foot Spa Bundle", 2), ("Hand Cream", 2), ("Gift Card", 2), ("Feet Club", 2)],
        "ultimate",
    )


def test_a_journey_of_somebody_who_bought_nothing_starts_with_prospects() -> None:
    steps, ends = way(STORE, 5)
    assert steps[:3] == [("Foot guide", 5), ("Toe Massager", 7), ("Routine video", 7)]
    assert (steps[-1][0], ends) == ("Feet Club", "ultimate")


def test_a_journey_goes_no_further_than_rest() -> None:
    assert way(STORE, 9, bought(0, "Feet Club")) == ([("Invite a friend", 7)], "rest")
    assert way(STORE, 9, bought(0, "Feet Club"), did(7, "Invite a friend")) == ([], "rest")


def test_a_journey_completes_where_no_rest_follows_the_ultimate() -> None:
    store = policy_of("ipp: 1\nultimate: Z\nproducts: {Z: {price: 9, next: A}, A: {price: 1}}\n")
    assert way(store, 1, bought(0, "Z")) == ([("A", 0)], "complete")
    assert way(store, 1, bought(0, "Z"), declined(1, "A")) == ([], "complete")


def test_a_journey_is_stranded_where_nothing_leads_on() -> None:
    store = small("  A: {price: 9, next: B}\n  B: {price: 5}\n")
    assert way(store, 3, bought(0, "A")) == ([("B", 0)], "stranded")


def test_a_journey_is_cut_when_it_is_long() -> None:
    assert way(STORE, 0, bought(0, "Toe Massager"), most=2) == (
        [("Routine video", 0), ("Foot Spa Bundle", 2)],
        "cut",
    )
    assert way(STORE, 0, bought(0, "Toe Massager"), most=5)[1] == "ultimate"  # not cut: it was over


def test_a_journey_starts_with_a_yes_to_what_is_pending() -> None:
    events = (bought(0, "Toe Massager"), did(0, "Routine video"), offered(2, "Foot Spa Bundle"))
    steps, _ = way(STORE, 4, *events)
    assert steps[:2] == [("Foot Spa Bundle", 7), ("Hand Cream", 2)]
    assert decide(STORE, Customer((*events, bought(4, "Foot Spa Bundle"))), day(4)).action


def test_nobody_is_told_to_wait_for_the_ultimate_again_in_a_journey_but_asked_on_its_day() -> None:
    store = policy_of(
        "ipp: 1\nultimate: {offer: Z, again_after: 9d}\nproducts: {A: {price: 1}, Z: {price: 9}}\n"
    )
    assert way(store, 3, bought(0, "A"), declined(1, "Z")) == ([("Z", 10)], "ultimate")


def test_days_of_a_journey_never_run_backwards() -> None:
    """X is due in 10 days; what comes behind it was due before, and is met on the day on which X is done."""
    store = small(
        "  A: {price: 9, next: [{do: X, after: 10d}, Y]}\n",
        "touches: {X: {kind: review}, Y: {kind: content}}\n",
    )
    found = follow_yeses(store, Customer((bought(0, "A"),)), day(0))
    assert [(action.name, action.due) for action in found.actions] == [("X", day(10)), ("Y", day(0))]
    assert found.days == (day(10), day(10))


def test_a_bundle_that_holds_the_ultimate_completes_the_path_and_asks_for_nothing() -> None:
    policy = policy_of(
        """
ipp: 1
ultimate: {offer: U, cold: false}
products: {A: {price: 15, next: B}, C: {price: 15}, U: {price: 20, next: C}}
bundles: {B: {items: [U], price: 30}}
"""
    )
    assert way(policy, 0, bought(0, "A")) == ([("B", 0)], "complete")
    assert way(policy, 0, bought(0, "B")) == ([("C", 0)], "complete")
