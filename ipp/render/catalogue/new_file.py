"""What `ipp import` says of a new path file: what it holds, and what to do next."""

import json
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ipp.importers.writing.beginnings import Beginnings
from ipp.render.counts import write_own_next
from ipp.render.page import Line, Piece, make_line
from ipp.text.visible import escape_json
from ipp.text.words import count_things, name_few

FORMAT_VERSION = "1.0"


class NewFileReport(NamedTuple):
    """A path file made of a catalogue: `file` is None when it went to stdout; `unread` rows could not be read."""

    sources: tuple[str, ...]
    layout: str
    layout_name: str
    file: str | None
    changed: bool
    ultimate: str | None
    beginnings: Beginnings
    skipped: tuple[str, ...]
    unread: int
    notices: tuple[str, ...] = ()


def render_new_file(report: NewFileReport) -> Iterator[Line]:
    """Yield the page."""
    its = report.beginnings
    bundles = f", {count_things(its.bundles, 'bundle')}" if its.bundles else ""
    counted = f"{count_things(its.products, 'product')}{bundles}"
    yield make_line(f"Read {', '.join(report.sources)} as {report.layout_name}: {counted}.")
    yield from (make_line(f"  {line}") for line in list_skipped(report.skipped, report.unread))
    yield from (make_line(f"  {line}") for line in report.notices)
    if report.file:
        yield make_line(
            Piece(f"Wrote {report.file}." if report.changed else f"{report.file} has not changed.", "bold")
        )
    yield make_line(f"{write_own_next(its.with_next, its.needing)}.")
    if its.begin:
        yield make_line("Add a next to these first:")
        yield from (make_line(f"  {item.name}") for item in its.begin)
    if report.file:
        yield from _list_commands(report.file, report.sources, report.ultimate)


def list_skipped(skipped: Sequence[str], unread: int) -> Iterator[str]:
    """Yield what was left out of a catalogue, and why."""
    if skipped:
        yield f"left out: {name_few(skipped, 3)}"
    if unread:
        yield f"{count_things(unread, 'row')} cannot be read: a quote is not closed"


def _list_commands(file: str, sources: Sequence[str], ultimate: str | None) -> Iterator[Line]:
    if ultimate is None:
        yield make_line(
            "Name what the whole path leads to, in `ultimate` and in `next`. Or run this again with --ultimate NAME."
        )
    yield make_line("Then run:")
    yield make_line(f"  ipp validate {file}")
    yield make_line(f"  ipp suggest --path {file}")
    yield make_line(f"  ipp import {' '.join(sources)} --into {file}")


def write_new_file_json(report: NewFileReport) -> str:
    """Return the answer as JSON."""
    its = report.beginnings
    answer = {
        "format_version": FORMAT_VERSION,
        "from": report.layout,
        "sources": list(report.sources),
        "file": report.file,
        "ultimate": report.ultimate,
        "products": its.products,
        "bundles": its.bundles,
        "sold": its.sold,
        "need_next": its.needing,
        "with_next": its.with_next,
        "begin": [item.name for item in its.begin],
        "skipped": list(report.skipped),
        "unread": report.unread,
        "notices": list(report.notices),
    }
    return escape_json(json.dumps(answer, ensure_ascii=False, indent=2)) + "\n"
