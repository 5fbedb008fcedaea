"""Why somebody is not asked for the ultimate action within a year who could be."""

import pytest

from ipp.engine.customer.events import Customer
from ipp.engine.customer.state import State
from ipp.proof.silence import held_ask, year
from ipp.proof.silence.habits import NEW, SAME, SILENT, Habit
from ipp.proof.silence.held_ask import HeldAsk, explain_held_ask
from ipp.proof.silence.moments import Hold, find_remaining_ask
from ipp.proof.silence.search import SilenceSearch
from ipp.proof.silence.year import YearWalk
from tests.amounts import amount
from tests.engine.agreement import events, read
from tests.engine.feet import written
from tests.oracle.naive import naive_walk
from tests.oracle.plain import ultimate_name
from tests.oracle.strategies import case
from tests.proof.silence.test_year import closed
from tests.proof.stores import without

STORE = """
ipp: 1
ultimate: {{offer: Club, cold: false}}
defaults: {{patience: {patience}d}}
products:
  Soap: {{price: 12, consumable: true, next: [{next}]}}
  Sponge: {{price: 3, consumable: true}}
  Salt: {{price: 4, consumable: true}}
  Soda: {{price: 4, consumable: true}}
  Towel: {{price: 30}}
  Robe: {{price: 60}}
  Club: {{price: 290}}
touches: {{Letter: {{kind: content}}}}
segments: {{vip: {{where: {{tier: gold}}}}, keen: {{owns: 1}}}}
rest: [{{do: Letter, every: 30d}}]
"""


def explain(text: str, habit: Habit, first: str = "Soap") -> HeldAsk | None:
    """Explain the year of somebody; None where they are asked, or cannot be."""
    silences = SilenceSearch(written(text).policy, (first,), 60)
    walk = YearWalk(silences.policy, silences.list_purchases(first, habit), habit, most=10**9)
    return explain_held_ask(silences.policy, walk.walk_year())


@pytest.mark.parametrize("patience", [1, 2, 3, 4, 6, 7, 10, 14, 400])
@pytest.mark.parametrize("sponge", ["{offer: Sponge, each_time: true}", "{offer: Towel, patience: 400d}"])
def test_whoever_is_in_no_segment_that_is_asked_is_held_up_by_nothing(patience: int, sponge: str) -> None:
    text = STORE.format(patience=patience, next=f"{{offer: Club, when: vip}}, {sponge}")
    assert [explain(text, habit) for habit in (SILENT, *SAME, NEW)] == [None] * 5


SPONGE = "{offer: Sponge, each_time: true%s}"
TWO_MORE = "{offer: Salt, each_time: true}, {offer: Soda, each_time: true}"


@pytest.mark.parametrize(
    ("next", "patience", "habit", "held"),
    [
        (f"{SPONGE % ''}, Club", 3, SAME[0], None),
        (f"{SPONGE % ''}, Club", 10, SAME[0], None),  # from the next purchase on it is not waited for
        (f"{SPONGE % ', after: 8d'}, Club", 1, SAME[0], ("again", ["Sponge"])),
        (f"{SPONGE % ', after: 8d'}, Club", 1, SAME[1], None),
        (f"{SPONGE % ', after: 1d'}, {TWO_MORE}, Club", 1, SAME[0], None),
        (f"{SPONGE % ', after: 1d'}, {TWO_MORE}, Club", 3, SAME[0], ("again", ["Sponge", "Salt", "Soda"])),
        ("{offer: Towel, patience: 400d}, Club", 7, SILENT, ("once", ["Towel"])),
        ("{offer: Towel, after: 400d}, Club", 7, SILENT, ("once", ["Towel"])),
        ("{offer: Club, after: 400d}", 7, SILENT, ("once", ["Club"])),
        ("Towel, Robe, Sponge, Salt, Club", 100, SILENT, ("others", ["Towel", "Robe", "Sponge", "Salt"])),
    ],
)
def test_what_stands_before_the_ask(
    next: str, patience: int, habit: Habit, held: tuple[str, list[str]] | None
) -> None:
    found = explain(STORE.format(patience=patience, next=next), habit)
    assert (found and (found.kind, list(dict.fromkeys(hold.name for hold in found.holds)), found.closed)) == (
        held and (*held, False)
    )


def test_an_ask_that_is_closed_before_its_turn() -> None:
    text = STORE.format(patience=7, next="Towel, {offer: Club, within: 5d}")
    assert explain(text, SILENT) == HeldAsk("once", (Hold("answer", "Towel", "Soap"),), closed=True)


@pytest.mark.parametrize(
    ("next", "patience"),
    [
        (f"{SPONGE % ', after: 8d'}, Club", 1),
        (f"{SPONGE % ', after: 1d'}, {TWO_MORE}, Club", 3),
        (f"{SPONGE % ', after: 1d'}, {TWO_MORE}, {{offer: Club, within: 5d}}", 3),
        (f"{SPONGE % ', after: 3d'}, {{offer: Club, within: 5d}}", 3),
    ],
)
def test_the_reason_does_not_hang_on_the_last_day(
    next: str, patience: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = set[HeldAsk | None]()
    for length in range(360, 375):
        for module in (year, held_ask):
            monkeypatch.setattr(module, "LENGTH", length)
        found.add(explain(STORE.format(patience=patience, next=next), SAME[0]))
    [held] = found
    assert held and held.kind == "again" and not held.closed


def test_the_second_engine_asks_for_what_is_left_once_all_is_declined() -> None:
    """It waits, and says No to all that comes; nothing is bought meanwhile, and no time closes anything."""
    counted = {True: 0, False: 0}
    for seed in range(amount(3000, least=100)):
        plain, history, facts, today = case(seed)
        plain = without(without(closed(plain), "within"), "paused")
        last = ultimate_name(plain)
        if any(last in (event.get("offer"), event.get("item"), *event.get("items", ())) for event in history):
            continue
        policy = read(plain).policy
        state = State(policy, Customer(events(history, policy), facts), today)
        if state.arrived or state.gave_up:
            continue
        walked = naive_walk(plain, history, facts, today, [False] * 30)
        asked = any(result["state"] == "offer" and result["action"]["name"] == last for result in walked)
        assert (find_remaining_ask(state) is not None) == asked, seed
        counted[asked] += 1
    assert min(counted.values()) > 5, counted
