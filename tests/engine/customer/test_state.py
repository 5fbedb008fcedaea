"""What a history comes to: owned, had, answered, pending; sentences 1, 3, 7 and 8 by hand."""

from decimal import Decimal

from ipp.engine.customer.event_order import sort_events
from ipp.engine.customer.events import Customer, Event
from ipp.engine.customer.state import State
from tests.engine.feet import FEET, accepted, bought, day, declined, did, offered, policy_of

STORE = policy_of(FEET)
SPA = ("Foot Spa Bundle", None)


def state(today: int, *events: Event, **attributes: str) -> State:
    return State(STORE, Customer(events, attributes), day(today))


def waited_for(today: int, *events: Event) -> tuple[str, int] | None:
    """Return the item of the pending offer, and the day on which its patience ends."""
    pending = state(today, *events).pending
    return pending and (pending.offer[0], (pending.ends - day(0)).days)


# 1: what is owned


def test_consumables_are_got_but_never_owned() -> None:
    one = state(9, bought(0, "Foot Spa Bundle"))
    assert one.owned == {"Spa Slippers", "Nail Kit"}
    assert set(one.got) == {"Foot Soak", "Spa Slippers", "Nail Kit"}
    assert set(one.bought) == {"Foot Spa Bundle"}  # its contents were not bought one by one


def test_a_bundle_with_a_consumable_is_had_only_by_buying_it() -> None:
    bundle = STORE.goods["Foot Spa Bundle"]
    assert not state(9, bought(0, "Foot Soak", "Spa Slippers", "Nail Kit")).has_had(bundle)
    assert state(9, bought(0, "Foot Spa Bundle")).has_had(bundle)


def test_a_bundle_of_durables_is_had_piece_by_piece() -> None:
    store = policy_of("ipp: 1\nultimate: AB\nproducts: {A: {price: 1}, B: {price: 1}}\n"
                      "bundles: {AB: {items: [A, B], price: 2}}\n")  # fmt: skip
    for events, had in (((bought(0, "A"),), False), ((bought(0, "A"), bought(1, "B")), True)):
        assert State(store, Customer(events), day(2)).has_had(store.goods["AB"]) is had


def test_purchases_are_read_most_recent_first_bundles_before_products_and_by_place() -> None:
    events = [
        bought(1, "Heel Cups", "Insoles"),
        bought(3, "Nail Kit", "Foot Spa Bundle"),
        bought(2, "Foot Soak"),
    ]
    assert [(name, (on - day(0)).days) for name, on in state(9, *events).list_purchases()] == [
        ("Foot Spa Bundle", 3),
        ("Foot Soak", 3),
        ("Spa Slippers", 3),
        ("Nail Kit", 3),
        ("Insoles", 1),
        ("Heel Cups", 1),
    ]


def test_of_two_orders_on_one_day_the_later_given_is_read_first() -> None:
    events = [bought(1, "Insoles"), bought(1, "Heel Cups")]
    assert [name for name, _ in state(9, *events).list_purchases()] == ["Heel Cups", "Insoles"]


def test_what_happens_after_today_is_not_known() -> None:
    one = state(1, bought(1, "Insoles"), bought(2, "Heel Cups"), did(3, "Letter"), declined(2, "Foot Soak"))
    assert (one.owned, one.done, one.declined) == ({"Insoles"}, {}, {})


def test_a_day_goes_purchases_offers_answers_touches() -> None:
    told = (
        did(1, "Letter"),
        declined(1, "Insoles"),
        offered(1, "Insoles"),
        bought(1, "Foot Soak"),
        bought(0, "Nail Kit"),
    )
    assert sort_events(told) == [told[4], told[3], told[2], told[1], told[0]]


# 3: answers are to an item at a price


def test_the_list_price_written_out_is_the_list_price() -> None:
    one = state(9, declined(1, "Insoles", "39.00"), declined(2, "Insoles", "29"))
    assert one.declined == {("Insoles", None): day(1), ("Insoles", Decimal(29)): day(2)}


# 8: silence


def test_silence_is_a_no_on_the_day_on_which_patience_ends() -> None:
    asked = [bought(0, "Toe Massager"), offered(2, "Foot Spa Bundle")]
    assert waited_for(6, *asked) == ("Foot Spa Bundle", 7)
    assert waited_for(7, *asked) is None
    assert state(7, *asked).noes == {SPA: [day(7)]}


def test_a_no_that_comes_late_takes_the_place_of_the_silent_one() -> None:
    asked = [bought(0, "Toe Massager"), offered(2, "Foot Spa Bundle"), declined(9, "Foot Spa Bundle")]
    assert state(9, *asked).noes == {SPA: [day(9)]}


def test_after_a_new_ask_a_no_is_a_second_one() -> None:
    asked = [bought(0, "Toe Massager"), offered(2, "Foot Spa Bundle"), offered(9, "Foot Spa Bundle")]
    assert state(9, *asked, declined(9, "Foot Spa Bundle")).noes == {SPA: [day(7), day(9)]}


def test_a_reminder_waits_anew_and_the_earlier_ask_leaves_no_no() -> None:
    asked = [bought(0, "Toe Massager"), offered(2, "Foot Spa Bundle"), offered(5, "Foot Spa Bundle")]
    assert waited_for(9, *asked) == ("Foot Spa Bundle", 10)
    assert state(10, *asked).noes == {SPA: [day(10)]}


def test_of_several_pending_offers_the_last_is_waited_for() -> None:
    asked = [bought(0, "Toe Massager"), offered(3, "Gift Card"), offered(2, "Foot Spa Bundle")]
    assert waited_for(4, *asked) == ("Gift Card", 8)
    same_day = [bought(0, "Toe Massager"), offered(2, "Gift Card"), offered(2, "Foot Spa Bundle")]
    assert waited_for(4, *same_day) == ("Foot Spa Bundle", 7)
    assert waited_for(4, *same_day, declined(4, "Foot Spa Bundle")) == ("Gift Card", 7)


def test_patience_and_channel_are_those_of_the_rung_by_which_it_was_made() -> None:
    """And the default ones for what no list offers."""
    store = policy_of(FEET.replace("offer: Insoles, after: 14d", "offer: Insoles, patience: 9d, after: 14d"))
    events = (bought(0, "Toe Massager"), offered(1, "Insoles"), offered(1, "Nail Kit"))
    one = State(store, Customer(events[:2]), day(2)).pending  # open or closed: she has no sore heels
    assert one and one.rung and (one.ends, one.rung.via, one.because) == (day(10), "email", "Toe Massager")
    other = State(store, Customer(events), day(2)).pending
    assert other and (other.offer[0], other.ends, other.rung) == ("Nail Kit", day(6), None)


def test_the_ultimate_asked_again_has_the_patience_of_the_rung_that_makes_it() -> None:
    store = policy_of(FEET.replace("next: Gift Card", "next: {offer: Feet Club, patience: 9d}"))
    first = (bought(0, "Nail Kit"), offered(1, "Feet Club"))
    again = (bought(0, "Nail Kit"), declined(1, "Feet Club"), offered(41, "Feet Club"))
    for events, ends in ((first, 10), (again, 50)):
        pending = State(store, Customer(events), day(41 if events is again else 1)).pending
        assert pending and pending.ends == day(ends)


# 7: open asks


def test_an_ask_runs_on_after_a_purchase_of_anything_else_and_is_waited_for_no_longer() -> None:
    asked = [bought(0, "Toe Massager"), offered(2, "Foot Spa Bundle")]
    for on, awaited in ((2, True), (3, False), (6, False)):
        one = state(6, *asked, bought(on, "Heel Cups"))
        assert [pending.offer for pending in one.open_asks] == [SPA]
        assert bool(one.pending) is awaited, on
        assert state(7, *asked, bought(on, "Heel Cups")).noes == {SPA: [day(7)]}


def test_the_first_open_ask_that_shares_a_product_is_found() -> None:
    asked = [bought(0, "Toe Massager"), offered(2, "Foot Spa Bundle"), offered(3, "Soak Three")]
    one, goods = state(4, *asked), STORE.goods
    sharing = {name: one.find_sharing_good(goods[name]) for name in ("Foot Soak", "Nail Kit", "Insoles")}
    assert {name: pending and pending.offer for name, pending in sharing.items()} == {
        "Foot Soak": SPA,
        "Nail Kit": SPA,
        "Insoles": None,
    }


def test_a_yes_is_a_purchase_after_the_orders_of_its_day_unless_one_names_the_item() -> None:
    yes = [accepted(1, "Insoles"), bought(1, "Heel Cups"), accepted(1, "Insoles", "29")]
    assert [name for name, _ in state(9, *yes).list_purchases()] == ["Insoles", "Heel Cups"]
    named = [accepted(1, "Insoles"), bought(1, "Heel Cups"), bought(1, "Insoles"), bought(1, "Nail Kit")]
    assert [name for name, _ in state(9, *named).list_purchases()] == ["Nail Kit", "Insoles", "Heel Cups"]


def test_an_order_of_unknown_things_is_a_purchase() -> None:
    one = state(9, bought(1), bought(3, "Insoles"), bought(5))
    assert (one.first_order, one.last_order, one.holdings.became) == (day(1), day(5), {"Insoles": day(3)})


def test_theirs_since_the_first_purchase_and_read_by_the_latest() -> None:
    one = state(9, bought(1, "Foot Soak"), bought(3, "Soak Three"), bought(5, "Foot Soak"))
    assert one.holdings.became == {"Foot Soak": day(1), "Soak Three": day(3)}
    assert list(one.list_purchases()) == [("Foot Soak", day(5)), ("Soak Three", day(3))]


def test_a_purchase_of_the_item_is_a_yes_and_that_of_a_bundle_with_it_is_not() -> None:
    asked = [bought(0, "Toe Massager"), offered(2, "Foot Soak")]
    assert waited_for(2, *asked, bought(2, "Foot Soak")) is None
    assert waited_for(2, *asked, bought(2, "Soak Three")) == ("Foot Soak", 7)
    assert ("Foot Soak", None) not in state(9, *asked, bought(3, "Foot Soak")).declined


def test_asks_are_offers_and_noes_to_what_was_not_recorded_as_offered() -> None:
    assert state(9, declined(3, "Insoles")).last_ask == day(3)
    assert state(9, offered(1, "Insoles"), declined(3, "Insoles")).last_ask == day(1)
    assert state(9, offered(1, "Insoles"), declined(3, "Insoles"), declined(5, "Insoles")).last_ask == day(5)
    assert state(9, bought(3, "Insoles"), did(4, "Letter")).last_ask is None
    assert state(9, accepted(3, "Insoles")).last_ask == day(3)
    assert state(9, offered(1, "Insoles"), bought(3, "Insoles"), accepted(3, "Insoles")).last_ask == day(1)
    assert state(9, offered(1, "Insoles"), bought(2, "Insoles"), accepted(3, "Insoles")).last_ask == day(3)


def test_messages_are_asks_and_touches() -> None:
    one = state(9, did(2, "Letter"), declined(4, "Insoles"), offered(6, "Gift Card"), did(8, "Letter"))
    assert (one.first_message, one.last_message, one.last_ask) == (day(2), day(8), day(6))
    assert state(9, bought(3, "Insoles")).first_message is None


def test_a_no_to_the_ultimate_expires_after_the_latest_no_to_any_offer_of_it() -> None:
    goal = ("Feet Club", None)
    once = (declined(1, "Feet Club"), declined(3, "Feet Club", "20"))
    policy = policy_of(FEET.replace("next: Gift Card", "next: [Gift Card, {offer: Feet Club, price: 20}]"))

    def state_on(today: int, *events: Event) -> State:
        return State(policy, Customer((*once, *events)), day(today))

    assert state_on(42).again == day(43) and goal in state_on(42).declined
    assert goal not in state_on(43).declined
    assert state_on(99, declined(50, "Feet Club")).again is None  # one retry is used up


# 5: segments


def test_segments_read_attributes_and_durables_as_names() -> None:
    assert state(0, CONCERN="Heel").segments.judge("sore")
    assert not state(0, concern="heels").segments.judge("sore")
    assert not state(0).segments.judge("sore")
    four = bought(0, "Toe Massager", "Insoles", "Heel Cups", "Foot Soak")
    assert not state(0, four).segments.judge("loyal")
    assert state(0, four, bought(0, "Nail Kit")).segments.judge("loyal")


def test_every_part_of_a_segment_must_hold() -> None:
    store = policy_of("""
ipp: 1
ultimate: Z
products: {A: {price: 1}, B: {price: 1}, C: {price: 1}, Z: {price: 9}}
segments:
  gold: {where: {tier: gold}}
  any-of: {owns_any: [A, B]}
  all-of: {owns_all: [A, B]}
  either: {any: [gold, all-of]}
  both: {all: [gold, any-of]}
  neither: {not: [gold, any-of]}
  mixed: {owns: 2, not: all-of, where: {tier: [gold, silver]}}
""")
    held = {
        ((), ""): {"neither"},
        ((), "gold"): {"gold", "either"},
        (("A",), "gold"): {"gold", "any-of", "either", "both"},
        (("A", "B"), ""): {"any-of", "all-of", "either"},
        (("A", "C"), "silver"): {"any-of", "mixed"},
        (("C",), "silver"): {"neither"},
    }
    for (owned, tier), names in held.items():
        one = State(store, Customer((bought(0, *owned),) if owned else (), {"tier": tier}), day(0))
        assert {name for name in store.conditions if one.segments.judge(name)} == names, (owned, tier)


def test_the_patience_of_a_turn_of_rest_is_never_that_of_a_dead_rung() -> None:
    """8: the tea below the ultimate action would wait 2 days, but the pot above it is theirs: `rest` offers the tea."""
    store = policy_of(
        "ipp: 1\nultimate: Club\nproducts:\n  Cup: {price: 5}\n  Pot: {price: 9}\n  Tea: {price: 3, consumable: true}\n"
        "  Club: {price: 20, downsell: [Pot, {offer: Tea, patience: 2d}]}\n"
        "rest: [{offer: Tea, every: 30d}]\ndefaults: {patience: 20d}\n"
    )
    noes = (declined(0, "Club"), declined(0, "Pot"), offered(1, "Tea"))
    live = State(store, Customer((bought(0, "Cup"), *noes)), day(2)).pending
    dead = State(store, Customer((bought(0, "Cup", "Pot"), *noes)), day(2)).pending
    assert live and live.ends == day(3)
    assert dead and dead.ends == day(21)


def test_two_offers_of_one_item_may_fall_silent_on_one_day() -> None:
    """They are never compared: one at the list price is neither more nor less than one at a price of its own."""
    store = policy_of(
        "ipp: 1\nultimate: Z\nproducts: {A: {price: 3}, X: {price: 9}, Z: {price: 50}}\n"
        "prospects: [{offer: A, patience: 1d}, {offer: X, patience: 7d}, {offer: X, price: 5, patience: 6d}]\n"
    )
    events = offered(0, "A"), offered(0, "X"), offered(1, "X", "5")
    one = State(store, Customer(events), day(7))
    assert one.noes == {("A", None): [day(1)], ("X", None): [day(7)], ("X", Decimal(5)): [day(7)]}
