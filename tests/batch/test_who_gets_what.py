"""Rows of plans for those who stopped or are held out, and the terms of coupons and partners; and the log that they are."""

from datetime import date, timedelta
from pathlib import Path

import pyarrow

import ipp
from ipp.engine.customer.events import Bought, Customer
from ipp.engine.decision.decide import decide
from tests.amounts import long
from tests.engine.feet import policy_of

TODAY = date(2026, 11, 30)
STORE = """
ipp: 1
ultimate: Club
products:
  Mug: {price: 9, next: [Ten off, Pads, Club]}
  Club: {price: 29}
touches:
  Ten off: {kind: coupon, code: LOYAL10, off: 10%, valid: 14d}
  Pads: {kind: partner, url: "https://example.com/pads", earns: 4.50}
holdout: {name: autumn, share: 100%, from: 2026-11-01, until: 2026-12-31, of: offers}
segments: {opted-out: {where: {newsletter: no}}}
never: opted-out
rest: [{do: Pads, every: 30d}]
defaults: {patience: 7d}
"""


def plan(folder: Path, today: date, *logs: pyarrow.Table) -> list[dict[str, object]]:
    """The rows of a plan for ann, bob, who has no newsletter, and cleo, who unsubscribed."""
    file = folder / "store.yaml"
    file.write_text(STORE, encoding="utf-8")
    orders = pyarrow.table(
        {
            "customer": ["ann", "bob", "cleo"],
            "item": ["Mug"] * 3,
            "date": ["2026-11-29"] * 3,
            "accepts marketing": ["yes", "no", "yes"],
        }
    )
    stops = {"customer": ["cleo"], "offer": [None], "event": ["unsubscribed"], "date": ["2026-11-30"]}
    told = [pyarrow.table({name: pyarrow.array(cells, "string") for name, cells in stops.items()}), *logs]
    log = pyarrow.concat_tables(
        [each.cast(pyarrow.schema([(name, "string") for name in each.column_names])) for each in told],
        promote_options="default",
    )
    rows: list[dict[str, object]] = ipp.plan(str(file), orders, today, offers=log).rows.to_pylist()
    return rows


def log_of(rows: list[dict[str, object]]) -> pyarrow.Table:
    """What a shop keeps of a plan."""
    columns = {"action": "offer"} | {name: name for name in ("customer", "event", "date", "price", "holdout")}
    kept = [row for row in rows if row["event"]]
    return pyarrow.table({new: [row[old] and str(row[old]) for row in kept] for old, new in columns.items()})


def test_who_stopped_gets_nothing_and_a_coupon_says_its_terms(tmp_path: Path) -> None:
    ann, bob, cleo = plan(tmp_path, TODAY)
    assert (bob["state"], bob["action"], bob["event"]) == ("stopped", None, None)
    assert (bob["reason"], cleo["reason"]) == (
        "they are in the segment that `never` names",
        "they asked to stop",
    )
    terms = [ann[name] for name in ("state", "action", "valid_until", "earns", "holdout")]
    assert terms == ["touch", "Ten off", TODAY + timedelta(days=14), None, None]


@long
def test_what_is_held_walks_on_as_if_it_was_made(tmp_path: Path) -> None:
    """Day after day the plan with its own log says what the engine says of the shadow of the path."""
    logs: list[pyarrow.Table] = []
    seen = []
    for day in (TODAY + timedelta(days=number) for number in (0, 1, 2, 9, 32)):
        rows = plan(tmp_path, day, *logs)
        ann = rows[0]
        seen.append((ann["state"], ann["action"], ann["event"], ann["holdout"], ann["earns"]))
        logs.append(log_of([row for row in rows if row["customer"] == "ann"]))
    assert seen == [
        ("touch", "Ten off", "did", None, None),
        ("touch", "Pads", "did", None, "4.50"),
        ("held", "Club", "held", "autumn", None),
        ("wait", "Pads", None, None, "4.50"),
        ("offer", "Club", "offered", None, None),
    ]
    policy = policy_of(STORE)
    alone = decide(policy, Customer((Bought(("Mug",), date(2026, 11, 29)),), id="ann"), TODAY)
    assert alone.action and alone.action.name == "Ten off"
