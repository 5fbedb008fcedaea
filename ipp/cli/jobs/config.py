"""What `ipp config` does."""

import json
import sys
from pathlib import Path
from typing import Any

from ipp.cli import terminal
from ipp.cli.rule_selection import check_rule_settings
from ipp.cli.settings import KEYS, Setting, read_settings
from ipp.render.page import Line, Piece, count_cells, make_line, pad_text
from ipp.text.visible import escape_json


def print_settings(*, as_json: bool) -> None:
    """Print every setting of the working folder, and where it came from; raises RequestError for a wrong one."""
    found = read_settings(Path.cwd())
    check_rule_settings(found)
    if as_json:
        body = {"format_version": "1.0", "settings": {name: each._asdict() for name, each in found.items()}}
        sys.stdout.write(escape_json(json.dumps(body, ensure_ascii=False, indent=2)) + "\n")
    else:
        terminal.write_page(_render_settings(found))


def _render_settings(found: dict[str, Setting]) -> list[Line]:
    values = {name: _show_value(each.value) for name, each in found.items()}
    names = max(map(count_cells, values))
    wide = max(map(count_cells, values.values()))
    return [
        make_line(
            Piece(pad_text(name, names), "bold"),
            "  ",
            pad_text(values[name], wide),
            "  ",
            Piece(pad_text(each.origin, _measure_widest(found)), "dim"),
            "  ",
            KEYS[name].doc,
        )
        for name, each in found.items()
    ]


def _measure_widest(found: dict[str, Setting]) -> int:
    return max(count_cells(each.origin) for each in found.values())


def _show_value(value: Any) -> str:
    if value is None or value == ():
        return "-"
    return ", ".join(value) if isinstance(value, tuple) else str(value)
