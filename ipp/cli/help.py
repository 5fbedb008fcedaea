"""Help pages: commands in groups with whole summaries, options in panels, and an example at the end."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from typer.core import TyperCommand

from ipp.cli.arguments.check_texts import check_arguments

if TYPE_CHECKING:
    from typer._click import Command, Context, HelpFormatter, Parameter

Rows = list[tuple[str, str]]


class PanelCommand(TyperCommand):
    """A command whose options are listed in the panels that they name (`rich_help_panel`), the others first; its arguments are checked before it runs."""

    def parse_args(self, ctx: "Context", args: list[str]) -> list[str]:
        """Read the arguments; raises RequestError for those that `check_arguments` refuses."""
        check_arguments(self, ctx, args)
        return super().parse_args(ctx, args)

    def format_options(self, ctx: "Context", formatter: "HelpFormatter") -> None:
        """Write arguments, then each panel."""
        for title, rows in _group_rows(self.get_params(ctx), ctx).items():
            with formatter.section(title):
                formatter.write_dl(rows)


def _group_rows(params: "Iterable[Parameter]", ctx: "Context") -> dict[str, Rows]:
    groups: dict[str, Rows] = {"Arguments": [], "Options": []}
    for param in params:
        row = param.get_help_record(ctx)
        if row is not None:
            usual = "Arguments" if param.param_type_name == "argument" else "Options"
            groups.setdefault(getattr(param, "rich_help_panel", None) or usual, []).append(row)
    options = groups.pop("Options")
    return {title: rows for title, rows in {**groups, "Options": options}.items() if rows}


def write_groups(formatter: "HelpFormatter", groups: "dict[str, list[tuple[str, Command]]]") -> None:
    """Write commands in groups, each with the whole first sentence of its help."""
    widest = max(len(name) for commands in groups.values() for name, _ in commands)
    for title, commands in groups.items():
        with formatter.section(title):
            formatter.write_dl(
                [(name.ljust(widest), summarise_command(command)) for name, command in commands]
            )


def summarise_command(command: "Command") -> str:
    """Return the first paragraph of a command's help, in one line."""
    return " ".join((command.help or "").strip().partition("\n\n")[0].split())
