"""What `ipp import` does without --into: a path file out of a shop's catalogue."""

import sys
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from ipp.cli import terminal
from ipp.cli.filesystem.schema_file import SCHEMA_NAME, make_new_schema, write_modeline
from ipp.cli.filesystem.write import make_room, write_files
from ipp.cli.jobs.catalogue.lock_file import find_lock_file
from ipp.cli.jobs.catalogue.read import Export, read_export
from ipp.cli.jobs.read_back import check_made
from ipp.errors import RequestError
from ipp.importers.items.item import Item
from ipp.importers.items.notices import list_notices
from ipp.importers.merging.lock import lock_items, write_lock
from ipp.importers.writing.beginnings import find_beginnings
from ipp.importers.writing.new_file import NewFileTerms, find_ultimate, write_new_file
from ipp.render.catalogue.new_file import NewFileReport, render_new_file, write_new_file_json


class ImportOptions(NamedTuple):
    """What was asked of `ipp import`."""

    files: Sequence[str]
    layout: str | None
    mapped: Sequence[str]
    today: date
    variants: str
    upsells: bool
    output: str | None
    ultimate: str | None
    store: str | None
    currency: str | None
    force: bool
    json: bool


def import_new_file(options: ImportOptions) -> None:
    """Write a path file, its lock and the schema beside it, or the path file alone to stdout; says what to do next."""
    export = read_export(options.files, options.layout, options.mapped, options.today)
    items = export.make_items((), options.variants)
    terms = NewFileTerms(
        export.sources,
        export.layout.name,
        options.store,
        options.currency or export.catalogue.currency,
        options.ultimate,
        options.upsells,
    )
    text = write_new_file(items, terms)
    check_made(text, "the export and the options", named=options.ultimate is not None)
    target = None if options.output in (None, "-") else options.output
    changed = True
    if target is None:
        sys.stdout.write(text)
    else:
        lock = write_lock(lock_items(export.layout.key, items))
        changed = _write_store(Path(target), write_modeline(SCHEMA_NAME) + text, lock, force=options.force)
    _report(_make_report(options, export, items, target, changed), json=options.json)


def refuse_options(what: str, given: Mapping[str, object]) -> None:
    """Raise RequestError for an option that only means something together with another."""
    for option, value in given.items():
        if value:
            raise RequestError(f"{option} is for {what}")


def _write_store(target: Path, text: str, lock: str, *, force: bool) -> bool:
    """Write the file, its lock and a schema, all or none, unless they hold this already; returns whether they did not.

    Raises RequestError when there is another file, and it is not to be written over.
    """
    make_room(target)
    lock_file = find_lock_file(target)
    if _holds(target, text) and _holds(lock_file, lock):
        return False
    if target.exists() and not force:
        raise RequestError(
            f"{target} exists already", f"--into {target} brings it up to date; --force overwrites it"
        )
    write_files({target: text, lock_file: lock, **make_new_schema(target)}, () if force else (target,))
    return True


def _holds(file: Path, text: str) -> bool:
    return file.is_file() and file.read_bytes() == text.encode()


def _make_report(
    options: ImportOptions, export: Export, items: Sequence[Item], target: str | None, changed: bool
) -> NewFileReport:
    ultimate = find_ultimate(items, options.ultimate) if options.ultimate else None
    return NewFileReport(
        export.sources,
        export.layout.key,
        export.layout.name,
        target,
        changed,
        options.ultimate,
        find_beginnings(items, ultimate, upsells=options.upsells),
        export.catalogue.skipped,
        export.unread,
        (*export.catalogue.notices, *list_notices(items)),
    )


def _report(report: NewFileReport, *, json: bool) -> None:
    """Print the report; beside a path file on stdout it goes to stderr."""
    stream = sys.stdout if report.file else sys.stderr
    if json:
        stream.write(write_new_file_json(report))
    else:
        terminal.write_page(render_new_file(report), stream)
