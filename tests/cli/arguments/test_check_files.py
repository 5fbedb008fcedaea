"""No command loses a file that it reads, or writes two answers into one: every argument that names a file is tried with every other."""

from collections.abc import Callable
from importlib import import_module
from itertools import combinations
from pathlib import Path

import pytest

from ipp.cli.arguments.file_uses import FileArgument, list_file_arguments
from ipp.cli.commands import COMMANDS, CommandTable
from tests.cli.program import inside

NAMES_FILES = ("FILE", "DIR", "ORDERS", "OLD")
"""What stands in the help of an argument that names files."""
DAY = ("--today", "2026-11-22")
NEEDED: dict[str, tuple[str, ...]] = {"plan": ("orders.csv",), "learn": ("orders.csv",), "backtest": ("orders.csv",), "measure": ("orders.csv",), "import": ("items.csv",)}  # fmt: skip
"""What a command cannot do without."""
LOST, TWICE = "is read by this command, and would be lost", " both write "


def list_arguments(command: str) -> list[FileArgument]:
    module, function = COMMANDS[command].where.split(":")
    run = getattr(import_module(f"ipp.cli.commands.{module}"), function)
    return [*list_file_arguments(run)]


READ_AND_WRITTEN = [
    (command, read, written)
    for command in COMMANDS
    for read in list_arguments(command)
    for written in list_arguments(command)
    if read.use.reads and written.use.writes and written.use.renews != read.name
]
WRITTEN_TWICE = [
    (command, one, other)
    for command in COMMANDS
    for one, other in combinations([each for each in list_arguments(command) if each.use.writes], 2)
]


def name_case(value: object) -> str:
    return value.option if isinstance(value, FileArgument) else str(value)


def give(command: str, *given: tuple[FileArgument, str]) -> tuple[str, ...]:
    """Return the command with these arguments, and with what it cannot do without."""
    words: list[str] = []
    positional = [text for argument, text in given if not argument.option.startswith("-")]
    for argument, text in given:
        if argument.option.startswith("-"):
            words += [argument.option, f"json={text}" if argument.use.named else text]
    return command, *(positional or NEEDED.get(command, ())), *words


def snapshot() -> dict[Path, bytes]:
    return {file: file.read_bytes() for file in Path().rglob("*") if file.is_file()}


@pytest.fixture
def files(shop: Path) -> Path:
    for name in ("orders.csv", "items.csv", "given.csv", "log/2026-11-21.csv", "log/answers.csv"):
        Path(name).parent.mkdir(exist_ok=True)
        Path(name).write_text("customer,item,date\nann,Nail Kit,2026-11-01\n", encoding="utf-8")
    return shop


@pytest.mark.parametrize("command", COMMANDS)
def test_every_argument_that_names_a_file_says_what_becomes_of_it(command: str) -> None:
    told = {argument.name for argument in list_arguments(command)}
    shown = {
        str(param.name)
        for param in CommandTable()[command].params
        if any(word in str(getattr(param, "metavar", "") or "") for word in NAMES_FILES)
    }
    assert shown - told - {"add_ignore"} == set() and told - shown <= {"log", "orders"}


@pytest.mark.parametrize(("command", "read", "written"), READ_AND_WRITTEN, ids=name_case)
def test_what_is_read_is_never_written_over(
    files: Path, command: str, read: FileArgument, written: FileArgument
) -> None:
    before = snapshot()
    said = inside(*give(command, (read, "given.csv"), (written, "given.csv")))
    assert (said.code, said.out) == (2, "")
    assert said.err.startswith(f"error: {written.option} given.csv {LOST}\n")
    assert snapshot() == before


@pytest.mark.parametrize(("command", "one", "other"), WRITTEN_TWICE, ids=name_case)
def test_no_file_is_written_twice(files: Path, command: str, one: FileArgument, other: FileArgument) -> None:
    before = snapshot()
    for name in ("new.html", "./new.html"):
        said = inside(*give(command, (one, "new.html"), (other, name)))
        assert (said.code, said.out) == (2, "")
        assert said.err.startswith(f"error: {one.option} and {other.option}{TWICE}{Path(name)}\n")
    assert snapshot() == before


@pytest.mark.parametrize(
    ("command", "written"),
    sorted({(command, written) for command, _, written in READ_AND_WRITTEN}, key=str), ids=name_case,
)  # fmt: skip
def test_no_path_file_settings_or_dash_is_written(files: Path, command: str, written: FileArgument) -> None:
    Path("store").write_bytes(Path("paths/store.yaml").read_bytes())
    Path(".ipp.toml").write_text('path = "store"\nbaseline = "given.csv"\n', encoding="utf-8")
    before = snapshot()
    for file in ("store", ".ipp.toml", "paths/store.yaml", "-"):
        if (file == "-" and (written.use.dash or written.use.named)) or (
            file != ".ipp.toml" and written.use.path
        ):
            continue
        said = inside(*give(command, (written, file)))
        assert (said.code, said.out) == (2, "")
        assert said.err.startswith(f"error: {written.option} {file}")
    assert snapshot() == before


def link(new: str) -> str:
    Path(new).symlink_to("given.csv")
    return new


def link_hard(new: str) -> str:
    Path(new).hardlink_to("given.csv")
    return new


@pytest.mark.parametrize(
    "name", [link, link_hard, lambda _: "log/../given.csv", lambda _: str(Path("given.csv").absolute())]
)
def test_a_file_is_the_same_by_any_name(files: Path, name: Callable[[str], str]) -> None:
    called = name("other.csv")
    before = snapshot()
    for read, written in ((called, "given.csv"), ("given.csv", called)):
        said = inside("plan", "orders.csv", "--suppress", read, "--rejects", written)
        assert (said.code, said.out) == (2, "") and LOST in said.err
    assert snapshot() == before


@pytest.mark.parametrize(
    ("command", "option", "file"),
    [("plan", "--rejects", "part.csv"), ("map", "--output", "part.svg"), ("learn", "--rates", "part")],
)
def test_a_part_of_the_path_file_is_read(files: Path, command: str, option: str, file: str) -> None:
    part = Path("paths", file)
    part.write_text("touches: {Foot bath: {kind: content}}\n", encoding="utf-8")
    with Path("paths/store.yaml").open("a", encoding="utf-8") as path_file:
        path_file.write(f"include: [{file}]\n")
    before = snapshot()
    said = inside(command, *NEEDED.get(command, ()), option, str(part))
    assert (said.code, said.err) == (2, f"error: {option} {part} {LOST}\n  tip: write to another file\n")
    assert snapshot() == before


@pytest.mark.parametrize("read", ["log", "log/*.csv", "*/answers.csv"])
@pytest.mark.parametrize("option", ["--rejects", "--unknown", "--output"])
def test_a_file_of_a_folder_or_a_glob_is_read(files: Path, read: str, option: str) -> None:
    before = snapshot()
    for arguments in (("orders.csv", "--log", read), (read,), ("orders.csv", "--customers", read)):
        said = inside("plan", *arguments, option, "log/answers.csv")
        assert (said.code, said.err) == (
            2,
            f"error: {option} log/answers.csv {LOST}\n  tip: write to another file\n",
        )
    assert snapshot() == before


def test_the_log_of_the_day_is_no_other_file(files: Path) -> None:
    for option in ("--rejects", "--unknown", "--output"):
        said = inside("plan", "orders.csv", "--log", "log", option, "log/2026-11-22.csv", *DAY)
        assert said.code == 2 and said.err.startswith(f"error: {option} and --log{TWICE}log/2026-11-22.csv\n")
    assert inside("plan", "orders.csv", "--log", "new", "--output", "new/2026-11-22.csv", *DAY).code == 2


def test_the_further_files_of_a_tool_are_no_other_files(files: Path) -> None:
    Path("next-2.csv").write_bytes(Path("orders.csv").read_bytes())
    before = snapshot()
    parted = ("--for", "klaviyo", "--output", "next.csv", *DAY)
    said = inside("plan", "next-2.csv", *parted)
    assert (said.code, said.err) == (2, f"error: --output next-2.csv {LOST}\n  tip: write to another file\n")
    said = inside("plan", "orders.csv", *parted, "--rejects", "next-3.csv")
    assert (said.code, said.err) == (
        2,
        f"error: --output and --rejects{TWICE}next-3.csv\n  tip: write to two files\n",
    )
    assert snapshot() == before
    assert inside("plan", "next-2.csv", "--output", "next.csv", *DAY).code == 0, "alone it is one file"


def test_what_nobody_can_lose_is_written(files: Path) -> None:
    Path("pages").mkdir()
    Path("pages/orders.csv").write_bytes(Path("orders.csv").read_bytes())
    for _ in range(2):
        assert LOST not in inside("backtest", "pages", "-o", "pages/report.html", *DAY).err
        told = ("--rejects", "/dev/null", "--unknown", "/dev/null")
        said = inside("plan", "pages", *told, *DAY)
        assert said.code == 0, said.err
        assert inside("plan", "pages", "--output", "next.csv", "--rejects", "rejects.csv", *DAY).code == 0


def test_a_baseline_is_written_anew(files: Path) -> None:
    Path(".ipp.toml").write_text('baseline = "known.json"\n', encoding="utf-8")
    for _ in range(2):
        assert inside("validate", "--write-baseline", "known.json").code == 0
    assert inside("validate", "--format", "json=known.json").err.startswith(
        f"error: --format known.json {LOST}\n"
    )


def test_a_preview_writes_nothing_and_says_so(files: Path) -> None:
    for option in (
        ("--rejects", "r.csv"),
        ("--unknown", "u.csv"),
        ("--max-rejects", "0"),
        ("--output", "o.csv"),
    ):
        said = inside("plan", "orders.csv", "--days", "2", *option, *DAY)
        assert said.code == 2 and said.err.startswith("error: --days only counts messages\n"), option
