"""The commands by name. A command's module is imported when the command is looked up: each run pays for one, not for all."""

from collections.abc import Callable, Iterator, Mapping, MutableMapping
from functools import wraps
from importlib import import_module
from inspect import signature
from typing import TYPE_CHECKING, Any, NamedTuple, cast

import typer
from typer.core import TyperGroup
from typer.main import get_command

from ipp.cli.arguments.check_texts import check_arguments
from ipp.cli.arguments.file_uses import list_file_arguments
from ipp.cli.help import PanelCommand, write_groups
from ipp.errors import RequestError
from ipp.text.suggest import Suggester

if TYPE_CHECKING:
    from typer._click import Command, Context, HelpFormatter


class CommandEntry(NamedTuple):
    """Module and function in this folder, the group of `ipp --help`, and what to type for a first try."""

    where: str
    group: str
    example: str


_CUSTOMER, _FILE, _PATH, _SHOP = "One customer", "Write a path file", "Check a path file", "The whole shop"
COMMANDS = {
    "next": CommandEntry("next_action:run_next", _CUSTOMER, 'ipp next "Toe Massager 5000"'),
    "init": CommandEntry("init:run_init", _FILE, "ipp init paths/store.yaml"),
    "import": CommandEntry(
        "import_catalogue:run_import", _FILE, "ipp import products_export.csv -o paths/store.yaml"
    ),
    "suggest": CommandEntry("suggest:run_suggest", _FILE, "ipp suggest --path paths/store.yaml"),
    "validate": CommandEntry("validate:run_validate", _PATH, "ipp validate paths/store.yaml"),
    "test": CommandEntry("test:run_test", _PATH, "ipp test paths"),
    "diff": CommandEntry("diff:run_diff", _PATH, "ipp diff main"),
    "map": CommandEntry("map:run_map", _PATH, "ipp map -o map.html"),
    "rule": CommandEntry("rule:run_rule", _PATH, "ipp rule IPP201"),
    "rules": CommandEntry("rule:run_rules", _PATH, "ipp rules"),
    "schema": CommandEntry("schema:run_schema", _PATH, "ipp schema > ipp.schema.json"),
    "config": CommandEntry("config:run_config", _PATH, "ipp config"),
    "plan": CommandEntry("plan:run_plan", _SHOP, "ipp plan orders.csv"),
    "forecast": CommandEntry("forecast:run_forecast", _SHOP, "ipp forecast --path paths/store.yaml"),
    "learn": CommandEntry("learn:run_learn", _SHOP, "ipp learn orders.csv"),
    "backtest": CommandEntry("backtest:run_backtest", _SHOP, "ipp backtest orders.csv"),
    "measure": CommandEntry("measure:run_measure", _SHOP, "ipp measure orders.csv --log log"),
}
"""The commands, in the order of `ipp --help`."""


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

    def parse_args(self, ctx: "Context", args: list[str]) -> list[str]:
        """Read the options before the command; raises RequestError for those that `check_arguments` refuses."""
        check_arguments(self, ctx, args)
        return super().parse_args(ctx, args)

    def resolve_command(
        self, ctx: "Context", args: list[str]
    ) -> "tuple[str | None, Command | None, list[str]]":
        """Return the command that the arguments name; raises RequestError for one that there is not."""
        if args[0] not in COMMANDS and not args[0].startswith("-") and not ctx.resilient_parsing:
            near = Suggester().find_nearest(args[0], COMMANDS)
            hint = f"did you mean `ipp {near}`? " if near else ""
            raise RequestError(f"there is no command {args[0]!r}", f"{hint}`ipp --help` lists the commands")
        return super().resolve_command(ctx, args)

    def format_commands(self, _ctx: "Context", formatter: "HelpFormatter") -> None:
        """Write the commands by their groups."""
        groups: dict[str, list[tuple[str, Command]]] = {}
        for name, entry in COMMANDS.items():
            groups.setdefault(entry.group, []).append((name, self.commands[name]))
        write_groups(formatter, groups)


def _make_command(name: str, entry: CommandEntry) -> "Command":
    module, function = entry.where.split(":")
    alone = typer.Typer(add_completion=False, rich_markup_mode=None)  # with one command, it is that command
    alone.command(name, cls=PanelCommand, epilog=f"Example: {entry.example}")(
        _guard_files(getattr(import_module(f"{__name__}.{module}"), function))
    )
    return get_command(alone)


def _guard_files(run: Callable[..., None]) -> Callable[..., None]:
    """Let a command run only where it loses no file that it reads, and writes none twice. What that needs is imported when a file is written."""
    arguments = tuple(list_file_arguments(run))

    @wraps(run)
    def run_guarded(**given: Any) -> None:
        if any(argument.use.writes and given[argument.name] for argument in arguments):
            import_module("ipp.cli.arguments.check_files").check_files(arguments, given)
        run(**given)

    run_guarded.__signature__ = signature(run)  # type: ignore[attr-defined]  # typer reads the options off it
    return run_guarded
