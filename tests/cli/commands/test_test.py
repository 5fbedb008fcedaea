"""`ipp test`: which files, which stories, what it prints and writes, and the exit codes."""

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.cli.program import inside

HEAD = "ipp-test: 1\npath: store.yaml\ntoday: 2026-11-22\n"
RIGHT = HEAD + "stories:\n  Sees the video: [bought: Toe Massager 5000, next: Routine video]\n"
WRONG = HEAD + (
    "stories:\n"
    "  Sees the video: [bought: Toe Massager 5000, next: Routine video]\n"
    "  Wants slippers:\n    - bought: Toe Massager 5000\n    - next: Spa Slippers # at once\n"
)


def write(shop: Path, text: str, name: str = "store.test.yaml") -> Path:
    file = shop / "paths" / name
    file.write_text(text, encoding="utf-8")
    return file


def test_stories_that_pass(shop: Path) -> None:
    write(shop, RIGHT)
    assert inside("test") == (0, "1 story passed (1 file).\n", "")
    assert inside("test", "paths", "paths/store.test.yaml") == (0, "1 story passed (1 file).\n", "")


def test_a_failure_shows_the_way_there_expected_got_and_why(shop: Path) -> None:
    write(shop, WRONG)
    said = inside("test")
    assert (said.code, said.err) == (1, "")
    assert said.out == (
        "FAIL Wants slippers  paths/store.test.yaml:6\n"
        "    22 Nov 2026  bought     Toe Massager 5000\n"
        "  ✗ 22 Nov 2026  next       Spa Slippers\n"
        "                 expected   Spa Slippers\n"
        "                 got        Routine video (due 25 Nov 2026, in 3 days)\n"
        "                 why        Spa Slippers was passed over (after Toe Massager 5000): held up by Routine video, which comes first\n"
        "                 at         paths/store.test.yaml:8\n"
        "\n"
        "1 of 2 stories failed (1 file).\n"
    )


def test_stories_are_chosen_by_a_part_of_file_and_name(shop: Path) -> None:
    write(shop, WRONG)
    assert inside("test", "-k", "SEES the").out == "1 story passed (1 file).\n"
    assert inside("test", "-k", "store.test.yaml::wants").code == 1
    assert inside("test", "-k", "nobody") == (
        2,
        "",
        "error: nothing to run: no story has 'nobody' in its name\n  tip: `ipp test -v` lists the stories\n",
    )


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (
            None,
            "nothing to run: no story file (*.test.yaml) in paths\n  tip: `ipp test --generate FILE.test.yaml` writes a first one",
        ),
        (HEAD + "stories: {}\n", "nothing to run: the story files hold no story"),
    ],
)
def test_nothing_to_run_is_no_success(shop: Path, text: str | None, says: str) -> None:
    if text is not None:
        write(shop, text)
    assert inside("test") == (2, "", f"error: {says}\n")


def test_a_file_that_is_not_there(shop: Path) -> None:
    assert inside("test", "no.test.yaml") == (2, "", "error: no.test.yaml: no such file or folder\n")


def test_the_path_of_stories_is_found_from_their_folder(shop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(shop, RIGHT.replace("path: store.yaml\n", ""), "own.test.yaml")
    write(shop, RIGHT)
    assert inside("test").code == 0, "a file without `path` means the only path file"
    monkeypatch.chdir(shop / "paths")
    assert inside("test", "store.test.yaml").code == 0
    other = shop / "other.yaml"
    text = (
        (shop / "paths" / "store.yaml").read_text("utf-8").replace("next: [Routine video, Spa", "next: [Spa")
    )
    other.write_text(text, encoding="utf-8")
    assert inside("test", "store.test.yaml", "--path", str(other)).code == 1


@pytest.mark.parametrize("what", ["missing", "broken", "stories"])
def test_stories_of_a_path_that_cannot_be_used(shop: Path, what: str) -> None:
    name = {"missing": "no.yaml", "broken": "bad.yaml", "stories": "store.test.yaml"}[what]
    (shop / "paths" / "bad.yaml").write_text("ipp: 1\nultimate: [\n", encoding="utf-8")
    write(shop, RIGHT.replace("path: store.yaml", f"path: {name}"))
    said = inside("test")
    assert (said.code, said.err) == (2, "")
    assert "--> paths/store.test.yaml:2:7" in said.out
    assert {
        "missing": "paths/no.yaml: no such file or folder",
        "broken": "paths/bad.yaml has 1 mistake: its stories cannot be played",
        "stories": "paths/store.test.yaml holds stories and is not a path file",
    }[what] in said.out
    write(shop, RIGHT, "other.test.yaml")
    assert inside("test").code == 1, "some were played"


def test_a_mistake_in_a_file_fails_and_the_others_are_played(shop: Path) -> None:
    write(shop, RIGHT)
    write(shop, HEAD + "stories: {A: [bought: Toe Masager]}\n", "a.test.yml")
    said = inside("test")
    assert said.code == 1
    assert "no product or bundle is called `Toe Masager`" in said.out
    assert said.out.endswith("1 story passed, 1 story could not be played (2 files).\n")


@pytest.mark.parametrize("text", ["stories: [\n", "- stories\n", HEAD + "stories: [Mug]\n"])
def test_a_file_that_cannot_be_read_was_not_played(shop: Path, text: str) -> None:
    write(shop, RIGHT)
    write(shop, text, "a.test.yaml")
    said = inside("test")
    assert said.code == 1
    assert said.out.endswith(" passed, 1 file could not be read and was not played (2 files).\n")


def test_update_writes_what_is_right_prints_the_diff_and_does_nothing_twice(shop: Path) -> None:
    file = write(shop, WRONG)
    said = inside("test", "--update")
    assert (said.code, said.err) == (0, "")
    assert "-    - next: Spa Slippers # at once\n+    - next: Routine video # at once\n" in said.out
    assert "\nChanged 1 value in 1 file.\n" in said.out
    assert file.read_text("utf-8") == WRONG.replace("next: Spa Slippers", "next: Routine video")
    before = file.stat().st_mtime_ns
    assert inside("test", "--update") == (0, "2 stories passed (1 file).\n", "")
    assert file.stat().st_mtime_ns == before


def test_update_refuses_in_ci(shop: Path) -> None:
    file = write(shop, WRONG)
    said = inside("test", "--update", env={"CI": "true"})
    assert (said.code, said.out) == (2, "")
    assert "does not run in CI" in said.err
    assert file.read_text("utf-8") == WRONG


def test_update_leaves_json_to_programs(shop: Path) -> None:
    write(shop, WRONG)
    said = inside("test", "--update", "--format", "json")
    assert json.loads(said.out)["summary"] == {
        "stories": 2,
        "passed": 2,
        "failed": 0,
        "broken": 0,
        "files": 1,
    }
    assert "+    - next: Routine video" in said.err


def test_json(shop: Path) -> None:
    write(shop, WRONG)
    said = inside("test", "--format", "json")
    body = json.loads(said.out)
    assert said.code == 1
    assert body["format_version"] == "1.0"
    assert [each["outcome"] for each in body["stories"]] == ["passed", "failed"]
    (failure,) = body["stories"][1]["failures"]
    assert (failure["line"], failure["column"], failure["expected"]) == (8, 13, "Spa Slippers")
    assert failure["passed_over"] == [
        {
            "step": "Spa Slippers",
            "of": "Toe Massager 5000",
            "passed_over": "held up by Routine video, which comes first",
        }
    ]


def test_junit(shop: Path) -> None:
    write(shop, WRONG)
    write(shop, HEAD + "stories: {A: [bought: Toe Masager]}\n", "a.test.yaml")
    root = ElementTree.fromstring(inside("test", "--format", "junit").out)
    assert root.attrib == {"name": "ipp test", "tests": "3", "failures": "1", "errors": "1"}
    assert [case.get("name") for case in root.iter("testcase")] == ["A", "Sees the video", "Wants slippers"]


def test_annotations(shop: Path) -> None:
    write(shop, WRONG)
    line = "::error file=paths/store.test.yaml,line=8,endLine=8,col=13,endColumn=24,title=ipp test%3A Wants slippers::"
    assert line in inside("test", "--format", "github").out
    assert line in inside("test", env={"GITHUB_ACTIONS": "true"}).out


@pytest.mark.parametrize("format", ["text", "json", "junit", "github"])
def test_no_name_acts(shop: Path, format: str) -> None:
    hostile = "A\\e[31m ::error::x ##[error] <b> \\u202e"
    write(
        shop,
        HEAD
        + f'stories:\n  "{hostile}": [bought: Toe Massager 5000, next: Spa Slippers]\n  "B{hostile}": [next: "{hostile}"]\n',
    )
    said = inside("test", "--format", format, env={"GITHUB_ACTIONS": "true"})
    assert said.code == 1
    assert "\x1b" not in said.out
    assert "\u202e" not in said.out
    assert not [
        line
        for line in said.out.splitlines()
        if line.startswith("::") and not line.startswith("::error file=")
    ]
    assert "##[" not in said.out


def test_story_files_are_no_path_files(shop: Path) -> None:
    write(shop, RIGHT)
    assert inside("next", "--bought", "Nail Kit").code == 0, "paths/ holds one path file"
    assert inside("validate", "paths").out == "All checks passed (1 file, 4 products).\n"
    for command in (["validate", "paths/store.test.yaml"], ["next", "--path", "paths/store.test.yaml"]):
        said = inside(*command)
        assert (said.code, said.out) == (2, "")
        assert (
            said.err
            == "error: paths/store.test.yaml holds stories and is not a path file\n  tip: `ipp test paths/store.test.yaml` plays the stories\n"
        )


def test_coverage_in_text_and_json(shop: Path) -> None:
    write(shop, RIGHT.replace("Routine video]", "Routine video, did]"))
    said = inside("test", "--coverage")
    assert said.code == 0
    assert "Stories reach 3% of paths/store.yaml: 1 of 32 goals\n" in said.out
    assert "  paths/store.yaml:6  rung Spa Slippers: asked, accepted, declined, silent\n" in said.out
    (body,) = json.loads(inside("test", "--coverage", "--format", "json").out)["coverage"]
    assert (body["goals"], body["reached"], body["percent"], len(body["missing"])) == (32, 1, 3, 31)
    assert json.loads(inside("test", "--format", "json").out)["coverage"] is None


@pytest.mark.parametrize(("least", "code"), [("3%", 0), ("0.03", 0), ("4%", 1), ("100%", 1), ("five", 2)])
def test_less_coverage_than_asked_for_fails(shop: Path, least: str, code: int) -> None:
    write(shop, RIGHT.replace("Routine video]", "Routine video, did]"))
    said = inside("test", "--min-coverage", least)
    assert said.code == code
    if code == 1:
        assert said.err == f"note: paths/store.yaml: 3% is reached, less than {least}\n"


def test_generated_stories_are_printed_or_written_and_pass(shop: Path) -> None:
    said = inside("test", "--generate", "2", "--today", "2026-11-22")
    assert said.code == 0
    assert said.out.count("  - bought:") <= 2
    assert "\npath: paths/store.yaml\ntoday: 2026-11-22\n" in said.out
    assert inside("test", "--generate", "50", "--today", "2026-11-22", "paths/new.test.yaml").code == 0
    assert "\npath: store.yaml\n" in (shop / "paths" / "new.test.yaml").read_text("utf-8")
    assert inside("test", "--min-coverage", "99%").code == 0


def test_generated_stories_are_never_written_over_others(shop: Path) -> None:
    file = write(shop, RIGHT)
    said = inside("test", "--generate", "5", str(file))
    assert (said.code, said.out) == (2, "")
    assert "exists already" in said.err
    assert file.read_text("utf-8") == RIGHT


@pytest.mark.parametrize(
    "arguments",
    [("--generate", "0"), ("--generate", "x"), ("--today", "2026-11-22"), ("--generate", "3", "a", "b")],
)
def test_a_request_for_stories_that_cannot_be_served(shop: Path, arguments: tuple[str, ...]) -> None:
    write(shop, RIGHT)
    assert inside("test", *arguments).code == 2
