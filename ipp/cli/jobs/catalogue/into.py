"""What `ipp import --into` does: a path file brought up to date with the shop's export."""

import sys
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from ipp.cli import terminal
from ipp.cli.filesystem.path_file import load_readable_store
from ipp.cli.filesystem.rewrite import check_files, replace_texts
from ipp.cli.jobs.catalogue.lock_file import find_lock_file
from ipp.cli.jobs.catalogue.read import Export, read_export
from ipp.cli.jobs.read_back import check_changed
from ipp.errors import RequestError
from ipp.importers.items.item import Item
from ipp.importers.items.notices import list_notices
from ipp.importers.merging.apply import Applied, apply_plan
from ipp.importers.merging.fields import FIELDS
from ipp.importers.merging.lock import Lock, read_lock, write_lock
from ipp.importers.merging.plan import make_plan
from ipp.loading import Store, decode_content, read_content
from ipp.render.catalogue.new_file import list_skipped
from ipp.render.catalogue.plan_json import write_plan_json
from ipp.render.catalogue.plan_text import render_plan
from ipp.text.source import Source
from ipp.text.suggest import Suggester
from ipp.text.visible import shorten_text
from ipp.text.words import count_things


class IntoOptions(NamedTuple):
    """What was asked of `ipp import --into`."""

    files: Sequence[str]
    layout: str | None
    mapped: Sequence[str]
    today: date
    variants: str
    into: str
    take: Sequence[str]
    gone_ok: bool
    write: bool
    json: bool


class Reading(NamedTuple):
    """What was read of an export: how many items, and what is to be known of it."""

    export: Export
    items: int
    notices: tuple[str, ...]


def import_into(options: IntoOptions) -> int:
    """Print what would change, or change it; returns the exit code: 1 if something would."""
    take = _parse_fields(options.take)
    check_files([options.into])
    store, lock_file = load_readable_store(options.into), find_lock_file(Path(options.into))
    lock_text, lock = _read_lock(lock_file)
    export = read_export(
        options.files, options.layout or (lock.layout if lock else None), options.mapped, options.today
    )
    items = export.make_items(lock.items.keys() if lock else (), options.variants)
    plan = make_plan(items, export.layout.key, store, lock, take=take, gone_ok=options.gone_ok)
    applied = apply_plan(plan, store, items)
    check_changed(store, applied.texts)
    if options.write:
        _write(applied, store, lock_file, lock_text)
    notices = (*export.catalogue.notices, *_list_notices(applied, items, options.into))
    _report(applied, store, Reading(export, len(items), notices), options)
    return 0 if options.write or applied.plan.is_empty else 1


def _list_notices(applied: Applied, items: Sequence[Item], into: str) -> Iterator[str]:
    """Yield what could not be taken over: of what the file has, and of what is new in it."""
    new = {item.key for item in applied.plan.new}
    yield from list_notices([item for item in items if item.key not in new], into)
    yield from list_notices(applied.plan.new)


def _parse_fields(given: Sequence[str]) -> frozenset[str]:
    fields = [field.strip() for text in given for field in text.split(",") if field.strip()]
    for field in fields:
        if field not in FIELDS:
            near = Suggester().find_nearest(field, FIELDS)
            hint = f"did you mean {near}? " if near else ""
            raise RequestError(
                f"--take: there is no field {shorten_text(field)!r}",
                f"{hint}the fields are {', '.join(FIELDS)}",
            )
    return frozenset(fields)


def _read_lock(file: Path) -> tuple[str | None, Lock | None]:
    if not file.exists():
        return None, None
    read = decode_content(str(file), read_content(str(file)))
    if not isinstance(read, Source):
        raise RequestError(f"{file}: {read.message}")
    return read.text, read_lock(str(file), read.text)


def _write(applied: Applied, store: Store, lock_file: Path, lock_text: str | None) -> None:
    """Write what changes, all or nothing: the path files first, so that a lock never knows what they do not say."""
    before = {source.name: source.text for source, _ in store.path.files}
    lock = write_lock(applied.plan.lock)
    replace_texts(
        {name: (before[name], text) for name, text in applied.texts.items()},
        {} if lock == lock_text else {lock_file: lock},
    )


def _report(applied: Applied, store: Store, reading: Reading, options: IntoOptions) -> None:
    export, items, notices = reading
    sources = ", ".join(export.sources)
    if options.json:
        about: dict[str, Any] = {
            "store": store.path.store,
            "from": export.layout.key,
            "sources": list(export.sources),
            "skipped": list(export.catalogue.skipped),
            "unread": export.unread,
            "notices": list(notices),
        }
        sys.stdout.write(write_plan_json(applied.plan, about, written=options.write))
        return
    goods = len(store.path.products) + len(store.path.bundles)
    first = ", first import" if applied.plan.first else ""
    heading = (
        f"{store.path.store or options.into}, {count_things(goods, 'item')}, against {sources} "
        f"({export.layout.name}, {count_things(items, 'item')}){first}"
    )
    skipped = [*list_skipped(export.catalogue.skipped, export.unread), *notices]
    terminal.write_page(render_plan(applied.plan, heading, skipped, written=options.write))
