"""What a command does with the file that an argument names: said beside the argument, and checked before the command runs."""

from collections.abc import Callable, Iterator
from inspect import Parameter, signature
from typing import Any, NamedTuple

from typer.models import OptionInfo


class FileUse(NamedTuple):
    """What becomes of a file that is named: `reads` it, or a folder, a glob or a table in it; `writes` it.

    `path`: it is a path file, or lies beside one. `dash`: `-` is stdout. `log`: a folder into which the day is written. `named`: the file
    stands after `=`. `parts`: the argument with which several files are written, `next-2.csv` and so on. `setting` names it where nobody does.
    `renews`: the argument whose file it may replace, as that is what it is for.
    """

    reads: bool = False
    writes: bool = False
    path: bool = False
    dash: bool = False
    log: bool = False
    named: bool = False
    parts: str = ""
    setting: str = ""
    renews: str = ""


READ = FileUse(reads=True)
PATH_FILE = FileUse(reads=True, path=True)
"""The path file: where none is named, the one that is found."""
BASELINE = FileUse(reads=True, setting="baseline")
LOG_FOLDER = FileUse(reads=True, log=True)
WRITTEN = FileUse(writes=True)
PRINTED = FileUse(writes=True, dash=True)
ROWS = FileUse(writes=True, dash=True, parts="tool")
REPORT = FileUse(writes=True, named=True)
NEW_BASELINE = FileUse(writes=True, renews="baseline")
MADE = FileUse(writes=True, path=True)
"""A path file, or what lies beside one: it never takes the place of another file unless that was said."""
MADE_OR_PRINTED = FileUse(writes=True, path=True, dash=True)


class FileArgument(NamedTuple):
    """An argument that names files: its name in the code and for people, and what becomes of them."""

    name: str
    option: str
    use: FileUse


def list_file_arguments(run: Callable[..., None]) -> Iterator[FileArgument]:
    """Yield the arguments of a command that name files."""
    for parameter in signature(run).parameters.values():
        for use in _list_metadata(parameter, FileUse):
            yield FileArgument(parameter.name, _find_option(parameter), use)


def _list_metadata(parameter: Parameter, kind: type[Any]) -> Iterator[Any]:
    return (each for each in getattr(parameter.annotation, "__metadata__", ()) if isinstance(each, kind))


def _find_option(parameter: Parameter) -> str:
    """Return what people type: `--output` rather than `-o`; of an argument without an option its name."""
    for option in _list_metadata(parameter, OptionInfo):
        told = [name for name in option.param_decls or () if name.startswith("--")]
        return told[0] if told else f"--{parameter.name.replace('_', '-')}"
    return parameter.name.upper()
