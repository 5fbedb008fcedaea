"""Findings that came and went, whatever the file is called."""

from datetime import date

from ipp.diff.proofs import compare_findings
from ipp.lint.check import check_store
from ipp.loading import Store, load_store
from ipp.text.source import Source
from tests.stories.shop import SHOP


def load(name: str, text: str) -> Store:
    store = load_store(Source(name, text), lambda owner, wanted: owner)
    assert isinstance(store, Store)
    return store


def test_what_became_provable_and_what_was_refuted() -> None:
    lonely = SHOP.replace("  Milk Jug: {price: 19}", "  Milk Jug: {price: 19, cost: 30}")
    old, new = (
        check_store(load(name, text), today=date(2026, 11, 22))
        for name, text in (("main:a.yaml", SHOP), ("b.yaml", lonely))
    )
    told = [(each.level, each.message.split(" ")[:2]) for each in compare_findings(old, new)]
    assert ("change", ["new:", "IPP304"]) in told
    back = [(each.level, each.message.split(" ")[:3]) for each in compare_findings(new, old)]
    assert ("note", ["resolved:", "IPP304"]) in [(level, words[:2]) for level, words in back]
    assert not list(compare_findings(old, check_store(load("c.yaml", SHOP), today=date(2026, 11, 22))))
