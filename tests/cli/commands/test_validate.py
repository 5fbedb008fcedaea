"""`ipp validate`: what is checked, and with which exit code."""

import json
from pathlib import Path

import pytest

from ..conftest import BARE, BROKEN, SHOP
from ..program import inside, outside

CLEAN = "All checks passed (1 file, 4 products).\n"


def test_without_files_the_only_one_in_paths_is_checked(shop: Path) -> None:
    assert inside("validate") == (0, CLEAN, "")


def test_without_files_all_in_paths_are_checked(shop: Path) -> None:
    (shop / "paths" / "other.yml").write_text(SHOP, encoding="utf-8")
    (shop / "paths" / "notes.txt").write_text("ipp: 7", encoding="utf-8")
    assert inside("validate") == (0, "All checks passed (2 files, 8 products).\n", "")


def test_without_files_the_configured_one_is_checked(shop: Path) -> None:
    (shop / "mine.yaml").write_text(BARE, encoding="utf-8")
    said = inside("validate", "--format", "concise", env={"IPP_PATH": "mine.yaml"})
    assert said == (
        1,
        "mine.yaml:1:1: warning[IPP208] there is no `rest`: a customer who says No to everything is left with nothing\n",
        "",
    )


def test_nothing_at_all_cannot_be_checked(empty: Path) -> None:
    said = inside("validate")
    assert said == (
        2,
        "",
        "error: nothing to check: there is no path file in paths/\n  tip: name a path file, or make one with `ipp init`\n",
    )


@pytest.mark.parametrize("given", [".", "paths", "paths/"])
def test_an_empty_folder_cannot_be_checked(empty: Path, given: str) -> None:
    (empty / "paths" / ".hidden").mkdir(parents=True)
    (empty / "paths" / ".hidden" / "store.yaml").write_text(SHOP, encoding="utf-8")
    assert inside("validate", given) == (
        2,
        "",
        f"error: nothing to check: no .yaml or .yml file in {given}\n  tip: name a path file, or make one with `ipp init`\n",
    )


def test_a_folder_is_searched_to_the_bottom(empty: Path) -> None:
    (empty / "a" / "b").mkdir(parents=True)
    for name in ("a/one.yaml", "a/b/two.yml", "three.YAML"):
        (empty / name).write_text(SHOP, encoding="utf-8")
    assert inside("validate", ".").out == "All checks passed (2 files, 8 products).\n"
    assert inside("validate", "three.YAML").out == CLEAN


def test_a_file_given_twice_is_checked_once(shop: Path) -> None:
    assert inside("validate", "paths/store.yaml", "paths", "paths/store.yaml").out == CLEAN


@pytest.mark.parametrize("missing", ["nosuch.yaml", "no/such.yaml", "odd\nname.yaml", "n\x1b[31m"])
def test_no_such_file(shop: Path, missing: str) -> None:
    said = inside("validate", "paths", missing)
    assert (said.code, said.out) == (2, "")
    assert said.err.endswith(": no such file or folder\n")
    assert said.err.count("\n") == 1
    assert "\x1b" not in said.err


def test_errors_are_an_exit_code(shop: Path) -> None:
    (shop / "broken.yaml").write_text(BROKEN, encoding="utf-8")
    said = inside("validate", "broken.yaml", "paths")
    assert (said.code, said.err) == (1, "")
    assert "\nFound 3 errors (2 files, 8 products).\n" in said.out


def test_warnings_are_an_exit_code(shop: Path) -> None:
    (shop / "bare.yaml").write_text(BARE, encoding="utf-8")
    said = inside("validate", "bare.yaml")
    assert said.code == 1
    assert "\nFound 1 warning (1 file, 4 products).\n" in said.out


def test_the_worst_comes_first(shop: Path) -> None:
    (shop / "both.yaml").write_text(BARE.replace("price: 22", "prise: 22"), encoding="utf-8")
    full = inside("validate", "both.yaml").out
    assert full.index("error[") < full.index("warning[")
    concise = inside("validate", "both.yaml", "--format", "concise").out.splitlines()
    assert [line.split(":")[1] for line in concise] == ["8", "1"]


def test_included_files_are_no_stores_of_their_own(empty: Path) -> None:
    (empty / "main.yaml").write_text(
        SHOP.replace("ipp: 1", "ipp: 1\ninclude: shelf/part.yaml"), encoding="utf-8"
    )
    (empty / "shelf").mkdir()
    (empty / "shelf" / "part.yaml").write_text(
        "products: {Towel: {price: 8, next: Nail Kit}}\n", encoding="utf-8"
    )
    assert inside("validate", ".") == (0, "All checks passed (2 files, 5 products).\n", "")
    assert inside("validate", "main.yaml").out == "All checks passed (2 files, 5 products).\n"
    assert "has no `ultimate`" in inside("validate", "shelf/part.yaml").out
    assert inside("validate", "main.yaml", "shelf/part.yaml").code == 1


def test_a_file_from_stdin(empty: Path) -> None:
    said = outside("validate", "-", "--format", "concise", cwd=empty, stdin=BROKEN.encode())
    assert (said.code, said.err) == (1, "")
    assert [line.split(": ")[0] for line in said.out.splitlines()] == [
        "<stdin>:6:70",
        "<stdin>:7:25",
        "<stdin>:8:14",
    ]


def test_what_stdin_includes_lies_in_the_working_folder(empty: Path) -> None:
    (empty / "part.yaml").write_text("products: {Towel: {price: 8, next: Nail Kit}}\n", encoding="utf-8")
    said = outside(
        "validate", "-", cwd=empty, stdin=SHOP.replace("ipp: 1", "ipp: 1\ninclude: part.yaml").encode()
    )
    assert said == (0, "All checks passed (2 files, 5 products).\n", "")


@pytest.mark.parametrize(
    "content", [b"", b"\xff\xfei\0", b"ipp: \xe8", b"\xef\xbb\xbf", b"[" * 500, b"- 1\n- 2\n", b"a"]
)
def test_anything_else_is_a_finding_and_no_crash(empty: Path, content: bytes) -> None:
    (empty / "odd.yaml").write_bytes(content)
    said = inside("validate", "odd.yaml", "--format", "concise")
    assert said.code == 1
    assert said.out.startswith("odd.yaml:1:")


def test_json_is_one_answer_for_all_files(shop: Path) -> None:
    (shop / "broken.yaml").write_text(BROKEN, encoding="utf-8")
    said = inside("validate", "broken.yaml", "paths", "--format", "json")
    answer = json.loads(said.out)
    assert said.code == 1
    assert answer["summary"] == {"errors": 3, "warnings": 0, "infos": 0, "files": 2, "products": 8} | {
        "suppressed": 0,
        "fixable": {"safe": 0, "unsafe": 2},
    }
    assert [found["code"] for found in answer["findings"]] == ["IPP101", "IPP005", "IPP003"]
