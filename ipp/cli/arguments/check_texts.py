"""Arguments as they were typed, looked at before a command runs: none is empty, none is given again, and each is text, or names a file."""

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from ipp.errors import RequestError
from ipp.text.cells import BLANKS
from ipp.text.visible import escape_surrogates, shorten_text

if TYPE_CHECKING:
    from typer._click import Command, Context, Parameter

_FILES = ("FILE", "DIR", "ORDERS", "OLD")
"""In the metavar of an argument that may name a file: the name of a file can be any bytes."""

_MEANT_EMPTY = ("--ignore",)
"""Options whose empty text is an answer: no rule is left out, whatever the settings say."""


def check_arguments(command: "Command", ctx: "Context", args: list[str]) -> None:
    """Raise RequestError for an option that is given again and takes one value, and for a text that is empty or no text.

    An empty text is a variable that is not set: it would count as an option that was left out. Completion looks at half a line, and checks nothing.
    """
    if ctx.resilient_parsing:
        return
    given, _, order = command.make_parser(ctx).parse_args([*args])
    for parameter in dict.fromkeys(order):
        if order.count(parameter) > 1:
            _refuse_again(parameter)
        for text in _list_texts(parameter, given):
            _check_text(parameter, text)


def name_parameter(parameter: "Parameter") -> str:
    """Return the option as it is mostly written, or the argument as the help names it, without brackets and dots."""
    if parameter.param_type_name != "argument":
        return max(parameter.opts, key=len)
    found = re.search(r"[\w/|]+", parameter.human_readable_name)
    return found[0] if found else parameter.human_readable_name


def _refuse_again(parameter: "Parameter") -> None:
    """Refuse an option of one value; a flag without an opposite only says the same again."""
    says_same = getattr(parameter, "is_flag", False) and not parameter.secondary_opts
    if not (parameter.multiple or says_same):
        raise RequestError(
            f"{name_parameter(parameter)} is given more than once, and takes one value",
            "leave out all but one of them",
        )


def _list_texts(parameter: "Parameter", given: Mapping[str, Any]) -> Iterator[str]:
    value = given.get(parameter.name or "")
    for text in value if isinstance(value, list | tuple) else [value]:
        if isinstance(text, str):
            yield text


def _check_text(parameter: "Parameter", text: str) -> None:
    name, metavar = name_parameter(parameter), parameter.metavar or ""
    if not text.strip(BLANKS) and name not in _MEANT_EMPTY:
        what = "holds only blanks" if text else "is empty"
        other = "" if parameter.required else ", or leave it out"
        raise RequestError(f"{name}: the text {what}", f"look at the variable that it comes from{other}")
    if escape_surrogates(text) != text and not any(word in metavar for word in _FILES):
        raise RequestError(f"{name}: {shorten_text(text)!r} is not UTF-8", "type it in UTF-8")
