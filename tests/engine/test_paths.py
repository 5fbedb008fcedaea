"""Nobody who buys one thing of the real path files is left without a next action."""

from pathlib import Path

import pytest

from ipp.engine.customer.events import Bought, Customer, Event
from ipp.engine.decision.action import Decision
from ipp.engine.decision.decide import decide
from ipp.engine.decision.follow import find_answer_day, follow_yeses, make_events
from ipp.loading import Store, load_store_file
from ipp.path.names import list_goods
from tests.engine.feet import day
from tests.shipped import PATH_FILES

ROOT = Path(__file__).parents[2]
TODAY = day(0)


def read(file: Path) -> Store:
    loaded = load_store_file(str(file))
    assert isinstance(loaded, Store) and not loaded.findings
    return loaded


def people(store: Store) -> list[dict[str, str]]:
    """Return somebody of whom nothing is known, and somebody for each value that a segment names."""
    values = store.policy.attribute_values.items()
    return [{}, *({attribute: value} for attribute, named in values for value in named)]


def buyers(store: Store) -> list[Customer]:
    """Return the customers who bought one thing alone, drafts aside."""
    goods = [good for good in list_goods(store.path) if not good.draft]
    return [
        Customer((Bought((good.name.text,), TODAY),), attributes)
        for good in goods
        for attributes in people(store)
    ]


def bought(customer: Customer) -> str:
    event = customer.events[0]
    assert isinstance(event, Bought)
    return event.items[0]


def test_there_are_files() -> None:
    assert {file.name for file in PATH_FILES} >= {
        "store.yaml",
        "tiny.yaml",
        "coach.yaml",
        "courses.yaml",
        "trainer.yaml",
    }


@pytest.mark.parametrize("file", PATH_FILES, ids=lambda file: file.stem)
def test_whoever_buys_one_thing_has_a_next_action_from_a_list(file: Path) -> None:
    """Rest is for those for whom nothing else is left, and after one purchase much is."""
    store = read(file)
    for customer in buyers(store):
        decision = decide(store.policy, customer, TODAY)
        assert decision.action, customer
        assert decision.action.origin in ("list", "store", "ready", "ultimate"), customer
        assert decision.state in ("offer", "touch", "wait"), customer


@pytest.mark.parametrize("file", PATH_FILES, ids=lambda file: file.stem)
def test_whoever_says_yes_to_everything_is_asked_for_the_ultimate(file: Path) -> None:
    store = read(file)
    goal = store.policy.goal
    assert goal
    for customer in buyers(store):
        if bought(customer) != goal.good.name and not customer.attributes:
            assert follow_yeses(store.policy, customer, TODAY).ends == "ultimate", customer


@pytest.mark.parametrize("file", PATH_FILES, ids=lambda file: file.stem)
def test_whoever_says_no_to_everything_comes_to_rest_and_is_never_stranded(file: Path) -> None:
    store = read(file)
    for customer in buyers(store)[:40]:
        today, events, decision = TODAY, list[Event](), decide(store.policy, customer, TODAY)
        for _ in range(60):
            assert decision.action, customer
            if decision.action.origin in ("rest", "refill"):
                break
            today = find_answer_day(decision)
            events += make_events(decision, False, today)
            decision = decide(store.policy, customer.add_events(*events), today)
        else:
            raise AssertionError(f"no rest: {customer}")


# A few by hand


def after(file: str, name: str, **attributes: str) -> Decision:
    store = read(ROOT / file)
    return decide(store.policy, Customer((Bought((name,), TODAY),), attributes), TODAY)


@pytest.mark.parametrize(
    ("file", "name", "state", "next_name", "because", "days"),
    [
        # the first step of the list of the Mug, without any wait
        ("examples/tiny.yaml", "Mug", "touch", "Washing advice", "Mug", 0),
        # the Milk Jug has no list: the store's `next` is the club
        ("examples/tiny.yaml", "Milk Jug", "offer", "Sunday Clay Club", None, 0),
        # the ultimate is theirs: its own `next`
        ("examples/tiny.yaml", "Sunday Clay Club", "touch", "Studio letter", "Sunday Clay Club", 0),
        # `after: now` on the thank-you page
        (
            "examples/coach.yaml",
            "Stage Nerves Mini-Course",
            "offer",
            "Rehearsal Kit",
            "Stage Nerves Mini-Course",
            0,
        ),
        # the kit has no `next` of its own; of what is in it the templates come first in the file: 2d
        ("examples/coach.yaml", "Rehearsal Kit", "wait", "Write your first script", "Script Templates", 2),
        # 10 days to finish the course, before the series leads to 201
        ("examples/courses.yaml", "Jazz Piano 101", "wait", "Finish Jazz Piano 101", "Jazz Piano 101", 10),
        # everything waits three days for the parcel
        ("paths/store.yaml", "Toe Massager 5000", "wait", "Massage routine video", "Toe Massager 5000", 3),
    ],
)
def test_a_few_by_hand(
    file: str, name: str, state: str, next_name: str, because: str | None, days: int
) -> None:
    decision = after(file, name)
    assert decision.action
    assert (decision.state, decision.action.name, decision.action.because) == (state, next_name, because)
    assert decision.action.due == day(days)


def test_a_goal_decides_which_program_comes_next() -> None:
    """trainer.yaml, Shaker Bottle: warm-up after the default 7d; done, the bands; declined, what the goal says."""
    store = read(ROOT / "examples/trainer.yaml")
    for goal, program in (("build muscle", "Muscle Builder Plan"), ("Running", "First 10K Plan")):
        customer = Customer((Bought(("Shaker Bottle",), TODAY),), {"goal": goal})
        today, names = TODAY, []
        for _ in range(4):
            decision = decide(store.policy, customer, today)
            today = find_answer_day(decision)
            names.append(decision.action and decision.action.name)
            customer = customer.add_events(*make_events(decision, False, today))
        assert names == ["Warm-up that works", "Resistance Bands", "Three moves at your desk", program]
