"""What GitHub Actions reads in its log it may obey: no text that a command prints is one of its commands.

The runner obeys a line that begins, after blanks, with two colons, and the older `##[` anywhere in a line. While GITHUB_ACTIONS is `true`,
everything on stdout and stderr goes through here. One character of such a line is written as `\\u003a` or `\\u005b`: in JSON, and
in most strings of programs, that is the same character; elsewhere it is what people see. Only `write_commands` may say a command.
"""

import io
import os
import re
import sys
from typing import TextIO

from ipp.errors import RequestError

_ENDS = "\n\r\v\f\x1c-\x1e\x85\u2028\u2029"
"""What ends a line, for one reader of logs or another."""
_BLANK = "\x00-\x08\t\x0e-\x1b\x1f \x7f-\x84\x86-\xa0\xad\u061c\u1680\u180e\u2000-\u200f\u202a-\u202f\u205f-\u206f\u3000\ufeff"
"""What does not count, or cannot be seen, at the beginning of a line."""
_BEGIN = rf"(?:\A|[{_ENDS}])(?:\x1b\[[0-9;]*m|[{_BLANK}])*"
_COMMAND = rf"(?P<before>{_BEGIN}:):|##\["
_OPEN = rf"(?P<begin>{_BEGIN}(?:\x1b\[[0-9;]*)?:?)\Z|(?P<marks>#{{1,2}})\Z"
"""The end of a text that the next text may make a command of."""
_MIDDLE = "x"
"""Stands for anything in a line that is no command."""


def is_in_actions() -> bool:
    """Tell whether the program runs in GitHub Actions, or in what works like it."""
    return os.environ.get("GITHUB_ACTIONS") == "true"


def disarm_commands(text: str) -> tuple[str, int]:
    """Return text, from the beginning of a line on, in which nothing is a command, and in how many places it was changed."""
    if "::" not in text and "##[" not in text:
        return text, 0
    return re.subn(_COMMAND, _escape_command, text)


def _escape_command(found: re.Match[str]) -> str:
    return "##\\u005b" if found["before"] is None else found["before"] + "\\u003a"


class GuardedStream(io.TextIOBase):
    """A stream that shows text and says no command; what is under it is not to be had."""

    def __init__(self, stream: TextIO, last: "list[GuardedStream]") -> None:
        self._stream, self._last, self._line = stream, last, ""
        self._json: bool | None = None  # whether all that was written is JSON, as its first character says
        self._changes = 0

    def write(self, text: str) -> int:
        """Write text; a command may come in pieces, so the beginning of the line is remembered."""
        if self._last[:1] != [self]:
            self._begin()
        whole = self._line + text
        disarmed, changes = disarm_commands(whole)
        self._stream.write(disarmed[len(self._line) :])
        self._changes += changes
        if self._json is None and (begin := text.lstrip()[:1]):
            self._json = begin in "{["
        found = re.search(_OPEN, whole)
        if found is None:
            self._line = _MIDDLE
        elif found["marks"]:
            self._line = _MIDDLE + found["marks"]
        else:
            self._line = found["begin"]
        return len(text)

    @property
    def changes(self) -> int:
        """In how many places what was written is not what was meant: none of JSON, where an escape is the same character."""
        return 0 if self._json else self._changes

    def _begin(self) -> None:
        """Take over from the other stream: in a log of both, each begins a line where the other one stopped."""
        for other in self._last:
            other.flush()
        self._last[:] = [self]
        self._line = ""

    def write_commands(self, text: str) -> None:
        """Write our own commands, one a line."""
        self._stream.write(text.replace("##[", "##\\u005b"))
        self._last[:] = [self]
        self._line = ""

    def flush(self) -> None:
        self._stream.flush()

    def isatty(self) -> bool:
        return self._stream.isatty()

    def fileno(self) -> int:
        return self._stream.fileno()

    def writable(self) -> bool:
        return True

    @property
    def encoding(self) -> str:  # type: ignore[override]
        return self._stream.encoding

    @property
    def errors(self) -> str | None:  # type: ignore[override]
        return self._stream.errors


def guard_streams() -> None:
    """Put a guard before stdout and stderr in GitHub Actions; elsewhere every byte stays."""
    if is_in_actions():
        last: list[GuardedStream] = []
        sys.stdout, sys.stderr = GuardedStream(sys.stdout, last), GuardedStream(sys.stderr, last)


def count_changes(stream: TextIO) -> int:
    """Return in how many places of an answer something else was written, so that it is no command; 0 outside GitHub Actions."""
    return stream.changes if isinstance(stream, GuardedStream) else 0


def write_commands(stream: TextIO, text: str) -> None:
    """Write commands that GitHub Actions is to obey; each is a line."""
    if isinstance(stream, GuardedStream):
        stream.write_commands(text)
    else:
        stream.write(text)


def write_bytes(content: bytes) -> None:
    """Write a whole file to stdout, byte for byte.

    Raises RequestError in GitHub Actions when that would say a command: what it holds must not change either.
    """
    if isinstance(sys.stdout, GuardedStream):
        text = content.decode("utf-8", "surrogateescape")
        if disarm_commands(text)[1]:
            raise RequestError(
                "a line of the file would be a command to GitHub Actions",
                "name the file instead of -, so that nothing is printed",
            )
        sys.stdout.write(text)
        return
    sys.stdout.flush()
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()
