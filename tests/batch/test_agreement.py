"""DuckDB says of random customers of random stores, all at once, what the engine for one customer says of each."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ipp.batch.engines.duckdb import PlanDuckDB
from ipp.batch.lowering.tables import lower_policy
from ipp.batch.run import run_plan, select_rows
from ipp.orders.files.rejects import UNKNOWN
from tests.amounts import amount, long
from tests.batch.crowds import EVERY_KEY, Crowd, Row, charged_crowd, crowd, crowd_of, full_crowd, held_crowd
from tests.engine.agreement import read
from tests.oracle.choice import drawn, seeded
from tests.oracle.every_key import NEVER, TERMS, FullMaker
from tests.oracle.who import ORDERED

BLOCKS = 4
STORES = amount(120, least=BLOCKS)
QUIET = amount(40, least=BLOCKS)
CUSTOMERS = 150


def planned(crowd: Crowd, folder: Path) -> list[Row]:
    engine = PlanDuckDB()
    try:
        asked = crowd.write(folder)
        answer = run_plan(crowd.policy, engine, asked, crowd.today)
        assert {reason for part in answer.prepared.rejects for reason in part.counts} <= {UNKNOWN}
        return engine.fetch_rows(select_rows(answer))
    finally:
        engine.close()


@pytest.mark.parametrize("block", range(BLOCKS))
def test_everybody_at_once_gets_what_everybody_gets_alone(block: int, tmp_path: Path) -> None:
    for seed in range(block, STORES, BLOCKS):
        many = crowd(seed, CUSTOMERS, given=seed % BLOCKS > 1, who=seed // BLOCKS % 2 == 0)
        expected = many.expected()
        assert planned(many, tmp_path) == expected, f"seed {seed}"


@pytest.mark.parametrize("block", range(BLOCKS))
def test_charges_say_who_is_quiet(block: int, tmp_path: Path) -> None:
    for seed in range(block, QUIET, BLOCKS):
        many = charged_crowd(seed, CUSTOMERS)
        assert many.count_quiet_by_charges() > 1
        assert planned(many, tmp_path) == many.expected(), f"seed {seed}"


@long
def test_charges_of_what_is_used_up_and_came_in_a_bundle_answer_where_they_were_accepted(
    tmp_path: Path,
) -> None:
    many = crowd(82, 100, given=True)
    goods = lower_policy(many.policy, many.today).codes.goods
    used_up = {good.name for good in goods if good.membership and not good.durables}
    assert used_up & {name for good in goods if good.kind == "bundle" for name in good.products}
    assert planned(many, tmp_path) == many.expected()


@long
def test_each_key_of_who_gets_what_decides_for_some() -> None:
    """Of the store that Spark and PostgreSQL plan: the keys are in it, and seen."""
    many, store = full_crowd(EVERY_KEY), FullMaker(seeded(EVERY_KEY)).make()
    told, everybody = many.expected(), {"share": "100%"}
    stores = {key: {**store, "segments": {**store["segments"], key: everybody}} for key in store["segments"]}
    stores |= {key: {name: store[name] for name in store if name != key} for key in TERMS}
    assert stores.keys() == {*ORDERED, NEVER, *TERMS}
    for key, changed in stores.items():
        assert many._replace(policy=read(changed).policy).expected() != told, key


@long
def test_duckdb_takes_every_key_of_who_gets_what(tmp_path: Path) -> None:
    many = full_crowd(EVERY_KEY)
    assert planned(many, tmp_path) == many.expected()


@long
def test_duckdb_looks_past_the_end_of_a_holdout(tmp_path: Path) -> None:
    for seed in range(amount(20)):
        many = held_crowd(seed, CUSTOMERS)
        assert planned(many, tmp_path) == many.expected(), f"seed {seed}"


@long
def test_the_crowds_come_to_every_state() -> None:
    many = [crowd(seed, 100) for seed in range(6)] + [
        *(crowd(seed, 100, given=True, who=True) for seed in (72, 73, 74, 75))
    ]
    seen = {row[1] for each in many for row in each.expected()}
    assert seen >= {"offer", "touch", "wait", "stranded", "held", "stopped"}


@st.composite
def crowds(draw: st.DrawFn) -> Crowd:
    return crowd_of(drawn(draw), draw(st.integers(1, 12)), given=draw(st.booleans()), who=draw(st.booleans()))


@settings(max_examples=amount(30), deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_hypothesis_finds_the_smallest_difference(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    few = data.draw(crowds())
    assert planned(few, tmp_path_factory.mktemp("crowd")) == few.expected()
