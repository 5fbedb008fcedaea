"""Findings that the shop accepts: `# ipp: ignore[IPP205] reason` beside them, or an entry of `ignore`.

Without a reason nothing is accepted. A comment accepts what has one of its places on the line that the comment ends, or, when the comment
has a line of its own, on the next line that says something.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from ipp.lint.report import Suppressed
from ipp.lint.rules.unknown_rule import RULE as UNKNOWN_RULE
from ipp.lint.rules.unused_ignore import RULE as UNUSED_IGNORE
from ipp.lint.select import UnknownRuleError, find_codes
from ipp.path.model import Path
from ipp.path.names import fold_name
from ipp.text.finding import Edit, Finding, Fix
from ipp.text.source import Source, Span
from ipp.text.visible import shorten_text
from ipp.text.yaml.comments import Comment, list_comments
from ipp.text.yaml.edits import remove_entry, remove_lines
from ipp.text.yaml.key_path import find_key_path
from ipp.text.yaml.nodes import Mapping, Node
from ipp.text.yaml.nodes import Sequence as Listed
from ipp.text.yaml.scalars import rename_scalar

_IGNORE = re.compile(r"#[ \t]*ipp:[ \t]*ignore\b[ \t]*(?:\[([^\]]*)\])?[ \t]*:?[ \t]*(.*)", re.IGNORECASE)
_SOMEWHERE = re.compile(r"#[ \t]*ipp:[ \t]*ignore", re.IGNORECASE)
_SAYS_NOTHING = re.compile(r"\s*(#|$)|---\s*(#|$)")
NEVER = frozenset({"IPP001", UNUSED_IGNORE.code, UNKNOWN_RULE.code})
"""Rules that an ignore cannot accept: the file cannot be read, or it is about the ignore itself."""


class IgnoreWord(NamedTuple):
    """One rule of an ignore: as written, where, and what takes it away."""

    text: str
    span: Span
    codes: frozenset[str]
    removal: Edit | None


class IgnoreRule(NamedTuple):
    """What one comment or entry accepts, and why: the findings on a line, or about an item; all where `about` is empty."""

    by: Literal["comment", "entry"]
    words: tuple[IgnoreWord, ...]
    reason: str
    about: tuple[object, ...]


class IgnoreResult(NamedTuple):
    """Findings sorted by the ignores of a store, and those about the ignores themselves."""

    remaining: list[Finding]
    suppressed: list[Suppressed]
    about_ignores: list[Finding]


def apply_ignores(path: Path, findings: Sequence[Finding], certain: frozenset[str]) -> IgnoreResult:
    """Take out the findings that are accepted. `certain` are the rules of which every finding is here: no other ignore is unused."""
    about: list[Finding] = []
    ignores = [*_read_comments(path, about), *_read_entries(path, about)]
    if not ignores:
        return IgnoreResult(list(findings), [], about)
    left, suppressed, used = list[Finding](), list[Suppressed](), set[tuple[int, int]]()
    meant = _IgnoreFinder(path, ignores)
    for finding in findings:
        taken = meant.find_ignores(finding)
        used.update(taken)
        if taken:
            ignore = ignores[taken[0][0]]
            suppressed.append(Suppressed(finding, ignore.reason, ignore.by))
        else:
            left.append(finding)
    about += (
        _make_unused_finding(ignore, word)
        for number, ignore in enumerate(ignores)
        for place, word in enumerate(ignore.words)
        if (number, place) not in used and word.codes and (word.codes <= certain or not ignore.reason)
    )
    return IgnoreResult(left, suppressed, about)


class _IgnoreFinder:
    """Finds the ignores that accept a finding, by what they are about: there may be thousands of both."""

    def __init__(self, path: Path, ignores: Sequence[IgnoreRule]) -> None:
        self.ignores = ignores
        self.trees = dict(path.files)
        self.about: dict[tuple[object, ...], list[int]] = {}
        for number, ignore in enumerate(ignores):
            if ignore.reason:
                self.about.setdefault(ignore.about, []).append(number)
        self.items = any(ignore.by == "entry" and ignore.about for ignore in ignores)

    def find_ignores(self, finding: Finding) -> list[tuple[int, int]]:
        """Return the numbers of the ignores that accept a finding, each with the place of its word."""
        code = finding.rule.code
        if code in NEVER:
            return []
        numbers = {number for about in self.list_keys(finding) for number in self.about.get(about, ())}
        return [
            (number, place)
            for number in sorted(numbers)
            for place, word in enumerate(self.ignores[number].words)
            if code in word.codes
        ]

    def list_keys(self, finding: Finding) -> set[tuple[object, ...]]:
        """Return the lines on which the places of a finding begin or end, the names on the way to them, and everything."""
        found: set[tuple[object, ...]] = {()}
        for span in (finding.span, *(other.span for other in finding.related)):
            source, tree = span.source, self.trees.get(span.source)
            for at in (span.start, max(span.start, span.end - 1)):
                found.add((source, source.locate_offset(at)[0]))
            if tree and self.items:
                found.update((fold_name(name),) for name in find_key_path(tree, span.start))
        return found


def _make_unused_finding(ignore: IgnoreRule, word: IgnoreWord) -> Finding:
    what = f"nothing to accept here: `{shorten_text(word.text, 60)}` is not found"
    if not ignore.reason:
        what = "an ignore without a reason accepts nothing"
    help = "remove it" if ignore.reason else "write the reason after it"
    fix = None
    if word.removal and ignore.reason:
        fix = Fix("remove the ignore", True, (word.removal,))
    return Finding(UNUSED_IGNORE, what, word.span, help, fix=fix)


def _read_comments(path: Path, mistakes: list[Finding]) -> Iterator[IgnoreRule]:
    for source, tree in path.files:
        if _SOMEWHERE.search(source.text):  # comments are looked for only where that pays
            for comment in list_comments(source, tree):
                match = _IGNORE.match(comment.text)
                if match:
                    yield _read_comment(source, comment, match, mistakes)


def _read_comment(
    source: Source, comment: Comment, match: re.Match[str], mistakes: list[Finding]
) -> IgnoreRule:
    span = Span(source, comment.start, comment.start + len(comment.text))
    if not (match[1] or "").strip():
        help = "name it, as in `# ipp: ignore[IPP205] reason`"
        mistakes.append(Finding(UNKNOWN_RULE, "this ignore names no rule", span, help))
        return IgnoreRule("comment", (), "", ())
    words = tuple(_read_words(source, comment, match, mistakes))
    return IgnoreRule("comment", words, match[2].strip(), (source, _find_target_line(source, comment)))


def _read_words(
    source: Source, comment: Comment, match: re.Match[str], mistakes: list[Finding]
) -> Iterator[IgnoreWord]:
    parts = list(re.finditer(r"[^,]+", match[1]))
    for number, part in enumerate(parts):
        text = part[0].strip()
        start = comment.start + match.start(1) + part.start() + len(part[0]) - len(part[0].lstrip())
        span = Span(source, start, start + len(text))
        if text:
            codes = _read_codes(text, span, mistakes, in_comment=True)
            yield IgnoreWord(text, span, codes, _make_removal(source, comment, match, parts, number))


def _make_removal(
    source: Source, comment: Comment, match: re.Match[str], parts: list[re.Match[str]], number: int
) -> Edit:
    """Return what takes one rule out of a comment, and the comment with the last one."""
    if len(parts) == 1:
        if comment.alone:
            return remove_lines(source, comment.start, comment.end)
        begin = source.find_line_start(source.locate_offset(comment.start)[0])
        before = source.text[begin : comment.start].rstrip(" \t")
        return Edit(Span(source, begin + len(before), comment.end), "")
    inside = comment.start + match.start(1)
    start = inside + (parts[number - 1].end() if number else 0)
    following = parts[number if number else 1]
    end = inside + (following.end() if number else following.end() - len(following[0].lstrip()))
    return Edit(Span(source, start, end), "")


def _find_target_line(source: Source, comment: Comment) -> int:
    """Return the line that a comment is about: its own, or the next one that says something."""
    line = source.locate_offset(comment.start)[0]
    if not comment.alone:
        return line
    last = source.locate_offset(len(source.text))[0]
    line += 1
    while line < last and _SAYS_NOTHING.match(source.read_line(line)):
        line += 1
    return line


def _read_entries(path: Path, mistakes: list[Finding]) -> Iterator[IgnoreRule]:
    trees = dict(path.files)
    for entry in path.ignore:
        if entry.rule is None:
            continue  # told while reading
        removal = _make_entry_removal(entry.span.source, trees[entry.span.source], entry.span.start)
        codes = _read_codes(entry.rule.text, entry.rule.span, mistakes)
        word = IgnoreWord(entry.rule.text, entry.rule.span, codes, removal)
        if entry.reason is not None:
            about = (fold_name(entry.at.text),) if entry.at else ()
            yield IgnoreRule("entry", (word,), entry.reason.strip(), about)


def _make_entry_removal(source: Source, tree: Node, start: int) -> Edit | None:
    listed = tree.get("ignore") if isinstance(tree, Mapping) else None
    if isinstance(listed, Listed) and len(listed.items) > 1:
        index = next((number for number, item in enumerate(listed.items) if item.start == start), None)
        return None if index is None else remove_entry(source, listed, index)
    key = tree.find_key("ignore") if isinstance(tree, Mapping) and not tree.flow else None
    return remove_lines(source, key.start, listed.end) if key and listed and listed.start >= key.end else None


def _read_codes(
    word: str, span: Span, mistakes: list[Finding], *, in_comment: bool = False
) -> frozenset[str]:
    """Return the codes that a word means; none after reporting that it means none."""
    try:
        return find_codes(word)
    except UnknownRuleError as unknown:
        near, edit = unknown.near, None
        if near:
            edit = Edit(span, near) if in_comment else rename_scalar(span.source, span, near)
        fix = Fix(f"write `{unknown.near}`", False, (edit,)) if edit else None
        help = unknown.tip
        message = f"no rule is called `{shorten_text(word, 60)}`"
        mistakes.append(Finding(UNKNOWN_RULE, message, span, help, fix=fix))
        return frozenset()


def is_ignore(comment: str) -> bool:
    """Whether a comment is an ignore."""
    return _IGNORE.match(comment) is not None


def find_codes_start(comment: str) -> int | None:
    """Return where the rules of an ignore begin in its comment; None when it is none, or accepts nothing."""
    match = _IGNORE.match(comment)
    return match.start(1) if match and (match[1] or "").strip() and match[2].strip() else None
