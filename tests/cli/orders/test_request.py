"""The log before a day: whoever reads a folder that plans write to leaves that day's own file out."""

from datetime import date
from pathlib import Path

import pytest

from ipp.cli.orders.options import NOTHING_SAID
from ipp.cli.orders.request import make_request
from ipp.orders.files.sources import TableSource
from tests.amounts import thin_out
from tests.cli.program import inside

from ..conftest import SHOP

DAY = date(2026, 11, 22)
ORDERS = "customer,item,date\nann,Toe Massager 5000,2026-11-01\nbob,Nail Kit,2026-11-01\n"
HEAD = "customer,offer,event,date\n"


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A path file, another one, orders, and a folder with what was offered on the day."""
    (tmp_path / "log").mkdir()
    for name, text in {
        "shop.yaml": SHOP,
        "dearer.yaml": SHOP.replace("price: 24", "price: 26"),
        "orders.csv": ORDERS,
        "log/2026-11-21.csv": f"{HEAD}ann,Routine video,did,2026-11-21\n",
        f"log/{DAY}.csv": f"{HEAD}ann,Spa Slippers,offered,{DAY}\n",
    }.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("day, read", [(DAY, 1), (date(2026, 11, 23), 2)])
def test_the_file_of_the_day_is_left_out(shop: Path, day: date, read: int) -> None:
    found = make_request(("orders.csv", "log", None), NOTHING_SAID, shop, day).offers
    assert isinstance(found, TableSource) and len(found.files) == read


READERS = {
    "learn": ("learn", "orders.csv", "--path", "shop.yaml"),
    "diff": ("diff", "shop.yaml", "dearer.yaml", "--fail-on", "never", "--orders", "orders.csv"),
    "next": ("next", "--customer", "ann", "--orders", "orders.csv", "--path", "shop.yaml"),
}


@pytest.mark.parametrize("command", thin_out([*READERS.values()]), ids=lambda command: command[0])
def test_every_command_that_reads_a_log_leaves_it_out(shop: Path, command: tuple[str, ...]) -> None:
    def run_on(day: str) -> str:
        said = inside(*command, "--log", "log", "--today", day)
        assert (said.code, said.err) == (0, "")
        return said.out

    with_it = run_on(str(DAY)), run_on("2026-11-23")
    (shop / "log" / f"{DAY}.csv").unlink()
    assert run_on(str(DAY)) == with_it[0]
    assert run_on("2026-11-23") != with_it[1], "the next day it is read"
