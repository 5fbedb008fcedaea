"""What a story comes to: the clock, what happens, and what must come next."""

from decimal import Decimal

import pytest

from ipp.engine.policy.facts import is_in_share, make_share
from ipp.path.values import ShareRange
from ipp.stories.result import BrokenBan, NoAnswer, NotReached, Unplayable, WrongNext

from .shop import run, tell


def days(*steps: str) -> list[str]:
    """Return the day and word of each line of the transcript, all of which pass."""
    report = tell(*steps)
    assert not report.findings
    (result,) = report.results
    assert not result.failures, result.failures
    return [f"{moment.day:%m-%d} {moment.word}" for moment in result.moments]


def test_answers_happen_on_the_due_day_and_move_the_clock_there() -> None:
    assert days(
        "bought: Mug", "next: Washing advice", "did", "next: {offer: Teapot, due: now, price: 68}", "declines",
        "next: {offer: Milk Jug, rung: 1, due: 2d, because: Mug}", "accepts", "next: Clay Club",
    ) == [
        "11-22 bought", "11-22 next", "11-25 did", "11-25 next", "11-25 declines", "11-25 next", "11-27 accepts", "11-27 next",
    ]  # fmt: skip


def test_what_was_bought_before_today_is_history() -> None:
    assert days("{bought: Mug, on: -12d}", "next: {do: Washing advice, due: now}", "did: Washing advice") == [
        "11-10 bought", "11-22 next", "11-22 did",
    ]  # fmt: skip


def test_a_later_purchase_moves_the_clock() -> None:
    assert days("bought: Milk Jug", "{bought: Mug, on: 2026-12-01}", "next: {do: Washing advice, due: 3d}")[
        1
    ] == ("12-01 bought")


def test_in_a_silence_what_is_due_happens_and_nobody_answers() -> None:
    assert days("bought: Mug", "silent: 6d", "next: {offer: Teapot, state: wait, due: 4d}", "accepts") == [
        "11-22 bought", "11-22 silent", "11-25 did", "11-25 asked", "11-28 next", "11-28 accepts",
    ]  # fmt: skip


def test_a_silence_that_lasts_is_a_no() -> None:
    days("bought: Mug", "silent: 10d", "next: {offer: Milk Jug, due: now}")


def test_what_is_due_on_the_last_day_of_a_silence_is_still_to_come() -> None:
    days("bought: Mug", "silent: 3d", "next: {do: Washing advice, due: now}", "did")


def test_attributes_are_known_from_where_they_are_said() -> None:
    days("bought: Mug", "did", "next: Teapot", "with: {drink: mate}", "next: Tea Set")
    days("{bought: Mug, with: {drink: Tea}}", "did", "next: Tea Set")
    days("{bought: Mug, with: {drink: coffee}}", "did", "next: Teapot")


def test_a_list_is_one_order_and_pieces_count() -> None:
    days(
        "bought: {Mug: 2}",
        "returned: Mug",
        "next: Washing advice",
        "{returned: Mug, on: 1d}",
        "next: Clay Club",
    )
    days("bought: [Mug, Teapot]", "next: Washing advice")


def test_a_membership_that_is_cancelled_is_won_back() -> None:
    days("bought: Clay Club", "next: Studio letter", "did", "cancelled: Clay Club", "next: Exit question")


def test_a_membership_lapses_while_nobody_answers() -> None:
    days("bought: Clay Club", "silent: 46d", "next: {do: Exit question, because: Clay Club}")


def test_what_is_named_with_a_day_happens_whatever_is_next() -> None:
    days("bought: Mug", "{declines: Teapot, on: 1d}", "{did: Washing advice, on: now}", "next: Milk Jug")


@pytest.mark.parametrize("word", ["complete", "stranded"])
def test_where_nothing_is_next_its_state_is_the_word(word: str) -> None:
    shop = "ipp: 1\nultimate: {offer: C, retries: 0}\nproducts:\n  A: {price: 3}\n  C: {price: 9}\n"
    steps = "bought: C" if word == "complete" else "bought: A\n    - declines"
    report = run(
        f"stories:\n  One:\n    - {steps}\n    - next: {word}\n    - next: {{state: {word}}}\n", shop
    )
    assert report.results[0].passed, report


def test_what_comes_next_instead_is_told_with_the_reasons() -> None:
    (failure,) = tell("bought: Mug", "did", "next: Tea Set").results[0].failures
    assert isinstance(failure, WrongNext)
    assert failure.decision.action
    assert failure.decision.action.name == "Teapot"
    assert failure.absence == "passed over"
    assert [each.reason.why for each in failure.reasons] == ["closed segment"]
    (hint,) = failure.hints
    assert (hint.segment, hint.attribute, hint.wanted, hint.value) == (
        "drinks-tea",
        "drink",
        ("mate", "tea"),
        None,
    )


def test_an_attribute_with_another_value_is_told_apart_from_one_that_is_unset() -> None:
    (failure,) = tell("{bought: Mug, with: {drink: no}}", "did", "next: Tea Set").results[0].failures
    assert isinstance(failure, WrongNext)
    assert failure.hints[0].value == "no"


@pytest.mark.parametrize(
    ("steps", "absence"),
    [
        (["bought: Mug", "did", "accepts", "next: Exit question"], "nowhere"),
        (["bought: Mug", "next: Studio letter"], "behind"),
        (["bought: Mug", "next: Teapot"], "passed over"),
        (["bought: Mug", "silent: 4d", "next: Clay Club"], "an answer is waited for"),
    ],
)
def test_where_the_expected_is(steps: list[str], absence: str) -> None:
    (failure,) = tell(*steps).results[0].failures
    assert isinstance(failure, WrongNext)
    assert failure.absence == absence


def test_all_that_differs_is_found() -> None:
    (failure,) = (
        tell("bought: Mug", "next: {do: Washing advice, due: 2d, via: email, because: Teapot}")
        .results[0]
        .failures
    )
    assert isinstance(failure, WrongNext)
    assert [each.key for each in failure.wrong] == ["due", "via", "because"]


@pytest.mark.parametrize("step", ["accepts", "declines", "did: Studio letter"])
def test_an_answer_to_something_else_ends_the_story(step: str) -> None:
    result = tell("bought: Mug", step, "next: Mug").results[0]
    (failure,) = result.failures
    assert isinstance(failure, NoAnswer)
    assert len(result.moments) == 2


def test_what_must_never_come_next_is_told_once_where_it_does() -> None:
    result = tell("bought: Mug", "never: [Teapot, Clay Club]", "did", "declines", "declines").results[0]
    assert [(type(each), each.name.text) for each in result.failures if isinstance(each, BrokenBan)] == [
        (BrokenBan, "Teapot"),
        (BrokenBan, "Clay Club"),
    ]


def test_a_ban_holds_in_silences_and_from_its_place_only() -> None:
    assert tell("bought: Mug", "did", "declines", "never: Teapot", "silent: 30d").results[0].passed
    assert not tell("bought: Mug", "never: Milk Jug", "silent: 30d").results[0].passed


@pytest.mark.parametrize(
    ("reach", "passes"),
    [
        ("Clay Club", True),
        ("{offer: Clay Club, asks: 2}", True),
        ("{offer: Clay Club, asks: 1}", False),
        ("{offer: Clay Club, days: 5}", True),
        ("{offer: Clay Club, days: 4}", False),
        ("{do: Washing advice, asks: 0, days: 3d}", True),
        ("Milk Jug", False),
    ],
)
def test_what_saying_yes_leads_to(reach: str, passes: bool) -> None:
    (result,) = tell("bought: Mug", f"reaches: {reach}").results
    assert result.passed is passes
    assert all(isinstance(failure, NotReached) for failure in result.failures)


def test_cases_are_what_ipp_next_says() -> None:
    report = run(
        "cases:\n"
        "  - {bought: [Mug], next: Washing advice}\n"
        "  - {bought: Mug@-9d, did: Washing advice, declined: Teapot, with: {drink: milk}, next: {offer: Milk Jug, due: 2d}}\n"
        "  - {bought: [Mug, Teapot], on: -30d, next: Washing advice, never: Teapot, reaches: Clay Club}\n"
        "  - {next: Clay Club}\n"
    )
    assert [result.story.name for result in report.results] == [
        "bought Mug", "bought Mug@-9d, did Washing advice, declined Teapot, with drink milk", "bought Mug, Teapot", "bought nothing",
    ]  # fmt: skip
    assert [result.passed for result in report.results] == [True, True, True, True], report


def test_a_price_that_nobody_asks_is_told() -> None:
    report = run("cases:\n  - {bought: Mug, declined: Teapot for 3, next: Mug}\n")
    (failure,) = report.results[0].failures
    assert isinstance(failure, Unplayable)
    assert "its prices are 68" in failure.message


def test_every_story_is_played_whatever_the_one_before_came_to() -> None:
    report = run(
        "stories:\n  Wrong: [did]\n  Broken: [bought: Mugg]\n  Right: [bought: Mug, next: Washing advice]\n"
    )
    assert [(result.broken, result.passed) for result in report.results] == [
        (False, False),
        (True, False),
        (False, True),
    ]
    assert (report.played, report.failed, report.broken) == (2, 1, 1)


SHARES = """ipp: 1
ultimate: Club
products:
  Mug: {price: 24, next: [{offer: Jug, when: half}, Club]}
  Jug: {price: 19}
  Club: {price: 35}
touches: {Letter: {kind: content}}
rest: [{do: Letter, every: 30d}]
segments: {half: {share: 50%, salt: test}}
holdout: {name: autumn, share: 50%}
defaults: {after: 3d, patience: 7d}
"""


def test_shares_and_the_holdout_are_drawn_by_the_id_of_the_customer() -> None:
    ids = [f"c{number}" for number in range(40)]
    half, held = (
        make_share("test", ShareRange(Decimal(0), Decimal("0.5"))),
        make_share("autumn", ShareRange(Decimal(0), Decimal("0.5"))),
    )
    told = {}
    for id in ids:
        report = run(
            f"stories:\n  A: [customer: {id}, bought: Mug, next: Club]\ncases: [{{bought: Mug@-9d, customer: {id}, next: {{state: held}}}}]\n",
            SHARES,
        )
        assert not report.findings
        told[is_in_share(half, id), is_in_share(held, id)] = tuple(result.passed for result in report.results)
    assert told == {
        (True, True): (False, True),
        (True, False): (False, False),
        (False, True): (True, True),
        (False, False): (True, False),
    }
    (nobody,) = run("stories:\n  A: [bought: Mug, next: Club]\n", SHARES).results
    assert nobody.passed


def test_what_is_held_in_a_silence_counts_as_made() -> None:
    held = make_share("autumn", ShareRange(Decimal(0), Decimal("0.5")))
    id = next(id for id in map(str, range(99)) if is_in_share(held, id))
    steps = f"customer: '{id}', bought: Mug, silent: 18d, next: Letter"
    (result,) = run(f"stories:\n  A: [{steps}]\n", SHARES.replace("when: half", "unless: half")).results
    assert [moment.word for moment in result.moments] == [
        "customer",
        "bought",
        "silent",
        "held",
        "held",
        "did",
        "next",
    ]
    assert result.passed


def test_who_asked_to_stop_gets_nothing_until_they_resume() -> None:
    days(
        "bought: Mug",
        "stopped",
        "next: stopped",
        "silent: 9d",
        "next: stopped",
        "resumed",
        "next: Washing advice",
    )
    days("bought: Mug", "stopped: -1d", "resumed: 2d", "next: {do: Washing advice, due: 1d}")
    (case,) = run("cases: [{bought: Mug@-3d, stopped: -2d, next: stopped}]\n").results
    assert case.passed
    (late,) = run("cases: [{bought: Mug, stopped: 2d, next: stopped}]\n").results
    assert isinstance(late.failures[0], Unplayable)
