"""Files are written whole or not at all."""

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


def test_files_are_replaced_together_or_not_at_all(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("old", encoding="utf-8")
    with pytest.raises(RequestError, match="no/b: no such file or folder"):
        write_files({tmp_path / "a": "new", tmp_path / "no" / "b": "new"})
    assert (tmp_path / "a").read_text(encoding="utf-8") == "old"
    assert len([*tmp_path.iterdir()]) == 1
