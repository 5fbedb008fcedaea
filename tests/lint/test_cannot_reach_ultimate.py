"""IPP202: products from which no list leads to the ultimate action."""

import pytest
from hypothesis import given

from .lists import Lists, lists
from .marked import hold, of_rule

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
    "an offer for some": """
products: {One: {next: [{offer: Club, when: loyal}, Two]}, Two: {final: true}, Club: {}}
segments: {loyal: {owns: 3}}
""",
    "an end that is meant": "products: {One: {final: true}, Two: {next: Club}, Club: {}}",
    "a bonus that nobody buys": "products: {Bonus: {sold: false}, Two: {next: Club}, Club: {}}",
    "not ready": "products: {One: {draft: true}, Two: {next: Club}, Club: {}}",
    "the ultimate bundle and what is in it": """
ultimate: Weekend
products: {Ticket: {}, One: {next: Weekend}}
bundles: {Weekend: {items: Ticket}}
""",
    "whoever is ready is asked anywhere": """
ultimate: {offer: Club, ready: loyal}
products: {One: {next: Two}, Two: {final: true}, Club: {}}
segments: {loyal: {owns: 3}}
""",
}


@pytest.mark.parametrize("store", LEADS.values(), ids=LEADS.keys())
def test_a_way_leads_there(store: str) -> None:
    hold("cannot-reach-ultimate", store)


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
