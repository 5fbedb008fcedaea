"""What YAML's own error messages mean to the person who wrote the file."""

from typing import Any, NamedTuple

from ipp.text.finding import Finding, Related, Rule
from ipp.text.source import Source, Span


class Explanation(NamedTuple):
    """A message and a help; `at_opening` when the place to show is where the thing was begun."""

    message: str | None
    help: str | None = None
    at_opening: bool = False


def make_syntax_finding(source: Source, error: Any, rule: Rule) -> Finding:
    """Return what is wrong with a text that PyYAML cannot read (its `MarkedYAMLError`), where people would look for it."""
    length = len(source.text)
    mark = error.problem_mark or error.context_mark
    at = min(mark.index, length) if mark else 0
    opened = min(error.context_mark.index, length) if error.context_mark else None
    what = explain_error(error.context, error.problem, source.text[at : at + 1])
    if what.at_opening and opened is not None:
        at = opened
    message = what.message or f"this is not YAML: {error.problem or error.context}"
    related: tuple[Related, ...] = ()
    if opened is not None and opened != at:
        related = (Related(f"{error.context or 'begun'}", Span(source, opened, min(opened + 1, length))),)
    return Finding(rule, message, Span(source, at, min(at + 1, length)), what.help, related)


_QUOTE = "put text that holds `: ` or begins with one of `@ ` % & * ! | > [ {` in quotes"


def explain_error(context: str | None, problem: str | None, char: str) -> Explanation:
    """Return what a YAML error means, by PyYAML's context and problem and the character at its place."""
    context, problem = context or "", problem or ""
    if "mapping values are not allowed" in problem:
        return Explanation(
            "a `:` stands where none can be: text that needs quotes, or a line that is indented wrongly",
            _QUOTE,
        )
    if "unexpected ':'" in problem:
        return Explanation(
            "a `:` stands right before a bracket", "put a space after it, or the text in quotes"
        )
    if char == "\t":
        return Explanation("a tab stands where YAML wants spaces", "indent with spaces")
    if "scalar" in context and "end of stream" in problem:
        return Explanation(
            "a quote is opened here and never closed", "add the closing quote", at_opening=True
        )
    if flow := _explain_flow(context):
        return flow
    if (
        "block mapping" in context
        or "block collection" in context
        or "could not find expected ':'" in problem
    ):
        return Explanation(
            "this line fits neither the lines above it nor their indentation",
            "write `key: value`, as far in as its neighbours",
        )
    if "cannot start any token" in problem or ("block node" in context and char and char in ",]}"):
        return Explanation(f"a text cannot begin with `{char}`", _QUOTE)
    return Explanation(None)


def _explain_flow(context: str) -> Explanation | None:
    """Return what is wrong inside brackets or braces, if that is where it is."""
    if "flow sequence" in context:
        return Explanation(
            "the list that begins here with `[` is not closed, or lacks a comma",
            "close it with `]`",
            at_opening=True,
        )
    if "flow mapping" in context:
        return Explanation(
            "the mapping that begins here with `{` is not closed, or lacks a comma",
            "close it with `}`",
            at_opening=True,
        )
    if "flow node" in context:
        return Explanation(
            "a value is missing here", "write it, take the comma away, or close the list or mapping"
        )
    return None
