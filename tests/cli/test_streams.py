"""What is no file is read where a file would be, once: stdin, pipes, devices. What cannot be read, or written, is said by its name."""

import os
import resource
import subprocess
import sys
import threading
from collections.abc import Callable
from io import BytesIO, TextIOWrapper
from pathlib import Path
from unittest.mock import patch

import pytest

from tests.amounts import long, thin_out
from tests.cli.conftest import SHOP
from tests.cli.program import Said, clean, inside, outside

ORDERS = "customer,item,date\nann,TM-5000,2026-11-01\nbob,Nail Kit,2026-11-02\n"
DAY = ("--today", "2026-11-22")
PLAN = (*DAY, "--output", "-")
RATES = "offer,take\nNail Kit,50%\n"
LOG = "customer,offer,event,date\nann,Nail Kit,declined,2026-11-03\n"
JSON = '{"customer":"ann","item":"TM-5000","date":"2026-11-01"}\n'
P = ("--path", "paths/store.yaml")

READ: dict[str, tuple[str, Callable[[str], tuple[str, ...]]]] = {
    "plan": (ORDERS, lambda file: ("plan", file, *P, *PLAN)),
    "plan of JSON lines": (JSON, lambda file: ("plan", file, *P, *PLAN)),
    "plan --offers": (LOG, lambda file: ("plan", "orders.csv", "--offers", file, *P, *PLAN)),
    "plan --customers": ("customer\ncyd\n", lambda file: ("plan", "orders.csv", "--customers", file, *P, *PLAN)),
    "plan --path": (SHOP, lambda file: ("plan", "orders.csv", "--path", file, *PLAN)),
    "validate": (SHOP, lambda file: ("validate", file)),
    "validate --format json": (SHOP, lambda file: ("validate", file, "--format", "github")),
    "validate --diff": (SHOP, lambda file: ("validate", file, "--diff")),
    "next --path": (SHOP, lambda file: ("next", "--path", file, "--bought", "Nail Kit", *DAY)),
    "map --path": (SHOP, lambda file: ("map", "--path", file, *DAY)),
    "forecast --path": (SHOP, lambda file: ("forecast", "--path", file, *DAY)),
    "forecast --against": (SHOP, lambda file: ("forecast", *P, "--against", file, "--format", "json", *DAY)),
    "forecast --entry-mix": (ORDERS, lambda file: ("forecast", *P, "--entry-mix", file, *DAY)),
    "forecast --rates": (RATES, lambda file: ("forecast", *P, "--rates", file, *DAY)),
    "forecast --rates of YAML": ("Nail Kit: 50%\n", lambda file: ("forecast", *P, "--rates", file, *DAY)),
}  # fmt: skip
"""What is in a file, and the command that reads it."""


@pytest.fixture
def orders(shop: Path) -> Path:
    (shop / "orders.csv").write_text(ORDERS, encoding="utf-8")
    return shop


def as_said(said: Said, name: str) -> tuple[int, str, str]:
    """Return what was said, the name of what was read apart."""
    return said.code, said.out.replace(name, "IT"), said.err.replace(name, "IT")


@pytest.mark.parametrize("what", thin_out([*READ], 4))
def test_stdin_and_pipes_are_read_as_files_are(orders: Path, what: str) -> None:
    content, command = READ[what]
    ending = ".jsonl" if content == JSON else ".yaml" if content.startswith(("ipp", "Nail")) else ".csv"
    (orders / f"given{ending}").write_text(content, encoding="utf-8")
    wanted = as_said(inside(*command(f"given{ending}")), f"given{ending}")
    assert wanted[0] == 0, wanted
    given = content.encode()
    with patch.object(sys, "stdin", TextIOWrapper(BytesIO(given))):
        assert as_said(inside(*command("-")), "<stdin>") == wanted
    assert as_said(_with_a_pipe(orders / "pipe", given, command("pipe")), "pipe") == wanted


@long
@pytest.mark.parametrize("what", ["plan", "validate", "forecast --rates"])
def test_the_stdin_of_the_system_is_read(orders: Path, what: str) -> None:
    content, command = READ[what]
    by_dash, by_name = (outside(*command(file), stdin=content.encode()) for file in ("-", "/dev/stdin"))
    assert by_dash.code == 0
    assert as_said(by_dash, "<stdin>") == as_said(by_name, "/dev/stdin")


def _with_a_pipe(pipe: Path, content: bytes, command: tuple[str, ...]) -> Said:
    """Run a command while something writes into a named pipe, as `<(…)` of a shell does."""
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_bytes, args=(content,), daemon=True)
    writer.start()
    said = inside(*command)
    writer.join(timeout=30)
    pipe.unlink()
    return said


def test_stdin_is_read_once(orders: Path) -> None:
    said = outside("plan", "-", "--offers", "-", *P, stdin=ORDERS.encode())
    assert said == (2, "", "error: stdin can be read only once\n  tip: write - for one file only\n")


@pytest.mark.parametrize(
    "command",
    [("validate", "-"), ("plan", "-"), ("next", "--path", "-"), ("forecast", "--rates", "-"), ("forecast", "--entry-mix", "-")],
)  # fmt: skip
def test_a_stdin_that_is_closed(shop: Path, command: tuple[str, ...]) -> None:
    done = subprocess.run(
        ["sh", "-c", 'exec "$0" -m ipp "$@" <&-', sys.executable, *command],
        capture_output=True, env=clean({}), check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr == b"error: stdin is closed: there is nothing to read from -\n"


@pytest.mark.parametrize("option", [("--fix",), ("--add-ignore", "why"), ("--fix", "--unsafe-fixes")])
def test_a_pipe_cannot_be_fixed(shop: Path, option: tuple[str, ...]) -> None:
    said = _with_a_pipe(shop / "pipe", SHOP.encode(), ("validate", "pipe", *option))
    assert said == (
        2,
        "",
        "error: pipe is a pipe or a device, and cannot be changed\n  tip: name a file, or -\n",
    )


def test_a_pipe_cannot_be_written_in_the_best_order(shop: Path) -> None:
    said = _with_a_pipe(
        shop / "pipe", SHOP.encode(), ("forecast", "--path", "pipe", "--best-order", "--write", *DAY)
    )
    assert (said.code, said.out) in ((2, ""), (0, said.out))
    assert "bug" not in said.err
    assert "wrote" not in said.err


def test_a_pipe_is_not_included(shop: Path) -> None:
    os.mkfifo(shop / "paths" / "pipe.yaml")
    (shop / "paths" / "store.yaml").write_text(SHOP + "include: [pipe.yaml]\n", encoding="utf-8")
    said = outside("validate", "paths/store.yaml", "--format", "concise")
    assert said.code == 1
    assert "cannot be read: it is a pipe or a device, not a file" in said.out


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="needs a file that cannot be read")
@pytest.mark.parametrize(
    "command",
    [
        ("validate", "/proc/self/mem"), ("plan", "/proc/self/mem"), ("plan", "orders.csv", "--offers", "/proc/self/mem"),
        ("forecast", "--rates", "/proc/self/mem"), ("forecast", "--entry-mix", "/proc/self/mem"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_named(orders: Path, command: tuple[str, ...]) -> None:
    assert inside(*command) == (2, "", "error: /proc/self/mem: Input/output error\n")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a full device")
@pytest.mark.parametrize(
    "command",
    [
        ("plan", "orders.csv", *DAY, "--output", "full.csv"), ("plan", "orders.csv", *DAY, "--output", "full.parquet"),
        ("plan", "orders.csv", *DAY, "--output", "full.jsonl"), ("plan", "orders.csv", *DAY, "--rejects", "full.csv"),
        ("map", "--output", "full.svg"), ("validate", "--format", "json=full.json"), ("schema", "--force", "--output", "full.json"),
    ],
)  # fmt: skip
def test_a_full_disk_is_named_by_the_file(orders: Path, command: tuple[str, ...]) -> None:
    (orders / command[-1].partition("=")[2] if "=" in command[-1] else orders / command[-1]).symlink_to(
        "/dev/full"
    )
    said = inside(*command)
    assert (said.code, said.out) == (2, "")
    assert said.err == f"error: {command[-1].removeprefix('json=')}: No space left on device\n"
    assert not [file for file in orders.iterdir() if file.name.startswith(("tmp_", ".full"))]


@long
@pytest.mark.parametrize("ending", ["csv", "parquet", "jsonl"])
def test_an_engine_that_cannot_write_on_says_why(orders: Path, ending: str) -> None:
    """The disk is full for the engine itself: no file may grow over some bytes."""
    (orders / f"next.{ending}").write_text("the old one", encoding="utf-8")

    def small() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (64, 64))

    done = subprocess.run(
        [sys.executable, "-B", "-m", "ipp", "plan", "orders.csv", *DAY, "--output", f"next.{ending}"],  # no half-written .pyc
        capture_output=True, env=clean({}), check=False, preexec_fn=small,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode() == f"error: next.{ending}: File too large\n"
    assert (orders / f"next.{ending}").read_text(encoding="utf-8") == "the old one"
    assert {file.name for file in orders.iterdir()} == {"paths", "orders.csv", f"next.{ending}"}


def test_an_answer_goes_through_a_link(orders: Path) -> None:
    (orders / "there").mkdir()
    (orders / "there" / "next.csv").write_text("the old one", encoding="utf-8")
    (orders / "next.csv").symlink_to(Path("there") / "next.csv")
    assert inside("plan", "orders.csv", *DAY, "--output", "next.csv").code == 0
    assert (orders / "next.csv").is_symlink()
    assert (orders / "there" / "next.csv").read_text(encoding="utf-8").startswith("customer,")
    (orders / "new.svg").symlink_to(Path("there") / "new.svg")
    assert inside("map", "--output", "new.svg").code == 0
    assert (orders / "there" / "new.svg").read_text(encoding="utf-8").startswith("<svg")
    assert [*(orders / "there").glob(".*")] == []


def test_a_device_is_written_into_and_stays(shop: Path) -> None:
    said = outside("map", "--format", "dot", "--output", "/dev/stdout", *DAY)
    assert (said.code, said.out) == (0, inside("map", "--format", "dot", *DAY).out)
    assert inside("map", "--format", "dot", "--output", os.devnull).code == 0
    assert not Path(os.devnull).is_file()


@pytest.mark.parametrize(
    "command", [("map", "--output", "loop"), ("validate", "--format", "json=loop"), ("validate", "loop"), ("plan", "loop")]
)  # fmt: skip
def test_a_link_that_leads_to_itself(shop: Path, command: tuple[str, ...]) -> None:
    (shop / "loop").symlink_to("loop")
    said = inside(*command)
    assert (said.code, said.out) == (2, "")
    assert said.err.startswith("error: loop")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a full device")
@pytest.mark.parametrize(("command", "code"), [(("validate", "nosuch.yaml"), 2), (("rules",), 0)])
def test_a_message_that_cannot_be_written_changes_no_exit_code(command: tuple[str, ...], code: int) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "ipp", *command],
            stdout=subprocess.PIPE, stderr=full, env=clean({}), check=False,
        )  # fmt: skip
    assert done.returncode == code
