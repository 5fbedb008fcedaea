"""All rules together: order, no finding twice, names to places, and no avalanche after one mistake."""

from pathlib import Path

import pytest

from ipp.lint.check import check_store
from ipp.loading import UnreadFile, load_store, make_opener
from ipp.text.source import Source

from .marked import findings_in, of_rule, whole

SOUND = """
ipp: 1
store: Happy Feet
currency: USD
ultimate: {offer: Club, again_after: 90d}
products:
  Massager: {price: 89, cost: 31, category: Feet, next: [Video, Spa, {offer: Slippers, after: 14d, when: sore}]}
  Formula: {price: 19, cost: 4, consumable: true, refill: 45d, category: Feet, next: Slippers}
  Slippers: {price: 24, cost: 6, category: Feet}
  Kit: {price: 22, cost: 7, category: Feet}
  Jazz 101: {price: 49}
  Jazz 201: {price: 79, next: {do: Video, after: 2w}}
  Club: {price: 29, every: month, churn: 6%, cost: 8}
bundles:
  Spa: {items: [Formula, Slippers, Kit], price: 59, downsell: [Slippers, Kit, Formula]}
touches: {Video: {kind: content}, Letter: {kind: content}}
series: {Jazz: [Jazz 101, Jazz 201]}
categories: {Feet: {next: Club}}
next: Club
prospects: Massager
rest: [{do: Letter, every: 30d}]
segments: {sore: {where: {concern: [heel, arch]}}}
defaults: {after: 3d}
"""
MISTAKES = [
    ("price: 89", "prise: 89"),
    ("price: 89", "price: eighty"),
    ("cost: 31", "cost: [31]"),
    ("category: Feet, next: [Video", "catgory: Feet, next: [Video"),
    ("next: [Video, Spa", "next: [Video, Sap"),
    ("next: [Video", "nxt: [Video"),
    ("after: 14d", "after: 14 moons"),
    ("when: sore", "when: soer"),
    ("consumable: true", "consumable: perhaps"),
    ("refill: 45d", "refill: 0"),
    ("items: [Formula", "items: [Formla"),
    ("items: [Formula", "itmes: [Formula"),
    ("downsell: [Slippers", "downsell: [Slipers"),
    ("{kind: content}, Letter", "{kind: contents}, Letter"),
    ("series: {Jazz: [Jazz 101", "series: {Jazz: [Jazz 11"),
    ("categories: {Feet: {next: Club}}", "categories: {Feet: {next: Clib}}"),
    ("\nnext: Club", "\nnext: Clob"),
    ("\nnext: Club", "\nnxt: Club"),
    ("prospects: Massager", "prospects: Masager"),
    ("do: Letter, every", "do: Leter, every"),
    ("every: 30d", "every: never"),
    ("where: {concern", "were: {concern"),
    ("defaults: {after: 3d}", "defaults: {after: 3}"),
    ("ultimate: {offer: Club", "ultimate: {offer: Clab"),
    ("again_after: 90d", "again: 90d"),
    ("  Slippers: {price: 24", "  Slippers: {price: 24, price: 25"),
    ("  Kit: {", "  Kit: 22\n  Kit 2: {"),
]


def test_a_sound_store() -> None:
    assert findings_in(SOUND.lstrip()) == ()


@pytest.mark.parametrize(("right", "wrong"), MISTAKES)
def test_one_mistake_is_a_finding_or_two_and_no_avalanche(right: str, wrong: str) -> None:
    assert right in SOUND
    findings = findings_in(SOUND.lstrip().replace(right, wrong, 1), mistakes=True)
    assert 1 <= len(findings) <= 2, [finding.message for finding in findings]
    assert all(finding.rule.code < "IPP103" for finding in findings), [
        finding.message for finding in findings
    ]


def test_findings_stand_in_the_order_of_their_places() -> None:
    store = "products:\n  One: {cost: 9, price: 3, next: [One, Club]}\n  Two: {next: Two}\n  Club: {}"
    findings = findings_in(whole(store))
    places = [finding.span.start for finding in findings]
    assert len(places) >= 3
    assert places == sorted(places)


def test_a_finding_knows_the_names_on_the_way_to_its_place() -> None:
    store = whole("products: {One: {next: [Club, One]}, Club: {}}\nrest: []")
    [finding] = of_rule("offers-itself", store)
    assert finding.keys == ("products", "One", "next", "One")


def test_a_file_that_cannot_be_read_is_told_as_that_alone() -> None:
    loaded = load_store(Source("store.yaml", "ipp: 1\nproducts: {One: {next: Two}\n"), make_opener(Path()))
    assert isinstance(loaded, UnreadFile)
    assert [finding.rule.code for finding in check_store(loaded)] == ["IPP001"]
