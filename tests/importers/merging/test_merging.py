"""Human edits and changes of the shop, at random: the file that comes out, held against an oracle field by field."""

from decimal import Decimal
from random import Random
from typing import Any

import pytest
import yaml

from ipp.importers.items.item import Item
from ipp.importers.merging.apply import BY_HAND, Applied, apply_plan
from ipp.importers.merging.lock import Lock, lock_items, read_lock, write_lock
from ipp.importers.merging.plan import make_plan
from ipp.loading import Store, load_store
from ipp.text.source import Source
from tests.amounts import amount

from .human_file import FLAGS, Values, write_file

Shop = dict[str, Values]
"""What a shop sells, by key; `name` is among the values."""
FIELDS = ("name", "price", "cost", "every", "sku", "category", "url", *FLAGS)


def read(text: str) -> Store:
    def opener(_source: Source, _name: str) -> Source:
        raise OSError

    store = load_store(Source("store.yaml", text), opener)
    assert isinstance(store, Store), store.findings
    return store


def parse(text: str) -> dict[str, Any]:
    whole: dict[str, Any] = yaml.load(text, Loader=yaml.CBaseLoader)  # texts only
    return whole


def make_items(shop: Shop) -> tuple[Item, ...]:
    return tuple(
        Item(
            key,
            values["name"],
            values["name"],
            price=Decimal(values["price"]) if "price" in values else None,
            cost=Decimal(values["cost"]) if "cost" in values else None,
            sku=tuple(values.get("sku", ())),
            category=values.get("category", ""),
            url=values.get("url", ""),
            every=values.get("every"),
            draft=values.get("draft"),
            paused=values.get("paused"),
            retired=values.get("retired"),
            sold=values.get("sold"),
        )
        for key, values in shop.items()
    )


def merge(text: str, shop: Shop, lock: Lock | None, take: tuple[str, ...] = ()) -> Applied:
    store, items = read(text), make_items(shop)
    return apply_plan(make_plan(items, "csv", store, lock, take=take, gone_ok=True), store, items)


def make_value(field: str, key: str, lots: Random) -> Any:
    number = lots.randint(1, 4)
    match field:
        case "name":
            return f"Thing {key} {'abcd'[number - 1]}"
        case "price" | "cost":
            return str(10 * number)
        case "sku":
            return [f"S{key}-{each}" for each in sorted(lots.sample(range(4), lots.randint(1, 3)))]
        case "category":
            return lots.choice(["Feet", "Hands", "Feet > Toes"])
        case "every":
            return lots.choice(["month", "year"])
        case "url":
            return f"https://example.com/{key}/{number}"
    return lots.random() < 0.5


def make_values(key: str, lots: Random) -> Values:
    values = {"name": f"Thing {key}"}
    for field, share in {
        "price": 0.9,
        "cost": 0.3,
        "every": 0.1,
        "sku": 0.8,
        "category": 0.7,
        "url": 0.2,
    }.items():
        if lots.random() < share:
            values[field] = make_value(field, key, lots)
    return values | {flag: usual for flag, usual in FLAGS.items() if lots.random() < 0.5}


def edit_values(values: Values, key: str, lots: Random, *, human: bool) -> Values:
    edited = dict(values)
    for field in FIELDS:
        chance = lots.random()
        if chance < (0.05 if field == "name" else 0.12):
            edited[field] = make_value(field, key, lots)
        elif chance < 0.16 and human and field != "name":
            edited.pop(field, None)
    return edited


def merge_by_oracle(human: Values, base: Values, shop: Values, first: bool) -> tuple[Values, set[str]]:
    """Return what the file must say of an item, and the fields that are to be settled."""
    found, differ = dict(human), set()
    for field in FIELDS:
        if field not in shop:
            continue
        usual = FLAGS.get(field)
        mine, before, theirs = (each.get(field, usual) for each in (human, base, shop))
        if field == "sku":
            mine, before, theirs = (
                None if each is None else frozenset(each) for each in (mine, before, theirs)
            )
        if mine == theirs:
            continue
        if (mine in (None, usual)) if first else (mine == before != theirs):
            found[field] = shop[field]
        elif first or before != theirs:
            differ.add(field)
    return found, differ


def plain(values: Values) -> Values:
    """Return values as they are compared: what holds without a word left out, lists without an order."""
    kept = {field: value for field, value in values.items() if value != FLAGS.get(field)}
    return {field: frozenset(value) if field == "sku" else value for field, value in kept.items()}


def read_values(body: Any) -> Values:
    """Return what a parsed file says of an item."""
    values = dict(body) if isinstance(body, dict) else {}
    for flag in FLAGS:
        if flag in values:
            values[flag] = values[flag] == "true"
    for field in ("sku", "also", "next"):
        if isinstance(values.get(field), str):
            values[field] = [values[field]]
    return values


class Case:
    """What the shop said, what people made of it, and what the shop says now."""

    def __init__(self, lots: Random, first: bool) -> None:
        self.first = first
        keys = [str(number) for number in range(lots.randint(2, 6))]
        self.base: Shop = {key: make_values(key, lots) for key in keys}
        self.human: Shop = {}
        for key in keys:
            if lots.random() < 0.93:
                edited = edit_values(self.base[key], key, lots, human=True)
                flags = {flag for flag in FLAGS if edited.get(flag) == FLAGS[flag] and lots.random() < 0.7}
                self.human[key] = {field: value for field, value in edited.items() if field not in flags}
        self.human["own"] = {"name": "My own", "price": "3", "note": "by hand"}
        order = list(self.human)
        lots.shuffle(order)
        self.human = {key: self.human[key] for key in order}
        for values in self.human.values():
            if lots.random() < 0.4:
                values["next"] = [lots.choice(list(self.human.values()))["name"], "Club"]
        self.shop = {
            key: edit_values(self.base[key], key, lots, human=False) for key in keys if lots.random() < 0.9
        }
        for number in range(lots.randint(0, 2)):
            self.shop[f"n{number}"] = make_values(f"n{number}", lots)
        bodies = {
            values["name"]: {field: value for field, value in values.items() if field != "name"}
            for values in self.human.values()
        }
        self.text, self.comments = write_file(bodies, lots)
        self.lock = None if first else lock_items("csv", make_items(self.base))

    def is_matched(self, key: str) -> bool:
        """Whether an item of the shop, or one that is gone, is known in the file: by its last name or title, or by a code."""
        human, base, shop = (each.get(key, {}) for each in (self.human, self.base, self.shop))
        name = (shop if self.first else base).get("name")
        codes = {*shop.get("sku", ()), *(() if self.first else base.get("sku", ()))}
        return bool(human) and (human["name"] == name or bool(codes & set(human.get("sku", ()))))


def expect(case: Case) -> tuple[Shop, set[tuple[str, str]]]:
    """Return what the file must hold, by key, and the fields of items that are to be settled."""
    expected, differ = {key: dict(values) for key, values in case.human.items()}, set[tuple[str, str]]()
    for key, values in case.human.items():
        matched = case.is_matched(key)
        if key in case.shop and matched:
            base = {} if case.first else case.base[key]
            merged, kept = merge_by_oracle(values, base, case.shop[key], case.first)
            expected[key] = merged
            differ |= {(key, field) for field in kept}
        elif key in case.base and key not in case.shop and matched and not case.first:
            expected[key]["retired"] = True
    renamed = {case.human[key]["name"]: values["name"] for key, values in expected.items()}
    for key, values in expected.items():
        if "next" in values:
            values["next"] = [renamed.get(name, name) for name in values["next"]]
        if values["name"] != case.human[key]["name"]:
            values["also"] = [case.human[key]["name"]]
    new = {key for key in case.shop if not case.is_matched(key) and (case.first or key not in case.base)}
    return expected | {f"new {key}": dict(case.shop[key]) for key in new}, differ


def check(case: Case) -> int:
    """Hold a case against the oracle; returns how many fields were left to be changed by hand."""
    applied = merge(case.text, case.shop, case.lock)
    after = applied.texts.get("store.yaml", case.text)
    expected, differ = expect(case)
    by_hand = {(change.key, change.field) for change in applied.plan.to_settle if change.reason == BY_HAND}
    for key, field in by_hand:
        assert field == "sku"  # a comment stands behind what would have to go
        expected[key][field] = case.human[key][field]
    differ |= by_hand
    products = parse(after)["products"]
    found = {name: plain(read_values(body)) for name, body in products.items() if name != "Club"}
    wanted = {
        values["name"]: plain({field: value for field, value in values.items() if field != "name"})
        for values in expected.values()
    }
    assert found == wanted
    assert {(change.key, change.field) for change in applied.plan.to_settle} == differ
    assert [name for name in products if name in {expected[key]["name"] for key in case.human}] == [
        expected[key]["name"] for key in case.human
    ]
    check_places(
        case,
        list(products),
        {values["name"]: values for key, values in expected.items() if key.startswith("new ")},
    )
    for comment in case.comments:
        assert after.count(comment) == 1
    assert ("\r\n" in case.text) == ("\r\n" in after)
    assert after.count("\n") == after.count("\r\n") or "\r\n" not in after
    lock = read_lock("lock", write_lock(applied.plan.lock))
    again = merge(after, case.shop, lock)
    assert {(change.key, change.field) for change in again.plan.to_settle} == by_hand
    assert again.plan._replace(to_settle=()).is_empty
    assert not again.texts
    assert write_lock(again.plan.lock) == write_lock(lock)
    return len(by_hand)


def check_places(case: Case, names: list[str], new: Shop) -> None:
    """A new item stands behind the last of its category, or behind everything where the file has none of it."""
    last = {values.get("category"): key for key, values in case.human.items()}
    old = [name for name in names if name not in new]
    for name, values in new.items():
        before = [each for each in names[: names.index(name)] if each not in new]
        key = last.get(values["category"]) if "category" in values else None
        assert len(before) == (list(case.human).index(key) + 1 if key else len(old))


@pytest.mark.slow
def test_random_edits_and_changes() -> None:
    lots = Random(21)
    by_hand = 0
    for number in range(amount(10_000)):
        case = Case(lots, first=number % 5 == 4)
        try:
            by_hand += check(case)
        except Exception:
            print(number, case.text, case.base, case.shop, sep="\n")
            raise
    assert by_hand <= amount(10_000) / 20
