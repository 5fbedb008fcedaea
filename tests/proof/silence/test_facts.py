"""Years of customers where segments ask for what was ordered: they are walked with what was ordered."""

from ipp.lint.check import check_store
from tests.engine.feet import written

STORE = """
ipp: 1
ultimate: {offer: Club, cold: false}
products:
  Soap: {price: 9, consumable: true, next: [{offer: Club, when: regulars}, {do: Thanks, after: 40d, unless: regulars}]}
  Salt: {price: 9, consumable: true, next: [{offer: Club, when: %s}, {do: Thanks, after: 40d, unless: regulars}]}
  Club: {price: 29}
touches: {Thanks: {kind: content}, Letter: {kind: content}}
next: [{offer: Club, after: 50d}]
segments: {regulars: {orders: 3}, soapy: {bought_any: Soap}}
rest: [{do: Letter, every: 30d}]
"""


def test_a_store_with_facts_is_walked_without_a_false_alarm() -> None:
    found = check_store(written(STORE % "regulars"))
    assert [each.rule.code for each in found if each.rule.code != "IPP103"] == []


def test_products_are_told_apart_by_what_was_bought() -> None:
    found = check_store(written(STORE % "soapy"))
    assert {each.rule.code for each in found} <= {"IPP308"}
