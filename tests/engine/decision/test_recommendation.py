"""Everything that `ipp next` says of one customer."""

import datetime as dt

from ipp.engine.customer.events import Customer, Event
from ipp.engine.decision.follow import find_answer_day
from ipp.engine.decision.recommendation import MOST_NOES, Recommendation, is_smaller_version, recommend_next
from ipp.engine.policy.compile import Policy
from tests.engine.feet import FEET, action, bought, day, declined, did, offered, policy_of, small

STORE = policy_of(FEET)
START = (bought(0, "Toe Massager"), did(0, "Routine video"))


def told(policy: Policy, today: int, *events: Event) -> Recommendation:
    return recommend_next(policy, Customer(events), day(today))


def noes(found: Recommendation) -> list[str]:
    """Name what is next after each further No; the last may be nothing."""
    return [no.action.name if no.action else no.state for no in found.on_noes]


def test_an_answer_says_what_follows_and_where_it_leads() -> None:
    found = told(STORE, 2, *START)
    assert (found.store, found.today) == ("Happy Feet", day(2))
    assert found.decision.action and found.decision.action.name == "Foot Spa Bundle"
    assert found.on_yes and found.on_yes.action and found.on_yes.action.name == "Hand Cream"
    assert found.journey.actions[0] == found.decision.action
    assert found.journey.ends == "ultimate"


def test_noes_are_followed_down_the_ladder_and_one_further() -> None:
    assert noes(told(STORE, 2, *START)) == ["Soak Three", "Foot Soak", "Hand Cream"]
    assert noes(told(STORE, 2, *START, declined(2, "Foot Spa Bundle"))) == ["Foot Soak", "Hand Cream"]


def test_noes_are_followed_from_a_pending_offer_too() -> None:
    assert noes(told(STORE, 4, *START, offered(2, "Foot Spa Bundle"))) == [
        "Soak Three",
        "Foot Soak",
        "Hand Cream",
    ]


def test_at_most_so_many_noes_are_followed() -> None:
    ladder = "".join(f"  P{n}: {{price: {99 - n}, downsell: P{n + 1}}}\n" for n in range(9))
    store = small(f"  A: {{price: 9, next: P0}}\n{ladder}  P9: {{price: 1}}\n")
    assert noes(told(store, 0, bought(0, "A"))) == ["P1", "P2", "P3", "P4", "P5"]
    assert MOST_NOES == 5


def test_noes_are_said_on_the_days_on_which_the_offers_are_due() -> None:
    """9: the lower price of the insoles comes 3 days after the No to the higher one."""
    store = policy_of(FEET.replace("when: sore, ", "").replace("- Foot Spa Bundle", "- Nail Kit"))
    found = told(store, 3, *START, declined(3, "Nail Kit"))
    assert [no.action and (no.action.name, no.action.due) for no in found.on_noes] == [
        ("Insoles", day(17)),
        ("Heel Cups", day(17)),
        ("Hand Cream", day(17)),
    ]


def test_a_touch_is_followed_by_what_comes_after_it_and_no_no() -> None:
    found = told(STORE, 0, START[0])
    assert found.on_yes and found.on_yes.action and found.on_yes.action.name == "Foot Spa Bundle"
    assert found.on_noes == ()


def test_where_nothing_is_left_nothing_follows() -> None:
    found = told(small("  A: {price: 9}\n"), 0, bought(0, "A"))
    assert (found.decision.state, found.on_yes, found.on_noes) == ("stranded", None, ())
    assert (found.journey.actions, found.journey.ends) == ((), "stranded")


def test_smaller_is_a_lower_rung() -> None:
    top = action(STORE, 2, *START)
    lower = action(STORE, 2, *START, declined(2, "Foot Spa Bundle"))
    touch = action(STORE, 0, START[0])
    assert is_smaller_version(lower, top)
    assert not is_smaller_version(top, lower)
    assert not is_smaller_version(top, top)
    assert not is_smaller_version(lower, lower)
    assert not is_smaller_version(touch, top)
    assert not is_smaller_version(lower, touch)
    assert not is_smaller_version(None, top)


# What time opens before what is waited for


def told_first(found: Recommendation) -> tuple[str, int] | None:
    """Return what is done before the action of a decision, and on which day."""
    ahead = found.ahead.decision if found.ahead and not found.ahead.before else None
    return (ahead.action.name, (find_answer_day(ahead) - day(0)).days) if ahead and ahead.action else None


def test_what_a_window_opens_before_comes_first() -> None:
    store = small(
        "  A: {price: 9, next: [{offer: B, from: 2026-07-01, until: 2026-07-31}, {do: Tell, after: 90d}]}\n"
        "  B: {price: 22, next: Z}\n",
        "touches: {Tell: {kind: referral}}\n",
    )
    opens = (dt.date(2026, 7, 1) - day(0)).days
    found = told(store, 4, bought(0, "A"))
    assert found.decision.action and (found.decision.action.name, found.decision.action.due) == (
        "Tell",
        day(90),
    )
    assert told_first(found) == ("B", opens)
    assert [action.name for action in found.journey.actions] == ["B", "Z"]
    assert found.journey.days[0] == day(opens)
    assert found.yes and found.yes.action and found.yes.action.name == "Z"
    assert [no.action and no.action.name for no in found.noes] == ["Tell"]
    assert told_first(told(store, opens, bought(0, "A"))) is None


def test_what_an_open_ask_sets_free_comes_first() -> None:
    store = small(
        "  A: {price: 9, next: [{offer: Set, patience: 20d, downsell: [C]}]}\n"
        "  B: {price: 20, next: [C, {do: Tell, after: 90d}]}\n"
        "  C: {price: 3}\n",
        "bundles: {Set: {items: [B, C], price: 22}}\ntouches: {Tell: {kind: referral}}\n",
    )
    found = told(store, 4, bought(0, "A"), offered(0, "Set"), bought(2, "B"))
    assert found.decision.action and found.decision.action.name == "Tell"
    assert told_first(found) == ("C", 20)


def test_the_ultimate_action_that_can_be_asked_again_comes_first() -> None:
    store = policy_of(
        "ipp: 1\nultimate: {offer: U, again_after: 30d}\n"
        "products: {A: {price: 9, next: [U, {do: Tell, after: 200d}]}, U: {price: 29}}\n"
        "touches: {Tell: {kind: referral}}\n"
    )
    found = told(store, 4, bought(0, "A"), declined(1, "U"))
    assert told_first(found) == ("U", 31)
    assert found.yes and found.yes.state == "complete"


def test_what_quiet_opens_comes_before_a_turn_of_rest() -> None:
    store = policy_of(
        "ipp: 1\nultimate: {offer: U, cold: false}\n"
        "products: {A: {price: 9, next: [{offer: U, when: quiet}]}, U: {price: 29}}\n"
        "segments: {quiet: {quiet_for: 20d}}\n"
        "touches: {Letter: {kind: content}}\nrest: [{do: Letter, every: 50d}]\n"
    )
    assert told_first(told(store, 4, bought(0, "A"), did(0, "Letter"))) == ("U", 20)
