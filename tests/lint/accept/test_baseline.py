"""A baseline: what a shop starts with is not told again, wherever it moves; what is mended is told once."""

import json

import pytest
from hypothesis import assume, given

from ipp.errors import RequestError
from ipp.lint.accept.baseline import (
    BaselineEntry,
    apply_baseline,
    describe_entry,
    list_accepted,
    read_baseline,
    write_baseline,
)
from ipp.lint.accept.fingerprint import make_fingerprints
from ipp.lint.report import LintReport
from ipp.lint.run import LintTerms, lint_stores
from ipp.text.finding import Finding

from ...oracle.choice import seeded
from .. import broken
from ..broken import FEW, NAME, SEEDS, Fixes, broken_store, mended

pytestmark = pytest.mark.usefixtures("short_walks")

SHOP = """ipp: 1
ultimate: Club
products:
  Slippers: {price: 24}
  Socks: {price: 6, cost: 9, next: Club}
  Insoles: {price: 39, next: Club}
  Club: {price: 29}
touches: {Letter: {kind: content}}
rest: [{do: Letter, every: 30d}]
"""


def report_on(text: str, name: str = NAME) -> LintReport:
    return lint_stores([broken.read(text, name)], LintTerms())


def everything(entry: BaselineEntry) -> bool:
    return True


def held(text: str, baseline: tuple[BaselineEntry, ...], name: str = NAME):  # type: ignore[no-untyped-def]
    return apply_baseline(report_on(text, name), baseline, everything)


def baseline_of(text: str, name: str = NAME) -> tuple[BaselineEntry, ...]:
    return read_baseline("b.json", write_baseline(report_on(text, name)))


def test_what_it_looks_like() -> None:
    body = json.loads(write_baseline(report_on(SHOP)))
    assert body["format_version"] == "1.0"
    assert [(each["code"], each["file"]) for each in body["findings"]] == [("IPP201", NAME), ("IPP304", NAME)]
    assert len({each["fingerprint"] for each in body["findings"]}) == 2
    assert set(body["findings"][0]) == {"fingerprint", "code", "file", "message"}


def test_holding_it_leaves_nothing() -> None:
    found = held(SHOP, baseline_of(SHOP))
    assert (found.report.findings, found.stale) == ((), ())
    assert [(each.by, each.reason) for each in found.report.suppressed] == [
        ("baseline", "in the baseline")
    ] * 2


def test_what_is_new_is_told() -> None:
    worse = SHOP.replace("  Insoles:", "  Towel: {price: 3}\n  Insoles:")
    assert ["`Towel`" in finding.message for finding in held(worse, baseline_of(SHOP)).report.findings] == [
        True
    ]


def test_moved_lines_and_other_files_names() -> None:
    moved = SHOP.replace("products:\n", "# new\n\nproducts:\n  # newer\n").replace("\n", "\r\n")
    assert held(moved, baseline_of(SHOP)).report.findings == ()
    for name in ("./store.yaml", "x/../store.yaml", ".\\store.yaml"):
        assert held(SHOP, baseline_of(SHOP), name).report.findings == ()
    assert len(held(SHOP, baseline_of(SHOP), "other.yaml").report.findings) == 2


def test_what_is_mended_is_stale() -> None:
    [stale] = held(SHOP.replace("cost: 9", "cost: 1"), baseline_of(SHOP)).stale
    assert stale.code == "IPP304"
    assert describe_entry(stale).startswith("store.yaml: IPP304 ")


def test_only_what_was_looked_for_is_stale() -> None:
    report = lint_stores([broken.read(SHOP)], LintTerms(frozenset({"IPP304"})))
    found = apply_baseline(report, baseline_of(SHOP), lambda entry: entry.code == "IPP304")
    assert (found.report.findings, found.stale) == ((), ())


def test_of_several_alike_each_is_one() -> None:
    text = SHOP.replace("Slippers: {price: 24}", "Slippers: {price: 24, next: [Nobody, Nobody, Club]}")
    entries = baseline_of(text)
    assert [entry.code for entry in entries].count("IPP101") == 2
    assert held(text, entries).report.findings == ()
    more = text.replace("Nobody, Nobody", "Nobody, Nobody, Nobody")
    assert [f.rule.code for f in held(more, entries).report.findings] == ["IPP101"]


def test_a_file_that_cannot_be_read_is_never_accepted() -> None:
    """Its next mistake, and everything behind it, would be accepted unseen."""
    report = report_on("ipp: [")
    assert [finding.rule.code for finding in report.findings] == ["IPP001"]
    assert list_accepted(report) == []
    entry = BaselineEntry("0" * 16, "IPP001", NAME, "x")
    entry = entry._replace(fingerprint=make_fingerprints(report.findings)[0])
    assert apply_baseline(report, (entry,), everything).report.findings == report.findings


@pytest.mark.parametrize(
    "text",
    [
        "", "{", "[]", "null", "7", '"x"', "{}", '{"findings": 7}', '{"findings": [7]}', '{"findings": [{}]}',
        '{"findings": [{"fingerprint": 7}]}', '{"findings": {"a": 1}}', '{"findings": [{"fingerprint": ""}]}',
        '{"findings": [{"fingerprint": "x", "code": []}]}', "[" * 100_000,
    ],
)  # fmt: skip
def test_anything_else_is_no_baseline(text: str) -> None:
    with pytest.raises(
        RequestError, match=r"b\.json is not a baseline; `ipp validate --write-baseline FILE`"
    ):
        read_baseline("b.json", text)


@given(SEEDS)
@FEW
def test_writing_and_holding_leaves_nothing_wherever_lines_move(seed: int) -> None:
    choice = seeded(seed)
    text = broken_store(choice)
    entries = baseline_of(text)
    found = held(text, entries)
    assert all(finding.rule.code == "IPP001" for finding in found.report.findings)
    assert found.stale == ()
    lines = text.splitlines(True)
    assume(text.endswith(("\n", "\r\n")) and "'x\n" not in text)
    for _ in range(3):
        lines.insert(0, "# moved\n")
    moved = held("".join(lines), entries)
    assert [f.rule.code for f in moved.report.findings if f.rule.code not in ("IPP001", "IPP901")] == []


@given(SEEDS)
@FEW
def test_what_a_fix_mends_is_stale_and_nothing_else_is_told(seed: int) -> None:
    text = broken_store(seeded(seed))
    report = report_on(text)
    result = mended(text, Fixes())
    assume(result.texts)
    found = held(result.texts[NAME], read_baseline("b.json", write_baseline(report)))
    assert found.stale
    known = dict(zip(make_fingerprints(report.findings), report.findings, strict=True))
    gone = [known[entry.fingerprint] for entry in found.stale]
    assert {find_place(each) for each in gone} & {find_place(each) for each in result.made}


def find_place(finding: Finding) -> tuple[str, tuple[str, ...]]:
    """Return the rule and the place of a finding: of several alike at one place, the last is stale, whichever was mended."""
    return finding.rule.code, finding.keys
