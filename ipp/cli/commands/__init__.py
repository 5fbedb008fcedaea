"""The commands by name. A command's module is imported when the command is looked up: each run pays for one, not for all."""

from collections.abc import Iterator, Mapping, MutableMapping
from importlib import import_module
from typing import TYPE_CHECKING, Any, cast

import typer
from typer.core import TyperGroup
from typer.main import get_command

if TYPE_CHECKING:
    from typer._click import Command

COMMANDS = {
    "next": "next_action:run_next",
    "plan": "plan:run_plan",
    "validate": "validate:run_validate",
    "map": "map:run_map",
    "rule": "rule:run_rule",
    "rules": "rule:run_rules",
    "forecast": "forecast:run_forecast",
    "learn": "learn:run_learn",
    "test": "test:run_test",
    "init": "init:run_init",
    "import": "import_catalogue:run_import",
    "suggest": "suggest:run_suggest",
    "config": "config:run_config",
    "schema": "schema:run_schema",
}
"""Module and function in this folder, in the order of `ipp --help`."""


class CommandTable(Mapping[str, "Command"]):
    """The commands, each made when it is first looked up."""

    def __init__(self) -> None:
        self._made: dict[str, Command] = {}

    def __getitem__(self, name: str) -> "Command":
        if name not in self._made:
            self._made[name] = _make_command(name, COMMANDS[name])
        return self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(COMMANDS)

    def __len__(self) -> int:
        return len(COMMANDS)


class CommandGroup(TyperGroup):
    """`ipp` itself: its commands are those of the table."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.commands = cast("MutableMapping[str, Command]", CommandTable())


def _make_command(name: str, where: str) -> "Command":
    module, function = where.split(":")
    alone = typer.Typer(add_completion=False, rich_markup_mode=None)  # with one command, it is that command
    alone.command(name)(getattr(import_module(f"{__name__}.{module}"), function))
    return get_command(alone)
