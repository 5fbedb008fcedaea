"""New items in a path file: at the end of their category, written as what stands there."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from ipp.errors import RequestError
from ipp.importers.items.item import Item
from ipp.importers.merging.match import Good
from ipp.importers.writing.write_item import WrittenItem, describe_item, write_item
from ipp.path.model import Path, Product
from ipp.path.names import fold_name
from ipp.text.finding import Edit
from ipp.text.source import Source, Span
from ipp.text.yaml.edits import find_line_break, insert_entry
from ipp.text.yaml.nodes import Mapping as Mapped
from ipp.text.yaml.nodes import Node, Scalar
from ipp.text.yaml.scalars import write_scalar

_INDENT = "  "


class _Section(NamedTuple):
    """The mapping of products, or of bundles, in one file, and the key before it."""

    source: Source
    key: Scalar
    node: Node


def add_items(path: Path, new: Sequence[Item], items: Mapping[str, Item]) -> Iterator[Edit]:
    """Yield the edits that write new items; `items` are all that they may lead to, by key.

    Raises RequestError for a file that is written in a manner that nothing can be added to.
    """
    for word, its in (
        ("products", [each for each in new if not each.parts]),
        ("bundles", [each for each in new if each.parts]),
    ):
        sections = list(_list_sections(path, word))
        goods: tuple[Good, ...] = path.products if word == "products" else path.bundles
        if its and not sections:
            yield _begin_section(path, word, [describe_item(item, items) for item in its])
            continue
        last = _find_last(goods)
        if its and not goods:
            yield _check_edit(
                sections[0], _fill_section(sections[0], [describe_item(item, items) for item in its])
            )
            continue
        for item in its:
            yield _add_item(sections, last, item, describe_item(item, items))


def _list_sections(path: Path, word: str) -> Iterator[_Section]:
    for source, tree in path.files:
        for key, node in tree.entries if isinstance(tree, Mapped) else ():
            if key.text == word:
                yield _Section(source, key, node)


def _find_last(goods: Sequence[Good]) -> dict[str, Good]:
    """Return the last item of each category, and under no name the last of all that stands where something can follow."""
    found: dict[str, Good] = {}
    for good in goods:
        if isinstance(good, Product) and good.category:
            found[fold_name(good.category.text)] = good
        found[""] = good
    return found


def _add_item(
    sections: Sequence[_Section], last: Mapping[str, Good], item: Item, written: WrittenItem
) -> Edit:
    neighbour = last.get(fold_name(item.category)) or last[""]
    return _check_edit(sections[0], _follow(sections, neighbour, written))


def _check_edit(section: _Section, edit: Edit | None) -> Edit:
    """Return an edit; raises RequestError where there is none."""
    if edit is None:
        raise RequestError(
            f"{section.source.name}: nothing can be added to `{section.key.text}`",
            "write its items below each other",
        )
    return edit


def _follow(sections: Sequence[_Section], neighbour: Good, written: WrittenItem) -> Edit | None:
    """Return the edit that writes an item after another one, in its style."""
    source, start = neighbour.name.span.source, neighbour.name.span.start
    for section in sections:
        entries = (
            section.node.entries if isinstance(section.node, Mapped) and section.source is source else ()
        )
        for key, value in entries:
            if key.start == start:
                if isinstance(section.node, Mapped) and section.node.flow:
                    return (
                        Edit(Span(source, value.end, value.end), ", " + _write_inline(written))
                        if value.end > key.end
                        else None
                    )
                return insert_entry(source, key, value, _write_alike(source, key, value, written))
    return None


def _write_inline(written: WrittenItem) -> str:
    return f"{write_scalar(written.name)}: {{{', '.join(f'{key}: {text}' for key, text in written.values)}}}"


def _write_alike(source: Source, key: Scalar, value: Node, written: WrittenItem) -> list[str]:
    indent = source.text[source.find_line_start(source.locate_offset(key.start)[0]) : key.start]
    if not isinstance(value, Mapped) or not value.entries:
        return write_item(written, indent, _INDENT)
    if value.flow:
        return write_item(written, indent, _INDENT, flow=True)
    deeper = source.locate_offset(value.start)[1] - 1 - len(indent)
    return write_item(written, indent, " " * max(deeper, 1), flow=False)


def _fill_section(section: _Section, written: Sequence[WrittenItem]) -> Edit | None:
    """Return the edit that writes the first items of a section that holds none."""
    node, source = section.node, section.source
    if isinstance(node, Mapped) and node.flow and not node.entries and node.start > section.key.end:
        return Edit(Span(source, node.start + 1, node.start + 1), ", ".join(map(_write_inline, written)))
    if isinstance(node, Scalar) and node.empty:
        lines = [line for each in written for line in write_item(each, _INDENT, _INDENT)]
        return insert_entry(source, section.key, node, lines)
    return None


def _begin_section(path: Path, word: str, written: Sequence[WrittenItem]) -> Edit:
    """Return the edit that writes a section of its own at the end of the main file."""
    source, tree = path.files[0]
    if not isinstance(tree, Mapped) or tree.flow or source.text.rstrip().endswith("..."):
        raise RequestError(
            f"{source.name}: `{word}` cannot be added", f"write `{word}:` at the end of the file"
        )
    mark, end = find_line_break(source.text), len(source.text)
    lines = [f"{word}:", *(line for each in written for line in write_item(each, _INDENT, _INDENT))]
    before = "" if source.text.endswith(("\n", "\r")) else mark
    return Edit(Span(source, end, end), before + mark + mark.join(lines) + mark)
