"""Faults planted at random are found, all of them and nothing else."""

from pathlib import Path

import pytest

from benchmarks.faults import faulty_store
from ipp.lint.check import check_store
from ipp.loading import load_store, make_opener
from ipp.text.source import Source
from tests.amounts import thin_out


@pytest.mark.parametrize(
    ("products", "seed"), thin_out([*((100, seed) for seed in range(8)), (1000, 0), (1000, 5)])
)
def test_planted_faults_are_found(products: int, seed: int) -> None:
    store = faulty_store(products, seed)
    found = check_store(load_store(Source("faults.yaml", store.text), make_opener(Path())))
    findings = [finding for finding in found if finding.rule.code != "IPP401"]  # the made-up lists are long
    told = {_subject(finding.span.source.text, finding.span.start): finding.rule.code for finding in findings}
    assert told == store.planted
    assert len(findings) == len(store.planted)


def _subject(text: str, start: int) -> str:
    return text[start : text.index(":", start)]
