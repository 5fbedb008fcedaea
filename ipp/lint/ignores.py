"""Findings that the shop accepts: `# ipp: ignore[IPP205] reason` beside them, or an entry of `ignore`.

Without a reason nothing is accepted. A comment accepts what has one of its places on the line that the comment ends, or, when the comment
has a line of its own, on the next line that says something.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Literal, NamedTuple

from ipp.lint.report import Suppressed
from ipp.lint.rules.unknown_rule import RULE as UNKNOWN_RULE
from ipp.lint.rules.unused_ignore import RULE as UNUSED_IGNORE
from ipp.lint.select import UnknownRule, codes_of
from ipp.path.model import Path
from ipp.path.names import folded
from ipp.text.comments import Comment, comments
from ipp.text.finding import Edit, Finding, Fix
from ipp.text.place import names_to
from ipp.text.source import Source, Span
from ipp.text.visible import shortened
from ipp.text.yaml_edits import removed, renamed, without_line
from ipp.text.yaml_tree import Mapping, Node
from ipp.text.yaml_tree import Sequence as Listed

_IGNORE = re.compile(r"#[ \t]*ipp:[ \t]*ignore\b[ \t]*(?:\[([^\]]*)\])?[ \t]*:?[ \t]*(.*)", re.IGNORECASE)
_SOMEWHERE = re.compile(r"#[ \t]*ipp:[ \t]*ignore", re.IGNORECASE)
NEVER = frozenset({"IPP001", UNUSED_IGNORE.code, UNKNOWN_RULE.code})
"""Rules that an ignore cannot accept: the file cannot be read, or it is about the ignore itself."""


class Word(NamedTuple):
    """One rule of an ignore: as written, where, and what takes it away."""

    text: str
    span: Span
    codes: frozenset[str]
    removal: Edit | None


class Ignore(NamedTuple):
    """What one comment or entry accepts, and why."""

    by: Literal["comment", "entry"]
    span: Span
    words: tuple[Word, ...]
    reason: str
    accepts: Callable[[Finding], bool]  # by place


class Accepted(NamedTuple):
    """Findings sorted by the ignores of a store, and those about the ignores themselves."""

    left: list[Finding]
    suppressed: list[Suppressed]
    about_ignores: list[Finding]


def accept(path: Path, findings: Sequence[Finding], rules: frozenset[str]) -> Accepted:
    """Take out the findings that are accepted. Ignores of rules outside `rules` are never unused."""
    about: list[Finding] = []
    ignores = [*_comments(path, about), *_entries(path, about)]
    if not ignores:
        return Accepted(list(findings), [], about)
    left, suppressed, used = list[Finding](), list[Suppressed](), set[tuple[int, int]]()
    for finding in findings:
        taken = _taken(finding, ignores)
        used.update(taken)
        if taken:
            ignore = ignores[taken[0][0]]
            suppressed.append(Suppressed(finding, ignore.reason, ignore.by))
        else:
            left.append(finding)
    about += (
        _unused(ignore, word)
        for number, ignore in enumerate(ignores)
        for place, word in enumerate(ignore.words)
        if (number, place) not in used and word.codes and word.codes <= rules
    )
    return Accepted(left, suppressed, about)


def _taken(finding: Finding, ignores: Sequence[Ignore]) -> list[tuple[int, int]]:
    """Return the ignores that accept a finding, each with the place of its word."""
    if finding.rule.code in NEVER:
        return []
    return [
        (number, place)
        for number, ignore in enumerate(ignores)
        for place, word in enumerate(ignore.words)
        if finding.rule.code in word.codes and ignore.reason and ignore.accepts(finding)
    ]


def _unused(ignore: Ignore, word: Word) -> Finding:
    what = f"nothing to accept here: `{shortened(word.text, 60)}` is not found"
    if not ignore.reason:
        what = "an ignore without a reason accepts nothing"
    help = "remove it" if ignore.reason else "write the reason after it"
    fix = None
    if word.removal and ignore.reason:
        fix = Fix("remove the ignore", True, (word.removal,))
    return Finding(UNUSED_IGNORE, what, word.span, help, fix=fix)


def _comments(path: Path, mistakes: list[Finding]) -> Iterator[Ignore]:
    for source, tree in path.files:
        if _SOMEWHERE.search(source.text):  # comments are looked for only where that pays
            for comment in comments(source, tree):
                said = _IGNORE.match(comment.text)
                if said:
                    yield _comment(source, comment, said, mistakes)


def _comment(source: Source, comment: Comment, said: re.Match[str], mistakes: list[Finding]) -> Ignore:
    span = Span(source, comment.start, comment.start + len(comment.text))
    line = _line_meant(source, comment)
    if not (said[1] or "").strip():
        help = "name it, as in `# ipp: ignore[IPP205] reason`"
        mistakes.append(Finding(UNKNOWN_RULE, "this ignore names no rule", span, help))
        return Ignore("comment", span, (), "", lambda _: False)
    words = tuple(_words(source, comment, said, mistakes))
    return Ignore("comment", span, words, said[2].strip(), lambda finding: _stands_on(finding, source, line))


def _words(source: Source, comment: Comment, said: re.Match[str], mistakes: list[Finding]) -> Iterator[Word]:
    parts = list(re.finditer(r"[^,]+", said[1]))
    for number, part in enumerate(parts):
        text = part[0].strip()
        start = comment.start + said.start(1) + part.start() + len(part[0]) - len(part[0].lstrip())
        span = Span(source, start, start + len(text))
        if text:
            yield Word(
                text, span, _codes(text, span, mistakes), _removal(source, comment, said, parts, number)
            )


def _removal(
    source: Source, comment: Comment, said: re.Match[str], parts: list[re.Match[str]], number: int
) -> Edit:
    """Return what takes one rule out of a comment, and the comment with the last one."""
    if len(parts) == 1:
        if comment.alone:
            return without_line(source, comment.start, comment.end)
        line = source.text[: comment.start]
        return Edit(Span(source, len(line.rstrip(" \t")), comment.end), "")
    inside = comment.start + said.start(1)
    start = inside + (parts[number - 1].end() if number else 0)
    following = parts[number if number else 1]
    end = inside + (following.end() if number else following.end() - len(following[0].lstrip()))
    return Edit(Span(source, start, end), "")


def _line_meant(source: Source, comment: Comment) -> int:
    """Return the line that a comment is about: its own, or the next one that says something."""
    line = source.place(comment.start)[0]
    if not comment.alone:
        return line
    last = source.place(len(source.text))[0]
    line += 1
    while line < last and source.line(line).strip()[:1] in ("", "#"):
        line += 1
    return line


def _stands_on(finding: Finding, source: Source, line: int) -> bool:
    """Whether one of the places of a finding begins or ends on a line."""
    spans = [finding.span, *(other.span for other in finding.related)]
    return any(
        span.source is source
        and line in (source.place(span.start)[0], source.place(max(span.start, span.end - 1))[0])
        for span in spans
    )


def _entries(path: Path, mistakes: list[Finding]) -> Iterator[Ignore]:
    trees = {id(source): tree for source, tree in path.files}
    for entry in path.ignore:
        if entry.rule is None:
            continue  # told while reading
        removal = _entry_removal(entry.span.source, trees[id(entry.span.source)], entry.span.start)
        codes = _codes(entry.rule.text, entry.rule.span, mistakes)
        word = Word(entry.rule.text, entry.rule.span, codes, removal)
        at = folded(entry.at.text) if entry.at else None
        reason = (entry.reason or "").strip()
        if reason or entry.reason is not None:
            yield Ignore("entry", entry.span, (word,), reason, _about(trees, at))


def _about(trees: dict[int, Node], at: str | None) -> Callable[[Finding], bool]:
    """Return whether a finding is about the item that an entry names; without a name, every finding is."""

    def is_about(finding: Finding) -> bool:
        if at is None:
            return True
        spans = [finding.span, *(other.span for other in finding.related)]
        names = (
            name
            for span in spans
            if id(span.source) in trees
            for name in names_to(trees[id(span.source)], span.start)
        )
        return any(folded(name) == at for name in names)

    return is_about


def _entry_removal(source: Source, tree: Node, start: int) -> Edit | None:
    listed = tree.get("ignore") if isinstance(tree, Mapping) else None
    if isinstance(listed, Listed) and len(listed.items) > 1:
        index = next((number for number, item in enumerate(listed.items) if item.start == start), None)
        return None if index is None else removed(source, listed.items, index, flow=listed.flow)
    key = tree.key("ignore") if isinstance(tree, Mapping) and not tree.flow else None
    return without_line(source, key.start, listed.end) if key and listed else None


def _codes(word: str, span: Span, mistakes: list[Finding]) -> frozenset[str]:
    """Return the codes that a word means; none after reporting that it means none."""
    try:
        return codes_of(word)
    except UnknownRule as unknown:
        edit = renamed(span.source, span, unknown.near) if unknown.near else None
        fix = Fix(f"write `{unknown.near}`", False, (edit,)) if edit else None
        help = f"did you mean `{unknown.near}`?" if unknown.near else "`ipp rules` lists them"
        message = f"no rule is called `{shortened(word, 60)}`"
        mistakes.append(Finding(UNKNOWN_RULE, message, span, help, fix=fix))
        return frozenset()


def is_ignore(comment: str) -> bool:
    """Whether a comment is an ignore."""
    return _IGNORE.match(comment) is not None
