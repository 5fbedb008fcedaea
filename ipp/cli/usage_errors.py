"""Arguments that the command line does not understand, as requests that cannot be served: what is wrong, and what to type."""

from typing import TYPE_CHECKING

from typer._click.exceptions import (
    BadParameter,
    ClickException,
    MissingParameter,
    NoArgsIsHelpError,
    NoSuchOption,
    UsageError,
)

from ipp.cli.arguments.check_texts import name_parameter
from ipp.cli.commands import COMMANDS
from ipp.errors import RequestError
from ipp.text.suggest import Suggester

if TYPE_CHECKING:
    from typer._click import Context

__all__ = ["ClickException", "NoArgsIsHelpError", "translate_error"]


def translate_error(error: ClickException) -> RequestError:
    """Return the refusal of arguments: in our words, with a tip."""
    context = error.ctx if isinstance(error, UsageError) else None
    see_help = f"`{context.command_path if context else 'ipp'} --help` shows what can be typed"
    if isinstance(error, NoSuchOption):
        return RequestError(f"no such option: {error.option_name}", _suggest_option(error, see_help))
    if isinstance(error, MissingParameter) and error.param is not None:
        return RequestError(f"{name_parameter(error.param)} is missing", _show_example(context) or see_help)
    if isinstance(error, BadParameter) and error.param is not None:
        return RequestError(f"{name_parameter(error.param)}: {_begin_small(error.message)}", see_help)
    return RequestError(_begin_small(error.format_message()), see_help)


def _suggest_option(error: NoSuchOption, see_help: str) -> str:
    known = [name for param in error.ctx.command.params for name in param.opts] if error.ctx else []
    near = Suggester().find_nearest(error.option_name, known)
    return f"did you mean {near}? {see_help}" if near else see_help


def _show_example(context: "Context | None") -> str:
    entry = COMMANDS.get(context.info_name or "") if context else None
    return f"for example `{entry.example}`" if entry else ""


def _begin_small(message: str) -> str:
    """Return a sentence as messages of ours are written: no capital before it, no full stop after it."""
    return (message[:1].lower() + message[1:]).rstrip(".")
