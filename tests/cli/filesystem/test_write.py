"""Files are written whole or not at all."""

from collections.abc import Callable
from pathlib import Path

import pytest

from ipp.cli.filesystem.write import replace_file, write_files
from ipp.errors import RequestError


def test_what_fails_halfway_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    target = tmp_path / "rows.csv"
    target.write_text("old", encoding="utf-8")

    def interrupted() -> None:
        with replace_file(target) as staged:
            staged.write_text("half", encoding="utf-8")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert target.read_text(encoding="utf-8") == "old"
    assert [*tmp_path.iterdir()] == [target]


def test_the_longest_name_that_a_file_can_have(tmp_path: Path) -> None:
    target = tmp_path / "made" / ("r" * 251 + ".csv")
    with replace_file(target) as staged:
        staged.write_text("new", encoding="utf-8")
    assert target.read_text(encoding="utf-8") == "new"
    assert [*target.parent.iterdir()] == [target]


def make_folder(file: Path) -> None:
    file.mkdir()


def make_read_only(file: Path) -> None:
    file.write_text("old", encoding="utf-8")
    file.chmod(0o444)


@pytest.mark.parametrize(
    ("spoil", "why"), [(make_folder, "b is a folder"), (make_read_only, "b is read-only"), (Path.touch, "b exists already")]
)  # fmt: skip
def test_files_are_replaced_together_or_not_at_all(
    tmp_path: Path, spoil: Callable[[Path], None], why: str
) -> None:
    first, second, third = (tmp_path / name for name in "abc")
    first.write_text("old", encoding="utf-8")
    third.write_text("old", encoding="utf-8")
    spoil(second)
    with pytest.raises(RequestError, match=why):
        write_files({first: "new", second: "new", third: "new"}, (second,) if spoil is Path.touch else ())
    assert first.read_text(encoding="utf-8") == third.read_text(encoding="utf-8") == "old"
    assert len([*tmp_path.iterdir()]) == 3


def test_files_are_replaced_in_their_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []

    def replace(_: Path, target: Path) -> None:
        done.append(target.name)

    monkeypatch.setattr(Path, "replace", replace)
    write_files({tmp_path / name: name for name in "cab"})
    assert done == ["c", "a", "b"]
