"""JSON as people save it, a list of objects or objects over several lines, into JSON lines."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TextIO

from ipp.errors import RequestError
from ipp.orders.files.encodings import Encoding, open_text
from ipp.orders.files.rejects import UNREADABLE, Reject
from ipp.text.visible import shorten_text

_CHUNK = 1 << 16
_BETWEEN = re.compile(r"[\s,\[\]\x1e]*")
LONGEST_VALUE = 1 << 24
"""Characters that one value may take."""


def is_json_lines(head: str) -> bool:
    """Whether a file that begins like JSON holds an object a line."""
    line = head.lstrip().splitlines()[0] if head.strip() else ""
    try:
        value = json.loads(line)
        return isinstance(value, dict) and _find_rows(value) == [value]
    except ValueError:
        return not (line.rstrip() in ("{", "[") or line.lstrip().startswith("["))


def rewrite_json(file: str, encoding: Encoding, zipped: bool, target: Path) -> list[Reject]:
    """Write every object of a file of JSON on a line of its own; returns what is none. Objects inside one list of an object are those meant."""
    rejects: list[Reject] = []
    with open_text(file, encoding, zipped) as opened, target.open("w", encoding="utf-8") as written:
        for value in _read_values(opened, rejects):
            for row in _find_rows(value):
                if isinstance(row, dict):
                    written.write(
                        json.dumps(row, ensure_ascii=False).encode("utf-8", "replace").decode() + "\n"
                    )
                else:
                    rejects.append(Reject(UNREADABLE, text=shorten_text(json.dumps(row))))
    if rejects and not target.stat().st_size:
        raise RequestError(f"{file} is not JSON: {rejects[0].text}")
    return rejects


def _find_rows(value: Any) -> list[Any]:
    """Return the rows that a value stands for: those of its only list of objects, as in `{"orders": [ … ]}`, else itself."""
    if isinstance(value, dict):
        lists = [
            each for each in value.values() if isinstance(each, list) and each and isinstance(each[0], dict)
        ]
        simple = [each for each in value.values() if not isinstance(each, list | dict)]
        if len(lists) == 1 and len(simple) == 0:
            return list(lists[0])
    return [value]


def _read_values(opened: TextIO, rejects: list[Reject]) -> Iterator[Any]:
    """Yield the values of a file, those of a list one by one; what is behind a broken one is told and left."""
    decoder, text, line, ended = json.JSONDecoder(), "", 1, False
    while True:
        between = _BETWEEN.match(text)
        assert between
        line += text.count("\n", 0, between.end())
        text = text[between.end() :]
        if not text and ended:
            return
        try:
            value, end = decoder.raw_decode(text)
            whole = ended or end < len(text)
        except ValueError:
            whole, end = False, 0
        if whole:
            line += text.count("\n", 0, end)
            text = text[end:]
            yield value
        elif ended or len(text) > LONGEST_VALUE:
            rejects.append(
                Reject(UNREADABLE, text=f"line {line} and what follows: {shorten_text(text[:200])}")
            )
            return
        else:
            more = opened.read(max(_CHUNK, len(text)))
            ended = not more
            text += more
