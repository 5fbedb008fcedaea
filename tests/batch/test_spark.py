"""Spark says the same as the engine for one customer, from the same files."""

from pathlib import Path
from typing import Any

import pytest

from ipp.batch.run import kept, plan
from ipp.batch.spark import Spark
from tests.batch.crowds import crowd

pytestmark = pytest.mark.filterwarnings(
    "ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"
)
SEED, CUSTOMERS = 3, 300


def test_spark_says_the_same(spark: Any, tmp_path: Path) -> None:
    many = crowd(SEED, CUSTOMERS)
    engine = Spark()
    answer = plan(many.policy, engine, many.write(tmp_path), many.today)
    assert not any(part.counts for part in answer.prepared.aside)
    assert engine.rows(kept(answer)) == many.expected()
    engine.close()
    assert spark.range(3).count() == 3, "a session that was there before is left running"
