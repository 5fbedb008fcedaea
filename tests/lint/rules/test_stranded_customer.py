"""IPP205: the shortest history after which nothing authored is left. The search itself is held to brute force in tests/proof."""

import shlex
from pathlib import Path

import pytest

from tests.cli.program import inside

from ..marked import hold, whole

STRANDED = {
    "a No to the only offer": (
        "products: {«One»: {next: Two}, Two: {next: Club}, Club: {}}",
        "a customer who buys `One` and says No to `Two` is left with nothing",
    ),
    "a No to the last rung": (
        "products: {«One»: {next: {offer: Someday, downsell: Two}}, Two: {next: Club}, Someday: {draft: true}, Club: {}}",
        "a customer who buys `One` and says No to `Two`",
    ),
    "what was bought before": (
        """
products: {«One»: {next: [Two, Three]}, «Two»: {next: Three}, Three: {next: Club}, Club: {}}
next: {offer: Club, unless: both}
segments: {both: {owns_all: [One, Two]}}
""",
        "a customer who buys `One` and `Two` and says No to `Three` is left with nothing",
        "a customer who buys `Two` and `One` and says No to `Three` is left with nothing",
    ),
}


@pytest.mark.parametrize("name", STRANDED)
def test_the_shortest_history_is_told(name: str) -> None:
    store, *messages = STRANDED[name]
    for finding in hold("stranded-customer", store, *messages):
        assert finding.help
        assert "see it with: ipp next --path store.yaml --bought " in finding.help


@pytest.mark.parametrize(
    ("store", "message"),
    [
        (
            "products: {«One»: {next: [Bonus, {offer: Two, unless: lucky}]}, Two: {next: Club}, Bonus: {sold: false, next: Club}, Club: {}}",
            None,
        ),
        (
            "products: {«One»: {next: [Bonus, {offer: Club, unless: lucky}]}, Two: {next: Club}, Bonus: {sold: false, final: true}, Club: {}}",
            "a customer who buys `One` and says Yes to `Bonus` is left with nothing but the cold ask",
        ),
        (
            "products: {«One»: {next: [Two, Bonus, {offer: Club, unless: lucky}]}, Two: {next: Club}, Bonus: {sold: false, final: true}, Club: {}}",
            "a customer who buys `One`, says No to `Two` and says Yes to `Bonus` is left with nothing but the cold ask",
        ),
    ],
)
def test_what_is_not_sold_is_taken_with_a_yes(
    store: str, message: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody buys it of their own accord, and the command repeats the history all the same."""
    store += "\nsegments: {lucky: {owns_any: Bonus}}"
    if message is None:
        hold("stranded-customer", store.replace("«", "").replace("»", ""))
        return
    [finding] = hold("stranded-customer", store, message)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "store.yaml").write_text(whole(store.replace("«", "").replace("»", "")), encoding="utf-8")
    assert finding.help
    said = inside(*shlex.split(finding.help.split("see it with: ")[1])[1:], "--why")
    assert "nothing else is left" in said.out, said.out


def test_leading_on_to_what_holds_a_thing_they_own_is_not_advised() -> None:
    [one, two] = hold(
        "stranded-customer",
        """
ultimate: All
products: {«One»: {next: [Two, All]}, «Two»: {next: [One, All]}, Part: {next: All}, Other: {next: All}}
bundles: {All: {items: [Part, Other]}}
""",
        "and says No to `Two` is left with nothing: the ultimate action contains `Other`, which they own",
        "is left with nothing: the ultimate action contains `Other`, which they own",
    )
    for finding in (one, two):
        assert finding.help
        assert finding.help.startswith("make `All` a product of its own")
        assert finding.fix is None


def test_a_yes_to_a_membership_that_is_theirs_is_told_in_a_log() -> None:
    [finding] = hold(
        "stranded-customer",
        """
products:
  One: {next: [Box, {offer: Club, unless: cup}]}
  Cup: {sold: false}
  Tea: {every: month, consumable: true, sold: false}
  Club: {}
bundles: {«Box»: {items: [Tea, Cup], next: {offer: Tea, downsell: Club}}}
segments: {cup: {owns_any: Cup}}
""",
        "a customer who buys `Box` and says Yes to `Tea` is left with nothing",
    )
    assert finding.help
    assert "they have `Tea` already" in finding.help and "see it with" not in finding.help


SOAPY = "products: {Soap: {consumable: true, next: [Mug, {offer: Club, when: soapy}]}, Mug: {next: Club}, Club: {}}\nsegments: {soapy: {%s}}"

NOBODY = {
    "the ultimate action at the end of every list": "products: {One: {next: [Two, Club]}, Two: {next: Club}, Club: {}}",
    "a store-wide list that asks for it": "products: {One: {next: Two}, Two: {}, Club: {}}\nnext: Club",
    "an end that is meant": "products: {One: {final: true, next: Two}, Two: {next: Club}, Club: {}}",
    "no next action: told as that": "products: {One: {}, Two: {next: Club}, Club: {}}",
    "what whoever bought it has bought": SOAPY % "bought_any: Soap",
    "the order of whoever bought something": SOAPY % "orders: 1",
    "no days since the last order": SOAPY % "quiet_for: 0",
    "no way to the ultimate action: told as that": "products: {One: {next: Two}, Two: {final: true}, Three: {next: Club}, Club: {}}",
}


@pytest.mark.parametrize("store", NOBODY.values(), ids=NOBODY.keys())
def test_nobody_is_stranded(store: str) -> None:
    hold("stranded-customer", store)


def test_what_is_supposed_beyond_the_purchases_is_said() -> None:
    [finding] = hold(
        "stranded-customer",
        SOAPY.replace("Soap:", "«Soap»:") % "quantity: {Soap: 2}",
        "a customer who buys `Soap`, says No to `Mug` and has bought fewer than 2 `Soap` is left with nothing but the cold ask",
    )
    assert finding.help and finding.help.endswith(
        "see it with: ipp next --path store.yaml --bought Soap --declined Mug"
    )
    [finding] = hold(
        "stranded-customer",
        (SOAPY.replace("Soap:", "«Soap»:") % "orders: 10").replace("when: soapy", "unless: soapy"),
        "a customer who buys `Soap`, says No to `Mug` and has 10 or more orders is left with nothing but the cold ask",
    )
    assert finding.help and "see it for a customer who has 10 or more orders (tell more orders, or an id), with: ipp next" in finding.help  # fmt: skip


def test_the_command_that_shows_it_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its answer offers nothing that a list names: at most the cold ask for the ultimate action."""
    monkeypatch.chdir(tmp_path)
    store = "ultimate: {offer: Club, cold: false}\nproducts: {«It's one»: {next: 'Two $(x)'}, Two $(x): {next: Club}, Club: {}}"
    [finding] = hold("stranded-customer", store)
    (tmp_path / "store.yaml").write_text(whole(store.replace("«", "").replace("»", "")), encoding="utf-8")
    assert finding.help
    program, *arguments = shlex.split(finding.help.split("see it with: ")[1])
    assert program == "ipp"
    said = inside(*arguments)
    assert (said.code, said.err) == (1, "")
    assert "\nNothing is left for this customer\n" in said.out


KIT = "products: {One: {next: [Kit, Club]}, «Two»: {next: [Kit, {offer: Club, when: fans}]}, Kit: {%s}, Club: {}}\nsegments: {fans: {owns: 2}}\n"


def test_what_is_paused_is_named() -> None:
    """A proof of what follows takes it as in stock; what may be left is told, with what is missing."""
    hold(
        "stranded-customer",
        KIT % "paused: true, next: Club",
        "a customer who buys `Two` is left with nothing but the cold ask while `Kit` is paused",
    )
    hold(
        "stranded-customer",
        KIT % "next: Club",
        "a customer who buys `Two` and says No to `Kit` is left with nothing but the cold ask",
    )


def test_everybody_is_not_stranded_because_the_ultimate_action_is_paused() -> None:
    hold("stranded-customer", "products: {One: {next: Club}, Two: {next: [One, Club]}, Club: {paused: true}}")


def test_who_gave_everything_back_and_says_no(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    store = "ultimate: {offer: Club, cold: false}\nproducts: {One: {next: [Two, Club]}, Two: {next: Club}, Club: {}}\nnext: [«Two», {offer: Club, when: fans}]\nsegments: {fans: {owns_any: One}}"
    [finding] = [each for each in hold("stranded-customer", store) if "gives everything back" in each.message]
    assert finding.message == "a customer who gives everything back and says No to `Two` is left with nothing"
    (tmp_path / "store.yaml").write_text(whole(store.replace("«", "").replace("»", "")), encoding="utf-8")
    assert finding.help
    said = inside(*shlex.split(finding.help.split("see it with: ")[1])[1:])
    assert (said.code, said.err) == (1, "")
    assert "\nNothing is left for this customer\n" in said.out
