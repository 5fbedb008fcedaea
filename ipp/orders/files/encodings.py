"""How the texts of a file are written: as UTF-8, or as Windows wrote them before it."""

import codecs
import gzip
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Literal

Encoding = Literal["utf-8", "windows-1252"]
_CHUNK = 1 << 20
_WINDOWS = "".join(
    bytes([code]).decode("cp1252", "replace").replace("\ufffd", chr(code)) for code in range(256)
)
"""Windows-1252, the five bytes that it leaves open as the control characters of Latin-1, as browsers read it."""


def find_encoding(file: str, zipped: bool) -> Encoding:
    """Return how a file is written.

    Of the lines that hold more than ASCII, those that are UTF-8 are counted against those that are not: Windows-1252 is what has
    more of the latter. Lines of a UTF-8 file that are none are left to the reader, to be set aside.
    """
    valid = 0
    with _open_file(file, zipped) as lines:
        for line in lines:
            if not line.isascii():
                valid += 1 if _is_utf8(line) else -1
    return "utf-8" if valid >= 0 else "windows-1252"


def write_as_utf8(file: str, zipped: bool, target: Path) -> None:
    """Write a file of Windows-1252 as UTF-8, a part of it in memory at a time."""
    with _open_file(file, zipped) as opened, target.open("wb") as written:
        for chunk in _read_chunks(opened):
            written.write(codecs.charmap_decode(chunk, "strict", _WINDOWS)[0].encode("utf-8"))


def _read_chunks(opened: BinaryIO) -> Iterator[bytes]:
    while chunk := opened.read(_CHUNK):
        yield chunk


def _open_file(file: str, zipped: bool) -> BinaryIO:
    return gzip.open(file) if zipped else Path(file).open("rb")  # type: ignore[return-value]


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
