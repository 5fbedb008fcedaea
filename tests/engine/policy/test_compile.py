"""A path with every name followed: ladders, lists, goods, the goal and what is renewed."""

from decimal import Decimal

from ipp.engine.policy.clauses import Content, Entry, Gate, Ladder, TouchStep
from ipp.engine.policy.compile import LONGEST_LADDER, Policy
from ipp.engine.windows import Window
from tests.engine.feet import FEET, day, policy_of, small

STORE = policy_of(FEET)


def ladder(policy: Policy, name: str, place: int = 0) -> Ladder:
    """Return a ladder of the list of an item."""
    entry = policy.list_entries(name)[place]
    assert isinstance(entry, Ladder)
    return entry


def label(entry: Entry) -> str:
    return entry.touch if isinstance(entry, TouchStep) else entry.rungs[0].good.name


def rungs(one: Ladder) -> list[str]:
    """Name the rungs, with special prices."""
    return [f"{rung.good.name} {rung.offer[1] or ''}".strip() for rung in one.rungs]


# Lists


def test_the_list_of_a_product_is_its_own_then_its_series_then_its_category() -> None:
    """Sentence 2; in two series it has two successors. Names are compared folded, and shown as written."""
    products = "  A: {price: 9, category: feet, next: b}\n" + "".join(
        f"  {name}: {{price: 5}}\n" for name in "BCDE"
    )
    store = small(products, "series: {one: [A, C], two: [A, D, E]}\ncategories: {Feet: {next: [E, B]}}\n")
    assert [label(entry) for entry in store.list_entries("A")] == ["B", "C", "D", "E", "B"]
    assert [label(entry) for entry in store.list_entries("D")] == ["E"]


def test_what_the_steps_of_a_list_mean_is_found_once_for_all_rules() -> None:
    """The steps to series successors come after those of the list."""
    products = "  A: {price: 9, next: [B, {offer: C, after: 9d}]}\n" + "".join(
        f"  {name}: {{price: 5}}\n" for name in "BCD"
    )
    store = small(products, "series: {one: [A, D]}\n")
    product = store.path.products[0]
    for within in (None, 30):
        pairs = store.pair_list(product.next, within)
        assert pairs == tuple(store.pair_entries(product.next, within))
        assert pairs is store.pair_list(product.next, within)
    assert store.pair_list(product.next) != store.pair_list(product.next, 30)
    assert [label(entry) for _, entry in store.pair_own_steps(product)] == ["B", "C", "D"]


def test_a_bundle_has_its_own_list_only() -> None:
    store = small("  A: {price: 9, next: B, category: Feet}\n  B: {price: 5}\n  C: {price: 3}\n",
                  "bundles: {AB: {items: [A, B], price: 11, next: C}}\ncategories: {Feet: {next: B}}\n")  # fmt: skip
    assert [label(entry) for entry in store.list_entries("AB")] == ["C"]


def test_a_step_has_its_own_terms_or_the_default_ones() -> None:
    video, spa, insoles = STORE.list_entries("Toe Massager")[:3]
    assert isinstance(video, TouchStep) and (video.touch, video.after, video.via) == (
        "Routine video",
        0,
        None,
    )
    assert isinstance(spa, Ladder) and (spa.after, spa.rungs[0].patience, spa.gate) == (2, 5, Gate())
    assert isinstance(insoles, Ladder) and (insoles.after, insoles.gate.when) == (14, ("sore",))


# Ladders


def test_a_ladder_is_flat_each_rung_followed_by_its_own_downsell() -> None:
    """Sentence 6: the offer, then each entry of its downsell, followed by what that one brings along."""
    store = small("""\
  A: {price: 9, next: B}
  B: {price: 8, downsell: [C, E]}
  C: {price: 7, downsell: D}
  D: {price: 6}
  E: {price: 5}
""")
    assert rungs(ladder(store, "A")) == ["B", "C", "D", "E"]


def test_an_offer_that_stands_in_a_ladder_twice_is_skipped_there_with_everything_under_it() -> None:
    store = small("""\
  A: {price: 9, next: {offer: B, downsell: [C, {offer: C, downsell: E}, {offer: C, price: 3, downsell: D}]}}
  B: {price: 8}
  C: {price: 7, downsell: B}
  D: {price: 6}
  E: {price: 5}
""")
    assert rungs(ladder(store, "A")) == ["B", "C", "C 3", "D"]


def test_a_downsell_of_the_step_replaces_that_of_the_item() -> None:
    store = small("""\
  A: {price: 9, next: [{offer: B, via: post}, {offer: B, downsell: D}, {offer: B, downsell: []}]}
  B: {price: 8, downsell: C}
  C: {price: 7}
  D: {price: 6}
""")
    assert [rungs(ladder(store, "A", place)) for place in range(3)] == [["B", "C"], ["B", "D"], ["B"]]


def test_via_and_patience_of_a_rung_come_from_the_step_not_from_the_rung_above() -> None:
    store = small("""\
  A:
    price: 9
    next: {offer: B, via: mail, patience: 9d, after: 4d, downsell: [{offer: C, via: phone, patience: 1d, downsell: D}, E]}
  B: {price: 8}
  C: {price: 7}
  D: {price: 6}
  E: {price: 5}
""")
    one = ladder(store, "A")
    assert [(rung.via, rung.patience, rung.after) for rung in one.rungs] == [
        ("mail", 9, 0),
        ("phone", 1, 0),
        ("mail", 9, 0),
        ("mail", 9, 0),
    ]
    assert one.after == 4  # of the ladder: a rung below the first has none


def test_gates_of_a_rung_close_what_it_adds_and_windows_narrow() -> None:
    store = small(
        f"""\
  A:
    price: 9
    next:
      offer: B
      when: two
      until: {day(9)}
      downsell: [{{offer: C, unless: two, from: {day(2)}, downsell: {{offer: D, until: {day(5)}}}}}, E]
  B: {{price: 8}}
  C: {{price: 7}}
  D: {{price: 6}}
  E: {{price: 5}}
""",
        "segments: {two: {owns: 2}}\n",
    )
    one = ladder(store, "A")
    step = Window(None, day(9))
    assert one.gate == Gate(("two",))  # what closes the step; its window is with the rungs
    assert [rung.gate for rung in one.rungs] == [
        Gate(windows=(step,)),
        Gate(unless=("two",), windows=(step, Window(day(2), None))),
        Gate(unless=("two",), windows=(step, Window(None, day(5)))),
        Gate(windows=(step,)),
    ]


def test_ladders_that_lead_into_each_other_end() -> None:
    store = small("  A: {price: 9, next: B}\n  B: {price: 8, downsell: C}\n  C: {price: 7, downsell: B}\n")
    assert rungs(ladder(store, "A")) == ["B", "C"]


def test_a_ladder_has_at_most_so_many_rungs() -> None:
    many = "".join(f"  P{n}: {{price: {999 - n}, downsell: P{n + 1}}}\n" for n in range(LONGEST_LADDER + 20))
    store = small(f"  A: {{price: 9, next: P0}}\n{many}  P{LONGEST_LADDER + 20}: {{price: 1}}\n")
    assert len(ladder(store, "A").rungs) == LONGEST_LADDER


def test_a_price_that_is_the_list_price_makes_the_same_offer() -> None:
    """Sentence 3."""
    store = small(
        "  A: {price: 9, next: [B, {offer: B, price: 8.00}, {offer: B, price: 7}]}\n  B: {price: 8}\n"
    )
    offers = [ladder(store, "A", place).rungs[0] for place in range(3)]
    assert [rung.offer for rung in offers] == [("B", None), ("B", None), ("B", Decimal(7))]
    assert [rung.price for rung in offers] == [Decimal(8), Decimal(8), Decimal(7)]


# Goods


def test_free_items_are_contents_and_consumables_are_not_kept() -> None:
    spa, soak, kit = (STORE.goods[name] for name in ("Foot Spa Bundle", "Soak Three", "Nail Kit"))
    assert soak.contents == (Content("Foot Soak", 3, 1),)
    assert spa.durables == {"Spa Slippers", "Nail Kit"} and not spa.kept_whole
    assert not soak.durables and not soak.kept_whole
    assert kit.kept_whole and kit.contents == (Content("Nail Kit", 1, 0),)


# The goal, and what is renewed


def test_the_goal_has_defaults() -> None:
    plain = policy_of("ipp: 1\nultimate: Z\nproducts: {Z: {price: 9, downsell: Y}, Y: {price: 1}}\n").goal
    assert plain and (plain.ready, plain.again_after, plain.retries, plain.cold) == (None, 90, 1, True)
    assert rungs(plain.ladder) == ["Z", "Y"]
    goal = STORE.goal
    assert goal and (goal.ready, goal.again_after, [label(entry) for entry in goal.own]) == (
        "loyal",
        40,
        ["Invite a friend"],
    )


def test_refills_come_first_unless_rest_speaks_for_the_product() -> None:
    assert [(each.touch or (each.good and each.good.name), each.every) for each in STORE.renewals] == [
        ("Foot Soak", 45),
        ("Letter", 30),
    ]
    spoken_for = policy_of(FEET.replace("via: post}]", "via: post}, {offer: foot soak, every: 9d}]"))
    assert [(each.good and each.good.name, each.every, each.refill) for each in spoken_for.renewals] == [
        (None, 30, False),
        ("Foot Soak", 9, False),
    ]


def test_attributes_and_values_are_folded_and_collected_from_all_segments() -> None:
    store = small(
        "  A: {price: 9}\n", "segments: {s: {where: {Tier: Gold, b: x}}, t: {where: {TIER: [gold, Ärger]}}}\n"
    )
    assert store.attribute_values == {"tier": ("gold", "ärger"), "b": ("x",)}
