"""The stores that the benchmarks measure are sound, of the size asked for, and the same every time."""

import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.stores import CLUB, store_text
from ipp.engine.policy.clauses import Ladder, TouchStep
from ipp.lint.check import check_store
from ipp.loading import Store, load_store, make_opener
from ipp.path.model import Touch
from ipp.text.source import Source
from tests.amounts import thin_out

ROOT = Path(__file__).parents[2]


def read(products: int, seed: int = 1) -> Store:
    store = load_store(Source("made-up.yaml", store_text(products, seed)), make_opener(Path()))
    assert isinstance(store, Store)
    return store


@pytest.mark.parametrize(
    ("products", "seed"), thin_out([(50, 1), (50, 2), (50, 3), (100, 2), (100, 3), (300, 1), (1000, 3)])
)
def test_a_made_up_store_has_no_findings(products: int, seed: int) -> None:
    store = read(products, seed)
    assert {finding.rule.code for finding in check_store(store)} <= {"IPP401"}  # the made-up lists are long
    assert len(store.path.products) == products


@pytest.mark.parametrize("products", [100, 300])
def test_the_same_seed_writes_the_same_bytes(products: int) -> None:
    assert store_text(products, 7) == store_text(products, 7)
    assert store_text(products, 7) != store_text(products, 8)


def test_another_process_writes_the_same_bytes() -> None:
    command = (sys.executable, "-m", "benchmarks.stores", "100")
    printed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout
    assert printed.decode("utf-8").replace("\r\n", "\n") == store_text(100)


@pytest.mark.parametrize("products", [0, 49, 120, -50])
def test_a_size_that_cannot_be_made_is_refused(products: int) -> None:
    with pytest.raises(ValueError, match="multiple of 50"):
        store_text(products)


def test_it_holds_a_bit_of_everything() -> None:
    store = read(300)
    path, policy = store.path, store.policy
    assert path.series and path.categories and path.segments and path.rest and path.prospects
    steps = [step for product in path.products for step in product.next]
    offers = [step for step in steps if not isinstance(store.names.resolve_item(step.subject.text), Touch)]
    guarded = [step for step in offers if step.when or step.unless]
    assert 0.2 < len(guarded) / len(offers) < 0.35  # 30% of those that may be; pairs and the club never are
    assert any(isinstance(entry, Ladder) and entry.rungs[0].good.name == CLUB for entry in policy.storewide)
    assert any(isinstance(entry, TouchStep) for entry in policy.storewide)
    ladders = [policy.list_entries(product.name.text) for product in path.products]
    longest = max(len(entry.rungs) for entries in ladders for entry in entries if isinstance(entry, Ladder))
    assert longest == 3
