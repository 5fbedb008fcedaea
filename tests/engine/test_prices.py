"""What goods come to, by hand: unknown stays unknown."""

from decimal import Decimal

from ipp.engine.prices import find_cost, find_saving, sum_single_prices
from ipp.path.model import Bundle, Product
from tests.engine.feet import FEET, policy_of

STORE = policy_of(FEET)
COSTS = policy_of("""
ipp: 1
ultimate: Z
products:
  A: {price: 10, cost: 3.50}
  B: {price: 20, cost: 7}
  C: {price: 5}
  D: {price: 8, draft: true}
  E: {draft: true}
  Z: {price: 99, cost: 9}
bundles:
  AB: {items: {A: 2, B: 1}, free: A, price: 30}
  AC: {items: [A, C], price: 12}
  AE: {items: [A, E], price: 12, draft: true}
  Boxed: {items: [A, B], price: 25, cost: 11}
""")


def cost(name: str) -> Decimal | None:
    item = COSTS.names.resolve_item(name)
    assert isinstance(item, Product | Bundle)
    return find_cost(COSTS, item)


def test_a_bundle_saves_what_its_contents_cost_one_by_one_free_ones_included() -> None:
    spa, soak = STORE.goods["Foot Spa Bundle"], STORE.goods["Soak Three"]
    assert sum_single_prices(STORE, spa) == Decimal(76)  # 19 + 35 + 22
    assert find_saving(STORE, spa, Decimal(59)) == Decimal(17)
    assert sum_single_prices(STORE, soak) == Decimal(57)  # 3 x 19, one of them free
    assert find_saving(STORE, soak, Decimal(38)) == Decimal(19)


def test_a_product_saves_against_its_list_price() -> None:
    insoles = STORE.goods["Insoles"]
    assert find_saving(STORE, insoles, Decimal(29)) == Decimal(10)
    assert find_saving(STORE, insoles, Decimal(39)) is None
    assert find_saving(STORE, insoles, Decimal(45)) is None


def test_where_a_price_is_unknown_so_is_the_saving() -> None:
    bundle = COSTS.goods["AE"]
    assert sum_single_prices(COSTS, bundle) is None
    assert find_saving(COSTS, bundle, Decimal(12)) is None
    assert find_saving(COSTS, COSTS.goods["A"], None) is None
    assert find_saving(COSTS, None, Decimal(12)) is None


def test_a_bundle_costs_what_is_in_it_unless_it_says_otherwise() -> None:
    assert cost("A") == Decimal("3.50")
    assert cost("AB") == Decimal("17.50")  # three A (one free) and one B
    assert cost("Boxed") == Decimal(11)
    assert cost("C") is None
    assert cost("AC") is None
