"""The program as a whole: version, help, usage, exit codes, and the ways in which a run can be cut short."""

import json
import shlex
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from ipp.cli import terminal
from ipp.cli.commands import COMMANDS as TABLE
from tests.amounts import long

from .conftest import SHOP
from .program import clean, inside, outside

USAGE = "Ideal Purchase Path: whatever a customer buys, one recommended next action."
COMMANDS = ("next", "validate", "rule", "rules", "init")


def test_version() -> None:
    known = [sys.executable, "-c", "import ipp; print('ipp', ipp.__version__)"]
    said = subprocess.run(known, env=clean({}), capture_output=True, text=True, check=True)
    assert outside("--version") == (0, said.stdout, "")  # installing ipp anew writes it anew


@pytest.mark.parametrize("option", ["-h", "--help"])
def test_help(option: str) -> None:
    said = inside(option)
    assert (said.code, said.err) == (0, "")
    assert USAGE in said.out
    assert all(f"\n  {command} " in said.out for command in COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_help_of_a_command(command: str) -> None:
    short, long = inside(command, "-h"), inside(command, "--help")
    assert short == long
    assert (short.code, short.err) == (0, "")
    assert f"ipp {command} " in short.out
    assert max(len(line) for line in short.out.splitlines()) <= 100


def test_no_arguments_show_the_help_and_are_no_success() -> None:
    said = outside()
    assert (said.code, said.out) == (2, "")
    assert USAGE in said.err


@pytest.mark.parametrize(
    "arguments",
    [
        ("nosuch",),
        ("--nosuch",),
        ("next", "--nosuch"),
        ("rule",),
        ("validate", "--format"),
        ("rules", "extra"),
    ],
)
def test_what_cannot_be_understood(arguments: tuple[str, ...]) -> None:
    said = inside(*arguments)
    assert (said.code, said.out) == (2, "")
    first, second = said.err.splitlines()
    assert first.startswith("error: ")
    assert second.startswith("  tip: ")


@pytest.mark.parametrize("argument", [b"\xff", "\x1b[31m", "a\nb", "\u202e", b"\xed\xa0\x80"])
def test_arguments_that_are_no_text(shop: Path, argument: bytes | str) -> None:
    for said in (outside("next", "--bought", argument), outside("validate", argument)):
        assert (said.code, said.out) == (2, "")
        assert said.err.startswith("error: ")
        assert said.err.count("\n") == 1 + said.err.count("\n  tip: ")
        assert "\x1b" not in said.err
        assert "\u202e" not in said.err


def test_a_bug_is_one_line_and_an_exit_code_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("odd\nvalue")

    monkeypatch.setattr(terminal, "write_page", broken)
    said = inside("rules")
    assert said == (
        3,
        "",
        "error: this is a bug in ipp: ZeroDivisionError: odd\\nvalue\n  tip: `ipp --debug COMMAND` shows where; please report it\n",
    )
    with pytest.raises(ZeroDivisionError):
        inside("--debug", "rules")


def test_a_reader_who_stops_reading_is_no_failure(shop: Path) -> None:
    """The answer is longer than what a pipe holds, and nobody takes it out."""
    products = "".join(f"  P{number}: {{prise: 3}}\n" for number in range(1000))
    (shop / "long.yaml").write_text(SHOP.replace("products:\n", f"products:\n{products}"), encoding="utf-8")
    for arguments in (["validate", "long.yaml", "--format=json"], ["rules"], ["--help"]):
        with subprocess.Popen(
            [sys.executable, "-m", "ipp", *arguments],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=clean({}),
        ) as running:
            assert running.stdout
            assert running.stderr
            running.stdout.close()
            assert running.stderr.read() == b""
        assert running.returncode == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a full device")
def test_a_full_disk_is_no_bug() -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "ipp", "rules"],
            stdout=full,
            stderr=subprocess.PIPE,
            env=clean({}),
            check=False,
        )
    assert (done.returncode, done.stderr) == (
        2,
        b"error: the answer cannot be written: No space left on device\n",
    )


def test_an_interrupt_is_quiet(empty: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "ipp", "validate", "-"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=clean({}),
    ) as running:  # fmt: skip
        until_it_reads(running.pid)
        running.send_signal(signal.SIGINT)
        out, err = running.communicate(timeout=30)
    assert (running.returncode, out, err) == (130, b"", b"")


def until_it_reads(pid: int) -> None:
    """Wait until a process waits for its input."""
    waiting = Path(f"/proc/{pid}/wchan")
    for _ in range(60):  # where the system does not tell, three seconds must do
        time.sleep(0.05)
        if waiting.exists() and "pipe" in waiting.read_text():
            return


def test_an_interrupt_of_the_imports_is_quiet() -> None:
    code = "import ipp.cli, sys; sys.modules['ipp.cli.app'] = None\n"
    code += "import builtins; real = builtins.__import__\n"
    code += "def stop(name, *rest):\n    if name == 'ipp.cli.app': raise KeyboardInterrupt\n    return real(name, *rest)\n"
    code += "builtins.__import__ = stop\nfrom ipp.__main__ import main; main()"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, env=clean({}), check=False)
    assert (done.returncode, done.stdout, done.stderr) == (130, b"", b"")


ASCII = {"LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}


@long
def test_a_terminal_that_knows_ascii_only(shop: Path) -> None:
    text = SHOP.replace("Toe Massager 5000", "足マッサージ器").replace("Spa Slippers", "Crème ★")
    (shop / "paths" / "store.yaml").write_text(text, encoding="utf-8")
    said = outside(
        "next", "--bought", "TM-5000@2026-11-01", "--did", "Routine video", "--today=2026-11-22", env=ASCII
    )
    assert (said.code, said.err) == (0, "")
    assert said.out.isascii()
    assert "\nOffer today  o Cr\\xe8me *  24.00 USD\n" in said.out
    assert "ask    * Feet Club" in said.out
    (shop / "broken.yaml").write_text(text.replace("Crème ★]", "Creme]"), encoding="utf-8")
    for format in ("full", "concise", "json"):
        said = outside("validate", "broken.yaml", "--format", format, env=ASCII)
        assert (said.code, said.err) == (1, "")
        assert said.out.isascii()
        if format == "json":
            assert json.loads(said.out)["findings"][0]["message"].endswith("`Creme`")
    assert outside("next", "--bought", "Crèm", env=ASCII).err.isascii()


POSIX = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}


@long
@pytest.mark.skipif(sys.platform == "win32", reason="file names of Windows need no locale")
def test_files_of_any_name_without_a_utf_8_locale(shop: Path) -> None:
    """They are opened, named in messages, included and written; what is printed is UTF-8."""
    named = SHOP.replace("ultimate:", "include: [größe.yaml]\nultimate:").replace("Spa Slippers", "Füße")
    (shop / "paths" / "pfäde.yaml").write_text(named, encoding="utf-8")
    (shop / "paths" / "größe.yaml").write_text("products: {Öl: {price: 3, next: Fuß}}\n", encoding="utf-8")
    said = outside("validate", "paths/pfäde.yaml", "--format", "json", env=POSIX)
    assert (said.code, said.err) == (1, "")
    (finding,) = json.loads(said.out)["findings"]
    assert (finding["file"], finding["message"]) == (
        "paths/größe.yaml",
        "no product, bundle or touch is called `Fuß`",
    )
    (shop / "paths" / "größe.yaml").write_text("products: {Öl: {price: 3, next: Füße}}\n", encoding="utf-8")
    arguments = ("--path", "paths/pfäde.yaml", "--today", "2026-11-22")
    said = outside("next", "--bought", "Öl@2026-11-01", *arguments, env=POSIX)
    assert (said.code, said.out.splitlines()[2]) == (0, "Offer today  ● Füße  24.00 USD")
    assert outside("map", "--output", "bïld.svg", *arguments, env=POSIX).code == 0
    assert "Füße" in (shop / "bïld.svg").read_text(encoding="utf-8")


HEAVY = (
    "networkx",
    "pydantic",
    "rich.console",
    "rich.markup",
    "ibis",
    "duckdb",
    "numpy",
    "pandas",
    "unittest",
    "asyncio",
)


@pytest.mark.parametrize(
    ("arguments", "heavy"),
    [
        ("--version", HEAVY),
        ("next --bought TM-5000 --today 2026-11-22", HEAVY),
        ("next --bought TM-5000 --today 2026-11-22 --why --format json", HEAVY),
        ("validate", HEAVY),
        ("rule IPP201", [name for name in HEAVY if name != "networkx"]),
    ],
)
def test_a_command_imports_only_what_it_needs(shop: Path, arguments: str, heavy: list[str]) -> None:
    """`ipp next` is run once for each customer at a checkout: heavy imports would be most of its time."""
    said = outside(*arguments.split(), python=("-X", "importtime"))
    imported = {
        line.rsplit("|", 1)[-1].strip() for line in said.err.splitlines() if line.startswith("import time:")
    }
    assert said.code == 0
    assert "ipp.cli.app" in imported
    assert imported.isdisjoint(heavy)


@pytest.mark.parametrize("command", TABLE)
def test_the_example_of_a_command_can_be_typed(command: str, shop: Path) -> None:
    words = shlex.split(TABLE[command].example.partition(" > ")[0])
    assert words[:2] == ["ipp", command]
    assert "Usage:" not in inside(*words[1:]).err
    assert f"Example: ipp {command}" in inside(command, "-h").out
