"""Write ignores for findings: a comment at the end of the line of each, or above it where none can stand there."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator

from ipp.lint.accept.ignores import NEVER, find_codes_start
from ipp.loading import Store
from ipp.text.edits import apply_edits
from ipp.text.finding import Edit, Finding
from ipp.text.source import Source, Span
from ipp.text.yaml.comments import Comment, list_comments, list_scalars
from ipp.text.yaml.edits import find_line_break
from ipp.text.yaml.nodes import Node


def write_ignores(store: Store, findings: Iterable[Finding], reason: str) -> dict[str, str]:
    """Return the texts of the files with comments that accept the findings, by file name.

    A finding on whose line no comment can stand is left as it is.
    """
    wanted: dict[Source, dict[int, set[str]]] = {}
    for finding in findings:
        if finding.rule.code not in NEVER:
            lines = wanted.setdefault(finding.span.source, {})
            lines.setdefault(finding.span.line, set()).add(finding.rule.code)
    edits = (
        edit
        for source, tree in store.path.files
        if source in wanted
        for edit in _list_edits(source, tree, wanted[source], reason)
    )
    return {source.name: text for source, text in apply_edits(edits).items()}


def _list_edits(source: Source, tree: Node, wanted: dict[int, set[str]], reason: str) -> Iterator[Edit]:
    written = {source.locate_offset(comment.start)[0]: comment for comment in list_comments(source, tree)}
    long = sorted(
        {(each.start, each.end) for each in list_scalars(tree) if _is_multiline(source, each.start, each.end)}
    )
    for line, codes in wanted.items():
        edit = _make_edit(source, line, f"[{', '.join(sorted(codes))}]", reason, written.get(line), long)
        if edit:
            yield edit


def _is_multiline(source: Source, start: int, end: int) -> bool:
    return source.text.find("\n", start, end) >= 0


def _make_edit(
    source: Source, line: int, codes: str, reason: str, there: Comment | None, long: list[tuple[int, int]]
) -> Edit | None:
    comment = f"# ipp: ignore{codes} {reason}"
    start = source.find_line_start(line)
    end = start + len(source.read_line(line))
    inside = find_codes_start(there.text) if there and not there.alone else None
    if there and inside is not None:
        at = there.start + inside
        return Edit(Span(source, at, at), f"{codes[1:-1]}, ")
    if there is None and not _is_inside(end, long):
        stop = start + len(source.read_line(line).rstrip())
        return Edit(Span(source, stop, end), f"  {comment}")
    if not _is_inside(start, long):
        text = source.read_line(line)
        indent = text[: len(text) - len(text.lstrip(" "))]
        return Edit(Span(source, start, start), f"{indent}{comment}{find_line_break(source.text)}")
    return None


def _is_inside(at: int, long: list[tuple[int, int]]) -> bool:
    """Whether a place lies inside a text of several lines, where a comment would be a part of it."""
    before = bisect_left(long, (at, 0)) - 1
    return before >= 0 and long[before][0] < at < long[before][1]
