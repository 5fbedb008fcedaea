"""IPP103: a bundle, touch or segment that nothing mentions, or a category without a product."""

import pytest

from ..marked import hold, of_rule, whole

PRODUCTS = """
products:
  Slippers: {price: 24, next: Club}
  Nail Kit: {price: 22, next: Club}
  Club: {price: 29}
"""
PAIR = "bundles: {Pair: {items: [Slippers, Nail Kit], price: 39}}"
VIDEO = "touches: {Video: {kind: content}}"
LOYAL = "segments: {loyal: {owns: 3}}"


@pytest.mark.parametrize(
    ("left_over", "message"),
    [
        ("bundles: {«Pair»: {items: [Slippers, Nail Kit], price: 39}}", "nothing mentions the bundle `Pair`"),
        ("touches: {«Video»: {kind: content}}", "nothing mentions the touch `Video`"),
        ("segments: {«loyal»: {owns: 3}}", "nothing mentions the segment `loyal`"),
        ("categories: {«Feet»: {next: Club}}", "no product is in the category `Feet`"),
    ],
)
def test_what_nothing_mentions(left_over: str, message: str) -> None:
    [finding] = hold("unused-item", PRODUCTS + left_over, message)
    assert finding.help


@pytest.mark.parametrize(
    "mention",
    [
        "next: Pair",
        "next: pAIR",
        "prospects: [Slippers, Pair]",
        "categories: {Feet: {next: {offer: Pair}}}\nproducts: {Club: {category: feet}, Slippers: {}, Nail Kit: {}}",
        "products: {Slippers: {next: Pair}, Nail Kit: {}, Club: {}}",
        "products: {Slippers: {downsell: Pair}, Nail Kit: {}, Club: {}}",
        "products: {Slippers: {next: {offer: Club, downsell: {offer: Nail Kit, downsell: Pair}}}, Nail Kit: {}, Club: {}}",
        "ultimate: Pair",
        "ultimate: {offer: Pair}",
    ],
)
def test_a_bundle_is_mentioned_wherever_it_is_offered(mention: str) -> None:
    hold("unused-item", (mention if "products:" in mention else PRODUCTS + mention) + f"\n{PAIR}")


def test_a_bundle_in_rest_is_mentioned() -> None:
    hold(
        "unused-item",
        """
products: {Soap: {price: 3, consumable: true}, Club: {price: 29}}
bundles: {Soaps: {items: {Soap: 3}, price: 8}}
rest: {offer: soaps, every: 30d}
""",
    )


@pytest.mark.parametrize(
    "mention", ["next: [Club, VIDEO]", "rest: {do: Video, every: 30d}", "prospects: {do: Video}"]
)
def test_a_touch_is_mentioned_wherever_it_is_done(mention: str) -> None:
    hold("unused-item", f"{PRODUCTS}{mention}\n{VIDEO}")


@pytest.mark.parametrize(
    "mention",
    [
        "next: {offer: Club, when: LOYAL}",
        "next: {offer: Club, unless: [loyal]}",
        "next: {offer: Slippers, downsell: {offer: Nail Kit, unless: loyal}}",
        "ultimate: {offer: Club, ready: loyal}",
    ],
)
def test_a_segment_is_mentioned_wherever_somebody_is_asked(mention: str) -> None:
    hold("unused-item", f"{PRODUCTS}{mention}\n{LOYAL}")


@pytest.mark.parametrize("key", ["any", "all", "not"])
def test_a_segment_is_mentioned_by_another(key: str) -> None:
    hold("unused-item", PRODUCTS + f"segments: {{loyal: {{owns: 3}}, «best»: {{{key}: Loyal}}}}")


def test_a_segment_is_mentioned_in_rest() -> None:
    rest = "rest: {do: Video, every: 30d, unless: loyal}"
    hold("unused-item", f"{PRODUCTS}{VIDEO}\n{LOYAL}\n{rest}")


def test_what_is_not_ready_need_not_be_mentioned() -> None:
    hold(
        "unused-item",
        PRODUCTS
        + """
bundles: {Pair: {draft: true}, Old: {items: Slippers, retired: true}}
touches: {Video: {draft: true}}
""",
    )


def test_products_sell_without_being_mentioned() -> None:
    hold("unused-item", PRODUCTS)


def test_something_unreadable_may_well_have_mentioned_it() -> None:
    text = whole(PRODUCTS.replace("next: Club", "nxt: Pair", 1) + PAIR)
    assert of_rule("unused-item", text, mistakes=True) == []


def test_a_share_that_no_step_asks_for() -> None:
    store = "products: {One: {next: [%s, Club]}, Two: {next: Club}, Club: {}}\nsegments: {%s}"
    parts = "«arm»: {share: 50%}, «wide»: {all: [arm]}"
    hold(
        "unused-item",
        store % ("Two", parts),
        "no step asks for the share `arm`",
        "nothing mentions the segment `wide`",
    )
    hold("unused-item", store % ("{offer: Two, when: wide}", parts.replace("«", "").replace("»", "")))
    hold("unused-item", store % ("{offer: Two, unless: arm}", "arm: {share: 50%}"))
