"""`ipp rule` and `ipp rules`: what the rules find, and why."""

import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from ipp.cli import terminal
from ipp.cli.complete import rule_codes
from ipp.errors import RequestError
from ipp.render.page import Line, Piece, line, padded
from ipp.text.suggest import Suggester

if TYPE_CHECKING:
    from ipp.lint.page import RulePage


class Format(StrEnum):
    """How rules are printed."""

    text = "text"
    json = "json"


def command(
    code: Annotated[
        str,
        typer.Argument(
            metavar="CODE|NAME", help="A code such as IPP201, or a name.", autocompletion=rule_codes
        ),
    ],
    format: Annotated[Format, typer.Option("--format", help="For people or for programs.")] = Format.text,
) -> None:
    """Show the page of a rule: what it finds, why, and an example of wrong and right."""
    from ipp.lint.rules import ALL

    wanted = code.casefold()
    for page in ALL:
        if wanted in (page.rule.code.casefold(), page.rule.name):
            _show(page, format)
            return
    known = [word for page in ALL for word in (page.rule.code, page.rule.name)]
    near = Suggester().nearest(code, known)
    hint = f"did you mean {near}?" if near else "`ipp rules` lists them"
    raise RequestError(f"no rule is called {code!r}; {hint}")


def _show(page: "RulePage", format: Format) -> None:
    from ipp.render import rule_json

    if format is Format.json:
        sys.stdout.write(rule_json.page(page))
        return
    rule = page.rule
    head = line(Piece(f"{rule.code} {rule.name}", "bold"), f" ({rule.severity})")
    terminal.write([head, (), *map(_styled, page.text.splitlines())])


def all_rules(
    format: Annotated[Format, typer.Option("--format", help="For people or for programs.")] = Format.text,
) -> None:
    """List all rules."""
    from ipp.lint.rules import ALL

    if format is Format.json:
        from ipp.render import rule_json

        sys.stdout.write(rule_json.listed(ALL))
        return
    width = max(len(page.rule.name) for page in ALL)
    terminal.write(
        line(
            Piece(page.rule.code, "bold"),
            f"  {padded(page.rule.name, width)}  ",
            Piece(f"{page.rule.severity:<7}", "dim"),
            f"  {page.summary}",
        )
        for page in ALL
    )


def _styled(text: str) -> Line:
    if text in ("Wrong::", "Right::"):
        return line(Piece(text[:-1], "red" if text == "Wrong::" else "green"))
    return line(Piece(text, "dim" if text.startswith("    ") else ""))
