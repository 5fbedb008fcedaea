"""What a shop has settled: from which file, and what is refused."""

from datetime import date
from pathlib import Path

import pytest

from ipp.cli.rule_selection import choose_terms
from ipp.cli.settings import KEYS, read_settings
from ipp.errors import RequestError
from ipp.lint.limits import RuleLimits
from ipp.lint.run import LintTerms

from .conftest import SHOP
from .program import inside

DAY = date(2026, 6, 1)


def write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def refused(folder: Path) -> str:
    with pytest.raises(RequestError) as told:
        read_settings(folder)
    return str(told.value)


def test_without_any_file_the_defaults_hold(empty: Path) -> None:
    found = read_settings(empty)
    assert list(found) == list(KEYS)
    assert all(each.origin == "default" and each.value == KEYS[name].default for name, each in found.items())


def test_the_defaults_are_those_of_the_library(empty: Path) -> None:
    assert choose_terms(DAY) == LintTerms(today=DAY)


def test_limits_of_rules(empty: Path) -> None:
    write(empty / ".ipp.toml", "longest-silence = 40\nprice-jump = 8\noffers-in-a-row = 5\n")
    assert choose_terms(DAY).limits == RuleLimits(silence=40, price_jump=8, offers_in_a_row=5)


@pytest.mark.parametrize("value", ["0", "1001", "true", '"5"', "2.5"])
def test_what_is_no_limit(empty: Path, value: str) -> None:
    write(empty / ".ipp.toml", f"price-jump = {value}\n")
    assert "`price-jump` takes a number from 1 to 1000" in refused(empty)


def test_a_file_of_its_own(empty: Path) -> None:
    write(
        empty / ".ipp.toml", 'select = ["IPP2", "no-rest"]\nignore = "IPP205"\nfail-on = "error"\ndepth = 3\n'
    )
    found = read_settings(empty)
    assert found["select"] == (("IPP2", "no-rest"), ".ipp.toml")
    assert found["ignore"] == (("IPP205",), ".ipp.toml")
    assert found["fail-on"] == ("error", ".ipp.toml")
    assert found["depth"] == (3, ".ipp.toml")
    assert found["format"] == ("full", "default")


def test_a_table_of_pyproject(empty: Path) -> None:
    write(empty / "pyproject.toml", '[project]\nname = "x"\n[tool.ipp]\nformat = "concise"\n')
    assert read_settings(empty)["format"] == ("concise", "pyproject.toml")


def test_the_nearest_file_alone_counts(empty: Path) -> None:
    write(empty / "pyproject.toml", '[tool.ipp]\nformat = "concise"\ndepth = 4\n')
    write(empty / "a" / ".ipp.toml", "depth = 3\n")
    write(empty / "a" / "b" / "pyproject.toml", '[project]\nname = "ipp"\n')  # says nothing about ipp
    for folder in ("a", "a/b"):
        found = read_settings(empty / folder)
        assert (found["depth"].value, found["format"].value) == (3, "full")
        assert found["depth"].origin == str(Path("a/.ipp.toml"))
    assert read_settings(empty)["depth"].value == 4


def test_of_two_files_in_one_folder_its_own_counts(empty: Path) -> None:
    write(empty / "pyproject.toml", "[tool.ipp]\ndepth = 4\n")
    write(empty / ".ipp.toml", "depth = 3\n")
    assert read_settings(empty)["depth"] == (3, ".ipp.toml")


def test_files_are_meant_from_where_they_are_named(empty: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(empty / ".ipp.toml", 'path = "shop/store.yaml"\nbaseline = "known.json"\n')
    write(empty / "shop" / "store.yaml", SHOP)
    write(empty / "shop" / "deep" / "x", "")
    monkeypatch.chdir(empty / "shop" / "deep")
    found = read_settings(Path.cwd())
    assert found["path"] == (str(Path("../store.yaml")), str(Path("../../.ipp.toml")))
    assert found["baseline"].value == str(Path("../../known.json"))
    (empty / "known.json").write_text('{"findings": []}', encoding="utf-8")
    assert inside("validate").out == "All checks passed (1 file, 4 products).\n"


def test_the_environment_goes_before_the_file(shop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(shop / ".ipp.toml", 'path = "nosuch.yaml"\n')
    monkeypatch.setenv("IPP_PATH", "paths/store.yaml")
    assert read_settings(shop)["path"] == ("paths/store.yaml", "IPP_PATH")
    assert inside("validate", env={"IPP_PATH": "paths/store.yaml"}).code == 0
    assert inside("validate").code == 2
    assert inside("validate", "--path", "paths/store.yaml").code == 0


def test_a_byte_order_mark(empty: Path) -> None:
    write(empty / ".ipp.toml", "\ufeffdepth = 3\n")
    assert read_settings(empty)["depth"].value == 3


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('formt = "full"', ".ipp.toml: there is no setting `formt`; did you mean `format`?"),
        ("fail_on = 3", ".ipp.toml: there is no setting `fail_on`; did you mean `fail-on`?"),
        ("xyzzy = 3", ".ipp.toml: there is no setting `xyzzy`; the settings are path, select, ignore"),
        ("depth = 0", ".ipp.toml: `depth` takes a number from 1 to 6"),
        ("depth = true", ".ipp.toml: `depth` takes a number from 1 to 6"),
        ('depth = "3"', ".ipp.toml: `depth` takes a number from 1 to 6"),
        ('fail-on = "errors"', ".ipp.toml: `fail-on` takes one of error, warning, info, never"),
        ("fail-on = []", ".ipp.toml: `fail-on` takes one of"),
        ('format = "xml"', ".ipp.toml: `format` takes one of full, concise"),
        ("path = 3", ".ipp.toml: `path` takes a text"),
        ('path = ""', ".ipp.toml: `path` takes a text"),
        ("select = [3]", ".ipp.toml: `select` takes a list of texts"),
        ("select = 3", ".ipp.toml: `select` takes a list of texts"),
        (
            "[tool.ipp]",
            ".ipp.toml: there is no setting `tool`; in .ipp.toml, write the settings at the top, without `[tool.ipp]`",
        ),
        ("[select]", ".ipp.toml: `select` takes a list of texts"),
        ("depth = ", ".ipp.toml: Invalid value"),
        ("depth = 1\ndepth = 2", ".ipp.toml: Cannot overwrite a value"),
    ],
)
def test_what_is_refused(empty: Path, text: str, told: str) -> None:
    write(empty / ".ipp.toml", text)
    assert refused(empty).startswith(told)
    for command in (["config"], ["validate", "-"]):
        said = inside(*command)
        assert (said.code, said.out) == (2, "")
        assert said.err.startswith("error: " + told.replace("; ", "\n  tip: "))
        assert said.err.count("\n") == 1 + said.err.count("\n  tip: ")


@pytest.mark.parametrize(
    "text",
    [
        "[tool.ipp]\ndepth = 4",
        "[ tool . ipp ]\ndepth = 4",
        '["tool"."ipp"]\ndepth = 4',
        "[tool.'ipp']\r\ndepth = 4",
        "tool.ipp.depth = 4",
        "[tool]\nipp.depth = 4",
        " [ 'tool' ] # x\nipp = {depth = 4}",
        "tool = {ipp = {depth = 4}}",
        '"tool" = {black = {}, "ipp" = {depth = 4}}',
    ],
)
def test_a_table_is_found_however_it_is_written(empty: Path, text: str) -> None:
    write(empty / "pyproject.toml", f"\ufeff[project]\nname = 'x'\n{text}\n" if text[0] in " [" else text)
    assert read_settings(empty)["depth"].value == 4


def test_a_file_of_others_that_names_ipp_is_not_parsed(empty: Path) -> None:
    write(empty / "pyproject.toml", '[project]\ndependencies = ["ipp"]\n[tool.other]\nipp = no TOML\n')
    assert read_settings(empty)["depth"].origin == "default"


def test_what_is_refused_in_pyproject(empty: Path) -> None:
    write(empty / "pyproject.toml", "[tool]\nipp = 3\n")
    assert (
        refused(empty) == "pyproject.toml: `tool.ipp` is not a table; write the settings below `[tool.ipp]`"
    )
    write(empty / "pyproject.toml", "tool = 3 # ipp\n")
    assert read_settings(empty)["depth"].origin == "default"


def test_what_is_not_text(empty: Path) -> None:
    (empty / ".ipp.toml").write_bytes(b"depth = \xff\n")
    assert refused(empty).startswith(".ipp.toml: ")


def test_rules_that_are_none_are_told_with_the_file(shop: Path) -> None:
    write(shop / ".ipp.toml", 'ignore = ["no-rst"]\n')
    assert inside("config") == inside("validate")
    said = inside("validate")
    assert said == (
        2,
        "",
        "error: .ipp.toml: `ignore`: no rule is called `no-rst`\n  tip: did you mean `no-rest`?\n",
    )


def test_options_go_before_settings(shop: Path) -> None:
    write(shop / "bare.yaml", SHOP.replace("rest: [{do: Routine video, every: 30d}]\n", ""))
    write(shop / ".ipp.toml", 'ignore = ["no-rest"]\nfail-on = "error"\nformat = "concise"\n')
    assert inside("validate", "bare.yaml") == (0, "", "")
    told = inside("validate", "bare.yaml", "--ignore", "IPP205")
    assert (told.code, told.out.count("IPP208")) == (0, 1)
    assert inside("validate", "bare.yaml", "--ignore", "IPP205", "--fail-on", "warning").code == 1
    assert "All checks passed" in inside("validate", "bare.yaml", "--format", "full").out


def test_a_setting_that_leaves_no_rule(shop: Path) -> None:
    write(shop / ".ipp.toml", "select = []\n")
    said = inside("validate")
    assert (said.code, said.out) == (2, "")
    assert "exclude every rule" in said.err
