"""`ipp map`: the path as a picture."""

import sys
from collections.abc import Callable
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ipp.cli import terminal
from ipp.cli.completion import complete_items
from ipp.cli.filesystem.path_file import SUFFIXES, load_readable_store
from ipp.cli.filesystem.write import write_file
from ipp.cli.options import PathGiven, WindowDay, choose_day
from ipp.cli.rule_selection import choose_rules
from ipp.cli.settings import read_setting
from ipp.errors import RequestError
from ipp.loading import Store
from ipp.render.page import print_plain

if TYPE_CHECKING:
    from ipp.render.picture.focus import Focus
    from ipp.render.picture.scene import Drawing, Picture


class MapFormat(StrEnum):
    """What the picture is drawn as."""

    tree = "tree"
    mermaid = "mermaid"
    dot = "dot"
    svg = "svg"
    html = "html"
    json = "json"


_ENDINGS = {
    ".txt": MapFormat.tree,
    ".mmd": MapFormat.mermaid,
    ".mermaid": MapFormat.mermaid,
    ".dot": MapFormat.dot,
    ".gv": MapFormat.dot,
    ".svg": MapFormat.svg,
    ".html": MapFormat.html,
    ".htm": MapFormat.html,
    ".json": MapFormat.json,
}
"""What a file is drawn as, by the ending of its name."""


def run_map(
    start: Annotated[
        str | None,
        typer.Option(
            "--from", metavar="NAME", help="Only what NAME leads to.", autocompletion=complete_items
        ),
    ] = None,
    end: Annotated[
        str | None,
        typer.Option("--to", metavar="NAME", help="Only what leads to NAME.", autocompletion=complete_items),
    ] = None,
    depth: Annotated[
        int | None,
        typer.Option(metavar="N", min=1, max=1000, help="Leads to follow from or to NAME; default 3."),
    ] = None,
    format: Annotated[
        MapFormat | None,
        typer.Option("--format", help="What to draw; default: what the ending of FILE says, else tree."),
    ] = None,
    output: Annotated[
        str | None,
        typer.Option("--output", "-o", metavar="FILE", help="Write it to a file, in one step; - is stdout."),
    ] = None,
    path: PathGiven = None,
    today: WindowDay = None,
) -> None:
    """Draw the path: as a tree on the terminal, as Mermaid, DOT or SVG, or as a page to look around in and play.

    What `ipp validate` finds, under the same settings, is shown where it is. A file with mistakes is drawn as far as it could be read.
    """
    if depth is not None and not (start or end):
        raise RequestError("--depth says how far to look from --from NAME, or back from --to NAME")
    file = Path(output) if output not in (None, "-") else None
    form = format or _choose_format(file)
    store = load_readable_store(path)
    if file:
        _check_output(file, store)
    with terminal.show_progress("drawing" if len(store.path.products) > 500 else None):
        drawing = _draw_map(store, (start, end, depth), form, choose_day(today), to_file=file is not None)
    if drawing.note:
        terminal.print_note(drawing.note)
    if file:
        write_file(file, drawing.text, replace=True)
    else:
        sys.stdout.write(drawing.text)


def _choose_format(file: Path | None) -> MapFormat:
    """Return what to draw by the ending of a file. Raises RequestError for an ending that says nothing."""
    ending = file.suffix.lower() if file else ""
    if not ending or ending in SUFFIXES:
        return MapFormat.tree
    if ending not in _ENDINGS:
        known = ", ".join(_ENDINGS)
        raise RequestError(
            f"--output {file}: say what to draw with --format; endings that say it are {known}"
        )
    return _ENDINGS[ending]


def _check_output(file: Path, store: Store) -> None:
    """Raise RequestError when a picture would be written over a path file."""
    read = (Path(source.name) for source, _ in store.path.files)
    if file.suffix.lower() in SUFFIXES or (
        file.exists() and any(each.exists() and each.samefile(file) for each in read)
    ):
        raise RequestError(f"--output {file}: a picture is not written over a path file; call it otherwise")


def _draw_map(
    store: Store,
    around: tuple[str | None, str | None, int | None],
    format: MapFormat,
    today: date,
    *,
    to_file: bool,
) -> "Drawing":
    from ipp.lint.run import LintTerms, lint_stores
    from ipp.proof.stranded.search import ProofDepth
    from ipp.render.picture.focus import Focus, cut_part, find_card
    from ipp.render.picture.make import make_picture

    start, end, depth = around
    focus = Focus(
        find_card(store.policy, start, "--from") if start else None,
        find_card(store.policy, end, "--to") if end else None,
        depth,
    )
    far = read_setting("depth")
    terms = LintTerms(choose_rules(None, None), ProofDepth(far, far - 1), today)
    picture = make_picture(store.policy, lint_stores([store], terms).findings)
    if format is MapFormat.tree:
        return _draw_tree(cut_part(picture, focus), focus, to_file=to_file)
    if format is MapFormat.html:
        from ipp.render.drawings import html

        return html.draw_html(store.policy, cut_part(picture, focus))
    return _choose_renderer(format)(cut_part(picture, focus))


def _draw_tree(picture: "Picture", focus: "Focus", *, to_file: bool) -> "Drawing":
    from ipp.render.drawings import tree
    from ipp.render.picture.focus import USUAL_DEPTH
    from ipp.render.picture.scene import Drawing

    start = focus.start if focus.end is None else None
    lines = tree.draw_tree(picture, start, focus.depth or USUAL_DEPTH)
    return Drawing(print_plain(lines) if to_file else terminal.print_for_stream(lines))


def _choose_renderer(format: MapFormat) -> "Callable[[Picture], Drawing]":
    from ipp.render.drawings import as_json, dot, mermaid, svg

    return {
        "mermaid": mermaid.draw_mermaid,
        "dot": dot.draw_dot,
        "svg": svg.draw_svg,
        "json": as_json.draw_json,
    }[format.value]
