"""IPP204: a purchase after which some customers, by segment, are offered nothing."""

import pytest

from ..marked import hold

SEGMENTS = """
segments:
  runners: {where: {sport: [Running, jogging]}}
  walkers: {where: {Sport: walking}}
  sore: {where: {concern: heel}}
  idle: {not: runners}
  known: {any: [runners, sore]}
  both: {all: [runners, sore]}
  young-runners: {where: {sport: running, age: young}}
  owner: {owns_any: One}
  loyal: {owns: 3}
"""
GAPS = {
    "one segment": (
        "{offer: Club, when: runners}",
        "a customer whose sport is unknown or another is offered nothing",
    ),
    "all but one": ("{offer: Club, unless: runners}", "a customer with sport = "),
    "two segments of one attribute": (
        "[{offer: Club, when: runners}, {offer: Two, when: walkers}]",
        "whose sport",
    ),
    "two attributes": ("{offer: Club, when: known}", "whose sport"),
    "all of two": ("{offer: Club, when: both}", "whose sport"),
    "two conditions": ("{offer: Club, when: [runners, sore]}", "whose sport"),
    "two exceptions": ("{offer: Club, unless: [idle, sore]}", "a customer whose sport"),
    "two attributes of one segment": ("{offer: Club, when: young-runners}", "whose sport"),
    "the top of a ladder for some, and a rung for others": (
        "{offer: Someday, downsell: [{offer: Club, when: runners}, {offer: Two, when: sore}]}",
        "whose sport",
    ),
    "a closed ladder takes its rungs along": (
        "{offer: Two, when: runners, downsell: Club}",
        "whose sport",
    ),
    "owning decides, the attribute is left": ("{offer: Club, when: [owner, runners]}", "whose sport"),
    "those who own more are others": (
        "[{offer: Club, when: loyal}, {offer: Two, when: runners}]",
        "whose sport",
    ),
    "a touch catches nobody": ("[{offer: Club, when: runners}, Video]", "whose sport"),
    "an offer with dates catches nobody": (
        "[{offer: Club, when: runners}, {offer: Two, until: 2026-12-24}]",
        "whose sport",
    ),
}


STORE = """
products:
  NAME: {next: STEPS}
  Two: {next: Club}
  Someday: {draft: true}
  Club: {}
touches: {Video: {kind: content}}
"""


def store(name: str, steps: str, more: str = "") -> str:
    return STORE.replace("NAME", name).replace("STEPS", steps) + more + SEGMENTS


@pytest.mark.parametrize(("steps", "message"), GAPS.values(), ids=GAPS.keys())
def test_some_are_offered_nothing(steps: str, message: str) -> None:
    [finding] = hold("segment-gap", store("«One»", steps), message)
    assert finding.help


COVERED = {
    "everybody": "Club",
    "a last step for everybody": "[{offer: Two, when: runners}, Club]",
    "a segment and all others": "[{offer: Club, when: runners}, {offer: Two, unless: runners}]",
    "a segment and its opposite": "[{offer: Club, when: Runners}, {offer: Two, when: IDLE}]",
    "a ladder and its rungs": "{offer: Someday, downsell: [{offer: Club, when: runners}, {offer: Two, when: idle}]}",
    "owners of it": "{offer: Club, when: owner}",
    "all that own less": "{offer: Club, unless: loyal}",
    "two that overlap": "[{offer: Club, unless: both}, {offer: Two, when: sore}]",
    "an end": "[]",
    "for nobody: told as no next action": "{offer: Club, when: [runners, walkers]}",
}


@pytest.mark.parametrize("steps", COVERED.values(), ids=COVERED.keys())
def test_everybody_is_offered_something_or_nobody_is(steps: str) -> None:
    hold("segment-gap", store("One", steps))


def test_the_store_wide_list_catches_whom_the_others_miss() -> None:
    hold("segment-gap", store("One", "{offer: Two, when: runners}", "next: Club"))


def test_the_readiness_for_the_ultimate_action_is_an_offer() -> None:
    ready = "ultimate: {offer: Club, ready: idle}\n"
    hold("segment-gap", ready + store("One", "{offer: Two, when: runners}"))
    hold("segment-gap", ready + store("«One»", "{offer: Two, when: sore}"), "whose concern")


def test_a_customer_may_have_any_value() -> None:
    """The values that segments name are not all there are."""
    steps = "[{offer: Club, when: men}, {offer: Two, when: women}]"
    segments = "  men: {where: {sex: m}}\n  women: {where: {sex: f}}\n"
    hold("segment-gap", store("«One»", steps) + segments, "whose sex")


def test_nothing_is_concluded_from_a_mistake() -> None:
    hold("segment-gap", store("One", "[{offer: Club, when: runners}, Clbu]"), mistakes=True)


def test_some_of_those_who_gave_everything_back() -> None:
    last = "next: [{offer: «Club», when: runners}]"
    [finding] = hold(
        "segment-gap", store("One", "Club", last), "after giving everything back, a customer whose"
    )
    assert finding.help
    hold("segment-gap", store("One", "Club", "next: [{offer: Two, when: runners}, Club]"))


def test_who_is_never_to_get_anything_lacks_nothing() -> None:
    steps = "[{offer: Club, unless: sore}]"
    hold("segment-gap", store("One", steps, "never: sore"))
    hold(
        "segment-gap",
        store("«One»", steps, "never: runners"),
        "a customer with concern = heel and whose sport is unknown or another",
    )
