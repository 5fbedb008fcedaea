"""How the texts of a file are written: as UTF-8, as UTF-16, or as Windows wrote them before it."""

import codecs
import gzip
import io
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Literal, TextIO

Encoding = Literal["utf-8", "utf-16", "utf-16-le", "utf-16-be", "windows-1252"]
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


def find_wide_encoding(head: bytes) -> Encoding | None:
    """Return which UTF-16 a file begins in, with its mark or without; None for what is none."""
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "utf-16"
    half = len(head) // 2
    first, second = head[0 : 2 * half : 2].count(0), head[1 : 2 * half : 2].count(0)
    if half >= 4 and second > 0.8 * half and not first:
        return "utf-16-le"
    return "utf-16-be" if half >= 4 and first > 0.8 * half and not second else None


def decode_head(head: bytes, encoding: Encoding) -> str:
    """Return the beginning of a file as text; what is no text, or half a character at its end, is shown as such."""
    if encoding == "windows-1252":
        return codecs.charmap_decode(head, "strict", _WINDOWS)[0]
    return head.decode(encoding, "replace").removeprefix("\ufeff")


def write_as_utf8(file: str, encoding: Encoding, zipped: bool, target: Path) -> None:
    """Write a file as UTF-8, a part of it in memory at a time."""
    with _open_file(file, zipped) as opened, target.open("wb") as written:
        for text in _texts(_read_chunks(opened), encoding):
            written.write(text.encode("utf-8", "replace"))


def open_text(file: str, encoding: Encoding, zipped: bool) -> TextIO:
    """Open a file as text, every line ending in a line feed; bytes that are no text are read as lone surrogates."""
    raw = _open_file(file, zipped)
    if encoding == "windows-1252":
        lines = io.BufferedReader(_Recoded(raw))
        return io.TextIOWrapper(lines, "utf-8", newline=None)
    name = "utf-8-sig" if encoding == "utf-8" else encoding
    return io.TextIOWrapper(raw, name, "surrogateescape" if encoding == "utf-8" else "replace", newline=None)


class _Recoded(io.RawIOBase):
    """The bytes of a file of Windows-1252, as UTF-8."""

    def __init__(self, file: BinaryIO) -> None:
        self._file, self._rest = file, b""

    def readable(self) -> bool:
        return True

    def readinto(self, target: memoryview) -> int:  # type: ignore[override]
        if not self._rest:
            self._rest = codecs.charmap_decode(self._file.read(_CHUNK), "strict", _WINDOWS)[0].encode("utf-8")
        size = min(len(target), len(self._rest))
        target[:size], self._rest = self._rest[:size], self._rest[size:]
        return size

    def close(self) -> None:
        self._file.close()
        super().close()


def _texts(chunks: Iterator[bytes], encoding: Encoding) -> Iterator[str]:
    if encoding == "windows-1252":
        for chunk in chunks:
            yield codecs.charmap_decode(chunk, "strict", _WINDOWS)[0]
        return
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    for chunk in chunks:
        yield decoder.decode(chunk)
    yield decoder.decode(b"", True)


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
