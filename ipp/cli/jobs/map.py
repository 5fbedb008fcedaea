"""What `ipp map` does."""

import sys
from datetime import date
from pathlib import Path
from typing import NamedTuple

from ipp.cli import terminal
from ipp.cli.filesystem.path_file import SUFFIXES, load_readable_store, load_usable_store
from ipp.cli.filesystem.write import write_file
from ipp.cli.options import choose_day
from ipp.cli.rule_selection import choose_terms
from ipp.engine.policy.compile import Policy
from ipp.errors import RequestError
from ipp.lint.run import lint_stores
from ipp.loading import Store
from ipp.render.drawings import as_json, dot, html, mermaid, svg, tree
from ipp.render.page import print_plain
from ipp.render.picture.focus import USUAL_DEPTH, Focus, cut_part, find_card, list_path
from ipp.render.picture.make import make_picture
from ipp.render.picture.scene import Drawing, Picture
from ipp.value.forecast import Forecast, make_forecast
from ipp.value.inputs.question import put_question

_ENDINGS = {
    ".txt": "tree",
    ".mmd": "mermaid",
    ".mermaid": "mermaid",
    ".dot": "dot",
    ".gv": "dot",
    ".svg": "svg",
    ".html": "html",
    ".htm": "html",
    ".json": "json",
}
"""What a file is drawn as, by the ending of its name."""
_RENDERERS = {
    "mermaid": mermaid.draw_mermaid,
    "dot": dot.draw_dot,
    "svg": svg.draw_svg,
    "json": as_json.draw_json,
}
"""The formats that need a picture and nothing else."""


class MapOptions(NamedTuple):
    """What was asked: which part of the path, and what to draw it as, and where."""

    start: str | None
    end: str | None
    depth: int | None
    format: str | None
    output: str | None
    numbers: bool
    path: str | None
    today: str | None


def print_map(options: MapOptions) -> None:
    """Draw the path, and print the picture or write it to a file."""
    if options.depth is not None and not (options.start or options.end):
        raise RequestError("--depth needs a beginning", "add --from NAME, or --to NAME to look back")
    file = Path(options.output) if options.output not in (None, "-") else None
    form = options.format or _choose_format(file)
    if options.numbers and form != "html":
        raise RequestError("--numbers goes with --format html")
    store = load_usable_store(options.path) if options.numbers else load_readable_store(options.path)
    with terminal.show_progress("drawing" if len(store.path.products) > 500 else None):
        drawing = _draw_map(store, options, form, choose_day(options.today), to_file=file is not None)
    if drawing.note:
        terminal.print_note(drawing.note)
    if file:
        write_file(file, drawing.text, replace=True)
    else:
        sys.stdout.write(drawing.text)


def _choose_format(file: Path | None) -> str:
    """Return what to draw by the ending of a file. Raises RequestError for an ending that says nothing."""
    ending = file.suffix.lower() if file else ""
    if not ending or ending in SUFFIXES:
        return "tree"
    if ending not in _ENDINGS:
        known = ", ".join(_ENDINGS)
        raise RequestError(
            f"--output {file}: its ending does not say what to draw",
            f"use --format, or one of the endings {known}",
        )
    return _ENDINGS[ending]


def _draw_map(store: Store, options: MapOptions, form: str, today: date, *, to_file: bool) -> Drawing:
    focus = _choose_focus(store.policy, options, today)
    findings = lint_stores([store], choose_terms(today)).findings
    picture = cut_part(make_picture(store.policy, findings), focus)
    if form == "tree":
        return _draw_tree(picture, focus, to_file=to_file)
    if form == "html":
        forecast = _forecast_store(store, today) if options.numbers else None
        return html.draw_html(store.policy, picture, forecast, focus.start)
    return _RENDERERS[form](picture)


def _choose_focus(policy: Policy, options: MapOptions, today: date) -> Focus:
    start = find_card(policy, options.start, "--from") if options.start else None
    end = find_card(policy, options.end, "--to") if options.end else None
    path = list_path(policy, start, today) if start is not None and end is None else ()
    return Focus(start, end, options.depth, path)


def _forecast_store(store: Store, today: date) -> Forecast:
    with terminal.watch_work("forecast") as watch:
        return make_forecast(store.policy, put_question(store.policy, today), watch)


def _draw_tree(picture: Picture, focus: Focus, *, to_file: bool) -> Drawing:
    start = focus.start if focus.end is None else None
    lines = tree.draw_tree(picture, start, focus.depth or USUAL_DEPTH)
    return Drawing(print_plain(lines) if to_file else terminal.print_for_stream(lines))
