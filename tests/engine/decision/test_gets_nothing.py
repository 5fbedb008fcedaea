"""Who gets nothing: never, stopped, held; and what was held back while a holdout lasts."""

import datetime as dt

from ipp.engine.customer.events import Bought, Customer, Declined, Did, Event, Held, Offered, Resumed, Stopped
from ipp.engine.customer.state import State
from ipp.engine.decision.action import Decision, Stop
from ipp.engine.decision.decide import decide
from ipp.engine.decision.openings import find_next_change
from ipp.engine.decision.recommendation import recommend_next
from ipp.engine.policy.facts import is_in_share
from tests.engine.feet import policy_of

DAY = dt.timedelta(days=1)
FIRST, LAST = dt.date(2026, 12, 1), dt.date(2026, 12, 31)
STORE = """
ipp: 1
ultimate: {offer: Club, cold: false}
products:
  Mug: {price: 9, next: [Guide, {offer: Pot, patience: 7d}, {offer: Tray, when: quiet}]}
  Pot: {price: 19}
  Tray: {price: 12}
  Club: {price: 29}
touches: {Guide: {kind: content}}
segments:
  out: {where: {news: no}}
  quiet: {quiet_for: 50d}
never: out
holdout: {name: autumn, share: 50%%, from: 2026-12-01, until: 2026-12-31%s}
"""
POLICY = policy_of(STORE % "")
ALL = policy_of(STORE % ", of: everything")
assert POLICY.holdout
NAMES = [f"c{number}" for number in range(20)]
INSIDE = next(name for name in NAMES if is_in_share(POLICY.holdout.share, name))
OUTSIDE = next(name for name in NAMES if not is_in_share(POLICY.holdout.share, name))
MUG = Bought(("Mug",), FIRST)
POT = ("Pot", None)


def said(*events: Event, on: dt.date = FIRST, name: str | None = INSIDE, policy: object = POLICY) -> Decision:
    assert isinstance(policy, type(POLICY))
    return decide(policy, Customer((MUG, *events), id=name), on)


def state_and_name(decision: Decision) -> tuple[str, str | None]:
    return decision.state, decision.action and decision.action.name


def test_offers_are_held_and_touches_are_made() -> None:
    assert state_and_name(said()) == ("touch", "Guide")
    assert state_and_name(said(Did("Guide", FIRST))) == ("held", "Pot")
    assert state_and_name(said(Did("Guide", FIRST), name=OUTSIDE)) == ("offer", "Pot")
    assert state_and_name(said(Did("Guide", FIRST), name=None)) == ("offer", "Pot")


def test_of_everything_touches_are_held_too() -> None:
    assert state_and_name(said(policy=ALL)) == ("held", "Guide")
    assert state_and_name(said(Held(Did("Guide", FIRST), "autumn"), policy=ALL)) == ("held", "Pot")


def test_the_shadow_walks_on_and_is_forgotten() -> None:
    held = (Did("Guide", FIRST), Held(Offered(POT, FIRST), "autumn"))
    assert state_and_name(said(*held, on=FIRST + DAY)) == ("wait", "Pot")
    silent = said(*held, on=FIRST + 7 * DAY)
    assert (silent.state, silent.action and silent.action.due) == (
        "wait",
        LAST + DAY,
    )  # then all is forgotten
    assert state_and_name(said(*held, on=LAST + DAY)) == ("offer", "Pot")
    assert state_and_name(said(*held, on=FIRST + DAY, name=OUTSIDE)) == ("offer", "Pot")


def test_rows_of_another_holdout_or_of_other_days_do_not_count() -> None:
    guide = Did("Guide", FIRST)
    assert state_and_name(said(guide, Held(Offered(POT, FIRST), "spring"))) == ("held", "Pot")
    early = Held(Offered(POT, FIRST - DAY), "autumn")
    assert state_and_name(said(guide, early)) == ("held", "Pot")


def test_never_and_stopped_come_before_held() -> None:
    guide = Did("Guide", FIRST)
    assert state_and_name(said(guide, Stopped(FIRST))) == ("stopped", None)
    assert state_and_name(said(guide, Stopped(FIRST), Resumed(FIRST))) == ("stopped", None)
    assert state_and_name(said(guide, Stopped(FIRST), Resumed(FIRST + DAY), on=FIRST + DAY))[0] == "held"
    out = Customer((MUG,), {"News": "NO"})
    assert decide(POLICY, out, FIRST).state == "stopped"
    assert decide(POLICY, out, FIRST).stop == Stop(None, "out")
    assert said(guide, Stopped(FIRST)).stop == Stop(FIRST, None)
    both = out.add_events(Stopped(FIRST))
    assert decide(POLICY, both, FIRST).stop == Stop(FIRST, "out")
    again = both.add_events(Resumed(FIRST + DAY))
    assert decide(POLICY, again, FIRST + DAY).stop == Stop(None, "out")
    assert recommend_next(POLICY, out, FIRST).journey.ends == "stopped"


def test_quiet_opens_by_time_alone() -> None:
    noes = (Did("Guide", FIRST), Offered(POT, FIRST))
    waiting = said(*noes, on=FIRST + 20 * DAY, name=None)
    assert (waiting.state, waiting.action and waiting.action.name) == ("wait", "Tray")
    assert waiting.action
    assert waiting.action.due == FIRST + 50 * DAY
    assert state_and_name(said(*noes, on=FIRST + 50 * DAY, name=None)) == ("offer", "Tray")


def test_who_is_charged_is_quiet_from_the_charge_on() -> None:
    """The day on which it opens counts from the charge, too; so does the day on which what is next can change."""
    policy = policy_of(
        "ipp: 1\nultimate: {offer: Club, cold: false}\nproducts:\n  Tea: {price: 9, every: month, next: [{offer: Tray, when: quiet}]}\n"
        "  Tray: {price: 12}\n  Club: {price: 29}\nsegments: {quiet: {quiet_for: 50d}}\n"
    )
    charged = Customer((Bought(("Tea",), FIRST), Bought(("Tea",), FIRST + 30 * DAY)))
    opens = FIRST + 80 * DAY
    for day in (31, 50, 79):
        waiting = decide(policy, charged, FIRST + day * DAY)
        assert (state_and_name(waiting), waiting.action and waiting.action.due) == (("wait", "Tray"), opens)
    assert find_next_change(State(policy, charged, FIRST + 50 * DAY)) == opens
    assert state_and_name(decide(policy, charged, opens)) == ("offer", "Tray")


def test_a_no_that_was_held_does_not_keep_the_ultimate_action_closed_after_the_holdout() -> None:
    retried = policy_of(STORE.replace("cold: false", "retries: 1, again_after: 90d") % "")
    club, last_no = ("Club", None), FIRST + 20 * DAY
    noes = (Declined(POT, FIRST), Declined(("Tray", None), FIRST), Offered(club, FIRST + 13 * DAY))
    twice = (Did("Guide", FIRST), Held(Offered(club, FIRST), "autumn"), *noes)
    waiting = said(*twice, on=last_no, policy=retried)
    assert waiting.action
    assert (waiting.state, waiting.action.name, waiting.action.due) == ("wait", "Club", last_no + 90 * DAY)
