"""The command line: the program, and the one place where failures become exit codes."""

import os
import sys
from contextlib import suppress
from io import TextIOWrapper
from pathlib import Path
from typing import Annotated, TextIO

import typer

from ipp import __version__
from ipp.cli.commands import CommandGroup
from ipp.cli.guard import guard_streams
from ipp.errors import RequestError, refuse_file
from ipp.text.visible import make_visible

HELP = "Ideal Purchase Path: whatever a customer buys, one recommended next action."
_SETTINGS = {"help_option_names": ["-h", "--help"], "max_content_width": 100}

app = typer.Typer(
    name="ipp",
    cls=CommandGroup,
    help=HELP,
    context_settings=_SETTINGS,
    epilog='Example: ipp next "Toe Massager 5000" says what to offer somebody who bought it.',
    no_args_is_help=True,
    rich_markup_mode=None,  # rich would be imported for every help page and error, and wrap them
    pretty_exceptions_enable=False,
)


def _print_version(wanted: bool) -> None:
    if wanted:
        print(f"ipp {__version__}")
        raise typer.Exit


@app.callback()
def _accept_common_options(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version.")
    ] = False,
    debug: Annotated[bool, typer.Option("--debug", help="Show the traceback of a bug in ipp.")] = False,
) -> None:
    pass


def main() -> None:
    """Run the command line and exit: 0 fine, 1 findings or nothing left, 2 cannot be served, 3 a bug."""
    sys.stdout, sys.stderr = _tolerate_encoding(sys.stdout), _tolerate_encoding(sys.stderr)
    guard_streams()
    sys.exit(_run_app())


def _tolerate_encoding(stream: TextIO | None) -> TextIO:
    """Return a stream that takes every character; for one that was closed before we started, one that forgets."""
    if stream is None:
        return Path(os.devnull).open("w", encoding="utf-8")
    if isinstance(stream, TextIOWrapper):
        stream.reconfigure(errors="backslashreplace")
    return stream


def _run_app() -> int:
    try:
        code = _run_command()
        sys.stdout.flush()  # or a full disk would be told at exit, by Python
    except RequestError as error:
        return _fail_with(str(error), 2)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        _write_no_more()
        return 0
    except OSError as error:
        if error.filename is not None:
            return _fail_with(str(refuse_file(error.filename, error)), 2)
        _write_no_more()
        return _fail_with(f"the answer cannot be written: {error.strerror or error}", 2)
    except MemoryError:
        return _fail_with("not enough memory", 2)
    except Exception as error:
        if "--debug" in sys.argv:
            raise
        return _fail_with(f"this is a bug in ipp: {type(error).__name__}: {error} (--debug shows more)", 3)
    return code


def _run_command() -> int:
    """Run the command that the arguments name; returns its exit code."""
    try:
        app(prog_name="ipp")
    except SystemExit as exit:
        if isinstance(exit.__context__, BrokenPipeError):  # typer says 1, and that would mean findings
            raise exit.__context__ from None
        return exit.code if isinstance(exit.code, int) else 0
    return 0


def _write_no_more() -> None:
    """Keep Python from trying again at exit to write what could not be written."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _fail_with(message: str, code: int) -> int:
    with suppress(OSError):  # who closed stderr, or has it on a full disk, is told by the exit code alone
        print(f"ipp: {make_visible(message)}", file=sys.stderr, flush=True)
    return code
