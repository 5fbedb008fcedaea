"""A plan says when its export seems old, and which returns undo nothing."""

import json
from pathlib import Path

from tests.amounts import long
from tests.cli.program import Said, inside

SHOP = """ipp: 1
ultimate: Club
products:
  Mug: {price: 24, next: [Teapot]}
  Teapot: {price: 68, sku: TP}
  Club: {price: 35, every: month, lapses: 45d}
bundles: {Set: {items: [Mug, Teapot], price: 80}}
next: Club
"""
ORDERS = "customer,item,date\nann,Mug,2026-11-01\nbob,Set,2026-11-02\ncid,Mug,2026-12-20\n"
LOG = """customer,offer,event,date,pieces
ann,Teapot,returned,2026-11-05,1
ann,Club,cancelled,2026-11-05,
bob,Teapot,returned,2026-11-05,1
cid,Mug,returned,2026-11-06,1
dan,tp,returned,2026-11-06,1
ann,Mug,returned,2026-11-06,1
ann,Teapot,returned,2027-01-01,1
"""


def plan(folder: Path, today: str, *options: str, log: str = "") -> Said:
    for name, text in (("shop.yaml", SHOP), ("orders.csv", ORDERS), ("log.csv", log)):
        (folder / name).write_text(text)
    given = ["--offers", str(folder / "log.csv")] if log else []
    files = [str(folder / "orders.csv"), *given, "--path", str(folder / "shop.yaml")]
    said = inside("plan", *files, "--today", today, *options)
    assert said.code == 0, said.err
    return said


def test_an_old_export_is_said(tmp_path: Path) -> None:
    old = "The newest order is from 2 Nov 2026, 15 days earlier. Is the export complete? No membership is taken as lapsed after that day"
    assert old in plan(tmp_path, "2026-11-17").out
    assert "The newest order" not in plan(tmp_path, "2026-11-16").out, "two weeks can pass without an order"
    assert "The newest order" not in plan(tmp_path, "2026-12-21").out
    assert json.loads(plan(tmp_path, "2026-11-17", "--format", "json").out)["newest_order"] == "2026-11-02"


@long
def test_a_purchase_of_the_log_alone_makes_no_export_new(tmp_path: Path) -> None:
    log = "customer,offer,event,date\nann,Teapot,accepted,2026-11-16\n"
    assert "The newest order is from 2 Nov 2026" in plan(tmp_path, "2026-11-17", log=log).out


@long
def test_what_was_given_back_and_never_bought_is_said(tmp_path: Path) -> None:
    said = json.loads(plan(tmp_path, "2026-11-10", "--format", "json", log=LOG).out)
    assert said["returned_but_never_bought"] == [
        {"item": "Teapot", "rows": 2},  # bob had one, in the set
        {"item": "Mug", "rows": 1},  # cid buys it later
        {"item": "Club", "rows": 1},
    ]
    text = plan(tmp_path, "2026-11-10", "--output", "-", log=LOG).err
    assert (
        "Returned by customers who never bought it; these returns are ignored\n          2  Teapot\n" in text
    )
    assert (
        "never bought"
        not in plan(
            tmp_path, "2026-11-10", log=LOG.partition("ann,Teapot")[0] + "ann,Mug,returned,2026-11-06,1\n"
        ).out
    )
