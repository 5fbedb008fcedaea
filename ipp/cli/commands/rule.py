"""`ipp rule` and `ipp rules`: what the rules find, and why."""

from enum import StrEnum
from typing import Annotated

import typer

from ipp.cli.completion import complete_rules
from ipp.cli.jobs.rule import print_rule, print_rules


class RuleFormat(StrEnum):
    """How rules are printed."""

    text = "text"
    json = "json"


def run_rule(
    code: Annotated[
        str,
        typer.Argument(
            metavar="CODE|NAME",
            help="Name the rule by its code, such as IPP201 or 201, or by its name.",
            autocompletion=complete_rules,
        ),
    ],
    format: Annotated[
        RuleFormat, typer.Option("--format", help="Print for people (text) or for programs (json).")
    ] = RuleFormat.text,
) -> None:
    """Show the page of a rule: what it finds, why, and an example of wrong and right."""
    _print_rules(code, as_json=format is RuleFormat.json)


def run_rules(
    format: Annotated[
        RuleFormat, typer.Option("--format", help="Print for people (text) or for programs (json).")
    ] = RuleFormat.text,
) -> None:
    """List all rules."""
    _print_rules(None, as_json=format is RuleFormat.json)


def _print_rules(code: str | None, as_json: bool) -> None:
    """Print the page of a rule, or the list of all."""
    if code is None:
        print_rules(as_json=as_json)
    else:
        print_rule(code, as_json=as_json)
