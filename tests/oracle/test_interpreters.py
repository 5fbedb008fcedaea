"""Which interpreters of the policy are held to the second engine with what was given back, renamed, repriced, sold out."""

from pathlib import Path

import pytest

from . import given, who

ROOT = Path(__file__).parents[1]
AGREEMENTS = {
    "engine": "engine/test_agreement.py",
    "plan": "batch/crowds.py",
    "proof": "proof/stranded/test_search.py",
    "forecast": "value/process/test_walker.py",
    "page": "render/web/test_play.py",
}
"""Where each of them is held to the engine."""


@pytest.mark.parametrize("name", AGREEMENTS)
def test_an_interpreter_draws_what_was_given_back_unless_it_is_named(name: str) -> None:
    draws = "given=" in (ROOT / AGREEMENTS[name]).read_text("utf-8")
    assert draws is (name not in given.NOT_YET)


@pytest.mark.parametrize("name", AGREEMENTS)
def test_an_interpreter_draws_who_gets_what_unless_it_is_named(name: str) -> None:
    draws = "who=" in (ROOT / AGREEMENTS[name]).read_text("utf-8")
    assert draws is (name not in who.NOT_YET)
