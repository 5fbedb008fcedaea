"""Whether `ipp plan` says to each of a million customers what `ipp next` says, from the same tables; and how much sooner."""

import datetime as dt
import tempfile
from collections import Counter
from pathlib import Path
from time import process_time
from typing import NamedTuple

from benchmarks.crowd import Crowd
from benchmarks.stores import store_text
from ipp.batch.engines.duckdb import PlanDuckDB
from ipp.batch.run import run_plan, select_rows
from ipp.engine.decision.decide import decide
from ipp.loading import Store, load_store_file
from tests.batch.crowds import row_of

CUSTOMERS, PRODUCTS = 1_000_000, 1_000
TODAY = dt.date(2026, 11, 22)
DAYS = tuple(TODAY - dt.timedelta(days=before) for before in (60, 45, 30, 18, 9))
"""On these days the shop did what its plan said, so that there are offers that wait, Noes, Yeses and silences."""


class Compared(NamedTuple):
    """Customers by state, how many were told something else by the two, and the processor seconds of each."""

    states: Counter[str]
    different: int
    together: float
    alone: float


def report(customers: int = CUSTOMERS) -> str:
    """Compare, and return the report in Markdown."""
    with tempfile.TemporaryDirectory() as folder:
        found = compared(customers, Path(folder))
    states = ", ".join(f"{count:,} {state}" for state, count in found.states.most_common())
    return (
        f"## Agreement\n\n{sum(found.states.values()):,} customers of a made-up store of {PRODUCTS:,} products, who were told the plans of "
        f"{len(DAYS)} days, and answered some: {states}. **{found.different:,} of them are told something else by `ipp plan` than by the engine for "
        f"one customer**, of all that a row says. All at once takes {found.together / found.alone:.2f} of the processor time of one by one, "
        "reading the tables not counted for the latter.\n"
    )


def compared(customers: int, folder: Path) -> Compared:
    """Plan for so many customers at once, and for each alone."""
    path = folder / "store.yaml"
    path.write_text(store_text(PRODUCTS), encoding="utf-8")
    store = load_store_file(str(path))
    assert isinstance(store, Store)
    policy, engine = store.policy, PlanDuckDB()
    crowd = Crowd(policy, folder, engine)
    crowd.begin(customers, TODAY)
    for day in DAYS:
        crowd.act(day)
    begun = process_time()
    engine.keep_table("ipp_told", select_rows(run_plan(policy, engine, crowd.asked(), TODAY)))
    together = process_time() - begun
    reader = PlanDuckDB()
    engine.save_file(engine.get_table("ipp_told").order_by("customer"), folder / "told.parquet", "parquet")
    told = reader.stream_rows(
        reader.create_view("told", f"SELECT * FROM '{folder}/told.parquet'").order_by("customer")
    )
    states: Counter[str] = Counter()
    different, alone = 0, 0.0
    for row, (name, customer) in zip(told, crowd.histories(), strict=True):
        begun = process_time()
        decision = decide(policy, customer, TODAY)
        alone += process_time() - begun
        states[decision.state] += 1
        different += row != (name, *row_of(decision, TODAY, policy))
    engine.close()
    reader.close()
    return Compared(states, different, together, alone)
