"""Edits of a path file that bring fields of its items up to date and leave every other character as it is."""

from collections.abc import Iterable, Iterator, Sequence

from ipp.importers.merging.fields import Value
from ipp.importers.merging.match import Good
from ipp.importers.merging.plan import FieldChange
from ipp.path.keys import Name
from ipp.path.names import fold_name
from ipp.text.finding import Edit
from ipp.text.source import Source, Span
from ipp.text.yaml.edits import (
    add_key,
    append_entry,
    fill_value,
    has_own_entries,
    remove_entry,
    remove_lines,
    stands_behind,
)
from ipp.text.yaml.nodes import Mapping, Node, Scalar
from ipp.text.yaml.nodes import Sequence as Listed
from ipp.text.yaml.scalars import rename_scalar, write_scalar

Changed = tuple[FieldChange, list[Edit] | None]
"""A change, and the edits that make it; None where a value is written in a manner that cannot be changed alone."""


def change_item(good: Good, changes: Sequence[FieldChange], mentions: Sequence[Name]) -> Iterator[Changed]:
    """Yield the changes of one item with the edits that write the shop's values."""
    if is_empty(good.body):
        yield from _fill_item(good, changes, mentions)
        return
    for change in changes:
        if change.field == "name":
            yield change, _rename(good, str(change.shop), mentions)
        else:
            yield change, set_key(good, change.field, change.shop)


def is_empty(body: Node | None) -> bool:
    """Whether an item has no keys yet."""
    return (isinstance(body, Scalar) and body.empty) or (isinstance(body, Mapping) and not body.entries)


def _fill_item(good: Good, changes: Sequence[FieldChange], mentions: Sequence[Name]) -> Iterator[Changed]:
    """Yield the changes of an item without keys: all of them are written in one pair of braces."""
    source, span = good.name.span.source, good.name.span
    values: dict[str, Value] = {change.field: change.shop for change in changes if change.field != "name"}
    for change in changes:
        if change.field == "name" and fold_name(good.name.text) != fold_name(str(change.shop)):
            values["also"] = good.name.text
    written = ", ".join(f"{key}: {write_value(value)}" for key, value in values.items())
    name = Scalar(good.name.text, span.start, span.end, True)
    filled = (
        fill_value(source, name, good.body, f"{{{written}}}") if good.body is not None and values else None
    )
    for number, change in enumerate(changes):
        names = (good.name, *mentions) if change.field == "name" else ()
        edits = [rename_scalar(each.span.source, each.span, str(change.shop)) for each in names]
        yield (
            change,
            _check_all([*edits, *([filled] if number == 0 and values else [])])
            if filled or not values
            else None,
        )


def set_key(good: Good, key: str, value: Value) -> list[Edit] | None:
    """Return the edits that give a key of an item a value; the item has others."""
    body, source = good.body, good.name.span.source
    name = Scalar(good.name.text, good.name.span.start, good.name.span.end, True)
    if not isinstance(body, Mapping) or not stands_behind(source, name, body):
        return None
    found = next(((word, node) for word, node in body.entries if word.text == key), None)
    if found:
        return _replace_value(source, *found, value)
    edit = add_key(source, body, key, write_value(value))
    return None if edit is None else [edit]


def write_value(value: Value) -> str:
    """Write a value as YAML."""
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            return write_scalar(value)
    written = [write_scalar(text) for text in value]
    return written[0] if len(written) == 1 else f"[{', '.join(written)}]"


def _replace_value(source: Source, key: Scalar, node: Node, value: Value) -> list[Edit] | None:
    if isinstance(node, Scalar) and node.empty:
        edit = fill_value(source, key, node, write_value(value))
        return None if edit is None else [edit]
    if not stands_behind(source, key, node) or isinstance(node, Mapping):
        return None
    if isinstance(node, Listed):
        return _replace_list(source, node, value if isinstance(value, tuple) else (str(value),))
    if isinstance(value, tuple) and len(value) > 1:
        whole = rename_scalar(source, Span(source, node.start, node.end), "x")
        return None if whole is None else [whole._replace(text=write_value(value))]
    text = value if isinstance(value, str) else write_value(value) if isinstance(value, bool) else value[0]
    edit = rename_scalar(source, Span(source, node.start, node.end), text)
    return None if edit is None else [edit]


def _replace_list(source: Source, listed: Listed, texts: Sequence[str]) -> list[Edit] | None:
    """Return the edits that make a list hold these texts, entry by entry; a short list without a comment is written anew if that cannot be."""
    items = [item for item in listed.items if isinstance(item, Scalar)]
    if len(items) != len(listed.items) or not has_own_entries(listed):
        return None
    present = {item.text for item in items}
    added = [text for text in texts if text not in present]
    over = [item for item in items if item.text not in texts]
    edits = [
        rename_scalar(source, Span(source, item.start, item.end), text)
        for item, text in zip(over, added, strict=False)
    ]
    edits += [append_entry(source, listed, write_scalar(text)) for text in added[len(over) :]]
    edits += _remove_entries(source, listed, [items.index(item) for item in over[len(added) :]])
    found = _check_all(edits)
    whole = source.text[listed.start : listed.end]
    if found is None and listed.flow and not any(mark in whole for mark in "#&*\n\r"):
        return [Edit(Span(source, listed.start, listed.end), f"[{', '.join(map(write_scalar, texts))}]")]
    return found


def _remove_entries(source: Source, listed: Listed, indexes: Sequence[int]) -> list[Edit | None]:
    """Return the edits that take entries out of a list; None for one with which a comment would go."""
    alone = [_stands_alone(source, listed.items[index]) for index in indexes]
    if listed.flow and all(alone):
        return [remove_lines(source, listed.items[index].start, listed.items[index].end) for index in indexes]
    if listed.flow:
        bare = "#" not in source.text[listed.start : listed.end]
        return [remove_entry(source, listed, index) if index and bare else None for index in indexes]
    lines = [source.read_line(source.locate_offset(listed.items[index].end)[0]) for index in indexes]
    return [
        None if "#" in line else remove_entry(source, listed, index)
        for index, line in zip(indexes, lines, strict=True)
    ]


def _stands_alone(source: Source, item: Node) -> bool:
    """Whether an entry of brackets has a line of its own."""
    line = source.read_line(source.locate_offset(item.end)[0]).strip()
    return line.removesuffix(",") == source.text[item.start : item.end]


def _check_all(edits: Iterable[Edit | None]) -> list[Edit] | None:
    """Return the edits; None if one of them cannot be made."""
    found: list[Edit] = []
    for edit in edits:
        if edit is None:
            return None
        found.append(edit)
    return found


def _rename(good: Good, name: str, mentions: Sequence[Name]) -> list[Edit] | None:
    """Return the edits that give an item another name wherever it stands; the old one is kept in `also`."""
    edits = [rename_scalar(each.span.source, each.span, name) for each in (good.name, *mentions)]
    kept = _keep_name(good, name)
    return None if kept is None else _check_all([*edits, *kept])


def _keep_name(good: Good, name: str) -> list[Edit] | None:
    """Return the edits that keep the old name in `also`, and take the new one out of it: no item has its own name there."""
    old = good.name.text
    others = [text for text in good.also if fold_name(text) != fold_name(name)]
    is_known = fold_name(old) in {fold_name(name), *map(fold_name, others)}
    if len(others) < len(good.also) and not (is_known and not others):
        return set_key(good, "also", tuple(others if is_known else [*others, old]))
    if is_known:
        return []
    body, source = good.body, good.name.span.source
    found = (
        next(((key, node) for key, node in body.entries if key.text == "also"), None)
        if isinstance(body, Mapping)
        else None
    )
    if found is None or (isinstance(found[1], Scalar) and found[1].empty):
        return set_key(good, "also", old)
    key, node = found
    edit = append_entry(source, node, write_scalar(old)) if stands_behind(source, key, node) else None
    return None if edit is None else [edit]
