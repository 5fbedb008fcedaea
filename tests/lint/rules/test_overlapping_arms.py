"""IPP502: shares of one salt that overlap, and steps that ask for two experiments."""

import pytest

from ..marked import hold

STORE = "products: {One: {next: [%s, Club]}, Two: {next: Club}, Club: {}}\nsegments: {%s}\n%s"
STEP = "{offer: Two, when: a, unless: b}"
APART = "a: {share: 50%, salt: s}, b: {share: 50% to 100%, salt: s}"


@pytest.mark.parametrize(
    "segments",
    [
        "‹a›: {share: 50%, salt: s}, «b»: {share: 40% to 60%, salt: s}",
        "‹a›: {share: 60% to 100%, salt: s}, «b»: {share: 99% to 100%, salt: s}",
        "‹a›: {share: 20%}, «b»: {share: 10%, salt: a}",
        "‹a›: {share: 100%, salt: s}, «b»: {share: 1%, salt: s}",
    ],
)
def test_shares_of_one_salt_overlap(segments: str) -> None:
    hold("overlapping-arms", STORE % (STEP, segments, ""), "overlap: some customers are in both")


@pytest.mark.parametrize(
    "segments",
    [APART, "a: {share: 33%, salt: s}, b: {share: 67% to 100%, salt: s}", "a: {share: 50%}, b: {owns: 1}"],
)
def test_arms_that_lie_apart(segments: str) -> None:
    hold("overlapping-arms", STORE % (STEP, segments, ""))


def test_an_arm_lies_in_a_holdout_of_its_salt() -> None:
    found = hold(
        "overlapping-arms",
        STORE
        % (
            "{offer: Two, when: a}",
            "‹a›: {share: 50%, salt: autumn}",
            "holdout: {name: «autumn», share: 5%}",
        ),
    )
    assert "shares of `autumn`" in found[0].message


@pytest.mark.parametrize(
    ("step", "segments"),
    [
        ("{offer: «Two», when: [a, b]}", "a: {share: 50%}, b: {share: 50%}"),
        ("{offer: «Two», when: a, unless: b}", "a: {share: 50%}, b: {share: 50%}"),
        ("{offer: «Two», when: both}", "a: {share: 50%}, b: {share: 50%}, both: {any: [a, b]}"),
        (
            "{offer: Two, when: a, downsell: {offer: «Club», when: b}}",
            "a: {share: 50%}, b: {share: 50%}",
        ),
    ],
    ids=["when", "unless", "made of both", "a rung"],
)
def test_a_step_asks_for_two_experiments(step: str, segments: str) -> None:
    hold("overlapping-arms", STORE % (step, segments, ""), "the arms of 2 experiments: `a`, `b`")


def test_two_steps_may_ask_for_two_experiments() -> None:
    steps = "{offer: Two, when: a}, {offer: Two, when: b}"
    hold("overlapping-arms", STORE % (steps, "a: {share: 50%}, b: {share: 50%}", ""))
