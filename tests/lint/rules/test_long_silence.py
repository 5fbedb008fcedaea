"""IPP212: who hears nothing for too long, or is not asked the ultimate action within a year."""

from pathlib import Path

import pytest

from ipp.lint.check import examine_store
from ipp.lint.limits import RuleLimits
from ipp.loading import Store, load_store, make_opener
from ipp.proof.silence.habits import CANCELLING, KEEPING_NOTHING
from ipp.text.source import Source

from ..marked import count_findings, hold, of_rule, whole

REST = "touches: {Letter: {kind: content}}\nrest: [{do: Letter, every: %s}]\n"
WAIT = "products: {%s: {next: [{offer: Two, after: %sd}, Club]}, Two: {next: Club}, Club: {}}\n"


@pytest.mark.parametrize(("days", "long"), [(60, False), (61, True)])
def test_a_wait_is_a_silence(days: int, long: bool) -> None:
    found = hold("long-silence", WAIT % ("«One»" if long else "One", days) + REST % "30d")
    if long:
        assert f"hears nothing for {days} days: the step `Two` of `One` waits that long" in found[0].message


def test_a_rest_that_comes_seldom_is_a_silence() -> None:
    hold(
        "long-silence",
        WAIT.replace("Two: {", "«Two»: {") % ("One", 1) + REST % "90d",
        "`Letter` of `rest` comes that rarely",
    )


def test_without_rest_another_rule_tells() -> None:
    hold("long-silence", WAIT % ("One", 1))


def test_who_is_not_asked_within_a_year() -> None:
    steps = ", ".join(f"P{number}" for number in range(1, 10))
    slow = f"defaults: {{patience: 45d}}\nproducts:\n  «P0»: {{next: [{steps}, Club]}}\n"
    others = "".join(f"  P{number}: {{next: Club}}\n" for number in range(1, 10))
    hold(
        "long-silence",
        slow + others + "  Club: {}\n" + REST % "30d",
        "is not asked for `Club` within 365 days",
    )


def test_the_limit_is_a_setting() -> None:
    body = WAIT % ("One", 40) + REST % "30d"
    assert [count_findings("IPP212", body, RuleLimits(silence=days)) for days in (39, 40)] == [1, 0]


@pytest.mark.parametrize(("days", "long"), [(60, False), (61, True)])
def test_who_cancels_a_membership_is_walked(days: int, long: bool) -> None:
    """Whoever owns something hears from the shop; who has cancelled, or kept nothing, hears as seldom."""
    text = (
        "products: {One: {next: Club}, Box: {every: month, next: Club}, Club: {}}\nsegments: {owners: {owns: 1}}\n"
        "touches: {Letter: {kind: content}, News: {kind: content}}\n"
        f"rest: [{{do: Letter, every: 30d, when: owners}}, {{do: News, every: {days}d}}]\n"
    )
    loaded = load_store(Source("store.yaml", whole(text)), make_opener(Path()))
    assert isinstance(loaded, Store)
    checked = examine_store(loaded, rules=frozenset({"IPP212"})).checked
    assert checked
    found = {(year.first, year.habit, year.silence) for year in checked.silences.found[0]}
    assert found == ({("", KEEPING_NOTHING, days), ("Box", CANCELLING, days)} if long else set())


def test_the_ultimate_action_given_up_is_asked_again() -> None:
    late = "ultimate: {offer: Club, again_after: 340d}\nproducts: {One: {next: Club}, %s: {every: month}}\n"
    hold("long-silence", late % "Club" + REST % "30d")  # nothing is left meanwhile but `rest`
    winback = "ultimate: {offer: Club, again_after: 340d}\nproducts: {One: {next: Club}, Club: {every: month, winback: {offer: One, after: 340d}}}\n"
    hold("long-silence", winback + REST % "30d")  # what holds it up is `again_after` here too


UNASKED = "ultimate: {offer: Club, cold: false}\nproducts: {Soap: {consumable: true, next: [%s]}, Sponge: {consumable: true, next: Club}, Towel: {next: Club}, Club: {}}\nsegments: {vip: {where: {tier: gold}}}\n"


@pytest.mark.parametrize(
    ("steps", "reason"),
    [
        ("{offer: Towel, patience: 400d}, Club", "the patience of `Towel` is that long"),
        ("{offer: Club, after: 400d}", "the step `Club` of `Soap` waits that long"),
        ("{offer: Sponge, each_time: true, after: 8d}, Club", "`Sponge` comes before it again and again"),
        ("{offer: Sponge, patience: 200d}, {offer: Towel, patience: 200d}, Club", "`Sponge`, `Towel` come before it, one after the other"),
        ("{offer: Towel, after: 90d, patience: 300d}, Club", "`Towel` comes before it, and its wait and its patience take that long"),
        ("{offer: Towel, patience: 9d}, {offer: Club, within: 5d}", "`Towel` comes before it until it is closed to them"),
        ("{offer: Club, when: vip}, {offer: Sponge, each_time: true}", None),
    ],
)  # fmt: skip
@pytest.mark.parametrize("patience", [1, 3, 6, 10])
def test_who_is_not_asked_hears_what_stands_before_the_ask(
    steps: str, reason: str | None, patience: int
) -> None:
    store = f"defaults: {{patience: {patience}d}}\n" + UNASKED % steps + REST % "30d"
    found = [each.message for each in of_rule("long-silence", whole(store))]
    unasked = [message for message in found if "is not asked for `Club` within 365 days" in message]
    assert [message for message in unasked if reason and f"days: {reason}" not in message] == []
    assert bool(unasked) is bool(reason)


def test_nothing_is_concluded_from_a_mistake() -> None:
    hold("long-silence", WAIT.replace("offer: Two", "offer: Tow") % ("One", 90) + REST % "30d", mistakes=True)
