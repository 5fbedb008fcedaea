"""IPP202: products from which no answers lead to the ultimate action. The search itself is held to brute force in tests/proof."""

import re

import pytest
from hypothesis import given

from ..lists import Lists, lists
from ..marked import hold, of_rule

LOST = {
    "an end on the way": """
ultimate: ‹Club›
products: {«One»: {next: Two}, Two: {final: true}, Three: {next: Club}, Club: {}}
""",
    "a product that nobody buys alone": """
ultimate: ‹Club›
products: {«One»: {next: Two}, Two: {sold: false}, Three: {next: Club}, Club: {}}
""",
    "a touch leads nowhere": """
ultimate: ‹Club›
products: {«One»: {next: [Video, Two]}, Two: {final: true}, Three: {next: Club}, Club: {}}
touches: {Video: {}}
""",
    "a draft leads nowhere": """
ultimate: ‹Club›
products: {«One»: {next: [Someday, Two]}, Two: {final: true}, Someday: {draft: true, next: Club}, Three: {next: Club}, Club: {}}
""",
    "a category that ends": """
ultimate: {offer: ‹CLUB›}
products: {«One»: {category: feet}, «Two»: {category: Feet, next: One}, Last: {final: true}, Three: {next: Club}, Club: {}}
categories: {Feet: {next: Last}}
""",
    "a way into a dead end, told there": """
ultimate: ‹Club›
products: {«One»: {next: Two}, Two: {}, Three: {next: Club}, Club: {}}
""",
    "a bundle of which they own a part by then": """
ultimate: ‹Club›
products: {«One»: {next: Two}, Two: {next: [One, Pair]}, Three: {next: Club}, Club: {}}
bundles: {Pair: {items: [One, Three]}}
""",
    "a part of the ultimate bundle on the way": """
ultimate: ‹Weekend›
products: {«One»: {next: Ticket}, Ticket: {next: Weekend}, Room: {}, Two: {next: Weekend}}
bundles: {Weekend: {items: [Ticket, Room]}}
""",
    "an offer for those who own more than they are offered": """
ultimate: ‹Club›
products: {«One»: {next: [{offer: Club, when: loyal}, Two]}, Two: {final: true}, Three: {next: Club}, Club: {}}
segments: {loyal: {owns: 3}}
""",
    "an offer that ends": """
ultimate: ‹Club›
products: {«One»: {next: Two}, «Two»: {next: [{offer: Club, until: 2026-12-24}, Three]}, Three: {final: true}, Four: {next: Club}, Club: {}}
""",
    "nobody gets ready on the way": """
ultimate: {offer: ‹Club›, ready: loyal}
products: {«One»: {next: Two}, Two: {final: true}, Three: {next: Club}, Club: {}}
segments: {loyal: {owns: 3}}
""",
    "a loop that makes nobody ready": """
ultimate: {offer: ‹Club›, ready: loyal}
products: {«One»: {next: Two}, «Two»: {next: One}, Three: {next: Club}, Club: {}}
segments: {loyal: {owns: 3}}
""",
    "what is bought takes the only offer away": """
ultimate: ‹Club›
products: {«One»: {next: [Two, {offer: Club, when: both}]}, Two: {final: true}, Three: {next: Club}, Club: {}}
segments: {both: {owns_all: [One, Three]}}
""",
}


@pytest.mark.parametrize("store", LOST.values(), ids=LOST.keys())
def test_no_way_leads_there(store: str) -> None:
    for finding in hold("cannot-reach-ultimate", store):
        assert finding.message.startswith("no way leads from `")
        assert finding.help


LEADS = {
    "a list": "products: {One: {next: club}, Club: {}}",
    "a list on the way": "products: {One: {next: Two}, Two: {next: Three}, Three: {next: Club}, Club: {}}",
    "a downsell": "products: {One: {next: {offer: Two, downsell: Club}}, Two: {next: Club}, Club: {}}",
    "the downsell of an item": "products: {One: {next: Two}, Two: {downsell: Club, final: true}, Club: {}}",
    "a series": "products: {One: {}, Two: {next: Club}, Club: {}}\nseries: {Numbers: [One, Two]}",
    "a category": "products: {One: {category: FEET}, Club: {}}\ncategories: {Feet: {next: Club}}",
    "the store-wide list": "products: {One: {}, Two: {next: One}, Club: {}}\nnext: Club",
    "a bundle and what is in it": """
products: {One: {next: Box}, Two: {next: Club}, Club: {}}
bundles: {Box: {items: Two}}
""",
    "the list of a bundle": """
products: {One: {next: Box}, Two: {final: true}, Club: {}}
bundles: {Box: {items: Two, next: Club}}
""",
    "an offer for those who say Yes to another": """
products: {One: {next: [{offer: Club, when: loyal}, Two]}, Two: {final: true}, Club: {}}
segments: {loyal: {owns: 2}}
""",
    "an offer for those who say No to another": """
products: {One: {next: [Two, {offer: Club, unless: both}]}, Two: {final: true}, Club: {}}
segments: {both: {owns_all: [One, Two]}}
""",
    "a way for some, and another for all others": """
products: {One: {next: [{offer: Two, when: abroad}, {offer: Three, unless: abroad}]}, Two: {next: Club}, Three: {next: Club}, Club: {}}
segments: {abroad: {where: {country: CA}}}
""",
    "a bundle before the part in it": """
products: {One: {next: [Two, Pair]}, Two: {final: true}, Three: {next: Club}, Club: {}}
bundles: {Pair: {items: [Two, Three]}}
""",
    "the parts of the ultimate bundle, one by one": """
ultimate: Weekend
products: {Ticket: {}, Room: {}, One: {next: [Ticket, Room]}}
bundles: {Weekend: {items: [Ticket, Room]}}
""",
    "an end that is meant": "products: {One: {final: true}, Two: {next: Club}, Club: {}}",
    "a bonus that nobody buys": "products: {Bonus: {sold: false}, Two: {next: Club}, Club: {}}",
    "not ready": "products: {One: {draft: true}, Two: {next: Club}, Club: {}}",
    "the ultimate bundle and what is in it": """
ultimate: Weekend
products: {Ticket: {}, One: {next: Weekend}}
bundles: {Weekend: {items: Ticket}}
""",
    "a customer who gets ready on the way is asked anywhere": """
ultimate: {offer: Club, ready: loyal}
products: {One: {next: Two}, Two: {final: true}, Club: {}}
segments: {loyal: {owns: 2}}
""",
    "a customer who is ready by attributes, which may come later": """
ultimate: {offer: Club, ready: fans}
products: {One: {next: Two}, Two: {final: true}, Club: {}}
segments: {fans: {all: keen}, keen: {where: {newsletter: read}}}
""",
    "for some it is told as a gap": """
products: {One: {next: {offer: Two, when: abroad}}, Two: {next: Club}, Club: {}}
segments: {abroad: {where: {country: CA}}}
""",
    "they can never be asked: told as that": """
ultimate: {offer: Club, cold: false}
products: {One: {next: [{offer: Club, when: abroad}, Two]}, Two: {next: [{offer: Club, when: abroad}, One]}, Club: {}}
segments: {abroad: {where: {country: CA}}}
""",
}


@pytest.mark.parametrize("store", LEADS.values(), ids=LEADS.keys())
def test_a_way_leads_there(store: str) -> None:
    hold("cannot-reach-ultimate", store)


SOME = {
    "a way that merges segments": (
        """
ultimate: ‹Club›
products: {«One»: {next: [{offer: Two, unless: abroad}, Three]}, Two: {next: Club}, Three: {final: true}, Club: {}}
segments: {abroad: {where: {country: CA}}}
""",
        "no way leads from `One` to the ultimate action `Club` for a customer with country = CA",
    ),
    "attributes that make no difference are not told": (
        """
ultimate: ‹Club›
products:
  «One»: {next: [{offer: Two, when: runners}, {offer: Three, unless: abroad}, Four]}
  Two: {final: true}
  Three: {next: Club}
  Four: {final: true}
  Club: {}
segments: {abroad: {where: {country: CA}}, runners: {where: {sport: running}}}
""",
        "to the ultimate action `Club` for a customer with country = CA",
    ),
    "no list asks some customers: told once": (
        """
ultimate: «Club»
products: {One: {next: [Two, {offer: Club, when: abroad}]}, Two: {next: [One, Three]}, Three: {final: true}, Club: {}}
segments: {abroad: {where: {country: CA}}}
""",
        "no list names the ultimate action `Club` for a customer whose country is unknown or another",
    ),
}


@pytest.mark.parametrize(("store", "message"), SOME.values(), ids=SOME.keys())
def test_no_way_leads_some_customers_there(store: str, message: str) -> None:
    [finding] = hold("cannot-reach-ultimate", store)
    assert finding.message.endswith(message)
    assert finding.help
    hold("stranded-customer", re.sub("[«»‹›]", "", store))


def test_a_store_that_gives_takes_too_long_raises_no_alarm() -> None:
    """Nobody can own all twelve and not the first of them. That is seen at once only from the first: what is not known is no finding."""
    names = [f"P{number}" for number in range(12)]
    steps = ", ".join(names)
    products = "".join(f"  {name}: {{next: [{steps}, {{offer: Club, when: all}}]}}\n" for name in names)
    segments = "segments: {all: {owns: 12, not: first}, first: {owns_any: P0}}"
    store = f"ultimate: ‹Club›\nproducts:\n{products}  Club: {{}}\n{segments}"
    hold("cannot-reach-ultimate", store.replace("  P0:", "  «P0»:"))


def test_a_store_that_never_names_it_is_told_so_once() -> None:
    """Prospects are somebody else: their list leads no buyer there."""
    hold(
        "cannot-reach-ultimate",
        "ultimate: «Club»\nproducts: {One: {next: Two}, Two: {next: Three}, Three: {final: true}, Club: {}}\nprospects: Club",
        "no list names the ultimate action `Club`",
    )


def test_what_other_rules_tell_is_not_told_again() -> None:
    store = """
ultimate: Club
products: {One: {next: Two}, Two: {next: One}, Three: {}, Four: {next: Club}, Club: {}}
"""
    hold("cannot-reach-ultimate", store)
    hold("closed-loop", store.replace("next: Two", "next: «Two»").replace("next: One", "next: ‹One›"))
    hold("no-next-action", store.replace("Three", "«Three»"))


MISTAKEN = {
    "in its own list": "products: {One: {next: Clbu}, Two: {next: Club}, Club: {}}",
    "on the way": "products: {One: {next: Two}, Two: {next: Clbu}, Three: {next: Club}, Club: {}}",
    "in a list that all read": "products: {One: {next: Two}, Two: {final: true}, Three: {next: Club}, Club: {}}\nnext: Clbu",
    "in the ultimate action": "ultimate: Clbu\nproducts: {One: {next: Two}, Two: {final: true}, Club: {}}",
    "in the body of the ultimate action": "products: {One: {next: Two}, Two: {final: true}, Club: {prise: 3}}",
}


@pytest.mark.parametrize("store", MISTAKEN.values(), ids=MISTAKEN.keys())
def test_nothing_is_concluded_from_a_mistake(store: str) -> None:
    hold("cannot-reach-ultimate", store, mistakes=True)


def test_a_mistake_elsewhere_hides_nothing() -> None:
    store = "ultimate: ‹Club›\nproducts: {«One»: {next: Two}, Two: {final: true}, Three: {next: Clbu}, Four: {next: Club}, Club: {}}"
    hold("cannot-reach-ultimate", store, mistakes=True)


@given(lists())
def test_whoever_cannot_buy_their_way_there_is_told_once(store: Lists) -> None:
    """The brute force says Yes to everything that any list reached so far names."""
    text = store.text()
    found = [finding.span for finding in of_rule("cannot-reach-ultimate", text)]
    told = {span.source.text[span.start : span.end] for span in found}
    lost = {
        name for name in store.products if name not in store.final and "Club" not in store.reached_from(name)
    }
    if told == {"Club"}:
        named = {end for ends in store.leads().values() for end in ends}
        assert "Club" not in named
        assert lost == set(store.products) - store.final
        return
    looping = {name for group in store.closed_groups() for name in group}
    ended = {
        name for finding in of_rule("no-next-action", text) for name in lost if f"`{name}`" in finding.message
    }
    assert told == lost - looping - ended
