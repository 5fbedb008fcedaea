"""What is theirs, by hand and over random stores: had, owned in full, owned in part."""

from ipp.engine.customer.event_order import sort_events
from ipp.engine.customer.events import Bought
from ipp.engine.ownership import brings_good, buy_goods, find_owned, is_had, is_owned, list_whole
from tests.amounts import amount
from tests.engine.agreement import events, read
from tests.engine.feet import FEET, policy_of
from tests.oracle.customer import had, owned
from tests.oracle.strategies import case

GOODS = policy_of(FEET).goods
NOTHING: frozenset[str] = frozenset()


def test_buying_a_bundle_is_not_buying_its_contents_one_by_one() -> None:
    spa = buy_goods([GOODS["Foot Spa Bundle"]])
    assert spa.bought == {"Foot Spa Bundle"}
    assert spa.got == {"Foot Soak", "Spa Slippers", "Nail Kit"}
    assert spa.owned == {"Spa Slippers", "Nail Kit"}
    assert not is_had(GOODS["Foot Soak"], spa.bought, spa.owned)
    assert is_had(GOODS["Nail Kit"], spa.bought, spa.owned)


def test_what_holds_a_consumable_is_never_owned_in_full() -> None:
    spa = GOODS["Foot Spa Bundle"]
    assert list_whole(spa) == NOTHING
    assert not is_owned(spa, spa.products)
    assert is_had(spa, {"Foot Spa Bundle"}, NOTHING)
    assert find_owned(spa, {"Nail Kit", "Foot Soak"}) == {"Nail Kit"}


def test_a_bundle_without_contents_is_not_owned_by_everybody() -> None:
    empty = GOODS["Nail Kit"]._replace(products=NOTHING, durables=NOTHING, contents=())
    assert not is_owned(empty, {"Nail Kit"})


def test_buying_a_bundle_brings_what_is_in_it() -> None:
    store = policy_of(
        "ipp: 1\nultimate: AB\nproducts: {A: {price: 1}, B: {price: 1}, C: {price: 1}}\n"
        "bundles: {AB: {items: [A, B], price: 1}, ABC: {items: [A, B, C], price: 2}}\n"
    )
    assert brings_good(store.goods["ABC"], store.goods["AB"])
    assert not brings_good(store.goods["AB"], store.goods["ABC"])
    assert brings_good(store.goods["AB"], store.goods["AB"])


def test_as_the_naive_engine() -> None:
    yes, stores = 0, amount(2_000, least=60)
    for seed in range(stores):
        plain, history, _, today = case(seed)
        policy = read(plain).policy
        known = sort_events(events([event for event in history if event["on"] <= today]))
        bought = [event for event in known if isinstance(event, Bought)]
        theirs = buy_goods(policy.goods[name] for event in bought for name in event.items)
        assert theirs.owned == set(owned(plain, history, today)), seed
        for name in policy.goods_in_order:
            found = is_had(policy.goods[name], theirs.bought, theirs.owned)
            assert found == had(plain, history, today, name), (seed, name)
            yes += found
    assert yes > stores
