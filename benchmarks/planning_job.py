"""One plan, in this process: `python -m benchmarks.planning_job WHO ORDERS PATH OUTPUT` prints seconds by the clock, of processors,
bytes and customers.

WHO is `ipp`, `diff` (that plan and one of paths/store.yaml, and where they differ), or `hand`: a hand-written DuckDB query for these orders (docs
of `benchmarks/planning.py`). `python -m benchmarks.planning_job writing ORDERS PATH OUTPUT` prints processor seconds alone: of a plan, then of
each of WRITINGS.
"""

import resource
import sys
from contextlib import ExitStack, closing
from datetime import date
from itertools import pairwise
from pathlib import Path
from time import perf_counter, process_time

from benchmarks.child import ROOT
from benchmarks.hand import HAND
from ipp.batch.engines.duckdb import PlanDuckDB
from ipp.batch.exports import EXPORTS
from ipp.batch.lowering.tables import lower_policy
from ipp.batch.nightly.night import select_night
from ipp.batch.nightly.selection import Selection
from ipp.batch.run import run_plan, select_rows
from ipp.cli.plans.outputs import write_contacts
from ipp.diff.compare import compare_policies
from ipp.diff.customers import plan_both
from ipp.loading import Store, load_store_file
from ipp.orders.engines.quoting import quote_text
from ipp.orders.engines.relations import SmallTable as Table
from ipp.orders.files.sources import parse_source
from ipp.orders.items import GOODS
from ipp.orders.reading import OrdersRequest

TODAY = date(2026, 11, 22)
WRITINGS = {
    "rows.parquet": "the rows with all columns, Parquet",
    "rows.csv": "the rows with all columns, CSV",
    "log.csv": "the log of the day",
    "matrixify.csv": "`--for matrixify`",
}
"""The files that a plan is written into, and what each is."""


def ipp(store: Store, orders: str, output: Path) -> int:
    """Plan as `ipp plan` does, from the path to the written file."""
    with closing(PlanDuckDB()) as engine:
        planned = run_plan(store.policy, engine, OrdersRequest(parse_source(orders)), TODAY)
        engine.save_file(select_rows(planned), output, "parquet")
        return int(engine.run_statement("SELECT count(*) FROM ipp_answer").fetchone()[0])


def diff(store: Store, orders: str, _output: Path) -> int:
    """Compare the plans of both sides as `ipp diff` does; the old side is paths/store.yaml."""
    old = load_store_file(str(ROOT / "paths" / "store.yaml"))
    assert isinstance(old, Store)
    sides, request = compare_policies(old.policy, store.policy).sides, OrdersRequest(parse_source(orders))
    return plan_both(sides, PlanDuckDB(), request, TODAY, lambda _: None).number


def hand(store: Store, orders: str, output: Path) -> int:
    """Run the query that a person would write who knows the store, from the files to the written file."""
    lowered = lower_policy(store.policy, TODAY)
    names = [(good.name, code) for code, good in enumerate(lowered.codes.goods)]
    scan = f"read_{'csv' if orders.endswith('.csv') else 'parquet'}({quote_text(orders)})"
    goal, special = store.policy.goal, lowered.codes.get_special_code
    assert goal
    query = HAND.format(
        orders=scan,
        output=quote_text(str(output)),
        goods=GOODS,
        today=TODAY,
        member=lowered.codes.good[goal.good.name],
        after_it=special("goal"),
        store=special("store"),
        cold=special("ultimate"),
    )
    with closing(PlanDuckDB()) as engine:
        for name in ("ipp_asks", "ipp_kills", "ipp_gives", "ipp_things"):
            engine.create_table(lowered.tables[name])
        engine.create_table(Table("ipp_named", {"item": "string", "code": "int64"}, names))
        for part in query.split(";"):
            engine.run_statement(part)
        return int(engine.run_statement("SELECT count(*) FROM answer").fetchone()[0])


def measure_writing(store: Store, orders: str, folder: Path) -> list[float]:
    """Return the processor seconds of a plan, and of each way to write it, in the order of WRITINGS."""
    engine, policy = PlanDuckDB(), store.policy
    seconds = [process_time()]
    planned = run_plan(policy, engine, OrdersRequest(parse_source(orders)), TODAY)
    night = select_night(engine, policy, planned, Selection(), keep=True)
    seconds.append(process_time())
    for name in WRITINGS:
        file = folder / name
        match name:
            case "log.csv":
                night.save_log(file)
            case "matrixify.csv":
                with ExitStack() as staged:
                    write_contacts(EXPORTS["matrixify"], night.list_contacts(), str(file), staged)
            case _:
                night.save_rows(file, name)
        seconds.append(process_time())
    return [end - start for start, end in pairwise(seconds)]


def main(who: str, orders: str, path: str, output: str) -> None:
    """Measure one run, after a small one that pays for whatever is paid once."""
    store = load_store_file(path)
    assert isinstance(store, Store)
    if who == "writing":
        print(*measure_writing(store, orders, Path(output)))
        return
    start, busy = perf_counter(), process_time()
    customers = {"ipp": ipp, "diff": diff, "hand": hand}[who](store, orders, Path(output))
    taken, worked = perf_counter() - start, process_time() - busy
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    print(taken, worked, most, customers)


if __name__ == "__main__":
    main(*sys.argv[1:])
