"""The picture of the rooms in docs/architecture.md is made from the real imports: `IPP_UPDATE=1` draws it anew."""

import ast
import os
import re
from collections.abc import Iterator, Mapping

import pytest

from .house import ROOT, make_graph, read_modules

pytestmark = pytest.mark.xdist_group("house")

PAGE = ROOT / "docs" / "architecture.md"
BEGIN, END = (
    "<!-- Made by `IPP_UPDATE=1 pytest tests/test_architecture.py`. -->\n",
    "<!-- End of what is made. -->\n",
)


def find_room(module: str) -> str:
    return ".".join(module.split(".")[:2])


def link_rooms() -> dict[str, set[str]]:
    """Return which rooms each room imports from; the program's own door and the public names are left out."""
    found: dict[str, set[str]] = {}
    for module, targets in make_graph(read_modules()).items():
        room = find_room(module)
        if room not in ("ipp", "ipp.__main__"):
            found.setdefault(room, set()).update(map(find_room, targets))
    return {room: targets - {room, "ipp"} for room, targets in found.items()}


def leave_out_implied(graph: Mapping[str, set[str]]) -> Iterator[tuple[str, str]]:
    """Yield the arrows that no way over other rooms implies."""
    for start, ends in sorted(graph.items()):
        further = set[str]()
        waiting = [each for end in ends for each in graph.get(end, ())]
        while waiting:
            room = waiting.pop()
            if room not in further:
                further.add(room)
                waiting += graph.get(room, ())
        yield from ((start, end) for end in sorted(ends - further))


def describe(module: str) -> str:
    doc = ast.get_docstring(read_modules()[module].tree)
    assert doc, module
    return doc.splitlines()[0].removesuffix(".")


def draw_house() -> str:
    arrows = [f"  {start[4:]} --> {end[4:]}" for start, end in leave_out_implied(link_rooms())]
    folders = [
        name for name, module in read_modules().items() if module.file.name == "__init__.py" and name != "ipp"
    ]
    rows = [f"| `{name[4:].replace('.', '/')}/` | {describe(name)} |" for name in sorted(folders)]
    picture = ["```mermaid", "graph TD", *arrows, "```", ""]
    return "\n".join([*picture, "| folder | what it is for |", "|---|---|", *rows, ""])


def test_the_page_shows_the_rooms_as_they_are() -> None:
    text = PAGE.read_text(encoding="utf-8")
    before, made = text.split(BEGIN)
    shown, after = made.split(END)
    if os.environ.get("IPP_UPDATE"):
        PAGE.write_text(before + BEGIN + draw_house() + END + after, encoding="utf-8")
    else:
        assert shown == draw_house()


def test_an_implied_arrow_is_left_out() -> None:
    graph = {"a": {"b", "c"}, "b": {"c"}, "c": set[str]()}
    assert [*leave_out_implied(graph)] == [("a", "b"), ("b", "c")]


def test_the_files_where_to_look_first_are_there() -> None:
    table = (
        PAGE.read_text(encoding="utf-8").split("## Where to look first")[1].split("Folders beside `ipp/`")[0]
    )
    named = re.findall(r"`([a-z_/<>]+/(?:[a-z_<>]+\.py)?)`", table)
    assert len(named) > 60
    patterns = (re.sub(r"<\w+>", "*", name) for name in named)
    assert not [pattern for pattern in patterns if not [*(ROOT / "ipp").glob(pattern)]]
