"""Who can never be asked: just those, against every set of purchases of small stores."""

import itertools
from collections import Counter
from typing import Any

import pytest

from ipp.engine.policy.clauses import Gate
from ipp.engine.policy.compile import Policy
from ipp.proof.assumptions import close_windows
from ipp.proof.customers.owned_set import OwnedSet
from ipp.proof.customers.satisfiable import can_open
from ipp.proof.customers.three_valued import ThreeValuedLogic
from ipp.proof.ultimate.closed import NOTHING_KEPT, UltimateAsks
from tests.amounts import amount
from tests.engine.agreement import read
from tests.oracle.strategies import store_of
from tests.proof.answering import everybody
from tests.proof.kinds import deceiving
from tests.proof.reaching import Reaching
from tests.proof.stores import policy_of, without

STORES = amount(4_000, least=80, most=200)
BLOCKS = 4


def _asked(policy: Policy, bought: tuple[str, ...], values: dict[str, str | None]) -> bool:
    """Whether the ultimate action is on offer to somebody who bought these."""
    goal = policy.goal
    assert goal
    buyer = OwnedSet(policy, bought)
    if buyer.arrived or goal.good.durables & buyer.owned:
        return False
    if goal.cold:
        return True
    logic = ThreeValuedLogic(policy, buyer.owned, values)
    return any(logic.check_gates(gates) for gates in buyer.list_offers().get(goal.offer, ()))


def _closed(policy: Policy, start: str) -> list[bool]:
    """Whether, for each choice of attributes, no further purchases lead to the ask."""
    goal = policy.goal
    assert goal
    more = [name for name in policy.goods_in_order if name not in (start, goal.good.name)]
    sets = [(start, *rest) for size in range(len(more) + 1) for rest in itertools.combinations(more, size)]
    domains = [(None, *values) for values in policy.attribute_values.values()]
    found = []
    for values in itertools.product(*domains):
        facts = dict(zip(policy.attribute_values, values, strict=True))
        found.append(not any(_asked(policy, bought, facts) for bought in sets))
    return found


@pytest.mark.parametrize("block", range(BLOCKS))
def test_just_those_are_reported_who_can_never_be_asked(block: int) -> None:
    kinds: Counter[str] = Counter()
    for seed in range(block, STORES, BLOCKS):
        plain = without_rest(deceiving(store_of(seed, given=seed // BLOCKS % 4 == 3), seed))
        plain = without(plain, "paused")
        policy = close_windows(read(plain).policy)
        if policy.goal is None or policy.goal.good.draft or len(policy.goods_in_order) > 6:
            continue
        kinds += _compared(plain, policy, seed)
    assert min(kinds["reported"], kinds["open"]) > STORES // 40, kinds


def without_rest(plain: dict[str, Any]) -> dict[str, Any]:
    """Return the store without the cold ask and `rest`: by them nobody is closed out."""
    terms = plain["ultimate"] if isinstance(plain["ultimate"], dict) else {"offer": plain["ultimate"]}
    products = {
        name: {key: value for key, value in body.items() if key != "refill"}
        for name, body in plain["products"].items()
    }
    store = {key: value for key, value in plain.items() if key != "rest"}
    return {**store, "products": products, "ultimate": {**terms, "cold": False}}


def _compared(plain: dict[str, Any], policy: Policy, seed: int) -> Counter[str]:
    """Hold what is said of each purchase against every history of everybody."""
    kinds: Counter[str] = Counter()
    asks, people = UltimateAsks(policy), [Reaching(plain, policy, values) for values in everybody(policy)]
    for name in (NOTHING_KEPT, *policy.goods_in_order):
        if name and (
            asks.brings_ultimate(policy.goods[name]) or not any(each.come_by(name) for each in people)
        ):
            continue
        found, truth = asks.find_closed(name), [each.closed_after(name) for each in people]
        assert any(truth) == (found is not None), (seed, name, found)
        assert not found or (found.attributes == {}) == all(truth), (seed, name, found)
        kinds["reported" if found else "open"] += 1
        kinds["with nothing kept"] += bool(found and not name)
    assert not asks.stopped
    return kinds


def test_conditions_that_never_hold_together_close_it_to_everybody() -> None:
    policy = policy_of(
        """
        ultimate: {offer: Club, cold: false, ready: both}
        products: {Slippers: {next: {offer: Club, when: us, unless: us}}, Club: {}}
        segments: {us: {where: {country: US}}, ca: {where: {country: CA}}, both: {all: [us, ca]}}
        """
    )
    found = UltimateAsks(policy).find_closed(None)
    assert found is not None
    assert found.attributes == {}


def test_everybody_with_other_attributes() -> None:
    policy = policy_of(
        """
        ultimate: {offer: Club, cold: false}
        products:
          Slippers: {next: [{offer: Club, when: runners}]}
          Club: {}
        segments: {runners: {where: {sport: running}}}
        """
    )
    found = UltimateAsks(policy).find_closed(None)
    assert found is not None
    assert found.attributes == {"sport": None}


def test_a_condition_that_more_purchases_can_meet_is_open() -> None:
    policy = policy_of(
        """
        ultimate: {offer: Club, cold: false, ready: fans}
        products: {Slippers: {}, Socks: {}, Club: {}}
        segments: {fans: {owns: 2}}
        """
    )
    assert UltimateAsks(policy).find_closed("Slippers") is None


def test_a_condition_that_a_purchase_has_spoilt_is_closed() -> None:
    policy = policy_of(
        """
        ultimate: {offer: Club, cold: false}
        products: {Slippers: {}, Socks: {}, Club: {}}
        next: [{offer: Club, unless: shod}]
        segments: {shod: {owns_any: Slippers}}
        """
    )
    asks = UltimateAsks(policy)
    assert asks.find_closed(None) is None
    assert asks.find_closed("Socks") is None
    assert asks.find_closed("Slippers") is not None


def test_an_ask_within_some_days_of_the_purchase_is_an_ask() -> None:
    policy = policy_of(
        """
        ultimate: {offer: Club, cold: false}
        products: {Slippers: {next: {offer: Club, within: 30d}}, Socks: {next: {offer: Club, until: 2026-12-24}}, Club: {}}
        """
    )
    asks = UltimateAsks(policy)
    assert asks.find_closed("Slippers") is None
    assert asks.find_closed("Socks") is None  # who buys slippers, too, is asked
    bare = UltimateAsks(
        policy_of(
            "ultimate: {offer: Club, cold: false}\nproducts: {Socks: {next: {offer: Club, until: 2026-12-24}}, Club: {}}"
        )
    )
    assert bare.find_closed("Socks") is not None


def test_a_list_that_comes_only_with_the_ultimate_action_asks_nobody() -> None:
    """Who reads the list of the soap bought the soap, which is above the ask; or has the box already."""
    policy = policy_of(
        """
        ultimate: {offer: Box, cold: false}
        products:
          Soap: {price: 30, consumable: true, next: [{offer: Soap, price: 5, downsell: [Box]}]}
          Brush: {price: 10}
        bundles: {Box: {items: [Soap], price: 20}}
        """
    )
    assert UltimateAsks(policy).find_closed("Brush") is not None
    other = policy_of(
        """
        ultimate: {offer: Box, cold: false}
        products:
          Soap: {price: 30, consumable: true, next: [{offer: Soap, price: 5, downsell: [Box]}]}
          Brush: {price: 10}
        bundles: {Box: {items: [Soap], price: 20}, Pair: {items: [Soap, Brush]}}
        """
    )
    assert UltimateAsks(other).find_closed("Brush") is None


def test_what_is_asked_at_each_purchase_is_not_asked_below_that_purchase() -> None:
    """The list of the soap is read by whoever buys soap, or a box: each stands above the ask."""
    policy = policy_of(
        """
        ultimate: {offer: Club, cold: false}
        products:
          Soap: {price: 30, consumable: true, next: [{offer: Soap, each_time: true, downsell: [Box, Club]}]}
          Brush: {price: 10}
          Club: {}
        bundles: {Box: {items: [Soap], price: 20}}
        """
    )
    asks = UltimateAsks(policy)
    assert all(asks.find_closed(name) is not None for name in ("Soap", "Box", "Brush"))


def test_what_is_asked_at_each_purchase_is_asked_of_those_who_bought_what_stands_above_before() -> None:
    """Who bought the soap is asked when they buy a box: since then they bought no soap by itself."""
    store = """
        ultimate: {offer: Club, cold: false}
        products:
          Soap: {price: 30, consumable: true, next: [{offer: Soap, each_time: true, downsell: [Club]}]%s}
          Brush: {price: 10}
          Club: {}
        bundles: {Box: {items: [Soap], price: 20}}
        """
    for sold in ("", ", sold: false"):
        asks = UltimateAsks(policy_of(store % sold))
        assert all(asks.find_closed(name) is None for name in ("Soap", "Box", "Brush")), sold


@pytest.mark.parametrize(
    ("soap", "bundle"),
    [
        (
            "next: [{offer: Kit, downsell: [Club]}], draft: true",
            "Kit: {items: [Soap]}",
        ),  # the rung above is theirs
        ("next: [Club], draft: true", "Kit: {items: [Soap, Membership]}"),  # a part of the ultimate action is
        ("next: [{offer: Soap, price: 5, downsell: [Kit, Club]}]", "Kit: {items: [Soap, Brush]}"),
    ],
)
def test_the_purchase_that_brings_a_list_can_take_its_ask_away(soap: str, bundle: str) -> None:
    policy = policy_of(
        f"""
        ultimate: {{offer: Club, cold: false}}
        products: {{Soap: {{price: 9, consumable: true, {soap}}}, Brush: {{price: 10}}, Membership: {{price: 30}}, Party: {{price: 50}}}}
        bundles: {{{bundle}, Club: {{items: [Membership, Party], price: 70}}}}
        """
    )
    asks = UltimateAsks(policy)
    assert any(_closed(policy, "Brush"))
    assert asks.find_closed("Brush") is not None


def test_what_comes_only_with_a_part_of_the_ultimate_action_is_no_way_to_it() -> None:
    policy = policy_of(
        """
        ultimate: {offer: Club, cold: false, ready: fans}
        products: {Soap: {price: 9, draft: true}, Brush: {price: 10}, Membership: {price: 30}, Party: {price: 50}}
        bundles: {Club: {items: [Membership, Party], price: 70}, Kit: {items: [Soap, Membership], price: 35}}
        segments: {fans: {owns_any: Soap}}
        """
    )
    assert any(_closed(policy, "Brush"))
    assert UltimateAsks(policy).find_closed("Brush") is not None


def test_the_list_of_a_consumable_ultimate_action_is_read_by_who_got_it_in_a_bundle() -> None:
    """Its contents do not count as bought, and a consumable never as owned: they are asked."""
    policy = policy_of(
        """
        ultimate: {offer: Soap, cold: false}
        products: {Soap: {price: 10, consumable: true, next: [Soap]}, Brush: {price: 30}}
        bundles: {Box: {items: [Soap, Brush], price: 35}}
        """
    )
    asks = UltimateAsks(policy)
    assert _asked(policy, ("Box",), {})
    assert asks.find_closed("Box") is None
    assert asks.find_closed("Brush") is None


def test_a_part_of_an_ultimate_bundle() -> None:
    policy = policy_of(
        """
        ultimate: All of it
        products: {Slippers: {}, Socks: {}, Oil: {consumable: true}}
        bundles: {All of it: {items: [Slippers, Oil]}}
        """
    )
    asks = UltimateAsks(policy)
    found = asks.find_closed("Slippers")
    assert found is not None
    assert found.holding == "Slippers"
    assert asks.find_closed("Oil") is None
    assert asks.find_closed("Socks") is None


def test_a_step_is_as_open_as_to_whoever_owns_these_very_products() -> None:
    """What is asked once for many answers what asking for each of them does."""
    answers: Counter[bool] = Counter()
    for seed in range(STORES):
        policy = close_windows(read(without(deceiving(store_of(seed), seed), "paused")).policy)
        if policy.goal is None:
            continue
        asks = UltimateAsks(policy)
        gates = [Gate((name,)) for name in policy.conditions] + [
            Gate((), (name,)) for name in policy.conditions
        ]
        owners = [frozenset[str](), *(policy.goods[name].durables for name in policy.goods_in_order)]
        for gate, owned in itertools.product(gates, owners):
            found = asks.can_step_open(gate, owned)
            assert found == can_open(policy, (gate,), owned, asks.ownable), (seed, gate, owned)
            answers[found] += 1
    assert answers[True] > answers[False] > 0
