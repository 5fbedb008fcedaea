"""Write a list in another order: items change places with everything that is theirs, the rest of the text stays as it is.

In a list of dashes an item takes along the comment lines directly above it, the lines of its own and the comment at its end. In a list in brackets
it takes along the comment that follows it, where it can. Quotes, line endings and blank lines stay.
"""

import itertools
import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ipp.loading import Store, load
from ipp.path.include import Opener
from ipp.path.model import Path, Step
from ipp.text.edits import Overlap, edited
from ipp.text.finding import Edit
from ipp.text.nodes import Mapping, Scalar
from ipp.text.nodes import Sequence as List
from ipp.text.source import LINE_BREAK, Source, Span
from ipp.text.yaml_edits import line_break
from ipp.value.lists import Written, reordered

_DASH = re.compile(r"[ \t]*-[ \t]+")
_COMMENT = re.compile(r"([ \t]*)#[^\r\n]*")
_AFTER = re.compile(r"[ \t]*,?([ \t]*#[^\r\n]*)?")


class Unwritable(Exception):
    """The list is written in a way that cannot be put into another order safely."""


class _Line(NamedTuple):
    start: int
    end: int  # without the line break
    text: str


def edits(written: Written, steps: Sequence[Step]) -> tuple[Edit, ...]:
    """Return the edits that put the items of a list into the order of `steps`.

    Raises Unwritable when an item is not written at its place: with anchors and aliases it may stand elsewhere.
    """
    source = written.steps[0].span.source
    places = {id(step): place for place, step in enumerate(written.steps)}
    order = [places[id(step)] for step in steps]
    spans = [_span(step) for step in written.steps]
    if any(one.end > two.start or one.source is not two.source for one, two in itertools.pairwise(spans)):
        raise Unwritable
    dashed = [_dashed(source, span) for span in spans]
    if any(dashed):
        if not all(dashed):
            raise Unwritable
        return _exchanged(source, _lines_of(source, spans), order)
    return _exchanged(source, [(span.start, span.end) for span in spans], order) + _comments(
        source, spans, order
    )


def _exchanged(source: Source, slots: "Slots", order: list[int]) -> tuple[Edit, ...]:
    """Return the edits that put into each slot what stands in that of the item that comes there."""
    found = (
        Edit(Span(source, *slot), source.text[slice(*slots[came])])
        for slot, came in zip(slots, order, strict=True)
    )
    return tuple(edit for edit in found if edit.text != source.text[edit.span.start : edit.span.end])


Slots = list[tuple[int, int]]
"""Stretches that change places, one for each item."""


def _span(step: Step) -> Span:
    return step.name.span if step.name else step.span


def _line(source: Source, offset: int) -> _Line:
    number = source.place(offset)[0]
    start = offset - source.place(offset)[1] + 1
    text = source.line(number)
    return _Line(start, start + len(text), text)


def _dashed(source: Source, span: Span) -> bool:
    """Whether an item stands behind a dash on a line of its own."""
    line = _line(source, span.start)
    return bool(_DASH.fullmatch(source.text[line.start : span.start]))


def _last(source: Source, span: Span) -> _Line:
    """Return the last line of an item; a block of text ends behind its line break."""
    end = span.end
    while end > span.start + 1 and source.text[end - 1] in "\r\n \t":
        end -= 1
    return _line(source, end - 1)


def _lines_of(source: Source, spans: list[Span]) -> Slots:
    """Return the lines of each item, from the comments above it to the comments that are indented below it."""
    found = []
    for place, span in enumerate(spans):
        first, last = _line(source, span.start), _last(source, span)
        dash = first.text.index("-")
        above = _last(source, spans[place - 1]).end if place else 0
        below = _line(source, spans[place + 1].start).start if place + 1 < len(spans) else len(source.text)
        found.append((_above(source, first, dash, above), _below(source, last, dash, below)))
    if any(one[1] > two[0] for one, two in itertools.pairwise(found)):
        raise Unwritable
    return found


def _comment(line: _Line, dash: int, *, deeper: bool) -> bool:
    said = _COMMENT.fullmatch(line.text)
    return said is not None and (len(said[1]) > dash) is deeper


def _above(source: Source, line: _Line, dash: int, least: int) -> int:
    """Return where the comment lines directly above a line begin; those that are indented deeper belong to the item before."""
    start = line.start
    while (
        start > 0
        and (upper := _line(source, _before_break(source, start))).start > least
        and _comment(upper, dash, deeper=False)
    ):
        start = upper.start
    return start


def _before_break(source: Source, start: int) -> int:
    """Return an offset in the line that ends before `start`."""
    end = start - 1
    if source.text[end] == "\n" and end > 0 and source.text[end - 1] == "\r":
        end -= 1
    return end


def _below(source: Source, line: _Line, dash: int, most: int) -> int:
    """Return where an item ends: behind the comment lines directly below it that are indented deeper than its dash."""
    end = line.end
    while (start := _after_break(source, end)) is not None and start < most:
        lower = _line(source, start)
        if not _comment(lower, dash, deeper=True):
            break
        end = lower.end
    return end


def _after_break(source: Source, end: int) -> int | None:
    found = LINE_BREAK.match(source.text, end)
    return found.end() if found and found.end() < len(source.text) else None


def _comments(source: Source, spans: list[Span], order: list[int]) -> tuple[Edit, ...]:
    """Return the edits that let the comments behind the items of a list in brackets go with them.

    Where several items stand on one line the comment belongs to the line, and stays.
    """
    slots = [_behind(source, span.end) for span in spans]
    lines = [source.place(span.end)[0] for span in spans]
    if len(set(lines)) < len(lines):
        return ()
    found = _exchanged(source, slots, order)
    closing = source.line(lines[-1])[source.place(slots[-1][1])[1] - 1 :]
    if not closing.strip():
        return found
    text = source.line(lines[-1])
    indent = text[: len(text) - len(text.lstrip())]
    aside = line_break(source.text) + indent  # the bracket goes to a line of its own
    last = Span(source, *slots[-1])
    return tuple(edit._replace(text=edit.text + aside) if edit.span == last else edit for edit in found)


def _behind(source: Source, end: int) -> tuple[int, int]:
    """Return the stretch of the comment that follows an item, spaces included; an empty one when there is none."""
    found = _AFTER.match(source.text, end)
    assert found is not None
    return (found.start(1), found.end(1)) if found[1] else (_comma(source, end), _comma(source, end))


def _comma(source: Source, end: int) -> int:
    found = re.compile(r"[ \t]*,").match(source.text, end)
    return found.end() if found else end


class Rewritten(NamedTuple):
    """New texts by the source they replace, and the lists that could not be written."""

    texts: tuple[tuple[Source, str], ...]
    left: tuple[Written, ...]


def rewritten(store: Store, changes: Sequence[tuple[Written, Sequence[Step]]], opener: Opener) -> Rewritten:
    """Return the files of a store with lists in another order; `opener` opens the files that it includes.

    Every change is read back: one that would come out as anything but the same path in that order is left out.
    """
    done: list[Edit] = []
    left = []
    path = store.path
    for written, steps in changes:
        wanted = reordered(path, written, tuple(steps))
        try:
            more = [*done, *edits(written, steps)]
            if not _reads_as(store, more, wanted, opener):
                raise Unwritable
        except (Unwritable, Overlap):
            left.append(written)
            continue
        done, path = more, wanted
    return Rewritten(tuple(edited(done).items()), tuple(left))


def _reads_as(store: Store, found: Iterable[Edit], wanted: Path, opener: Opener) -> bool:
    """Whether the files with these edits read as the path that is wanted."""
    texts = {source.name: text for source, text in edited(found).items()}

    def replaced(source: Source) -> Source:
        return Source(source.name, texts.get(source.name, source.text))

    read = load(replaced(store.source), lambda owner, name: replaced(opener(owner, name)))
    return isinstance(read, Store) and not read.findings and _said(read.path) == _said(wanted)


def _said(part: object) -> object:
    """Return what a part of a path says, without where it stands."""
    if isinstance(part, (Span, Source, Scalar, Mapping, List)):
        return None
    if isinstance(part, tuple):
        return tuple(map(_said, part))
    return part
