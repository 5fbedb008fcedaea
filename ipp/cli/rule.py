"""`ipp rule` and `ipp rules`: what the rules find, and why."""

from typing import Annotated

import typer

from ipp.cli import terminal
from ipp.cli.complete import rule_codes
from ipp.errors import RequestError
from ipp.render.page import Line, Piece, line, padded
from ipp.text.suggest import Suggester


def command(
    code: Annotated[
        str,
        typer.Argument(
            metavar="CODE|NAME", help="A code such as IPP201, or a name.", autocompletion=rule_codes
        ),
    ],
) -> None:
    """Show the page of a rule: what it finds, why, and an example of wrong and right."""
    from ipp.lint.rules import ALL

    wanted = code.casefold()
    for page in ALL:
        if wanted in (page.rule.code.casefold(), page.rule.name):
            rule = page.rule
            head = line(Piece(f"{rule.code} {rule.name}", "bold"), f" ({rule.severity})")
            terminal.write([head, (), *map(_styled, page.text.splitlines())])
            return
    known = [word for page in ALL for word in (page.rule.code, page.rule.name)]
    near = Suggester().nearest(code, known)
    hint = f"did you mean {near}?" if near else "`ipp rules` lists them"
    raise RequestError(f"no rule is called {code!r}; {hint}")


def all_rules() -> None:
    """List all rules."""
    from ipp.lint.rules import ALL

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
