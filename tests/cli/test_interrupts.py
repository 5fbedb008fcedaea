"""Ctrl-C at any moment: exit code 130, nothing on the screen, nothing half-written, nothing left on the disk.

A few moments in an ordinary run, a tenth of them in CI, and two hundred with IPP_FULL=1.
"""

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from ipp.cli.filesystem.temporary_folder import make_temporary_folder
from tests.amounts import amount, long
from tests.cli.program import ROOT, clean

MOMENTS = amount(200, most=10)
TINY = str(ROOT / "examples" / "tiny.yaml")


@pytest.fixture
def orders(tmp_path: Path) -> Path:
    """Return the orders of many customers; a plan of them takes a while in each of its parts."""
    rows = "".join(
        f"c{number // 3},{('Mug', 'Teapot', 'Milk Jug')[number % 3]},2026-11-{1 + number % 20:02}\n"
        for number in range(60_000)
    )
    file = tmp_path / "orders.csv"
    file.write_text("customer,item,date\n" + rows, encoding="utf-8")
    (tmp_path / "spill").mkdir()
    (tmp_path / "next.csv").write_text("the old one", encoding="utf-8")
    return file


def started(orders: Path) -> "subprocess.Popen[bytes]":
    """Start a plan, and wait until it looks after signals; before that, Python has them."""
    target = orders.with_name("next.csv")
    process = subprocess.Popen(
        [sys.executable, "-m", "ipp", "plan", str(orders), "--path", TINY, "--today", "2026-11-22", "--output", str(target)],
        cwd=ROOT, env=clean({"TMPDIR": str(orders.with_name("spill"))}), stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    while process.poll() is None and not _looks_after(process.pid, signal.SIGTERM):
        time.sleep(0.001)
    return process


def _looks_after(pid: int, number: int) -> bool:
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii", errors="replace")
    [caught] = [line.split()[1] for line in status.splitlines() if line.startswith("SigCgt:")]
    return bool(int(caught, 16) >> (number - 1) & 1)


@long
@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="needs to see who looks after signals")
def test_at_any_moment(orders: Path) -> None:
    whole = started(orders)
    since = time.monotonic()
    whole.communicate(timeout=300)
    assert whole.returncode == 0
    lasts, chance = time.monotonic() - since, random.Random(11)
    planned = orders.with_name("next.csv").read_text(encoding="utf-8")
    for number in range(MOMENTS):
        orders.with_name("next.csv").write_text("the old one", encoding="utf-8")
        moment = lasts * (number + chance.random()) / MOMENTS
        process = started(orders)
        time.sleep(moment)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=300)
        there = orders.with_name("next.csv").read_text(encoding="utf-8")
        said = (moment, process.returncode, out, err)
        assert process.returncode in (130, 0), said
        assert err == b"", said
        assert there == planned or (there == "the old one" and process.returncode == 130), said
        files = {file.name for file in orders.parent.iterdir()}
        assert files == {"next.csv", "orders.csv", "spill"}, said
        assert not [*orders.with_name("spill").iterdir()], said


def test_what_was_begun_is_removed_and_what_is_held_back_waits(tmp_path: Path) -> None:
    code = f"""
import os, signal
from pathlib import Path
from ipp.cli.interrupt import exit_on_signals, hold_signals, keep_temporary
exit_on_signals()
file = Path({str(tmp_path / "half")!r})
with keep_temporary(lambda: (file.write_text("half"), file)[1], Path.unlink):
    with hold_signals():
        os.kill(os.getpid(), signal.SIGTERM)
        print("whole", file.exists(), flush=True)
    print("never")
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, env=clean({}), check=False)
    assert (done.returncode, done.stdout, done.stderr) == (143, b"whole True\n", b"")
    assert not [*tmp_path.iterdir()]


def test_a_folder_goes_with_all_that_is_in_it() -> None:
    with make_temporary_folder() as folder:
        (folder / "spilled").write_text("rows", encoding="utf-8")
    assert not folder.exists()
