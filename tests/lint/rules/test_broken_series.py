"""IPP211: numbered products that do not lead to each other."""

import pytest

from ..marked import hold

CLUB = "  Club: {}\n"
BROKEN = {
    "101 and 201": "  «Jazz 101»: {next: Club}\n  ‹Jazz 201›: {next: Club}\n",
    "201 before 101 in the file": "  ‹Jazz 201›: {next: Club}\n  «Jazz 101»: {next: Club}\n",
    "three, of which two are apart": """
  Jazz 101: {next: Jazz 201}
  «Jazz 201»: {next: Club}
  ‹Jazz 301›: {next: Club}
""",
    "101 to 301, past 201": """
  «Jazz 101»: {next: Jazz 301}
  «‹Jazz 201›»: {next: Club}
  ‹Jazz 301›: {next: Club}
""",
    "parts": "  «Cooking, part 1»: {next: Club}\n  ‹Cooking, Part 2›: {next: Club}\n",
    "volumes": "  «Volume 1»: {next: Club}\n  ‹Volume 2›: {next: Club}\n",
    "volumes, in short": "  «Soups Vol. 1»: {next: Club}\n  ‹Soups vol. 2›: {next: Club}\n",
    "nine and ten": "  «Level 9»: {next: Club}\n  ‹Level 10›: {next: Club}\n",
    "the wrong way round": "  «Jazz 101»: {next: Club}\n  ‹Jazz 201›: {next: Jazz 101}\n",
}


@pytest.mark.parametrize("products", BROKEN.values(), ids=BROKEN.keys())
def test_neighbours_that_do_not_lead_on(products: str) -> None:
    for finding in hold("broken-series", f"products:\n{products}{CLUB}"):
        assert "does not lead to" in finding.message
        assert finding.help
        assert finding.help.startswith("series: ")


WHOLE = {
    "a list": "products: {Jazz 101: {next: Jazz 201}, Jazz 201: {next: Club}, Club: {}}",
    "a series": "products: {Jazz 101: {}, Jazz 201: {next: Club}, Club: {}}\nseries: {Jazz: [Jazz 101, Jazz 201]}",
    "a downsell": "products: {Jazz 101: {next: {offer: Club, downsell: jazz 201}}, Jazz 201: {next: Club}, Club: {}}",
    "a bundle that holds it": """
products: {Jazz 101: {next: Box}, Jazz 201: {next: Club}, Club: {}}
bundles: {Box: {items: Jazz 201}}
""",
    "something between them": """
products: {Jazz 101: {next: Chair}, Chair: {next: Jazz 201}, Jazz 201: {next: Club}, Club: {}}
""",
    "one alone": "products: {Jazz 101: {next: Club}, Blues 201: {next: Club}, Club: {}}",
    "other numbers": "products: {Massager 5000: {next: Club}, Massager 6000: {next: Club}, Size 1: {}, Size 2: {}, Club: {}}\nnext: Club",
    "a catalogue": """
products:
  Lamp 101: {next: Club}
  Lamp 102: {next: Club}
  Lamp 201: {next: Club}
  Club: {}
""",
    "not ready": "products: {Jazz 101: {next: Club}, Jazz 201: {draft: true}, Club: {}}",
    "bundles": "products: {One: {next: Club}, Club: {}}\nbundles: {Box 101: {items: One}, Box 201: {items: One}}",
    "numbers inside a name": "products: {Jazz 101 Book: {next: Club}, Jazz 201 Book: {next: Club}, Club: {}}",
}


@pytest.mark.parametrize("store", WHOLE.values(), ids=WHOLE.keys())
def test_neighbours_that_lead_on(store: str) -> None:
    hold("broken-series", store)


@pytest.mark.parametrize("shared", ["next: Jazz 201", "categories: {Music: {next: Jazz 201}}"])
def test_a_list_that_many_read_does_not_count(shared: str) -> None:
    products = "products:\n  «Jazz 101»: {category: Music}\n  ‹Jazz 201›: {next: Club}\n"
    hold("broken-series", products + CLUB + shared)


def test_nothing_is_concluded_from_a_mistake() -> None:
    store = "products: {Jazz 101: {next: [Jazz 21, Club]}, Jazz 201: {next: Club}, Club: {}}"
    hold("broken-series", store, mistakes=True)
