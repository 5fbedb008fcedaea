"""`--format`: what is printed, what is written beside it, and what a CI service is told."""

import json
import re
from pathlib import Path

import pytest

from ipp.cli.completion import complete_formats
from ipp.cli.outputs import Output, parse_outputs
from ipp.errors import RequestError
from ipp.render.findings import FORMATS

from .conftest import BROKEN, SHOP
from .program import inside, outside

ACTIONS = {"GITHUB_ACTIONS": "true"}
PEOPLE = ("full", "concise", "grouped")


@pytest.fixture
def broken(shop: Path) -> Path:
    """Return the working folder of a shop with three mistakes."""
    (shop / "paths" / "store.yaml").write_text(BROKEN, encoding="utf-8")
    return shop


def test_without_a_format_people_are_told_in_full() -> None:
    assert parse_outputs([]) == (Output("full", None),)
    assert parse_outputs(["json=a.json"]) == (Output("full", None), Output("json", Path("a.json")))


def test_one_is_printed_and_the_others_are_written() -> None:
    assert parse_outputs(["sarif=a.sarif", "concise", "junit=out/b.xml"]) == (
        Output("concise", None),
        Output("sarif", Path("a.sarif")),
        Output("junit", Path("out/b.xml")),
    )


def test_a_dash_is_stdout() -> None:
    assert parse_outputs(["json=-"]) == (Output("json", None),)


def test_the_same_output_twice_is_one() -> None:
    assert parse_outputs(["json=a.json", "json=a.json"]) == parse_outputs(["json=a.json"])


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (
            ["sraif"],
            "there is no format 'sraif'; did you mean sarif? the formats are full, concise, grouped, json, ",
        ),
        (["xml"], "there is no format 'xml'; the formats are full, "),
        ([""], "there is no format ''"),
        (["FULL"], "did you mean full?"),
        (["nosuch=a.json"], "there is no format 'nosuch'"),
        (["=a.json"], "there is no format ''"),
        (["json="], "the name of a file is missing"),
        (["json=a\0b"], "the name of a file is missing"),
        (["json", "full"], "write the other one to a file, `--format full=FILE`"),
        (["full", "full=-"], "only one can be printed"),
        (["json=a.json", "sarif=./a.json"], "json and sarif are to be written to one file"),
        (["json=paths/store.yaml"], "a report would overwrite it"),
        (["json=paths/store.YML"], "a report would overwrite it"),
    ],
)
def test_what_cannot_be_asked_for(given: list[str], message: str, tmp_path: Path) -> None:
    with pytest.raises(RequestError) as caught:
        parse_outputs(given)
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


def test_an_unknown_format_is_told_before_anything_is_read(empty: Path) -> None:
    said = inside("validate", "--format", "sra\x1b[31m\nif", "nosuch.yaml")
    assert (said.code, said.out) == (2, "")
    assert said.err.startswith("error: --format: there is no format 'sra\\x1b[31m\\nif'")
    assert said.err.count("\n") == 1 + said.err.count("\n  tip: ")


def test_formats_complete() -> None:
    assert complete_formats("g") == ["grouped", "github", "gitlab"]
    assert complete_formats("") == list(FORMATS)


@pytest.mark.parametrize("format", FORMATS)
def test_a_file_holds_what_would_be_printed(broken: Path, format: str) -> None:
    printed = inside("validate", "--format", format)
    beside = inside("validate", "--format", f"{format}=out/report.txt")
    assert (broken / "out" / "report.txt").read_bytes().decode() == printed.out
    assert beside == inside("validate")
    assert printed.code == beside.code == 1


def test_all_formats_at_once(broken: Path) -> None:
    said = inside("validate", *(f"--format={format}=r.{format}" for format in FORMATS), "--format", "concise")
    assert said.out == (broken / "r.concise").read_text(encoding="utf-8")
    assert {file.name for file in broken.glob("r.*")} == {f"r.{format}" for format in FORMATS}


def test_a_file_is_replaced_whole_and_keeps_its_rights(broken: Path) -> None:
    report = broken / "r.json"
    report.write_text("x" * 100_000, encoding="utf-8")
    report.chmod(0o640)
    inside("validate", "--format", "json=r.json")
    assert len(json.loads(report.read_text(encoding="utf-8"))["findings"]) == 3
    assert report.stat().st_mode & 0o777 == 0o640


def test_a_clean_shop_writes_its_files_too(shop: Path) -> None:
    said = inside("validate", "--format", "gitlab=r.json", "--format", "github=r.txt")
    assert (said.code, said.out) == (0, "All checks passed (1 file, 4 products).\n")
    assert (shop / "r.json").read_text(encoding="utf-8") == "[]\n"
    assert (shop / "r.txt").read_text(encoding="utf-8") == ""


@pytest.mark.parametrize("target", ["paths", "paths/store.yaml/r.json", "r\n.json/x/../../paths"])
def test_a_file_that_cannot_be_written(shop: Path, target: str) -> None:
    said = inside("validate", "--format", f"json={target}")
    assert (said.code, said.out) == (2, "")
    assert said.err.startswith("error: ")
    assert said.err.count("\n") == 1 + said.err.count("\n  tip: ")
    assert (shop / "paths" / "store.yaml").read_text(encoding="utf-8") == SHOP


@pytest.mark.parametrize("format", PEOPLE)
def test_in_github_actions_annotations_are_added_to_the_report(broken: Path, format: str) -> None:
    said = inside("validate", "--format", format, env=ACTIONS)
    report, commands = (
        inside("validate", "--format", format).out,
        inside("validate", "--format", "github").out,
    )
    assert commands.count("::error file=paths/store.yaml,") == 3
    assert said == (1, report + commands, "")


@pytest.mark.parametrize("format", [format for format in FORMATS if format not in PEOPLE])
def test_in_github_actions_programs_are_told_the_same(broken: Path, format: str) -> None:
    assert inside("validate", "--format", format, env=ACTIONS) == inside("validate", "--format", format)


@pytest.mark.parametrize("value", ["", "false", "1"])
def test_elsewhere_there_are_no_annotations(broken: Path, value: str) -> None:
    assert inside("validate", env={"GITHUB_ACTIONS": value}) == inside("validate")


@pytest.mark.parametrize("name", ["::error::x", "##[stop-commands]x", " ::add-mask::x"])
@pytest.mark.parametrize("format", PEOPLE)
def test_no_file_name_is_obeyed_by_github_actions(empty: Path, name: str, format: str) -> None:
    """A command in the report stands between stop-commands and its word, which no text can hold: it is its hash."""
    (empty / f"{name}.yaml").write_text(BROKEN, encoding="utf-8")
    lines = inside("validate", "--format", format, f"{name}.yaml", env=ACTIONS).out.splitlines()
    obeyed, word = [], ""
    for line in lines:
        if word:
            word = "" if line == f"::{word}::" else word
        elif found := re.fullmatch(r"::stop-commands::([0-9a-f]{64})", line):
            word = found[1]
        elif line.strip().startswith("::") or "##[" in line:
            obeyed.append(line)
    assert not word
    assert len(obeyed) == 3
    assert all(line.startswith("::error file=") for line in obeyed)


def test_a_plain_report_needs_no_stop(broken: Path) -> None:
    assert "stop-commands" not in inside("validate", env=ACTIONS).out


def test_a_half_of_a_character_in_a_file_name(empty: Path) -> None:
    name = b"x\xff.yaml"
    (empty / name.decode("utf-8", "surrogateescape")).write_text(BROKEN, encoding="utf-8")
    said = outside(
        "validate",
        b"--format=sarif=r.sarif",
        b"--format=junit=r.xml",
        b"--format=json=r.json",
        name,
        cwd=empty,
    )
    assert (said.code, said.err) == (1, "")
    [run] = json.loads((empty / "r.sarif").read_text(encoding="utf-8"))["runs"]
    where = run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert where == "x%FF.yaml"


def test_the_usual_format_is_a_setting(broken: Path) -> None:
    (broken / ".ipp.toml").write_text('format = "concise"\n', encoding="utf-8")
    assert inside("validate") == inside("validate", "--format", "concise")
    assert inside("validate", "--format", "json=r.json").out == inside("validate").out
    (broken / ".ipp.toml").write_text('format = "concize"\n', encoding="utf-8")
    said = inside("validate")
    assert (said.code, said.out) == (2, "")
    assert said.err.endswith(" markdown; did you mean `concise`?\n")


def test_numbers_are_printed_and_files_written_whole(broken: Path) -> None:
    said = inside("validate", "--statistics", "--format", "json=r.json")
    assert said == inside("validate", "--statistics")
    assert len(json.loads((broken / "r.json").read_text(encoding="utf-8"))["findings"]) == 3


def test_annotations_are_added_to_numbers_too(broken: Path) -> None:
    said = inside("validate", "--statistics", env=ACTIONS)
    assert said.out.startswith(inside("validate", "--statistics").out)
    assert said.out.count("\n::error file=") == 3


@pytest.fixture
def accepted(shop: Path) -> Path:
    """Return the working folder of a shop with two mistakes, and a third that was accepted."""
    kept = BROKEN.replace("{prise: 22}", "{prise: 22}  # ipp: ignore[IPP003] an old till")
    (shop / "paths" / "store.yaml").write_text(kept, encoding="utf-8")
    return shop


def results(env: dict[str, str]) -> list[bool]:
    """Return of each result of SARIF whether it was accepted."""
    [run] = json.loads(inside("validate", "--format", "sarif", env=env).out)["runs"]
    return ["suppressions" in result for result in run["results"]]


def test_code_scanning_opens_no_alert_for_what_was_accepted(accepted: Path) -> None:
    assert results({}) == [False, False, True]
    assert results(ACTIONS) == [False, False]


def test_code_scanning_is_told_no_more_than_it_takes(broken: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ipp.cli.outputs._MOST_RESULTS", 2)
    assert len(results({})) == 3
    assert len(results(ACTIONS)) == 2
    assert inside("validate", "--format", "sarif", env=ACTIONS).err == (
        "note: SARIF holds the first 2 of 3 findings: GitHub takes no more\n"
    )
