"""The command line: every command, and the one place where failures become exit codes."""

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from ipp import __version__
from ipp.cli import init, next_action, rule, validate
from ipp.errors import RequestError
from ipp.text.visible import visible

HELP = "Ideal Purchase Path: whatever a customer buys, one recommended next action."
_SETTINGS = {"help_option_names": ["-h", "--help"], "max_content_width": 100}

app = typer.Typer(
    name="ipp",
    help=HELP,
    context_settings=_SETTINGS,
    no_args_is_help=True,
    rich_markup_mode=None,  # rich would be imported for every help page and error, and wrap them
    pretty_exceptions_enable=False,
)


def _version(wanted: bool) -> None:
    if wanted:
        print(f"ipp {__version__}")
        raise typer.Exit


@app.callback()
def _common(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
    debug: Annotated[bool, typer.Option("--debug", help="Show the traceback of a bug in ipp.")] = False,
) -> None:
    pass


app.command("next")(next_action.command)
app.command("validate")(validate.command)
app.command("rule")(rule.command)
app.command("rules")(rule.all_rules)
app.command("init")(init.command)


def main() -> None:
    """Run the command line and exit: 0 fine, 1 findings or nothing left, 2 cannot be served, 3 a bug."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # closed by whoever started us
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))
        stream = getattr(sys, name)
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    sys.exit(_run())


def _run() -> int:
    try:
        code = _command()
        sys.stdout.flush()  # or a full disk would be told at exit, by Python
    except RequestError as error:
        return _fail(str(error), 2)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # nobody reads on: say nothing at exit
        return 0
    except OSError as error:
        return _fail(f"the answer cannot be written: {error.strerror or error}", 2)
    except Exception as error:
        if "--debug" in sys.argv:
            raise
        return _fail(f"this is a bug in ipp: {type(error).__name__}: {error} (--debug shows more)", 3)
    return code


def _command() -> int:
    """Run the command that the arguments name; returns its exit code."""
    try:
        app()
    except SystemExit as exit:
        if isinstance(exit.__context__, BrokenPipeError):  # typer says 1, and that would mean findings
            raise exit.__context__ from None
        return exit.code if isinstance(exit.code, int) else 0
    return 0


def _fail(message: str, code: int) -> int:
    print(f"ipp: {visible(message)}", file=sys.stderr)
    return code
