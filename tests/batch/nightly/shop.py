"""A small shop whose nights are planned with the command: its path, its orders, and what it says."""

import csv
import json
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from ipp.api.customers import load
from ipp.batch.engines.duckdb import PlanDuckDB
from ipp.batch.nightly.night import NightlyPlan, select_night
from ipp.batch.nightly.selection import Selection
from ipp.batch.run import PlanResult, run_plan
from ipp.engine.policy.compile import Policy
from ipp.loading import pause_items
from ipp.orders.files.sources import parse_source
from ipp.orders.reading import OrdersRequest
from tests.cli.program import Said, inside

PATH = """ipp: 1
store: Corner Pottery
currency: EUR
ultimate: {offer: Clay Club, cold: false}
products:
  Mug:
    price: 20
    cost: 5
    sku: [MUG-1, MUG-2]
    next:
      - {do: Washing advice, via: email}
      - {offer: Tea set, via: phone, take: 20%, after: 1d}
      - {do: Ten percent off, after: 3d}
      - {offer: Clay Club, take: 5%, via: e-mail}
  Teapot: {price: 60, cost: 20, url: "https://pots.example/teapot", note: 'Says "hello", twice', next: [{offer: Mug, via: email}]}
  Bowl: {price: 15, cost: 10, next: [{offer: Mug, price: 18, via: email}]}
  Spoon: {price: 10, cost: 2, next: [Mug]}
  Clay Club: {price: 30, every: month, cost: 12}
bundles:
  Tea set: {items: {Teapot: 1, Spoon: 2}, free: {Bowl: 1}, price: 80}
touches:
  Washing advice: {kind: content, url: "https://pots.example/washing"}
  Ten percent off: {kind: coupon, code: MUG10, off: 10%}
  Five off: {kind: coupon, code: FIVE, off: 5}
rest: [{do: Five off, every: 30d}]
defaults: {patience: 4d, take: 10%}
"""
ORDERS = (
    ("ann@ex.test", "Mug", "2026-11-01"),
    ("bob@ex.test", "Teapot", "2026-11-02"),
    ("+4917012345678", "Mug", "2026-11-03"),
    ("00123", "Bowl", "2026-11-04"),
    ("dan@ex.test", "Bowl", "2026-11-05"),
    ("eve@ex.test", "Clay Club", "2026-11-06"),
)
DAY = "2026-11-22"


class Shop:
    """The files of the shop in a folder, and its nights."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.path, self.orders, self.log = folder / "shop.yaml", folder / "orders.csv", folder / "log"
        self.path.write_text(PATH, encoding="utf-8")
        self.write("orders.csv", ("customer", "item", "date"), ORDERS)

    def write(self, name: str, head: tuple[str, ...], rows: Any) -> Path:
        file = self.folder / name
        file.parent.mkdir(exist_ok=True)
        with file.open("w", encoding="utf-8", newline="") as opened:
            csv.writer(opened).writerows([head, *rows])
        return file

    def run(self, *arguments: str, day: str = DAY) -> Said:
        """Plan a night; it must go well."""
        said = inside("plan", str(self.orders), "--path", str(self.path), "--today", day, *arguments)
        assert said.code == 0, said.err
        return said

    def refuse(self, *arguments: str, day: str = DAY) -> str:
        """Ask for what cannot be served; returns why, and the tip after a semicolon."""
        said = inside("plan", str(self.orders), "--path", str(self.path), "--today", day, *arguments)
        assert said.code == 2 and said.err.startswith("error: "), said
        return said.err.removeprefix("error: ").rstrip("\n").replace("\n  tip: ", "; ")

    def start(self, day: str = DAY, *, paused: tuple[str, ...] = (), log: bool = False) -> "Started":
        """Plan a night once, for all who look at it in different ways."""
        policy = pause_items(load(str(self.path)), paused).policy
        engine = PlanDuckDB()
        offers = parse_source(str(self.log)) if log else None
        request = OrdersRequest(parse_source(str(self.orders)), offers)
        return Started(
            engine, policy, run_plan(policy, engine, request, date.fromisoformat(day)), self.folder
        )

    def plan(self, *arguments: str, day: str = DAY) -> dict[str, dict[str, str]]:
        """Return the rows of a night by customer."""
        file = self.folder / "rows.csv"
        self.run(*arguments, "--output", str(file), day=day)
        return {row["customer"]: row for row in read(file)}

    def night(self, *arguments: str, day: str = DAY) -> Any:
        """Plan a night with the log; returns the summary."""
        return json.loads(self.run("--log", str(self.log), "--format", "json", *arguments, day=day).out)


class Started(NamedTuple):
    """A night that is planned: who looks at it runs small queries alone."""

    engine: PlanDuckDB
    policy: Policy
    planned: PlanResult
    folder: Path

    def close(self) -> None:
        self.engine.close()

    def select(self, **wanted: Any) -> NightlyPlan:
        return select_night(self.engine, self.policy, self.planned, Selection(**wanted), keep=False)

    def rows(self, **wanted: Any) -> dict[str, dict[str, str]]:
        """Return the rows that are wanted as they are written, by customer."""
        file = self.folder / "rows.csv"
        self.select(**wanted).save_rows(file, file.name)
        return {row["customer"]: row for row in read(file)}


def read(file: Path) -> list[dict[str, str]]:
    """Read a table back."""
    with file.open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))
