"""Files that options name are read, or refused in one line."""

from pathlib import Path

import pytest

from ipp.cli.filesystem.read import read_text
from ipp.errors import RequestError


def test_a_byte_order_mark_is_no_part_of_a_text(tmp_path: Path) -> None:
    file = tmp_path / "rates.csv"
    file.write_bytes(b"\xef\xbb\xbfoffer,take\r\n")
    assert read_text(str(file)).text == "offer,take\r\n"


def test_what_is_not_text_or_not_there_is_said(tmp_path: Path) -> None:
    file = tmp_path / "rates.csv"
    file.write_bytes(b"caf\xe9,1%\n")
    with pytest.raises(RequestError, match=r"rates\.csv: the byte 0xE9 is not UTF-8"):
        read_text(str(file))
    with pytest.raises(RequestError, match="missing: no such file or folder"):
        read_text(str(tmp_path / "missing"))
