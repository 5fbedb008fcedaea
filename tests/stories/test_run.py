"""What a run of stories says of them beside what they come to."""

import pytest

from .shop import run, tell


@pytest.mark.parametrize(
    "steps", [("bought: Mug",), ("bought: Mug", "silent: 9d", "{did: Washing advice, on: 1d}")]
)
def test_a_story_that_cannot_fail_is_no_story(steps: tuple[str, ...]) -> None:
    report = tell(*steps)
    assert [(each.rule.name, each.message) for each in report.findings] == [
        ("missing-key", "the story `One` has no `next`: it checks nothing")
    ]
    assert report.broken == 1


@pytest.mark.parametrize("step", ["did", "next: Washing advice", "never: Mug", "reaches: Clay Club"])
def test_one_step_that_can_fail_is_enough(step: str) -> None:
    report = tell("bought: Mug", step)
    assert (report.findings, report.broken) == ((), 0)


@pytest.mark.parametrize(
    ("steps", "pieces"),
    [
        (("bought: Mug", "returned: Teapot"), "1 piece"),
        (("bought: Mug", "cancelled: Clay Club"), "1 piece"),
        (("bought: Mug", "returned: {Mug: 3}"), "2 pieces"),
    ],
)
def test_giving_back_what_they_do_not_have_is_warned_of_at_its_place(
    steps: tuple[str, ...], pieces: str
) -> None:
    report = tell(*steps, "never: Tea Set")
    (finding,) = report.findings
    assert (finding.rule.severity, finding.span.line) == ("warning", 7)
    assert finding.message == f"{pieces} given back that they did not have: that changes nothing"
    assert report.results[0].passed


def test_giving_back_what_they_have_is_not_warned_of() -> None:
    assert not tell("bought: {Mug: 2}", "returned: Mug", "returned: Mug", "never: Tea Set").findings


def test_a_case_that_gives_back_what_they_do_not_have_is_warned_of() -> None:
    report = run("cases: [{bought: Mug, returned: Teapot, never: Tea Set}]\n")
    assert [each.message for each in report.findings] == [
        "1 piece given back that they did not have: that changes nothing"
    ]


@pytest.mark.parametrize(
    ("day", "says"),
    [
        ("2026-13-01", "`bought`: '2026-13-01' is not a day of the calendar"),
        ("soon", "`bought`: 'soon' is not a length of time"),
    ],
)
def test_a_bad_day_in_a_case_is_no_unknown_product(day: str, says: str) -> None:
    report = run(f"cases: [{{bought: Mug@{day}, next: Teapot}}]\n")
    (finding,) = report.findings
    assert finding.message.startswith(says), finding
    assert report.broken == 1
