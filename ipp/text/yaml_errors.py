"""What YAML's own error messages mean to the person who wrote the file."""

from typing import NamedTuple


class Explained(NamedTuple):
    """A message and a help; `at_opening` when the place to show is where the thing was begun."""

    message: str | None
    help: str | None = None
    at_opening: bool = False


_QUOTE = "put text that holds `: ` or begins with one of `@ ` % & * ! | > [ {` in quotes"


def explained(context: str | None, problem: str | None, char: str) -> Explained:
    """Return what a YAML error means, by PyYAML's context and problem and the character at its place."""
    context, problem = context or "", problem or ""
    if "mapping values are not allowed" in problem:
        return Explained(
            "a `:` stands where none can be: text that needs quotes, or a line that is indented wrongly",
            _QUOTE,
        )
    if "unexpected ':'" in problem:
        return Explained("a `:` stands right before a bracket", "put a space after it, or the text in quotes")
    if char == "\t":
        return Explained("a tab stands where YAML wants spaces", "indent with spaces")
    if "scalar" in context and "end of stream" in problem:
        return Explained("a quote is opened here and never closed", "add the closing quote", at_opening=True)
    if "flow sequence" in context:
        return Explained(
            "the list that begins here with `[` is not closed, or lacks a comma",
            "close it with `]`",
            at_opening=True,
        )
    if "flow mapping" in context:
        return Explained(
            "the mapping that begins here with `{` is not closed, or lacks a comma",
            "close it with `}`",
            at_opening=True,
        )
    if "flow node" in context:
        return Explained(
            "a value is missing here", "write it, take the comma away, or close the list or mapping"
        )
    if (
        "block mapping" in context
        or "block collection" in context
        or "could not find expected ':'" in problem
    ):
        return Explained(
            "this line fits neither the lines above it nor their indentation",
            "write `key: value`, as far in as its neighbours",
        )
    if "cannot start any token" in problem or ("block node" in context and char and char in ",]}"):
        return Explained(f"a text cannot begin with `{char}`", _QUOTE)
    return Explained(None)
