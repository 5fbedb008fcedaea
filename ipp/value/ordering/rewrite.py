"""Write a list in another order: items change places with everything that is theirs, the rest of the text stays as it is.

In a list of dashes an item takes along the comment lines directly above it, the lines of its own and the comment at its end. In a list in brackets
it takes along the comment that follows it, where it can. Quotes, line endings and blank lines stay.
"""

import itertools
import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ipp.loading import Store, load_store
from ipp.path.include import Opener
from ipp.path.model import Path, Step
from ipp.text.edits import OverlappingEdits, apply_edits
from ipp.text.finding import Edit
from ipp.text.source import LINE_BREAK, Source, Span
from ipp.text.yaml.edits import find_line_break
from ipp.text.yaml.nodes import Mapping, Scalar
from ipp.text.yaml.nodes import Sequence as List
from ipp.value.ordering.lists import WrittenList, reorder_list

_DASH = re.compile(r"[ \t]*-[ \t]+")
_COMMENT = re.compile(r"([ \t]*)#[^\r\n]*")
_AFTER = re.compile(r"[ \t]*,?([ \t]*#[^\r\n]*)?")


class UnwritableList(Exception):
    """The list is written in a way that cannot be put into another order safely."""


class _Line(NamedTuple):
    start: int
    end: int  # without the line break
    text: str


def make_edits(written: WrittenList, steps: Sequence[Step]) -> tuple[Edit, ...]:
    """Return the edits that put the items of a list into the order of `steps`.

    Raises Unwritable when an item is not written at its place: with anchors and aliases it may stand elsewhere.
    """
    source = written.steps[0].span.source
    places = {id(step): place for place, step in enumerate(written.steps)}
    order = [places[id(step)] for step in steps]
    spans = [_get_span(step) for step in written.steps]
    if any(one.end > two.start or one.source is not two.source for one, two in itertools.pairwise(spans)):
        raise UnwritableList
    dashed = [_has_dash(source, span) for span in spans]
    if any(dashed):
        if not all(dashed):
            raise UnwritableList
        return _exchange_slots(source, _find_slots(source, spans), order)
    return _exchange_slots(source, [(span.start, span.end) for span in spans], order) + _move_comments(
        source, spans, order
    )


def _exchange_slots(source: Source, slots: "Slots", order: list[int]) -> tuple[Edit, ...]:
    """Return the edits that put into each slot what stands in that of the item that comes there."""
    found = (
        Edit(Span(source, *slot), source.text[slice(*slots[came])])
        for slot, came in zip(slots, order, strict=True)
    )
    return tuple(edit for edit in found if edit.text != source.text[edit.span.start : edit.span.end])


Slots = list[tuple[int, int]]
"""Stretches that change places, one for each item."""


def _get_span(step: Step) -> Span:
    return step.name.span if step.name else step.span


def _find_line(source: Source, offset: int) -> _Line:
    number = source.locate_offset(offset)[0]
    start = offset - source.locate_offset(offset)[1] + 1
    text = source.read_line(number)
    return _Line(start, start + len(text), text)


def _has_dash(source: Source, span: Span) -> bool:
    """Whether an item stands behind a dash on a line of its own."""
    line = _find_line(source, span.start)
    return bool(_DASH.fullmatch(source.text[line.start : span.start]))


def _find_last_line(source: Source, span: Span) -> _Line:
    """Return the last line of an item; a block of text ends behind its line break."""
    end = span.end
    while end > span.start + 1 and source.text[end - 1] in "\r\n \t":
        end -= 1
    return _find_line(source, end - 1)


def _find_slots(source: Source, spans: list[Span]) -> Slots:
    """Return the lines of each item, from the comments above it to the comments that are indented below it."""
    found = []
    for place, span in enumerate(spans):
        first, last = _find_line(source, span.start), _find_last_line(source, span)
        dash = first.text.index("-")
        above = _find_last_line(source, spans[place - 1]).end if place else 0
        below = (
            _find_line(source, spans[place + 1].start).start if place + 1 < len(spans) else len(source.text)
        )
        found.append((_find_start(source, first, dash, above), _find_end(source, last, dash, below)))
    if any(one[1] > two[0] for one, two in itertools.pairwise(found)):
        raise UnwritableList
    return found


def _is_comment(line: _Line, dash: int, *, deeper: bool) -> bool:
    said = _COMMENT.fullmatch(line.text)
    return said is not None and (len(said[1]) > dash) is deeper


def _find_start(source: Source, line: _Line, dash: int, least: int) -> int:
    """Return where the comment lines directly above a line begin; those that are indented deeper belong to the item before."""
    start = line.start
    while (
        start > 0
        and (upper := _find_line(source, _before_break(source, start))).start > least
        and _is_comment(upper, dash, deeper=False)
    ):
        start = upper.start
    return start


def _before_break(source: Source, start: int) -> int:
    """Return an offset in the line that ends before `start`."""
    end = start - 1
    if source.text[end] == "\n" and end > 0 and source.text[end - 1] == "\r":
        end -= 1
    return end


def _find_end(source: Source, line: _Line, dash: int, most: int) -> int:
    """Return where an item ends: behind the comment lines directly below it that are indented deeper than its dash."""
    end = line.end
    while (start := _after_break(source, end)) is not None and start < most:
        lower = _find_line(source, start)
        if not _is_comment(lower, dash, deeper=True):
            break
        end = lower.end
    return end


def _after_break(source: Source, end: int) -> int | None:
    found = LINE_BREAK.match(source.text, end)
    return found.end() if found and found.end() < len(source.text) else None


def _move_comments(source: Source, spans: list[Span], order: list[int]) -> tuple[Edit, ...]:
    """Return the edits that let the comments behind the items of a list in brackets go with them.

    Where several items stand on one line the comment belongs to the line, and stays.
    """
    slots = [_find_comment_after(source, span.end) for span in spans]
    lines = [source.locate_offset(span.end)[0] for span in spans]
    if len(set(lines)) < len(lines):
        return ()
    found = _exchange_slots(source, slots, order)
    closing = source.read_line(lines[-1])[source.locate_offset(slots[-1][1])[1] - 1 :]
    if not closing.strip():
        return found
    text = source.read_line(lines[-1])
    indent = text[: len(text) - len(text.lstrip())]
    aside = find_line_break(source.text) + indent  # the bracket goes to a line of its own
    last = Span(source, *slots[-1])
    return tuple(edit._replace(text=edit.text + aside) if edit.span == last else edit for edit in found)


def _find_comment_after(source: Source, end: int) -> tuple[int, int]:
    """Return the stretch of the comment that follows an item, spaces included; an empty one when there is none."""
    found = _AFTER.match(source.text, end)
    assert found is not None
    return (
        (found.start(1), found.end(1)) if found[1] else (_find_comma(source, end), _find_comma(source, end))
    )


def _find_comma(source: Source, end: int) -> int:
    found = re.compile(r"[ \t]*,").match(source.text, end)
    return found.end() if found else end


class RewrittenFiles(NamedTuple):
    """New texts by the source they replace, and the lists that could not be written."""

    texts: tuple[tuple[Source, str], ...]
    unwritten: tuple[WrittenList, ...]


def rewrite_lists(
    store: Store, changes: Sequence[tuple[WrittenList, Sequence[Step]]], opener: Opener
) -> RewrittenFiles:
    """Return the files of a store with lists in another order; `opener` opens the files that it includes.

    Every change is read back: one that would come out as anything but the same path in that order is left out.
    """
    done: list[Edit] = []
    left = []
    path = store.path
    for written, steps in changes:
        wanted = reorder_list(path, written, tuple(steps))
        try:
            more = [*done, *make_edits(written, steps)]
            if not _is_read_as(store, more, wanted, opener):
                raise UnwritableList
        except (UnwritableList, OverlappingEdits):
            left.append(written)
            continue
        done, path = more, wanted
    return RewrittenFiles(tuple(apply_edits(done).items()), tuple(left))


def _is_read_as(store: Store, found: Iterable[Edit], wanted: Path, opener: Opener) -> bool:
    """Whether the files with these edits read as the path that is wanted."""
    texts = {source.name: text for source, text in apply_edits(found).items()}

    def replaced(source: Source) -> Source:
        return Source(source.name, texts.get(source.name, source.text))

    read = load_store(replaced(store.source), lambda owner, name: replaced(opener(owner, name)))
    return isinstance(read, Store) and not read.findings and _strip_spans(read.path) == _strip_spans(wanted)


def _strip_spans(part: object) -> object:
    """Return what a part of a path says, without where it stands."""
    if isinstance(part, (Span, Source, Scalar, Mapping, List)):
        return None
    if isinstance(part, tuple):
        return tuple(map(_strip_spans, part))
    return part
