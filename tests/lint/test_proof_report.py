"""`ipp validate --proof` says what was proved, what was refuted, and what is not known."""

from pathlib import Path

import pytest

from ipp.lint.check import examine_store
from ipp.lint.proof_report import prove_store
from ipp.loading import Store, load_store, make_opener
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


LED = "from every product answers lead to an ask for Club"


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
            "proved   whoever comes to be `fans` is asked for Club",
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
    assert told(store) == [f"open     {LED}: given up early for One"]
