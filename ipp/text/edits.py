"""Edits of a text: each one puts some text in the place of a stretch, and leaves everything else as it was."""

from collections.abc import Iterable, Iterator

from ipp.text.finding import Edit
from ipp.text.source import Source


class OverlappingEdits(ValueError):
    """Two edits want the same characters."""


def apply_edits(edits: Iterable[Edit]) -> dict[Source, str]:
    """Return the text that each source comes to when its edits are made; raises Overlap as `spliced` does."""
    return {source: splice_edits(source.text, its) for source, its in group_by_source(edits).items()}


def group_by_source(edits: Iterable[Edit]) -> dict[Source, list[Edit]]:
    """Return the edits of each source, in the order in which they come."""
    found: dict[Source, list[Edit]] = {}
    for edit in edits:
        found.setdefault(edit.span.source, []).append(edit)
    return found


def splice_edits(text: str, edits: Iterable[Edit]) -> str:
    """Return `text` with every edit made; equal edits once.

    Raises:
        Overlap: two different edits touch the same characters, or insert at the same place.
    """
    parts, end = [], len(text)
    later: Edit | None = None
    for edit in sorted(set(edits), key=lambda each: (each.span.start, each.span.end), reverse=True):
        if later and do_overlap(edit, later):
            raise OverlappingEdits(f"edits at {edit.span.start} and {later.span.start} overlap")
        parts += [text[edit.span.end : end], edit.text]
        end, later = edit.span.start, edit
    return text[:end] + "".join(reversed(parts))


def do_overlap(one: Edit, other: Edit) -> bool:
    """Whether two edits of one text touch the same characters, or insert at the same place."""
    first, second = sorted((one.span, other.span), key=lambda span: (span.start, span.end))
    return first.end > second.start or first.start == second.start


def join_insertions(edits: Iterable[Edit]) -> Iterator[Edit]:
    """Yield the edits with those that insert at one place joined; equal edits once.

    What is further in belongs to what stands before and comes first, an entry of a list before a key that is as far in.
    """
    inserted: dict[tuple[int, int], list[Edit]] = {}
    for edit in dict.fromkeys(edits):
        if edit.span.start != edit.span.end:
            yield edit
        else:
            inserted.setdefault((id(edit.span.source), edit.span.start), []).append(edit)
    for its in inserted.values():
        its.sort(key=lambda edit: _measure_indent(edit.text))
        yield its[0]._replace(text="".join(edit.text for edit in its))


def _measure_indent(text: str) -> tuple[int, bool]:
    line = text.lstrip("\r\n")
    words = line.lstrip(" ")
    return len(words) - len(line), not words.startswith("- ")
