"""`ipp validate --proof` says what was proved, what was refuted, and what is not known."""

from pathlib import Path

import pytest

from ipp.lint.check import examine_store
from ipp.lint.proof_report import ProofReport, prove_store
from ipp.loading import Store, load_store, make_opener
from ipp.proof import no_offer as gaps
from ipp.proof.silence import search as years
from ipp.proof.stranded import search as shortest
from ipp.proof.ultimate import closed
from ipp.proof.ultimate import lost as led
from ipp.render.proof_text import render_proof
from ipp.text.source import Source

from .marked import whole


def told(body: str) -> list[str]:
    """Return the verdicts of a proof, without those that a test is not about."""
    loaded = load_store(Source("store.yaml", whole(body)), make_opener(Path()))
    assert isinstance(loaded, Store)
    checked = examine_store(loaded).checked
    assert checked
    proved = prove_store(checked)
    assert proved
    lines = ["".join(piece.text for piece in line).strip() for line in render_proof(proved)]
    return [line for line in lines if "answers lead" in line or "given up" in line or "comes to be" in line]


LED = "from every product, answers lead to an ask for Club"


@pytest.mark.parametrize(
    ("store", "verdict"),
    [
        ("products: {One: {next: Two}, Two: {next: Club}, Club: {}}", f"proved   {LED}"),
        (
            "products: {One: {next: Two}, Two: {final: true}, Three: {next: Club}, Club: {}}",
            f"refuted  {LED}: not after One",
        ),
        (
            "products: {One: {next: [Two, {offer: Club, when: fans}]}, Two: {final: true}, Club: {}}\nsegments: {fans: {where: {sport: running}}}",
            f"refuted  {LED}: not after One",
        ),
        (
            "ultimate: {offer: Club, ready: fans}\nproducts: {One: {next: Two}, Two: {final: true}, Club: {}}\nsegments: {fans: {where: {sport: running}}}",
            "proved   a customer who comes to be `fans` is asked for Club",
        ),
    ],
)
def test_whether_answers_lead_to_the_ask(store: str, verdict: str) -> None:
    assert told(store) == [verdict]


def test_what_nobody_can_be_is_no_way() -> None:
    store = "ultimate: {offer: Club, ready: both}\nproducts: {One: {next: Two}, Two: {final: true}, Club: {}}\nsegments: {us: {where: {country: US}}, ca: {where: {country: CA}}, both: {all: [us, ca]}}"
    assert told(store) == [f"refuted  {LED}: not after One"]


def test_those_who_can_never_be_asked_are_left_out_with_a_word() -> None:
    store = "ultimate: {offer: Club, cold: false}\nproducts: {One: {next: {offer: Club, when: fans}}, Club: {}}\nsegments: {fans: {where: {sport: running}}}"
    assert told(store) == [f"proved   {LED}, those apart who can never be asked"]


def test_what_is_not_known_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(led, "MOST_WORK", 9)
    store = "products: {One: {next: [Two, Three]}, Two: {final: true}, Three: {final: true}, Club: {}}\nnext: {offer: Club, when: all}\nsegments: {all: {owns: 3, not: most}, most: {owns_all: [Two, Three]}}"
    assert told(store) == [f"open     {LED}: the search stopped early for One"]


def proved(body: str) -> ProofReport:
    loaded = load_store(Source("store.yaml", whole(body)), make_opener(Path()))
    assert isinstance(loaded, Store)
    checked = examine_store(loaded).checked
    assert checked
    found = prove_store(checked)
    assert found
    return found


def codes(body: str) -> set[str]:
    loaded = load_store(Source("store.yaml", whole(body)), make_opener(Path()))
    return {finding.rule.code for finding in examine_store(loaded).findings}


@pytest.mark.parametrize("cold", ["true", "false"])
def test_whoever_bought_a_consumable_of_the_ultimate_action_is_offered_nothing(cold: str) -> None:
    store = (
        "products: {Formula: {consumable: true}, Slippers: {next: Pack}}\n"
        f"bundles: {{Pack: {{items: {{Formula: 48}}, price: 490}}}}\nultimate: {{offer: Pack, cold: {cold}}}"
    )
    found = proved(store)
    assert found.unoffered == found.stranding == found.lost == ("Formula",)
    assert "IPP201" in codes(store)


@pytest.mark.parametrize(
    "store",
    [
        """
ultimate: {offer: Club, cold: false, ready: fans}
products: {Slippers: {next: Kit}, Kit: {next: Slippers}, Secret: {sold: false}, Club: {next: Secret}}
segments: {fans: {owns_all: Secret}}
""",
        """
ultimate: {offer: Club, cold: false}
products:
  Slippers: {next: [Kit, {offer: Club, when: fans}]}
  Kit: {next: [Slippers, {offer: Club, when: fans}]}
  Secret: {sold: false, next: Club}
  Club: {next: Secret}
segments: {fans: {owns_all: Secret}}
""",
    ],
)
def test_nobody_is_asked_by_way_of_what_nobody_can_come_by(store: str) -> None:
    found = proved(store)
    assert (found.closed, found.closed_to_some) == (("Slippers", "Kit", "Secret"), True)
    assert "IPP207" in codes(store)


def test_a_bundle_that_holds_the_ultimate_action_is_a_way_to_it_and_no_ask() -> None:
    store = """
ultimate: {offer: U, cold: false}
products: {A: {next: B}, C: {next: A}, U: {}, X: {next: U}}
bundles: {B: {items: [U, C]}}
"""
    found = proved(store)
    assert found.lost == ("C",)  # who owns C is never offered B
    assert {each.name: (each.all_yes, each.all_no) for each in found.distances} == {
        "A": (1, None),
        "C": (None, None),
        "X": (0, 0),
    }


def test_what_was_given_up_is_not_called_proved(monkeypatch: pytest.MonkeyPatch) -> None:
    for room in (gaps, closed, shortest):
        monkeypatch.setattr(room, "MOST_WORK", 1)
    store = """
ultimate: {offer: Club, cold: false}
products: {One: {next: [{offer: Two, when: us}, {offer: Club, unless: us}]}, Two: {next: {offer: Club, when: us}}, Club: {}}
segments: {us: {where: {country: US}}}
"""
    found = proved(store)
    assert found.gaps_stopped == ("One", "Two")
    assert found.closed_stopped == ("One", "Two")
    assert found.stopped == ("One", "Two")
    page = ["".join(piece.text for piece in line).strip() for line in render_proof(found)]
    assert [line.split()[0] for line in page[3:7]] == ["open", "open", "refuted", "open"]


@pytest.mark.parametrize(
    ("steps", "offered", "stranded"),
    [
        ("", "none", True),
        ("next: {offer: Club, when: fans}", "some", True),
        ("next: [{offer: Club, when: fans}, Two]", "all", True),
        ("next: [{offer: Club, when: fans}, Two, Three]", "all", False),
        ("next: [Two, Club]", "all", False),
    ],
)
def test_what_is_proved_of_whoever_gave_everything_back(steps: str, offered: str, stranded: bool) -> None:
    store = "products: {One: {next: Club}, Two: {next: Club}, Three: {next: Club, paused: true}, Club: {}}\nsegments: {fans: {where: {sport: running}}}\n"
    found = proved(store + steps.replace("Three", "One"))
    assert (found.nothing_kept.offered, found.nothing_kept.stranded) == (offered, stranded)
    assert found.paused == ("Three",)
    [line] = [line for line in _lines(found) if "gave everything back" in line]
    assert line.startswith("proved") == (offered == "all" and not stranded)
    assert "note     taken as in stock for what follows a purchase, while paused: Three" in _lines(found)


def test_the_cold_ask_is_no_never() -> None:
    """No list asks who bought One or Two; the cold ask comes once they have answered the other."""
    store = "products: {One: {next: Two}, Two: {next: One}, Three: {next: Club}, Club: {}}\n"
    found = proved(store)
    assert [tuple(each) for each in found.distances] == [
        ("One", None, None, 1, 1),
        ("Two", None, None, 1, 1),
        ("Three", 0, 0, None, None),
    ]
    page = _lines(found)
    assert "One 1 cold 1 cold" in [" ".join(line.split()) for line in page]
    assert "cold: no list asks; they are asked once nothing else is left" in page
    never = _lines(proved(f"{store}ultimate: {{offer: Club, cold: false}}"))
    assert "One never never" in [" ".join(line.split()) for line in never]
    assert not [line for line in never if "cold" in line]


def test_who_owns_a_part_of_the_ultimate_action_is_not_asked_cold() -> None:
    store = "products: {One: {next: Two}, Two: {next: One}, Three: {next: Kit}}\nbundles: {Kit: {items: [One, Three]}}\nultimate: Kit"
    assert {each.all_yes_cold for each in proved(store).distances} == {None}


def test_a_year_that_was_not_followed_is_not_called_a_year_without_an_ask(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    store = "products: {One: {next: Two}, Two: {next: Club}, Club: {}}"
    monkeypatch.setattr(years, "MOST_WORK", 0)
    found = proved(store)
    assert (found.year.silent.walked, found.year.yes.walked) == (0, 0)
    ways = [line for line in _lines(found) if "is asked for Club" in line]
    assert len(ways) == 2
    assert all(line.endswith(": not known, as no year was followed to the end") for line in ways)


def test_years_of_which_some_were_not_followed_are_counted() -> None:
    found = proved("products: {One: {next: Two}, Two: {next: Club}, Club: {}}")
    year = found.year._replace(silent=found.year.silent._replace(walked=1))
    [silent] = [line for line in _lines(found._replace(year=year)) if "never answers is asked" in line]
    assert silent.endswith("; 1 of 2 purchases not followed")


def _lines(found: ProofReport) -> list[str]:
    return ["".join(piece.text for piece in line).strip() for line in render_proof(found)]
