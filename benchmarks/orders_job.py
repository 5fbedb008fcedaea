"""Read orders with the ipp of PYTHONPATH, this one or an earlier one: prints the seconds of processor time between "reading" and "planning"."""

import sys
from datetime import date
from time import process_time
from typing import Any

TODAY = date(2026, 11, 22)


class Read(Exception):
    """The orders are read, and nothing more is wanted."""


class Stopwatch:
    """Is told what a plan does, and stops it when the orders are read."""

    def __init__(self) -> None:
        self.begun = process_time()

    def __call__(self, doing: str) -> None:
        if doing == "planning":
            raise Read
        self.begun = process_time()


def plan(orders: str, path: str, watch: Stopwatch) -> Any:
    """Begin a plan, by the names of today or those of the first release."""
    try:
        from ipp.batch.engines.duckdb import PlanDuckDB
        from ipp.batch.run import run_plan
        from ipp.loading import Store, load_store_file
        from ipp.orders.files.sources import parse_source
        from ipp.orders.reading import OrdersRequest
    except ModuleNotFoundError:
        return plan_by_old_names(orders, path, watch)
    store = load_store_file(path)
    assert isinstance(store, Store)
    return run_plan(store.policy, PlanDuckDB(), OrdersRequest(parse_source(orders)), TODAY, watch)


def plan_by_old_names(orders: str, path: str, watch: Stopwatch) -> Any:
    """Begin a plan as the ipp of November 2026 did."""
    from importlib import import_module

    old = {
        name: import_module(f"ipp.{name}")
        for name in ("loading", "batch.duck", "batch.prepare", "batch.run", "batch.sources")
    }
    store = old["loading"].load_file(path)
    asked = old["batch.prepare"].Asked(old["batch.sources"].source_of(orders))
    return old["batch.run"].plan(store.policy, old["batch.duck"].Duck(), asked, TODAY, watch)


if __name__ == "__main__":
    watch = Stopwatch()
    try:
        plan(sys.argv[1], sys.argv[2], watch)
    except Read:
        print(process_time() - watch.begun)
