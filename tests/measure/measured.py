"""What the program says of the files of a simulated shop."""

from datetime import date
from pathlib import Path
from typing import NamedTuple

from ipp.loading import Store, load_store, make_opener
from ipp.measure.experiment import Experiment, find_holdout
from ipp.measure.run import Measured, measure_path
from ipp.orders.engines.duckdb import DuckDB
from ipp.orders.files.sources import parse_source
from ipp.orders.reading import OrdersRequest
from ipp.text.source import Source

from .simulated import Files, Shop


class Case(NamedTuple):
    shop: Shop
    files: Files
    today: date


def load_text(text: str) -> Store:
    """Return a store that is read without findings."""
    store = load_store(Source("store.yaml", text), make_opener(Path()))
    assert isinstance(store, Store)
    assert not store.findings
    return store


def measure_files(case: Case, folder: Path, experiment: Experiment | None = None) -> Measured:
    """Return what the program says of some files, of their holdout unless it is told otherwise."""
    (folder / "orders.csv").write_text(case.files.orders, encoding="utf-8")
    (folder / "log.csv").write_text(case.files.log, encoding="utf-8")
    policy = load_text(case.files.path).policy
    engine = DuckDB(threads=1)
    try:
        orders, log = (parse_source(str(folder / f"{name}.csv")) for name in ("orders", "log"))
        request = OrdersRequest(orders, log)
        compared = experiment or find_holdout(policy)
        return measure_path(engine, policy, request, case.today, compared, case.shop.window, follow=True)
    finally:
        engine.close()
