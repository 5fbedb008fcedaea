"""Looked at every day for half a year, intervals are rarely wrong. `python -m benchmarks measuring` says it of 1,000 experiments each."""

import pytest

from benchmarks.measuring import compare_variances, count_wrong
from tests.amounts import amount, thin_out


@pytest.mark.parametrize("kind", thin_out(["capped", "raw", "yes"]))
def test_false_alarms_are_few(kind: str) -> None:
    experiments = amount(1_000, least=60)  # of fewer, more may be wrong by chance
    assert count_wrong(kind, 0.1, experiments).wrong <= 1 + 0.064 * experiments


def test_an_interval_that_is_too_narrow_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same look, each time with an ordinary interval at 95 %, is wrong in a fourth of experiments and more."""
    monkeypatch.setattr("ipp.measure.interval.find_half_width", lambda people, _doubt: 1.96 / people**0.5)
    assert count_wrong("yes", 0.1, 20).wrong > 1 + 0.064 * 20


def test_who_was_asked_and_who_would_have_been_tell_more_than_everybody() -> None:
    assert compare_variances(3) > 3
