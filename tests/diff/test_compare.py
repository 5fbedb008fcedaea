"""When the same policy is said, nobody gets another answer; and what is planted where customers are is noticed."""

import random
from copy import deepcopy
from datetime import date

from ipp.diff.compare import Evidence, Noticed, PolicyDifference, compare_policies, compare_stores
from ipp.engine.customer.events import Customer
from ipp.engine.decision.action import Decision
from ipp.engine.decision.decide import decide
from ipp.loading import Store, load_store
from ipp.text.source import Source
from tests.amounts import amount
from tests.engine.agreement import events, read
from tests.fuzz.changes import CHANGES
from tests.oracle.choice import seeded
from tests.oracle.customers import some_attributes, some_history
from tests.oracle.handwriting import by_hand
from tests.oracle.strategies import LAST_DAY, store_of, to_yaml
from tests.stories.shop import SHOP, load_shop

TODAY = date(2026, 11, 22)
EDITS = amount(1_000, 20, most=60)
CUSTOMERS = amount(10_000, 20, most=500)
HANDS = amount(2_000, 20)


def load(text: str) -> Store | None:
    """Return a store without mistakes, or None."""
    found = load_store(Source("path.yaml", text), lambda owner, name: owner)
    return found if isinstance(found, Store) and not found.findings else None


def compare(old: Store, new: Store) -> PolicyDifference:
    return compare_policies(old.policy, new.policy)


def show(decision: Decision) -> tuple[object, ...]:
    """What an answer says to a customer."""
    action = decision.action
    said = action and (action.name, action.price, action.due, action.via, action.because, action.rung)
    return decision.state, said


def test_the_same_store_in_another_hand_is_the_same_policy() -> None:
    for seed in range(HANDS):
        plain = store_of(seed, given=bool(seed % 2), who=bool(seed % 3))
        choice = seeded(seed + 7)
        old, new = read(plain), load(by_hand(deepcopy(plain), choice))
        assert new is not None
        assert compare(old, new).same, seed


def test_whoever_is_looked_at_gets_the_same_where_the_same_policy_is_said() -> None:
    """Customers are dealt out to the edits of which it is said."""
    said = 0
    pairs = []
    for seed in range(EDITS):
        plain = store_of(seed, given=bool(seed % 2), who=bool(seed % 3))
        changed = deepcopy(plain)
        choice = seeded(seed + 1)
        for _ in range(choice.integer(1, 2)):
            choice.one(CHANGES)(changed, choice)
        new = load(to_yaml(changed))
        if new is None:
            continue
        old = read(plain)
        if compare(old, new).same:
            said += 1
            pairs.append((seed, plain, old, new))
    assert said >= EDITS // 50
    for number in range(CUSTOMERS):
        seed, plain, old, new = pairs[number % said]
        choice = seeded(1_000_000 + number)
        facts = some_attributes(choice, plain)
        told = some_history(choice, plain, LAST_DAY, facts, given=bool(seed % 2), who=bool(seed % 3))
        id = str(number)
        for policy in (old.policy, new.policy):
            assert policy.path
        one = decide(old.policy, Customer(events(told, old.policy), facts, LAST_DAY, id), LAST_DAY)
        other = decide(new.policy, Customer(events(told, new.policy), facts, LAST_DAY, id), LAST_DAY)
        assert show(one) == show(other), f"edit {seed}, customer {number}"


def test_a_price_planted_on_a_live_offer_is_noticed() -> None:
    """Whatever the first purchase is asked next costs one more: the first purchase notices."""
    noticed = 0
    for seed in range(amount(300, 15)):
        plain = store_of(seed)
        old = read(plain)
        name = random.Random(seed).choice(old.policy.goods_in_order)
        first = decide(
            old.policy,
            Customer(events([{"kind": "bought", "items": [name], "on": TODAY}], old.policy), {}, TODAY),
            TODAY,
        )
        action = first.action
        if action is None or action.offer is None or action.offer[1] is not None or first.state == "held":
            continue
        changed = deepcopy(plain)
        kind = "bundles" if action.kind == "bundle" else "products"
        changed[kind][action.name]["price"] = str((action.price or 0) + 1)
        new = load(to_yaml(changed))
        if new is None:
            continue
        noticed += 1
        report = compare_stores(old, new, compare(old, new), TODAY, Evidence(), Noticed())
        assert report.verdict == "differ", seed
    assert noticed


def test_comments_anchors_blanks_and_the_order_of_keys_change_nothing() -> None:
    other = SHOP.replace(
        "    price: 24\n    also: [Big Mug]\n",
        "    also: [Big Mug] # its old name\n\n    price: &mug 24.00\n",
    )
    assert other != SHOP
    assert compare(load_shop(), load_shop(other)).same


def test_what_a_category_says_instead_of_its_products_changes_nothing() -> None:
    listed = SHOP.replace(
        "Teapot: {price: 68, downsell: [Milk Jug]}",
        "Teapot: {price: 68, downsell: [Milk Jug], category: Pots}",
    )
    listed = listed.replace("next: [Clay Club]\n", "next: [Clay Club]\ncategories: {Pots: {next: [Mug]}}\n")
    own = SHOP.replace("downsell: [Milk Jug]}", "downsell: [Milk Jug], next: [Mug]}")
    assert compare(load_shop(listed), load_shop(own)).same


def test_figures_that_only_forecasts_read_are_a_note_under_the_same_policy() -> None:
    other = load_shop(SHOP.replace("price: 19}", "price: 19, cost: 4}"))
    difference = compare(load_shop(), other)
    assert difference.same
    report = compare_stores(load_shop(), other, difference, TODAY, Evidence(), Noticed())
    assert report.verdict == "same policy"
    assert [(each.level, each.section, each.message) for each in report.statements] == [
        ("note", "forecast", "figures that only forecasts read differ: Milk Jug")
    ]


def test_a_store_that_leaves_somebody_with_nothing_loses_their_next_action() -> None:
    other = SHOP.replace("next: [Clay Club]\n", "").replace("rest: [{do: Studio letter, every: 30d}]\n", "")
    other = other.replace("ultimate: Clay Club", "ultimate: {offer: Clay Club, cold: false}")
    new = load_shop(other)
    report = compare_stores(load_shop(), new, compare(load_shop(), new), TODAY, Evidence(), Noticed())
    assert report.worst == "lost"
    assert any(each.section == "answers" and "-> nothing" in each.message for each in report.statements)


def test_every_statement_has_its_place() -> None:
    new = load_shop(
        SHOP.replace("price: 68", "price: 70").replace("Milk Jug", "Jug").replace("gap: 2d", "gap: 3d")
    )
    report = compare_stores(load_shop(), new, compare(load_shop(), new), TODAY, Evidence(), Noticed())
    assert report.statements
    assert all(each.span.line > 0 and each.span.source.name == "shop.yaml" for each in report.statements)
