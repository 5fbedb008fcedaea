"""`ipp config`: what is settled, and by whom."""

import json
import sys
from pathlib import Path
from typing import Any

from ipp.cli import terminal
from ipp.cli.chosen import check_settled
from ipp.cli.options import Format, PrintedAs
from ipp.cli.settings import KEYS, Setting, settings
from ipp.render.page import Line, Piece, cells, line, padded
from ipp.text.visible import json_safe


def command(
    format: PrintedAs = Format.text,
) -> None:
    """Show every setting of the working folder, and where it came from.

    Settings stand in [tool.ipp] of the nearest pyproject.toml, or in .ipp.toml; options of a command go before them.
    """
    found = settings(Path.cwd())
    check_settled(found)
    if format is Format.json:
        body = {"format_version": "1.0", "settings": {name: each._asdict() for name, each in found.items()}}
        sys.stdout.write(json_safe(json.dumps(body, ensure_ascii=False, indent=2)) + "\n")
    else:
        terminal.write(_page(found))


def _page(found: dict[str, Setting]) -> list[Line]:
    values = {name: _shown(each.value) for name, each in found.items()}
    names = max(map(cells, values))
    wide = max(map(cells, values.values()))
    return [
        line(
            Piece(padded(name, names), "bold"),
            "  ",
            padded(values[name], wide),
            "  ",
            Piece(padded(each.origin, _widest(found)), "dim"),
            "  ",
            KEYS[name].doc,
        )
        for name, each in found.items()
    ]


def _widest(found: dict[str, Setting]) -> int:
    return max(cells(each.origin) for each in found.values())


def _shown(value: Any) -> str:
    if value is None or value == ():
        return "-"
    return ", ".join(value) if isinstance(value, tuple) else str(value)
