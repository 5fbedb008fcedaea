"""`ipp rule` and `ipp rules`: what the rules find, and why."""

import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from ipp.cli import terminal
from ipp.cli.completion import complete_rules
from ipp.errors import RequestError
from ipp.render.page import Line, Piece, make_line, pad_text
from ipp.text.suggest import Suggester

if TYPE_CHECKING:
    from ipp.lint.page import RulePage


class RuleFormat(StrEnum):
    """How rules are printed."""

    text = "text"
    json = "json"


def run_rule(
    code: Annotated[
        str,
        typer.Argument(
            metavar="CODE|NAME", help="A code such as IPP201, or a name.", autocompletion=complete_rules
        ),
    ],
    format: Annotated[
        RuleFormat, typer.Option("--format", help="For people or for programs.")
    ] = RuleFormat.text,
) -> None:
    """Show the page of a rule: what it finds, why, and an example of wrong and right."""
    from ipp.lint.rules import ALL

    wanted = code.casefold()
    for page in ALL:
        if wanted in (page.rule.code.casefold(), page.rule.name):
            _print_rule(page, format)
            return
    known = [word for page in ALL for word in (page.rule.code, page.rule.name)]
    near = Suggester().find_nearest(code, known)
    hint = f"did you mean {near}?" if near else "`ipp rules` lists them"
    raise RequestError(f"no rule is called {code!r}; {hint}")


def _print_rule(page: "RulePage", format: RuleFormat) -> None:
    from ipp.render import rule_json

    if format is RuleFormat.json:
        sys.stdout.write(rule_json.write_page(page))
        return
    rule = page.rule
    head = make_line(Piece(f"{rule.code} {rule.name}", "bold"), f" ({rule.severity})")
    terminal.write_page([head, (), *map(_style_text, page.text.splitlines())])


def run_rules(
    format: Annotated[
        RuleFormat, typer.Option("--format", help="For people or for programs.")
    ] = RuleFormat.text,
) -> None:
    """List all rules."""
    from ipp.lint.rules import ALL

    if format is RuleFormat.json:
        from ipp.render import rule_json

        sys.stdout.write(rule_json.write_pages(ALL))
        return
    width = max(len(page.rule.name) for page in ALL)
    terminal.write_page(
        make_line(
            Piece(page.rule.code, "bold"),
            f"  {pad_text(page.rule.name, width)}  ",
            Piece(f"{page.rule.severity:<7}", "dim"),
            f"  {page.summary}",
        )
        for page in ALL
    )


def _style_text(text: str) -> Line:
    if text in ("Wrong::", "Right::"):
        return make_line(Piece(text[:-1], "red" if text == "Wrong::" else "green"))
    return make_line(Piece(text, "dim" if text.startswith("    ") else ""))
