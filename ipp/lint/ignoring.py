"""Write ignores for findings: a comment at the end of the line of each, or above it where none can stand there."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator

from ipp.lint.ignores import NEVER, words_of
from ipp.loading import Store
from ipp.text.comments import Comment, comments, scalars
from ipp.text.edits import edited
from ipp.text.finding import Edit, Finding
from ipp.text.nodes import Node
from ipp.text.source import Source, Span
from ipp.text.yaml_edits import line_break


def with_ignores(store: Store, findings: Iterable[Finding], reason: str) -> dict[str, str]:
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
        for edit in _edits(source, tree, wanted[source], reason)
    )
    return {source.name: text for source, text in edited(edits).items()}


def _edits(source: Source, tree: Node, wanted: dict[int, set[str]], reason: str) -> Iterator[Edit]:
    written = {source.place(comment.start)[0]: comment for comment in comments(source, tree)}
    long = sorted(
        {(each.start, each.end) for each in scalars(tree) if _spans_lines(source, each.start, each.end)}
    )
    for line, codes in wanted.items():
        edit = _edit(source, line, f"[{', '.join(sorted(codes))}]", reason, written.get(line), long)
        if edit:
            yield edit


def _spans_lines(source: Source, start: int, end: int) -> bool:
    return source.text.find("\n", start, end) >= 0


def _edit(
    source: Source, line: int, codes: str, reason: str, there: Comment | None, long: list[tuple[int, int]]
) -> Edit | None:
    comment = f"# ipp: ignore{codes} {reason}"
    start = source.start_of(line)
    end = start + len(source.line(line))
    inside = words_of(there.text) if there and not there.alone else None
    if there and inside is not None:
        at = there.start + inside
        return Edit(Span(source, at, at), f"{codes[1:-1]}, ")
    if there is None and not _inside(end, long):
        stop = start + len(source.line(line).rstrip())
        return Edit(Span(source, stop, end), f"  {comment}")
    if not _inside(start, long):
        text = source.line(line)
        indent = text[: len(text) - len(text.lstrip(" "))]
        return Edit(Span(source, start, start), f"{indent}{comment}{line_break(source.text)}")
    return None


def _inside(at: int, long: list[tuple[int, int]]) -> bool:
    """Whether a place lies inside a text of several lines, where a comment would be a part of it."""
    before = bisect_left(long, (at, 0)) - 1
    return before >= 0 and long[before][0] < at < long[before][1]
