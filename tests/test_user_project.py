"""What a project that uses ipp sees of it: types that a strict checker accepts, and names that no module hides."""

import pkgutil
import subprocess
import sys
from pathlib import Path

import ipp
from tests.amounts import long

PROJECT = """
from datetime import date, datetime
from decimal import Decimal

import ipp


def choose(store: ipp.Store, today: date) -> Decimal | None:
    customer: ipp.Customer = ipp.history(
        store,
        bought=[("Mug", datetime(2026, 11, 1, 10)), (["Mug", "Teapot"], today), ({"Mug": 2}, today)],
        declined=[("Sunday Clay Club", today)],
        attributes={"newsletter": "yes"},
    )
    decision: ipp.Decision = ipp.next_action(store, customer, today)
    answer: ipp.Answer = ipp.answer(store, customer, today)
    action: ipp.AnswerAction | None = answer.on_no if decision.state == "wait" else answer.action
    return action.price if action else answer.path[0].action.price


def list_gaps(store: ipp.Store, today: date) -> list[tuple[str, str | None]]:
    plan: ipp.Plan = ipp.plan(store, "orders.csv", today, statuses={"Sent": True}, layout="plain")
    assert plan.summary.customers == plan.rows.num_rows
    return [(unknown.item, unknown.nearest) for unknown in plan.unknowns]


findings: tuple[ipp.Finding, ...] = ipp.check("shop.yaml")
worth: ipp.Forecast = ipp.forecast(ipp.load("shop.yaml"), date(2026, 11, 22))
wrong: int = ipp.answer(ipp.load("shop.yaml"), ipp.Customer(), date(2026, 11, 22))
"""


@long
def test_types_of_all_that_is_offered(tmp_path: Path) -> None:
    (tmp_path / "shop.py").write_text(PROJECT, encoding="utf-8")
    checked = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "shop.py"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    errors = [line for line in checked.stdout.splitlines() if "error:" in line]
    assert len(errors) == 1, checked.stdout + checked.stderr
    assert errors[0].startswith("shop.py:29:")
    assert 'has type "Answer"' in errors[0]


def test_no_module_hides_what_is_offered() -> None:
    """Importing `ipp.history`, were it a module, would put it in the place of the function."""
    modules = {module.name for module in pkgutil.iter_modules(ipp.__path__)}
    assert not modules.intersection(ipp.__all__)
    assert all(hasattr(ipp, name) for name in ipp.__all__)
