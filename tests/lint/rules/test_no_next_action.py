"""IPP201: a purchase after which nobody is offered anything."""

import pytest

from ..marked import hold

ENDS = {
    "no list at all": "products: {«Nail Kit»: {price: 22}, Club: {}}",
    "nothing written": "products:\n  «Nail Kit»:\n  Club: {price: 29}",
    "touches only": "products: {«Nail Kit»: {next: [Video, {do: Letter}]}, Club: {}}",
    "a draft": "products: {«Nail Kit»: {next: Someday}, Someday: {draft: true}, Club: {}}",
    "what was bought": "products: {«Nail Kit»: {next: Nail Kit}, Club: {}}",
    "what was bought, used up or not": "products: {«Soap»: {consumable: true, next: Soap}, Club: {}}",
    "a bundle that holds it": """
products: {«Slippers»: {next: Pair}, Nail Kit: {next: Club}, Club: {}}
bundles: {Pair: {items: [Slippers, Nail Kit]}}
""",
    "a rung under what is theirs": """
products: {«Slippers»: {next: {offer: Two, downsell: Club}}, Club: {}}
bundles: {«Two»: {items: {Slippers: 2}}}
""",
    "what is used up, though it is in the ultimate bundle": """
ultimate: Weekend
products: {Ticket: {}, «Meal»: {consumable: true}, One: {next: Weekend}}
bundles: {Weekend: {items: [Ticket, Meal]}}
""",
    "an offer that ends": "products: {«Nail Kit»: {next: {offer: Club, until: 2026-12-24}}, Club: {}}",
    "an offer that begins": "products: {«Nail Kit»: {next: {offer: Club, from: 2026-12-24}}, Club: {}}",
    "a rung with dates": """
products:
  «Nail Kit»: {next: {offer: Someday, downsell: {offer: Club, until: 2026-12-24}}}
  Someday: {draft: true}
  Club: {}
""",
    "an offer for nobody": """
products: {«Nail Kit»: {next: {offer: Club, when: runners, unless: Runners}}, Club: {}}
segments: {runners: {where: {sport: running}}}
""",
    "an offer for those who own more": """
products: {«Nail Kit»: {next: {offer: Club, when: loyal}}, Club: {}}
segments: {loyal: {owns: 2}}
""",
    "an offer for those who do not own it": """
products: {«Nail Kit»: {next: {offer: Club, unless: groomed}}, Club: {}}
segments: {groomed: {owns_any: Nail Kit}}
""",
    "a bundle whose contents lead to each other": """
products: {Slippers: {next: Nail Kit}, Nail Kit: {next: Slippers}, Club: {}}
bundles: {«Pair»: {items: [Slippers, Nail Kit]}}
""",
    "a category of touches": "products: {«Nail Kit»: {category: Feet}, Club: {}}\ncategories: {Feet: {next: Video}}",
    "a category of itself": "products: {«Nail Kit»: {category: Feet}, Club: {}}\ncategories: {Feet: {next: Nail Kit}}",
    "the end of a series": """
products: {One: {}, «Two»: {}, Club: {}}
series: {Numbers: [One, Two]}
""",
    "a store-wide list of itself": "products: {«Nail Kit»: {}, Towel: {}, Club: {}}\nnext: [Video, nail kit]",
    "a draft of a store-wide list": "products: {«Nail Kit»: {}, Someday: {draft: true}, Club: {}}\nnext: «Someday»",
}
TOUCHES = "\ntouches: {Video: {kind: content}, Letter: {kind: content}}"


@pytest.mark.parametrize("store", ENDS.values(), ids=ENDS.keys())
def test_an_end_of_the_road(store: str) -> None:
    for finding in hold("no-next-action", store + TOUCHES):
        assert "nothing" in finding.message
        assert finding.help


LEADS = {
    "its own list": "products: {Nail Kit: {next: Club}, Club: {}}",
    "its own list, in another case": "products: {Nail Kit: {next: [nail kit, CLUB]}, Club: {}}",
    "its series": "products: {One: {}, Two: {next: Club}, Club: {}}\nseries: {Numbers: [one, two]}",
    "its category": "products: {One: {category: feet}, Club: {}}\ncategories: {Feet: {next: Club}}",
    "the store-wide list": "products: {One: {}, Club: {}}\nnext: Club",
    "a rung under a draft": """
products: {One: {next: {offer: Someday, downsell: Club}}, Someday: {draft: true}, Club: {}}
""",
    "a rung under a bundle that holds it": """
products: {One: {next: Pair}, Two: {next: Club}, Club: {}}
bundles: {Pair: {items: [One, Two], downsell: Two}}
""",
    "a bundle of what is used up": """
products: {Soap: {consumable: true, next: Soaps}, Club: {}}
bundles: {Soaps: {items: {Soap: 3}, next: Club}}
""",
    "the lists of the contents": """
products: {One: {next: Club}, Two: {final: true}, Club: {}}
bundles: {Pair: {items: One, free: Two}}
""",
    "an end that is meant": "products: {One: {final: true}, Club: {}}",
    "a bundle of ends that are meant": """
products: {One: {final: true}, Two: {final: true}, Club: {}}
bundles: {Pair: {items: [One, Two]}}
""",
    "not for sale": "products: {Bonus: {sold: false}, Club: {}}",
    "not ready": "products: {One: {draft: true}, Club: {}}\nbundles: {Pair: {draft: true}}",
    "the ultimate action": "products: {Club: {}}",
    "the ultimate bundle and what is in it": """
ultimate: Weekend
products: {Ticket: {}, Meal: {consumable: true, next: One}, One: {next: weekend}}
bundles: {Weekend: {items: [Ticket, Meal]}, More: {items: [Ticket, One]}}
""",
    "those who own enough": """
products: {One: {next: {offer: Club, when: some}}, Club: {}}
segments: {some: {owns: 1, owns_all: One}}
""",
    "some of them": """
products: {One: {next: {offer: Club, when: runners}}, Club: {}}
segments: {runners: {where: {sport: running}}}
""",
    "the ultimate action for those who are ready": """
ultimate: {offer: Club, ready: runners}
products: {One: {}, Club: {}}
segments: {runners: {where: {sport: running}}}
""",
}


@pytest.mark.parametrize("store", LEADS.values(), ids=LEADS.keys())
def test_something_follows(store: str) -> None:
    hold("no-next-action", store)


def test_product_or_bundle_is_said() -> None:
    hold(
        "no-next-action",
        "products: {«One»: {next: Video}, Club: {}}\nbundles: {«Box»: {items: One}}" + TOUCHES,
        "after the product `One` nothing is offered but touches",
        "after the bundle `Box` nothing is offered",
    )


MISTAKEN = {
    "in its list": "products: {Nail Kit: {next: Clbu}, Club: {}}",
    "in a key": "products: {Nail Kit: {nxt: Club}, Club: {}}",
    "in what is in it": "products: {One: {next: Clbu}, Club: {}}\nbundles: {Box: {items: One}}",
    "in the store-wide list": "products: {Nail Kit: {}, Club: {}}\nnext: Clbu",
    "in its category": "products: {Nail Kit: {category: Feet}, Club: {}}\ncategories: {Feet: {next: Clbu}}",
    "in a series": "products: {Nail Kit: {}, Club: {}}\nseries: {Numbers: [Nail Kit, Clbu]}",
    "in the ultimate action": "ultimate: Clbu\nproducts: {Nail Kit: {}, Club: {}}",
    "a second one of its name": "products: {One: {next: Club}, ONE: {}, Club: {}}",
}


@pytest.mark.parametrize("store", MISTAKEN.values(), ids=MISTAKEN.keys())
def test_nothing_is_concluded_from_a_mistake(store: str) -> None:
    hold("no-next-action", store, mistakes=True)


def test_a_mistake_elsewhere_hides_nothing() -> None:
    hold("no-next-action", "products: {One: {next: Clbu}, «Two»: {}, Club: {}}", mistakes=True)


def test_who_gave_everything_back_reads_the_store_wide_list_alone() -> None:
    store = "products: {One: {next: Two}, Two: {next: Club}, Club: {}}\n"
    loyal = "segments: {loyal: {owns: 2}}\n"
    hold(
        "no-next-action",
        store + "next: [{offer: «Club», when: loyal}]\n" + loyal,
        "a customer who gave everything back",
    )
    hold("no-next-action", store + "next: [{offer: Club, when: loyal}, Two]\n" + loyal)
    hold(
        "no-next-action",
        store + "next: [{offer: Club, when: runners}]\nsegments: {runners: {where: {sport: running}}}",
    )
    hold("no-next-action", store)  # it says nothing to them, as to prospects
    hold(
        "no-next-action",
        "ultimate: {offer: Club, ready: new}\n"
        + store
        + "next: Video\nsegments: {new: {not: loyal}, loyal: {owns: 1}}"
        + TOUCHES,
    )


STOCK = {
    "what is paused comes back": "products: {One: {next: Two}, Two: {paused: true, next: Club}, Club: {}}",
    "a bundle of what is paused comes back": "products: {One: {next: Box}, Two: {paused: true, next: Club}, Club: {}}\nbundles: {Box: {items: Two}}",
    "what is retired is offered no more": "products: {«One»: {next: Two}, Two: {retired: true, next: Club}, Club: {}}",
    "its owners keep their list": "products: {One: {retired: true, next: Club}, Club: {}}",
    "its owners read a list": "products: {«One»: {retired: true}, Two: {next: Club}, Club: {}}",
}


@pytest.mark.parametrize("store", STOCK.values(), ids=STOCK.keys())
def test_what_is_out_of_stock_and_what_is_sold_no_more(store: str) -> None:
    hold("no-next-action", store)
