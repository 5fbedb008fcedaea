"""`ipp map`: the path as a picture."""

import sys
from collections.abc import Callable
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ipp.cli import terminal
from ipp.cli.chosen import chosen_rules
from ipp.cli.complete import things
from ipp.cli.options import PathGiven, WindowDay, day_given
from ipp.cli.settings import setting
from ipp.cli.store import SUFFIXES, readable_store
from ipp.cli.write import write_file
from ipp.errors import RequestError
from ipp.loading import Store
from ipp.render.page import plain

if TYPE_CHECKING:
    from ipp.render.picture.focus import Focus
    from ipp.render.picture.scene import Drawing, Picture


class Format(StrEnum):
    """What the picture is drawn as."""

    tree = "tree"
    mermaid = "mermaid"
    dot = "dot"
    svg = "svg"
    html = "html"
    json = "json"


_ENDINGS = {
    ".txt": Format.tree,
    ".mmd": Format.mermaid,
    ".mermaid": Format.mermaid,
    ".dot": Format.dot,
    ".gv": Format.dot,
    ".svg": Format.svg,
    ".html": Format.html,
    ".htm": Format.html,
    ".json": Format.json,
}
"""What a file is drawn as, by the ending of its name."""


def command(
    start: Annotated[
        str | None,
        typer.Option("--from", metavar="NAME", help="Only what NAME leads to.", autocompletion=things),
    ] = None,
    end: Annotated[
        str | None,
        typer.Option("--to", metavar="NAME", help="Only what leads to NAME.", autocompletion=things),
    ] = None,
    depth: Annotated[
        int | None,
        typer.Option(metavar="N", min=1, max=1000, help="Leads to follow from or to NAME; default 3."),
    ] = None,
    format: Annotated[
        Format | None,
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
    form = format or _said_by(file)
    store = readable_store(path)
    if file:
        _check_output(file, store)
    with terminal.progress("drawing" if len(store.path.products) > 500 else None):
        drawing = _drawn(store, (start, end, depth), form, day_given(today), to_file=file is not None)
    if drawing.note:
        terminal.note(drawing.note)
    if file:
        write_file(file, drawing.text, replace=True)
    else:
        sys.stdout.write(drawing.text)


def _said_by(file: Path | None) -> Format:
    """Return what to draw by the ending of a file. Raises RequestError for an ending that says nothing."""
    ending = file.suffix.lower() if file else ""
    if not ending or ending in SUFFIXES:
        return Format.tree
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


def _drawn(
    store: Store,
    around: tuple[str | None, str | None, int | None],
    format: Format,
    today: date,
    *,
    to_file: bool,
) -> "Drawing":
    from ipp.lint.look import Terms, look
    from ipp.proof.shortest import Depth
    from ipp.render.picture.focus import Focus, named, part
    from ipp.render.picture.make import whole

    start, end, depth = around
    focus = Focus(
        named(store.policy, start, "--from") if start else None,
        named(store.policy, end, "--to") if end else None,
        depth,
    )
    far = setting("depth")
    terms = Terms(chosen_rules(None, None), Depth(far, far - 1), today)
    picture = whole(store.policy, look([store], terms).findings)
    if format is Format.tree:
        return _tree(part(picture, focus), focus, to_file=to_file)
    if format is Format.html:
        from ipp.render.drawings import html

        return html.render(store.policy, part(picture, focus))
    return _renderer(format)(part(picture, focus))


def _tree(picture: "Picture", focus: "Focus", *, to_file: bool) -> "Drawing":
    from ipp.render.drawings import tree
    from ipp.render.picture.focus import USUAL_DEPTH
    from ipp.render.picture.scene import Drawing

    start = focus.start if focus.end is None else None
    lines = tree.render(picture, start, focus.depth or USUAL_DEPTH)
    return Drawing(plain(lines) if to_file else terminal.shown(lines))


def _renderer(format: Format) -> "Callable[[Picture], Drawing]":
    from ipp.render.drawings import as_json, dot, mermaid, svg

    return {"mermaid": mermaid.render, "dot": dot.render, "svg": svg.render, "json": as_json.render}[
        format.value
    ]
