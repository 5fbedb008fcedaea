"""The command line: the program, and the one place where failures become exit codes."""

import os
import sys
from io import TextIOWrapper
from pathlib import Path
from typing import Annotated, TextIO

import typer

from ipp import __version__
from ipp.cli import terminal
from ipp.cli.commands import CommandGroup
from ipp.cli.guard import count_changes, guard_streams
from ipp.cli.streams.standard_output import drop_answer, open_closed, refuse_answer
from ipp.cli.usage_errors import ClickException, NoArgsIsHelpError, translate_error
from ipp.errors import RequestError, refuse_file
from ipp.text.words import count_things

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
    sys.stdout = _tolerate_encoding(open_closed() if sys.stdout is None else sys.stdout)
    sys.stderr = _tolerate_encoding(_open_forgetful() if sys.stderr is None else sys.stderr)
    guard_streams()
    sys.exit(_run_app())


def _tolerate_encoding(stream: TextIO) -> TextIO:
    """Return a stream that takes every character."""
    if isinstance(stream, TextIOWrapper):
        stream.reconfigure(errors="backslashreplace")
    return stream


def _open_forgetful() -> TextIO:
    """Return what stands for a stderr that was closed before we started: remarks are beside the answer, and go nowhere."""
    return Path(os.devnull).open("w", encoding="utf-8")


def _run_app() -> int:
    try:
        code = _run_command()
        sys.stdout.flush()  # or a full disk would be told at exit, by Python
        _note_changes()
    except RequestError as error:
        return _refuse(error)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        drop_answer()
        return 0
    except OSError as error:
        if error.filename is not None:
            return _refuse(refuse_file(error.filename, error))
        return _refuse(refuse_answer(error))
    except MemoryError:
        return _refuse(RequestError("not enough memory"))
    except Exception as error:
        if "--debug" in sys.argv:
            raise
        terminal.print_error(
            f"this is a bug in ipp: {type(error).__name__}: {error}",
            "`ipp --debug COMMAND` shows where; please report it",
        )
        return 3
    return code


def _run_command() -> int:
    """Run the command that the arguments name; returns its exit code."""
    try:
        code = app(prog_name="ipp", standalone_mode=False)
    except NoArgsIsHelpError as error:
        error.show()
        return error.exit_code
    except ClickException as error:
        raise translate_error(error) from None
    except SystemExit as exit:
        if isinstance(exit.__context__, BrokenPipeError):  # typer says 1, and that would mean findings
            raise exit.__context__ from None
        code = exit.code
    return code if isinstance(code, int) else 0


def _note_changes() -> None:
    """Say where an answer is not what it would be elsewhere: a reader of CSV takes what was written for the value."""
    if changes := count_changes(sys.stdout):
        terminal.print_note(
            f"{count_things(changes, 'place')} of this answer would be a command to GitHub Actions: one character is written as \\u005b or "
            "\\u003a there. A file, or JSON, keeps every value"
        )


def _refuse(error: RequestError) -> int:
    terminal.print_error(error.message, error.tip)
    return 2
