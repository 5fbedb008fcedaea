"""A plan has the stages that its store needs, and no others: each costs time, however few the customers are."""

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from ipp.batch.expression.frames import Frames, Inputs
from ipp.batch.expression.translate import translate_policy
from ipp.batch.lowering.tables import lower_policy
from ipp.loading import Store, load_store, make_opener
from ipp.orders import sql
from ipp.orders.sql.statements import write_query
from ipp.text.source import Source

EXAMPLES = Path(__file__).parents[2] / "examples"
TODAY = date(2026, 11, 30)
SMALL = """ipp: 1
ultimate: Club
products:
  Root: {price: 3, next: [{offer: Good%s}]}
  Good: {price: 5, next: Club}
  Club: {price: 29}
%s
"""
LINES = sql.table(dict.fromkeys(("who", "item", "day", "rank", "pieces"), "int64"), name="lines")
LOG = sql.table(dict.fromkeys(("seq", "who", "event", "answer", "day", "held"), "int64"), name="log")
PEOPLE = sql.table({"who": "int64", "attr_0": "int64", "share_0": "int64"}, name="people")


def translate_small(step: str = "", more: str = "", *, log: bool = False) -> Frames:
    """The stages of a plan for a small store."""
    store = load_store(Source("store.yaml", SMALL % (step, more)), make_opener(Path()))
    assert isinstance(store, Store) and not store.findings
    frames = Frames(lower_policy(store.policy, TODAY))
    translate_policy(frames, Inputs(LINES, LOG if log else None, PEOPLE))
    return frames


def parts_of(step: str = "", more: str = "", *, log: bool = False) -> set[str]:
    """The stages and small tables of that plan, without what all have before their names."""
    frames = translate_small(step, more, log=log)
    names = [stage.name for stage in frames.stages] + [table.name for table in frames.list_read()]
    return {name.removeprefix("ipp_") for name in names}


REST = "touches: {Letter: {kind: content}}\nrest: [{do: Letter, every: 30d}]"


HELD = "holdout: {name: autumn, share: 5%, until: 2026-12-31}"
OVER = "holdout: {name: autumn, share: 5%, until: 2026-11-29}"
CHARGED = "  Box: {price: 9, every: 30d, lapses: 40d, next: Club, winback: [Good]}"


@pytest.mark.parametrize(
    ("step", "more", "log", "needed"),
    [
        (", when: few", "segments: {few: {owns: 2}}", False, {"gates", "gate_known", "marks"}),
        (", when: few", "segments: {few: {owns: 2}}", False, {"first", "first_open"}),
        (", from: 12-01, until: 12-24", "", False, {"spans", "opening", "opening_days"}),
        (", within: 30d", "", False, {"head_undead", "head_timed_dated"}),
        ("", REST, False, {"rests", "open_turns", "coming", "turns", "through"}),
        ("", "", True, {"log", "events", "asks_made", "pending", "ends", "end_asks", "end_lines"}),
        ("", "", True, {"first", "first_open", "settled", "asked_products", "blocked"}),
        ("", CHARGED, False, {"pieces", "charges", "purchases", "settled_products", "lapses", "lost"}),
        (", when: few", "segments: {few: {orders: 2}}", False, {"orders_made", "who_ordered"}),
        (", when: few", "segments: {few: {quiet_for: 60d}}", False, {"views", "ahead_first", "ahead_gates"}),
        ("", "segments: {few: {owns: 2}}\nnever: few", False, {"stopped", "who_known"}),
        ("", HELD, True, {"views", "after_events", "after_pending", "holdouts"}),
        ("", CHARGED, False, {"winbacks_read", "winbacks", "goal_spans", "returning", "undone"}),
    ],
)
def test_what_a_store_does_not_use_is_left_out(step: str, more: str, log: bool, needed: set[str]) -> None:
    assert parts_of(step, more, log=log) >= needed
    assert not parts_of() & needed


@pytest.mark.parametrize(
    ("step", "more"),
    [(", when: few", f"segments: {{few: {{owns: 2}}}}\n{REST}"), (", within: 30d", ""), ("", CHARGED)],
)
def test_after_the_head_nothing_of_everybody_is_read(step: str, more: str) -> None:
    """Few are left then: to look through the purchases of everybody again cost half of what the rest did."""
    stages = translate_small(step, more).stages
    late = stages[[stage.name for stage in stages].index("ipp_unserved_got") + 1 :]
    read = {stage.name: write_query(stage.expression, "duckdb") for stage in late}
    assert sum("ipp_unserved_got" in text for text in read.values()) > 2
    assert [name for name, text in read.items() if "ipp_who_got" in text] == []


def test_a_holdout_that_is_over_costs_nothing() -> None:
    assert parts_of("", OVER, log=True) == parts_of("", "", log=True)


def test_within_alone_opens_nothing_by_time() -> None:
    assert not parts_of(", within: 30d") & {"spans", "opening", "opening_days"}


def test_a_plan_imports_neither_pandas_nor_arrow(tmp_path: Path) -> None:
    """With pandas, which many have installed, a small plan took a third longer."""
    orders = tmp_path / "orders.csv"
    orders.write_text("customer,item,date\nada,Mug,2026-11-01\n", encoding="utf-8")
    asked = ["plan", str(orders), "--path", str(EXAMPLES / "tiny.yaml"), "--today", str(TODAY)]
    asked += ["--output", str(tmp_path / "plan.csv")]
    code = f"""
import sys
from ipp.cli.app import main
sys.argv = {["ipp", *asked]!r}
try:
    main()
except SystemExit as exit:
    assert not exit.code, exit.code
print(sorted({{"pandas", "numpy", "pyarrow"}} & sys.modules.keys()), file=sys.stderr)
"""
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stderr.splitlines()[-1] == "[]"
    assert "ada" in (tmp_path / "plan.csv").read_text(encoding="utf-8")
