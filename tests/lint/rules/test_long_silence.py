"""IPP212: who hears nothing for too long, or is not asked the ultimate action within a year."""

from pathlib import Path

import pytest

from ipp.lint.check import examine_store
from ipp.loading import Store, load_store, make_opener
from ipp.text.source import Source

from ..marked import hold, whole

REST = "touches: {Letter: {kind: content}}\nrest: [{do: Letter, every: %s}]\n"
WAIT = "products: {%s: {next: [{offer: Two, after: %sd}, Club]}, Two: {next: Club}, Club: {}}\n"


@pytest.mark.parametrize(("days", "long"), [(60, False), (61, True)])
def test_a_wait_is_a_silence(days: int, long: bool) -> None:
    found = hold("long-silence", WAIT % ("«One»" if long else "One", days) + REST % "30d")
    if long:
        assert f"hears nothing for {days} days: the step `Two` of `One` waits so long" in found[0].message


def test_a_rest_that_comes_seldom_is_a_silence() -> None:
    hold(
        "long-silence",
        WAIT.replace("Two: {", "«Two»: {") % ("One", 1) + REST % "90d",
        "`Letter` of `rest` comes so seldom",
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
    text = whole(WAIT % ("One", 40) + REST % "30d")
    loaded = load_store(Source("store.yaml", text), make_opener(Path()))
    assert isinstance(loaded, Store)
    assert [
        len(examine_store(loaded, silence=days, rules=frozenset({"IPP212"})).findings) for days in (39, 40)
    ] == [1, 0]


def test_nothing_is_concluded_from_a_mistake() -> None:
    hold("long-silence", WAIT.replace("offer: Two", "offer: Tow") % ("One", 90) + REST % "30d", mistakes=True)
