"""Variants joined or parted, and kept so; keys and names that mean one item each."""

from decimal import Decimal

from ipp.importers.items.item import Item
from ipp.importers.items.variants import make_items
from ipp.importers.reading.catalogue import Catalogue, CataloguePart, Entry, Variant


def make_variant(sku: str, price: int, list_price: int | None = None, **options: str) -> Variant:
    before = None if list_price is None else Decimal(list_price)
    return Variant(sku, Decimal(price), before, options=tuple(options.items()))


def make(*entries: Entry, imported: tuple[str, ...] = (), variants: str = "auto") -> tuple[Item, ...]:
    return make_items(Catalogue("csv", entries), imported, variants)


def facts(*values: object) -> tuple[object, ...]:
    return values


def names(items: tuple[Item, ...]) -> list[str]:
    return [item.name for item in items]


LICENCE = Entry(
    "map", "Map", (make_variant("P", 20, Licence="Private"), make_variant("B", 90, Licence="Business"))
)


def test_sizes_and_colours_are_one_product_whatever_they_cost() -> None:
    entry = Entry(
        "hat",
        "Hat",
        (make_variant("S", 30, Size="S", Colour="Red"), make_variant("L", 45, Size="L", Colour="Blue")),
    )
    (hat,) = make(entry)
    assert facts(hat.price, hat.sku) == (30, ("S", "L"))


def test_what_costs_differently_by_something_else_is_parted() -> None:
    assert names(make(LICENCE)) == ["Map - Private", "Map - Business"]
    assert names(make(LICENCE, variants="one")) == ["Map"]


def test_a_sale_of_one_variant_parts_nothing() -> None:
    entry = Entry("hood", "Hoodie", (make_variant("N", 42, 45, Logo="No"), make_variant("Y", 45, Logo="Yes")))
    (hood,) = make(entry)
    assert facts(hood.price, hood.list_price) == (42, 45)


def test_variants_that_cost_the_same_today_are_one_product() -> None:
    """Whichever of them were dearer before: the sale of one is the price of the other."""
    whole, ground = make_variant("W", 15, Grind="Whole bean"), make_variant("F", 15, 18, Grind="Filter")
    for variants in (
        (whole, ground),
        (ground, whole),
        (whole, ground, make_variant("E", 15, 20, Grind="Espresso")),
    ):
        (coffee,) = make(Entry("kenya", "Kenya AA", variants))
        assert coffee.price == 15
    parted = make(Entry("kenya", "Kenya AA", (whole, ground, make_variant("E", 19, Grind="Espresso"))))
    assert [item.price for item in parted] == [15, 15, 19]


def test_a_sale_of_one_variant_parts_nothing_in_whatever_size() -> None:
    plain, printed = (
        make_variant("N", 42, 45, Logo="No", Size="M"),
        make_variant("Y", 45, Logo="Yes", Size="L"),
    )
    assert len(make(Entry("hood", "Hoodie", (plain, printed)))) == 1
    dearer = printed._replace(price=Decimal(50))
    assert len(make(Entry("hood", "Hoodie", (plain, dearer)))) == 2


def test_the_lowest_price_above_nothing_counts() -> None:
    entry = Entry("a", "A", (make_variant("0", 0, Size="S"), make_variant("1", 9, Size="L")))
    assert make(entry)[0].price == 9
    assert make(Entry("b", "B", (make_variant("0", 0),)))[0].price == 0


def test_what_was_imported_stays_joined_or_parted() -> None:
    assert names(make(LICENCE, imported=("map",))) == ["Map"]
    parted = tuple(item.key for item in make(LICENCE))
    alone = LICENCE._replace(variants=LICENCE.variants[:1])
    assert [item.key for item in make(alone, imported=parted)] == [parted[0]]
    cheap = LICENCE._replace(variants=tuple(each._replace(price=Decimal(5)) for each in LICENCE.variants))
    assert tuple(item.key for item in make(cheap, imported=parted)) == parted


def test_a_variant_without_options_has_a_key_of_its_own() -> None:
    entry = Entry("map", "Map", (make_variant("P", 20), make_variant("B", 90, Licence="Business")))
    items = make(entry)
    assert names(items) == ["Map", "Map - Business"]
    assert "map" not in {item.key for item in items}
    assert make(entry, imported=tuple(item.key for item in items)) == items


def test_keys_names_and_codes_mean_one_item_each() -> None:
    items = make(
        *(Entry("k", "Twin", (make_variant("T", price),)) for price in (1, 2, 3)),
        Entry("T", "T", (Variant("K"),)),
    )
    assert len({item.key for item in items}) == 4
    assert names(items) == ["Twin", "Twin (k (2))", "Twin (k (3))", "T"]
    assert [item.sku for item in items] == [(), (), (), ("K",)]


def test_bundles_in_bundles_are_taken_apart_and_circles_end() -> None:
    soap = Entry("s", "Soap", (make_variant("S", 4),))
    pair = Entry("p", "Pair", (Variant("P"),), parts=(CataloguePart("s", 2), CataloguePart("b")))
    box = Entry("b", "Box", (Variant("B"),), parts=(CataloguePart("p", 3), CataloguePart("nothing")))
    _, two, three = make(soap, pair, box)
    assert facts(two.parts, two.price) == ((("s", 2),), 8)
    assert facts(three.parts, three.price) == ((("s", 6),), 24)
