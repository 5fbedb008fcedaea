"""`ipp validate --fix`, `--diff`, `--add-ignore`: what happens to files."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from unittest.mock import patch

import pytest

from .conftest import SHOP
from .program import inside, outside
from .test_colour import on_a_terminal

TYPO = SHOP.replace("{price: 22}", "{Price: 22}  # cheap")
MENDED = SHOP.replace("{price: 22}", "{price: 22}  # cheap")
CLEAN = "All checks passed (1 file, 4 products).\n"
BOM = "\ufeff"


@pytest.fixture
def file(empty: Path) -> Path:
    found = empty / "store.yaml"
    found.write_text(TYPO, encoding="utf-8", newline="")
    return found


def text_of(file: Path) -> str:
    return file.read_bytes().decode("utf-8")


def test_a_safe_fix_is_written(file: Path) -> None:
    assert inside("validate", "--fix", "store.yaml") == (0, CLEAN, "note: 1 finding fixed\n")
    assert text_of(file) == MENDED
    assert inside("validate", "--fix", "store.yaml") == (0, CLEAN, "")


def test_a_clean_file_is_not_touched(file: Path) -> None:
    file.write_text(MENDED, encoding="utf-8")
    before = file.stat()
    assert inside("validate", "--fix", "store.yaml") == (0, CLEAN, "")
    assert (file.stat().st_mtime_ns, file.stat().st_ino) == (before.st_mtime_ns, before.st_ino)


@pytest.mark.parametrize("mark", ["", BOM])
@pytest.mark.parametrize("breaks", ["\n", "\r\n"])
@pytest.mark.parametrize("end", ["\n", ""])
def test_marks_and_line_endings_are_kept(file: Path, mark: str, breaks: str, end: str) -> None:
    for text in (TYPO, MENDED):
        written = mark + (text.rstrip("\n") + end).replace("\n", breaks)
        if text is TYPO:
            file.write_text(written, encoding="utf-8", newline="")
            assert inside("validate", "--fix", "store.yaml").code == 0
    assert text_of(file) == written


def test_an_unsafe_fix_is_made_when_asked_for(file: Path) -> None:
    file.write_text(TYPO.replace("[Nail Kit, Feet Club]", "[Nail Kitt, Feet Club]"), encoding="utf-8")
    safe = inside("validate", "--fix", "store.yaml", "--format", "concise")
    assert safe.code == 1
    assert "IPP101" in safe.out
    assert text_of(file) == MENDED.replace("[Nail Kit,", "[Nail Kitt,")
    assert inside("validate", "--fix", "--unsafe-fixes", "store.yaml").code == 0
    assert text_of(file) == MENDED


def test_unsafe_fixes_alone_are_a_mistake(file: Path) -> None:
    said = inside("validate", "--unsafe-fixes", "store.yaml")
    assert said == (2, "", "error: --unsafe-fixes needs --fix or --diff\n  tip: add one of them\n")


def test_what_is_not_fixed_is_told_with_the_reason(file: Path) -> None:
    shop = SHOP.replace("Nail Kit: {price: 22}", "Nail Kit: {price: 22, next: [Nail Kitt, Feet Club]}")
    file.write_text(shop, encoding="utf-8")
    said = inside("validate", "--fix", "--unsafe-fixes", "store.yaml", "--format", "concise")
    assert said.err == (
        "note: store.yaml:8:32: not fixed (IPP101): it leads to IPP306: `Nail Kit` leads to itself\n"
    )
    assert text_of(file) == shop


def test_a_link_stays_a_link_and_permissions_stay(file: Path) -> None:
    real = file.with_name("real.yaml")
    file.rename(real)
    real.chmod(0o640)
    file.symlink_to("real.yaml")
    assert inside("validate", "--fix", "store.yaml").code == 0
    assert file.is_symlink()
    assert text_of(real) == MENDED
    assert real.stat().st_mode & 0o777 == 0o640
    assert sorted(each.name for each in file.parent.iterdir()) == ["real.yaml", "store.yaml"]


def test_a_folder_that_cannot_be_written(file: Path) -> None:
    """Root may write anywhere: so it is pretended."""
    with patch("tempfile.mkdtemp", side_effect=PermissionError(13, "Permission denied")):
        said = inside("validate", "--fix", "store.yaml")
    assert (said.code, said.out) == (2, "")
    assert said.err.endswith("store.yaml: Permission denied\n")
    assert text_of(file) == TYPO


def test_a_file_that_is_read_only_stays(file: Path) -> None:
    file.chmod(0o444)  # a folder that can be written would let it be replaced
    said = inside("validate", "--fix", "store.yaml")
    assert (said.code, said.out) == (2, "")
    assert said.err.endswith("store.yaml is read-only\n")
    assert text_of(file) == TYPO
    assert file.stat().st_mode & 0o777 == 0o444


def test_when_one_of_several_cannot_be_written_none_is(file: Path) -> None:
    other = file.with_name("b.yaml")
    other.write_text(TYPO, encoding="utf-8")
    full_disk = (None, OSError(28, "No space left on device"))
    with patch("pathlib.Path.write_text", side_effect=full_disk):
        said = inside("validate", "--fix", "store.yaml", "b.yaml")
    assert (said.code, said.out) == (2, "")
    assert said.err.endswith("No space left on device\n")
    assert text_of(file) == text_of(other) == TYPO
    assert len(list(file.parent.iterdir())) == 2


def test_interrupted_in_the_middle(file: Path) -> None:
    with patch("pathlib.Path.write_text", side_effect=KeyboardInterrupt):
        assert inside("validate", "--fix", "store.yaml").code == 130
    assert text_of(file) == TYPO
    assert list(file.parent.iterdir()) == [file]


def test_a_file_that_changes_meanwhile_is_left_alone(file: Path) -> None:
    from ipp.cli import changes as mend

    real = mend.make_fixes

    def slow(*arguments: object, **named: object) -> object:
        file.write_text(TYPO + "# saved in an editor\n", encoding="utf-8")
        return real(*arguments, **named)  # type: ignore[arg-type]

    with patch("ipp.cli.changes.make_fixes", slow):
        said = inside("validate", "--fix", "store.yaml")
    assert said == (
        2,
        "",
        "error: store.yaml changed while it was read, so nothing was written\n  tip: run the command again\n",
    )
    assert text_of(file).endswith("editor\n")


def test_several_files_and_one_named_twice(file: Path) -> None:
    (file.parent / "more").mkdir()
    other = file.parent / "more" / "b.yaml"
    other.write_text(TYPO, encoding="utf-8")
    said = inside("validate", "--fix", "./store.yaml", "more", "store.yaml", "more/../store.yaml", ".")
    assert said == (0, "All checks passed (2 files, 8 products).\n", "note: 2 findings fixed\n")
    assert text_of(file) == text_of(other) == MENDED


def with_parts(folder: Path) -> None:
    """Write a store whose parts have mistakes too."""
    (folder / "shelf").mkdir()
    main = TYPO.replace("ipp: 1", "ipp: 1\ninclude: [part.yaml, shelf/more.yaml]")
    (folder / "store.yaml").write_text(main, encoding="utf-8")
    (folder / "part.yaml").write_text("products: {Towel: {Price: 8, next: Nail Kit}}\n", encoding="utf-8")
    (folder / "shelf" / "more.yaml").write_text(
        "products: {Soap: {Price: 9, next: Nail Kit}}  # ipp: ignore[no-rest] x\n", encoding="utf-8"
    )


def test_included_files_are_mended_too(empty: Path) -> None:
    with_parts(empty)
    assert inside("validate", "--fix", ".") == (
        0,
        "All checks passed (3 files, 6 products).\n",
        "note: 4 findings fixed\n",
    )
    assert text_of(empty / "part.yaml") == "products: {Towel: {price: 8, next: Nail Kit}}\n"
    assert text_of(empty / "shelf" / "more.yaml") == "products: {Soap: {price: 9, next: Nail Kit}}\n"


def test_a_part_that_two_stores_share_is_told_and_mended_once(empty: Path) -> None:
    with_parts(empty)
    shutil.copy("store.yaml", "other.yaml")
    told = inside("validate", "store.yaml", "other.yaml", "--format", "concise").out.splitlines()
    assert sum("part.yaml:1:" in line for line in told) == 1
    assert len(told) == len(set(told))
    assert inside("validate", "--fix", "store.yaml", "other.yaml").code == 0
    assert text_of(empty / "part.yaml") == "products: {Towel: {price: 8, next: Nail Kit}}\n"
    assert "{price: 22}" in text_of(empty / "store.yaml")
    assert "{price: 22}" in text_of(empty / "other.yaml")


def test_what_mends_one_store_and_harms_another_is_not_made(empty: Path) -> None:
    (empty / "part.yaml").write_text("products: {Towel: {price: 3, next: Sponge Sett}}\n", encoding="utf-8")
    shop = SHOP.replace("ipp: 1", "ipp: 1\ninclude: part.yaml")
    (empty / "one.yaml").write_text(
        shop.replace("  Spa Slippers:", "  Sponge Set: {price: 9}\n  Spa Slippers:"), encoding="utf-8"
    )
    (empty / "two.yaml").write_text(
        shop.replace("  Spa Slippers:", "  Sponge Sett: {price: 9}\n  Spa Slippers:"), encoding="utf-8"
    )
    assert inside("validate", "two.yaml").code == 0
    said = inside("validate", "--fix", "--unsafe-fixes", "one.yaml", "two.yaml", "--format", "concise")
    assert (said.code, said.out.count("IPP101")) == (1, 1)
    assert "part.yaml:1:36: not fixed (IPP101): it leads to IPP101" in said.err
    assert said.err.count("not fixed") == 1
    assert "Sponge Sett" in text_of(empty / "part.yaml")
    assert inside("validate", "--fix", "--unsafe-fixes", "one.yaml").code == 0


@pytest.mark.parametrize("content", [b"ipp: [", b"\xff\xfei\0", b"ipp: 1\nstore: \xe8\n", b"", b"- 1\n"])
def test_a_file_that_cannot_be_read_is_told_and_left_as_it_is(empty: Path, content: bytes) -> None:
    (empty / "odd.yaml").write_bytes(content)
    for option in ("--fix", "--add-ignore=x", "--diff"):
        said = inside("validate", option, "odd.yaml", "--format", "concise")
        assert said.code == (0 if option == "--diff" else 1)
        assert "odd.yaml:" in (said.err if option == "--diff" else said.out)
        assert (empty / "odd.yaml").read_bytes() == content


def raw(*arguments: str, cwd: Path, stdin: bytes) -> tuple[int, bytes, bytes]:
    done = subprocess.run(
        [sys.executable, "-m", "ipp", *arguments],
        cwd=cwd,
        input=stdin,
        capture_output=True,
        timeout=60,
        check=False,
    )
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_stdin_goes_to_stdout(empty: Path, mark: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[2]))
    code, out, err = raw(
        "validate", "--fix", "-", cwd=empty, stdin=mark + TYPO.replace("\n", "\r\n").encode()
    )
    assert (code, out) == (0, mark + MENDED.replace("\n", "\r\n").encode())
    assert err.decode() == "note: 1 finding fixed\n" + CLEAN


@pytest.mark.parametrize(
    "content", [b"ipp: 1\nstore: \xe8\n", b"\xff\xfei\0", b"", MENDED.encode(), b"a: [\r"]
)
def test_what_cannot_be_mended_passes_byte_for_byte(
    empty: Path, content: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[2]))
    assert raw("validate", "--fix", "--add-ignore=x", "-", cwd=empty, stdin=content)[1] == content


def test_a_diff_writes_nothing(file: Path) -> None:
    said = inside("validate", "--diff", "store.yaml")
    assert said.code == 1
    assert said.err == "note: 1 finding would be fixed\n"
    assert "-  Nail Kit: {Price: 22}  # cheap\n+  Nail Kit: {price: 22}  # cheap\n" in said.out
    assert text_of(file) == TYPO
    assert inside("validate", "--diff", "--exit-zero", "store.yaml")._replace(err="") == (0, said.out, "")
    assert inside("validate", "--fix", "--diff", "store.yaml") == said


def test_a_diff_of_nothing_is_empty(file: Path) -> None:
    file.write_text(
        SHOP.replace("next: [Nail Kit, Feet Club]", "next: [Nail Kitt, Feet Club]"), encoding="utf-8"
    )
    assert inside("validate", "--diff", "store.yaml") == (0, "", "")
    assert inside("validate", "--diff", "--unsafe-fixes", "store.yaml").code == 1


def test_a_diff_of_stdin(empty: Path) -> None:
    said = outside("validate", "--diff", "-", cwd=empty, stdin=TYPO.encode())
    assert said.code == 1
    assert said.out.startswith("--- <stdin>\n+++ <stdin>\n@@ ")
    assert "+  Nail Kit: {price: 22}" in said.out


def test_a_diff_goes_with_no_baseline_to_write(file: Path) -> None:
    said = inside("validate", "--diff", "--write-baseline", "b.json", "store.yaml")
    assert (said.code, said.out) == (2, "")
    assert not (file.parent / "b.json").exists()


def test_a_diff_of_comments_shows_no_fix(file: Path) -> None:
    said = inside("validate", "--diff", "--add-ignore", "old", "store.yaml")
    assert (said.code, said.err) == (1, "note: 1 finding would be accepted\n")
    assert "+  # ipp: ignore[IPP003] old\n" in said.out
    assert "{price: 22}" not in said.out
    both = inside("validate", "--diff", "--fix", "--add-ignore", "old", "store.yaml")
    assert "{price: 22}" in both.out
    assert "ignore[" not in both.out


def test_a_hostile_name_in_a_diff_acts_on_no_terminal(file: Path) -> None:
    file.write_text(TYPO.replace("# cheap", "# \u202edear"), encoding="utf-8")
    code, shown = on_a_terminal("validate", "--diff", str(file), env={"TERM": "dumb"})
    assert code == 1
    assert "\u202e" not in shown.decode()
    assert "\u202e" in inside("validate", "--diff", "store.yaml").out  # as the file is, for patch


@pytest.mark.parametrize("mark", ["", BOM])
@pytest.mark.parametrize("breaks", ["\n", "\r\n"])
@pytest.mark.parametrize("end", ["\n", ""])
@pytest.mark.parametrize("name", ["store.yaml", "a store.yaml", "shelf/täg.yaml", 'a"b.yaml', "a\\b.yaml"])
def test_patch_makes_of_a_diff_what_fix_makes(
    empty: Path, mark: str, breaks: str, end: str, name: str
) -> None:
    patch_program = shutil.which("patch")
    if not patch_program:
        assert not os.environ.get("CI"), "CI has no patch"
        pytest.skip("no `patch` here")
    target = empty / name
    target.parent.mkdir(exist_ok=True)
    bare = TYPO.replace("rest: [{do: Routine video, every: 30d}]\n", "").replace(
        "ipp: 1\n", "ipp: 1  # ipp: ignore[IPP205] x\n"
    )
    target.write_text(
        mark + bare.rstrip("\n").replace("\n", breaks) + end.replace("\n", breaks),
        encoding="utf-8",
        newline="",
    )
    difference = inside("validate", "--diff", "--unsafe-fixes", name).out.encode()
    shutil.copy(target, empty / "kept")
    assert inside("validate", "--fix", "--unsafe-fixes", name).code == 0
    wanted = target.read_bytes()
    assert wanted.count(b"rest: [") == 1
    shutil.copy(empty / "kept", target)
    done = subprocess.run(
        [patch_program, "-p0"], cwd=empty, input=difference, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stdout
    assert target.read_bytes() == wanted


def test_accepting_everything(file: Path) -> None:
    said = inside("validate", "--add-ignore", "  old\n stock ", "store.yaml")
    assert said == (0, CLEAN + "1 finding suppressed.\n", "note: 1 finding accepted\n")
    assert "  # ipp: ignore[IPP003] old stock\n  Nail Kit: {Price: 22}  # cheap\n" in text_of(file)


def test_fixing_first_and_accepting_the_rest(file: Path) -> None:
    file.write_text(TYPO.replace("price: 89", "price: x"), encoding="utf-8")
    said = inside("validate", "--fix", "--add-ignore", "soon", "store.yaml")
    assert (said.code, said.err) == (0, "note: 1 finding fixed, 1 finding accepted\n")


@pytest.mark.parametrize("reason", [":", " : "])
def test_accepting_needs_a_reason(file: Path, reason: str) -> None:
    said = inside("validate", "--add-ignore", reason, "store.yaml")
    assert said == (
        2,
        "",
        "error: --add-ignore: a reason is missing\n  tip: say why these findings are accepted, as in --add-ignore 'sold out by May'\n",
    )


@pytest.mark.parametrize("reason", ["a\x07b", "a\x00", "a\u202eb", "a\ufeff"])
def test_a_reason_that_would_spoil_the_file(file: Path, reason: str) -> None:
    assert inside("validate", "--add-ignore", reason, "store.yaml").code == 2
    assert text_of(file) == TYPO


def test_accepting_in_included_files(empty: Path) -> None:
    with_parts(empty)
    said = inside("validate", "--add-ignore", "old", ".")
    assert said.code == 0, said
    assert "Towel: {Price: 8, next: Nail Kit}}  # ipp: ignore[IPP003] old\n" in text_of(empty / "part.yaml")
