"""IPP206: a step that can never be offered, and why."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from ipp.engine.policy.clauses import Rung
from ipp.engine.policy.compile import LONGEST_LADDER
from ipp.engine.policy.entries import list_rungs
from ipp.lint.rules.dead_step import list_rungs_never_due
from tests.amounts import amount
from tests.engine.agreement import read
from tests.oracle.naive import naive_walk
from tests.oracle.plain import Event, Store
from tests.oracle.strategies import store_of
from tests.oracle.year import first_purchases
from tests.proof.exploring import DAY
from tests.proof.silence.test_year import closed

from ..marked import hold, of_rule, whole

DEAD = {
    "a bundle that holds what was bought": (
        "products: {One: {next: [«Pair», Club]}, Two: {next: Club}, Club: {}}\nbundles: {Pair: {items: [One, Two]}}",
        "`Pair` can never be offered after `One`: it contains `One`, which was just bought",
    ),
    "a bundle that gives what was bought": (
        "products: {One: {next: [«Pair», Club]}, Two: {next: Club}, Club: {}}\nbundles: {Pair: {items: Two, free: One}}",
        "it contains `One`",
    ),
    "what was bought in a bundle": (
        "products: {One: {next: Club}, Two: {next: Club}, Club: {}}\nbundles: {Pair: {items: [One, Two], next: [«two», Club]}}",
        "after `Pair`: it was just bought",
    ),
    "a step on terms": (
        "products: {One: {next: [{offer: «Pair», price: 3}, Club]}, Two: {next: Club}, Club: {}}\nbundles: {Pair: {items: [One, Two]}}",
        "it contains `One`",
    ),
    "the top and every rung": (
        """
products: {One: {next: [«Pair», Club]}, Two: {next: Club}, Someday: {draft: true}, Club: {}}
bundles: {Pair: {items: [One, Two], downsell: [One, Someday]}}
""",
        "it contains `One`",
    ),
    "a rung under what is theirs": (
        """
products: {One: {next: [{offer: «Ones», downsell: Two}, Club]}, Two: {next: Club}, Club: {}}
bundles: {Ones: {items: {One: 2}}}
""",
        "it contains `One`",
    ),
    "more than can be owned": (
        "products: {One: {next: [{offer: «Two», when: loyal}, Club]}, Two: {next: Club}, Club: {}}\nsegments: {loyal: {owns: 9}}",
        "`Two` can never be offered after `One`: `loyal` can never hold for a customer who reads this list",
    ),
    "what the buyer is for sure": (
        "products: {One: {next: [{offer: «Two», unless: owners}, Club]}, Two: {next: Club}, Club: {}}\nsegments: {owners: {owns_any: One}}",
        "`owners` always holds for a customer who reads this list",
    ),
    "two values of one attribute": (
        "products: {One: {next: [{offer: «Two», when: [us, ca]}, Club]}, Two: {next: Club}, Club: {}}\nsegments: {us: {where: {country: US}}, ca: {where: {country: CA}}}",
        "`Two` can never be offered after `One`: its conditions never hold together for a customer who reads this list",
    ),
    "for those only for whom it is not": (
        "products: {One: {next: [{offer: «Two», when: both, unless: two}, Club]}, Two: {next: Club}, Club: {}}\nsegments: {both: {owns_any: Two}, two: {any: both}}",
        "its conditions never hold together",
    ),
    "a segment that contradicts itself": (
        "products: {One: {next: [{offer: «Two», when: nobody}, Club]}, Two: {next: Club}, Club: {}}\nsegments: {us: {where: {country: US}}, ca: {where: {country: CA}}, nobody: {all: [us, ca]}}",
        "`nobody` can never hold for a customer who reads this list",
    ),
}


@pytest.mark.parametrize(("store", "message"), DEAD.values(), ids=DEAD.keys())
def test_what_can_never_be_offered(store: str, message: str) -> None:
    [finding] = hold("dead-step", store, message)
    assert finding.help


ALIVE = {
    "a rung that is left": """
products: {One: {next: [Pair, Club]}, Two: {next: Club}, Club: {}}
bundles: {Pair: {items: [One, Two], downsell: Two}}
""",
    "a bundle of what is used up": """
products: {Soap: {consumable: true, next: [Soaps, Club]}, Club: {}}
bundles: {Soaps: {items: {Soap: 3}}}
""",
    "what is used up, after its bundle": """
products: {Soap: {consumable: true, next: Club}, Club: {}}
bundles: {Soaps: {items: {Soap: 3}, next: [Soap, Club]}}
""",
    "a rung under a draft": "products: {One: {next: {offer: Someday, downsell: Club}}, Someday: {draft: true}, Club: {}}",
    "shared by many, of whom one bought it": """
products: {One: {category: Feet}, Two: {category: Feet}, Club: {}}
categories: {Feet: {next: [One, Two]}}
next: [One, Club]
""",
    "an offer for some, or for a while": """
products: {One: {next: [{offer: Two, when: loyal}, {offer: Two, until: 2020-01-01}, Club]}, Two: {next: Club}, Club: {}}
segments: {loyal: {owns: 2}}
""",
    "a part of the ultimate action bought before": """
ultimate: All
products: {One: {next: [{offer: Two, when: begun}, All]}, Two: {next: All}, Part: {next: One}, Other: {next: One}}
bundles: {All: {items: [Part, Other]}}
segments: {begun: {owns_any: Part}}
""",
    "what leads to itself is told by itself": "products: {One: {next: [One, Club]}, Club: {}}",
    "the list of a draft": "products: {One: {draft: true, next: Someday}, Someday: {draft: true}, Club: {}}",
    "a touch": "products: {One: {next: [Video, Club]}, Club: {}}\ntouches: {Video: {}}",
}


@pytest.mark.parametrize("store", ALIVE.values(), ids=ALIVE.keys())
def test_what_can_be_offered_to_somebody(store: str) -> None:
    hold("dead-step", store)


@pytest.mark.parametrize(
    ("step", "reason"),
    [
        (
            "{offer: «Two», after: 30d, within: 14d}",
            "its `within` of 14 days is over before its `after` of 30 days",
        ),
        (
            "{offer: «Two», from: 2026-12-01, until: 2026-11-01}",
            "there is no day between its `from` and its `until`",
        ),
        ("{offer: Two, after: 14d, within: 14d}", None),
        ("{offer: Two, from: 12-01, until: 01-15}", None),
        ("{offer: Two, until: 2020-01-01}", None),
    ],
)
def test_days_that_never_come(step: str, reason: str | None) -> None:
    store = f"products: {{One: {{next: [{step}, Club]}}, Two: {{next: Club}}, Club: {{}}}}"
    hold("dead-step", store, *filter(None, [reason]), today=date(2026, 6, 1))


def test_the_usual_within_counts_too() -> None:
    store = "defaults: {within: 10d}\nproducts: {One: {next: [{offer: «Two», after: 30d}, Club]}, Two: {next: Club}, Club: {}}"
    hold("dead-step", store, "its `within` of 10 days")


def test_the_usual_within_of_a_category_counts_too() -> None:
    store = (
        "defaults: {within: 10d}\nproducts: {One: {category: Feet}, Two: {next: Club}, Club: {}}\n"
        "categories: {Feet: {next: [{offer: «Two», after: 30d}, Club]}}"
    )
    hold("dead-step", store, "its `within` of 10 days")


LADDER = "products: {One: {next: [{offer: Two, %s downsell: [{offer: %s, %s}]}, Club]}, Two: {next: Club}, Three: {next: Club}, Club: {}}"
OVER = "`Three` can never be offered after a No to an offer above it: its `within` of 5 days is over before its `after` of 9 days"


@pytest.mark.parametrize(
    ("store", "reason"),
    [
        (LADDER % ("", "«Three»", "after: 9d, within: 5d"), OVER),
        (LADDER % ("within: 5d,", "«Three»", "after: 9d"), OVER),
        (LADDER % ("within: 5d,", "«Three»", "after: 9d, within: 30d"), OVER),
        (
            "defaults: {within: 5d}\n" + LADDER % ("", "«Three»", "after: 9d"),
            OVER,
        ),
        (
            LADDER % ("", "«Three»", "from: 2026-12-01, until: 2026-11-01"),
            "there is no day between its `from` and its `until`",
        ),
        (
            LADDER % ("until: 2026-11-01,", "«Three»", "from: 2026-12-01"),
            "there is no day between its `from` and its `until`",
        ),
        (LADDER % ("", "Three", "after: 5d, within: 5d"), None),
        (LADDER % ("after: 9d,", "Three", "within: 5d"), None),  # its days count from the No
        (LADDER % ("within: 5d, after: 0,", "Three", "within: 9d"), None),
    ],
)
def test_the_days_of_a_rung_that_never_come(store: str, reason: str | None) -> None:
    hold("dead-step", store, *filter(None, [reason]), today=date(2026, 6, 1))


def test_a_rung_is_reported_once_wherever_its_ladder_is_offered() -> None:
    store = (
        "products: {One: {next: [Two, Club]}, Two: {downsell: {offer: «Three», after: 9d, within: 5d}, next: Club}, "
        "Three: {next: [Two, Club]}, Club: {}}\nnext: [Two, Club]"
    )
    hold("dead-step", store, OVER)


def test_the_second_engine_never_makes_such_an_offer_after_a_no() -> None:
    """Without a No above it, such an offer can be made."""
    looked_at = 0
    for seed in range(amount(4000, least=400)):
        plain: dict[str, Any] = closed(store_of(seed))
        policy = read(plain).policy
        for name in first_purchases(plain):
            for entry in policy.list_entries(name):
                never = [rung for rung, _reason in list_rungs_never_due(entry) if not rung.gate.windows]
                if never:
                    looked_at += 1
                    _say_no_to_everything(plain, name, list_rungs(entry), never)
    assert looked_at > 10


def _say_no_to_everything(plain: Store, name: str, rungs: tuple[Rung, ...], never: list[Rung]) -> None:
    """Walk with somebody who bought this once: they are asked for none of some rungs of a ladder after a No above it."""
    history: list[Event] = [{"kind": "bought", "items": [name], "on": DAY}]
    noes = set[tuple[str, Decimal | None]]()
    offers = [_show_offer(rung) for rung in rungs]
    for result in naive_walk(plain, history, {}, DAY, [False] * 25):
        action = result["action"]
        if result["state"] != "offer" or action["because"] != name:
            continue
        offer = action["name"], action["price"]
        for rung in never:
            number = rungs.index(rung)
            if (offer, action["rung"]) == (_show_offer(rung), number):
                assert noes.isdisjoint(offers[:number]), (plain, name, offer)
        noes.add(offer)


def _show_offer(rung: Rung) -> tuple[str, Decimal | None]:
    return rung.good.name, rung.price


def test_a_ladder_longer_than_is_followed() -> None:
    rungs = "\n".join(f"  R{number}: {{downsell: R{number + 1}}}" for number in range(LONGEST_LADDER + 5))
    last = f"  R{LONGEST_LADDER + 5}: {{}}\n"
    text = whole(
        f"products:\n  One: {{next: [R0, Club]}}\n  Two: {{next: [R10, Club]}}\n{rungs}\n{last}  Club: {{}}"
    )
    [finding] = of_rule("dead-step", text)
    assert (
        finding.message
        == f"`R0` can never be offered after `One`: its ladder has more than {LONGEST_LADDER} rungs"
    )


def test_nothing_is_concluded_from_a_mistake() -> None:
    store = "products: {One: {prise: 3, next: [Someday, Club]}, Someday: {draft: true}, Club: {}}"
    hold("dead-step", store, mistakes=True)
