"""Arguments that no command takes, whichever it is: the commands and their parameters come from the program itself."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

from ipp.cli.app import app
from tests.cli.conftest import BARE
from tests.cli.program import inside

SEVERAL = {
    "diff": {"OLD"},
    "forecast": {"--from", "--what-if", "--attr"},
    "import": {"FILE", "--map", "--take"},
    "next": {"NAME", "--bought", "--declined", "--offered", "--did", "--returned", "--cancelled", "--stopped",
             "--resumed", "--out-of-stock", "--attr"},
    "plan": {"--out-of-stock", "--suppress"},
    "test": {"FILES/DIRS"},
    "validate": {"FILES/DIRS", "--format", "--select", "--ignore"},
}  # fmt: skip
"""What takes several values; `--status` does wherever orders are read. Whatever else is given again is refused."""
EMPTY_MEANS_SOMETHING = {("validate", "--ignore")}
"""Parameters for which an empty text is an answer: no rule is left out, whatever the settings say."""


def parameters() -> Iterator[tuple[str, str, Any]]:
    """Yield each command with each of its parameters, by the name in messages; '' stands for what comes before commands."""
    group: Any = typer.main.get_command(app)
    for command, each in {"": group, **group.commands}.items():
        for parameter in each.params:
            yield command, named(parameter), parameter


def named(parameter: Any) -> str:
    if parameter.param_type_name == "option":
        return str(max(parameter.opts, key=len))
    return str(parameter.metavar).strip("[].").partition(" ")[0]


def takes_text(parameter: Any) -> bool:
    return not getattr(parameter, "is_flag", False)


def typed(command: str, name: str, text: str) -> tuple[str, ...]:
    """Return a line that gives a parameter a text, and all that the command cannot do without."""
    needs = {"import": "x.csv", "learn": "x.csv", "backtest": "x.csv", "measure": "x.csv", "rule": "IPP201"}
    if not name.startswith("-"):
        return command, "--", text
    return command, *([needs[command]] if command in needs else []), name, text


TEXTS = [(command, name) for command, name, each in parameters() if takes_text(each)]
ONCE = [
    (command, name)
    for command, name, each in parameters()
    if name.startswith("-") and takes_text(each) and name not in {*SEVERAL.get(command, ()), "--status"}
]


def test_every_parameter_is_tried() -> None:
    assert len(TEXTS) > 150
    assert {command for command, _ in TEXTS} >= {"plan", "next", "import", "init", "test", "rule"}


@pytest.mark.parametrize(("text", "what"), [("", "is empty"), (" \t\u200b", "holds only blanks")])
def test_no_text_is_empty(empty: Path, text: str, what: str) -> None:
    """An empty text is a variable that is not set: a list of nobody is not the same as no list."""
    for command, name in {*TEXTS} - EMPTY_MEANS_SOMETHING:
        said = inside(*typed(command, name, text))
        first, second = said.err.splitlines()
        assert (said.code, said.out, first) == (2, "", f"error: {name}: the text {what}"), (command, name)
        assert second.startswith("  tip: look at the variable that it comes from")
    assert not [*empty.iterdir()]


def test_no_rule_is_ignored_whatever_the_settings_say(shop: Path) -> None:
    (shop / ".ipp.toml").write_text('ignore = ["IPP2", "IPP3", "IPP4", "IPP5"]\n', encoding="utf-8")
    (shop / "paths" / "store.yaml").write_text(BARE, encoding="utf-8")
    assert inside("validate").code == 0
    assert "IPP208" in inside("validate", "--ignore", "").out


def test_an_empty_text_behind_an_equals_sign(empty: Path) -> None:
    assert inside("plan", "x.csv", "--log=").err.startswith("error: --log: the text is empty\n")
    assert inside("init", "-o", "").code == 2
    assert inside("map", "-o", "").err.startswith("error: --output: the text is empty\n")


def test_what_takes_one_value_is_given_once(empty: Path) -> None:
    """The last one would win without a word: of two lists of people who get nothing, one would not count."""
    for command, name in ONCE:
        said = inside(*typed(command, name, "1"), name, "1")
        assert said == (
            2,
            "",
            f"error: {name} is given more than once, and takes one value\n  tip: leave out all but one of them\n",
        ), (command, name)


def test_what_takes_several_values_is_listed() -> None:
    several: dict[str, set[str]] = {}
    for command, name, each in parameters():
        if (each.multiple or each.nargs == -1) and name != "--status":
            several.setdefault(command, set()).add(name)
    assert several == SEVERAL


def test_a_flag_says_the_same_again_and_its_opposite_does_not(shop: Path) -> None:
    assert inside("next", "Nail Kit", "--why", "--why").code == 0
    said = inside("diff", "paths/store.yaml", "paths/store.yaml", "--counts", "--no-counts")
    assert said.err.startswith("error: --counts is given more than once")


def test_what_names_no_file_is_text(empty: Path) -> None:
    """A program passes bytes on as lone surrogates, which no output can hold."""
    files = ("FILE", "DIR", "ORDERS", "OLD")
    for command, name, each in parameters():
        if takes_text(each) and not any(word in (each.metavar or "") for word in files):
            said = inside(*typed(command, name, "a\udcff"))
            assert said.code == 2, (command, name)
            assert said.err.startswith(f"error: {name}: 'a\\udcff' is not UTF-8\n"), (command, name, said.err)
