"""Which name means which thing, and what is told when none does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipp.loading import Store
from ipp.path.names import fold_name, holds_only_consumables, list_goods
from tests.amounts import long
from tests.work import measure_growth

from .reading import Said, found_in, loaded, parsed, pointed_at
from .tables import HEAD

EQUAL = [
    ("Spa Slippers", "SPA SLIPPERS"),
    ("Füße", "FÜSSE"),
    ("Caf\u00e9", "Cafe\u0301"),
    ("CAFE\u0301", "caf\u00e9"),
    ("\u212b", "\u00e5"),  # the Ångström sign
    ("ΌΣΟΣ", "όσος"),  # both small sigmas
    ("\u01f0", "J\u030c"),
    ("\u0390", "\u03aa\u0301"),  # folding takes the first apart: it has to be composed again
    ("α\u0345\u0301", "α\u0301\u0345"),  # and the first has to be put in order before
    ("No", "NO"),
    ("101", "101"),
    ("a b", "a  b"),
    ("a b", "a\u00a0b"),
    ("a b", " A B\u2009"),
    ("a b", "\u200bA b \u200d "),  # nobody sees what stands at the ends
    ("Füße an", "FÜSSE\u3000 AN "),
]
UNEQUAL = [
    ("Jazz Piano 101", "Jazz Piano 201"),
    ("Cafe", "Caf\u00e9"),
    ("2²", "22"),  # compatibility forms are other names
    ("I", "ı"),
    ("1", "01"),
    ("1", "１"),
    ("ab", "a\u200db"),  # within a name it joins signs
]


@pytest.mark.parametrize(("one", "other"), EQUAL)
def test_names_are_equal_but_for_case_and_composition(one: str, other: str) -> None:
    assert fold_name(one) == fold_name(other)


@pytest.mark.parametrize(("one", "other"), UNEQUAL)
def test_names_that_differ_in_more_are_different(one: str, other: str) -> None:
    assert fold_name(one) != fold_name(other)


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold_name(fold_name(text)) == fold_name(text)


@pytest.mark.parametrize(("declared", "written"), EQUAL)
def test_a_thing_is_found_by_any_spelling_and_shown_as_declared(declared: str, written: str) -> None:
    text = f"ipp: 1\nultimate: '{written}'\nproducts: {{'{declared}': }}\nsegments: {{'{declared}': {{owns: 1}}}}\n"
    store = loaded(text + f"next: {{offer: '{written}', when: '{written}'}}\n")
    assert isinstance(store, Store)
    assert store.findings == ()
    item, segment = store.names.resolve_item(written), store.names.resolve_segment(written)
    assert item is not None
    assert segment is not None
    assert (item.name.text, segment.name.text) == (declared, declared)


SHOP = """\
ipp: 1
ultimate: Club
products:
  Club: {sku: C-1}
  Toe: {category: Feet}
  Soap: {consumable: true, refill: 45d}
bundles: {Kit: {items: Toe}, Wash: {items: {Soap: 3}}}
touches: {Video: }
segments: {loyal: {owns: 2}}
categories: {Feet: {next: Kit}}
"""

PLACES: list[tuple[str, list[Said]]] = [
    ("next: [Club, Kit, Video, {offer: Kit}, {do: Video}]", []),
    ("next: Nothing", [("IPP101", "Nothing")]),
    ("next: {offer: Video}", [("IPP101", "Video")]),
    ("next: {do: Kit}", [("IPP101", "Kit")]),
    ("next: loyal", [("IPP101", "loyal")]),  # a segment is no item
    ("next: {offer: Toe, downsell: [Soap, {offer: Nothing}]}", [("IPP101", "Nothing")]),
    ("next: {offer: Toe, downsell: Nothing}", [("IPP101", "Nothing")]),
    ("next: {offer: Toe, downsell: [Soap, Video]}", [("IPP101", "Video")]),  # a rung asks for money
    ("next: {offer: Toe, downsell: {offer: Video}}", [("IPP101", "Video")]),
    (
        "next: {offer: Toe, downsell: {offer: Kit, downsell: {offer: Soap, downsell: [Nothing]}}}",
        [("IPP101", "Nothing")],
    ),
    ("next: {offer: Toe, when: loyal, unless: [loyal, rich]}", [("IPP101", "rich")]),
    ("next: {offer: Toe, when: Toe}", [("IPP101", "Toe")]),
    ("prospects: [Nothing]", [("IPP101", "Nothing")]),
    ("rest: {do: Video, every: 3d, when: loyal}", []),
    ("rest: {do: Toe, every: 3d}", [("IPP101", "Toe")]),
    ("rest: {offer: Video, every: 3d}", [("IPP101", "Video")]),
    ("rest: {offer: Nothing, every: 3d}", [("IPP101", "Nothing")]),
    ("rest: {do: Video, every: 3d, unless: rich}", [("IPP101", "rich")]),
    (
        "series: {S: [Toe, Kit, Video, Nothing]}",
        [("IPP101", "Kit"), ("IPP101", "Video"), ("IPP101", "Nothing")],
    ),
]


@pytest.mark.parametrize(("line", "findings"), PLACES)
def test_every_place_takes_its_own_sort_of_thing(line: str, findings: list[Said]) -> None:
    assert found_in(SHOP) == []
    assert found_in(SHOP + line + "\n") == findings


INSIDE: list[tuple[str, str, list[Said]]] = [
    ("ultimate: Club", "ultimate: Nothing", [("IPP101", "Nothing")]),
    ("ultimate: Club", "ultimate: Kit", []),
    ("ultimate: Club", "ultimate: Video", [("IPP101", "Video")]),
    ("ultimate: Club", "ultimate: {offer: Video, ready: rich}", [("IPP101", "Video"), ("IPP101", "rich")]),
    ("items: Toe", "items: [Toe, Wash]", [("IPP101", "Wash")]),  # no bundle in a bundle
    ("items: Toe", "items: Kit", [("IPP101", "Kit")]),
    ("items: Toe", "items: {Video: 2}", [("IPP101", "Video")]),
    ("items: Toe", "items: Toe, free: [Nothing]", [("IPP101", "Nothing")]),
    ("items: Toe", "items: Toe, next: Nothing", [("IPP101", "Nothing")]),
    ("items: Toe", "items: Toe, downsell: Nothing", [("IPP101", "Nothing")]),
    ("next: Kit", "next: [Kit, Nothing]", [("IPP101", "Nothing")]),
    ("sku: C-1", "next: Nothing, downsell: Video", [("IPP101", "Nothing"), ("IPP101", "Video")]),
    ("owns: 2", "any: rich", [("IPP101", "rich")]),
    ("owns: 2", "all: [rich]", [("IPP101", "rich")]),
    ("owns: 2", "not: Toe", [("IPP101", "Toe")]),
    ("owns: 2", "owns_any: [Toe, Nothing]", [("IPP101", "Nothing")]),
    ("owns: 2", "owns_all: [Kit]", [("IPP101", "Kit")]),
]


@pytest.mark.parametrize(("old", "new", "findings"), INSIDE)
def test_names_inside_the_items(old: str, new: str, findings: list[Said]) -> None:
    assert SHOP.count(old) == 1
    found = found_in(SHOP.replace(old, new))
    assert [finding for finding in found if finding[0] == "IPP101"] == findings


def test_an_unknown_name_comes_with_the_nearest_of_its_sort() -> None:
    store = loaded(SHOP + "next: [Clab, {offer: Vidio}, {do: Vidio}, {offer: Toe, when: loial}]\n")
    helps = [(pointed_at(finding.span), finding.help) for finding in store.findings]
    assert helps == [
        ("Clab", "did you mean `Club`?"),
        ("Vidio", None),  # a touch is near, but cannot be offered
        ("Vidio", "did you mean `Video`?"),
        ("loial", "did you mean `loyal`?"),
    ]
    fix = store.findings[0].fix
    assert fix is not None
    assert [(pointed_at(edit.span), edit.text) for edit in fix.edits] == [("Clab", "Club")]
    assert not fix.safe


def test_a_name_of_the_wrong_sort_shows_where_it_was_declared() -> None:
    (finding,) = loaded(SHOP + "next: {offer: Video}\n").findings
    assert [(pointed_at(related.span), related.span.line) for related in finding.related] == [("Video", 8)]
    assert "touch" in finding.message


DUPLICATES: list[tuple[str, list[tuple[str, str, str]]]] = [
    ("products: {Club: , Toe: , toe: }", [("IPP102", "toe", "Toe")]),
    ("products: {Club: }\nbundles: {CLUB: {items: Club}}", [("IPP102", "CLUB", "Club")]),
    ("products: {Club: }\ntouches: {club: }", [("IPP102", "club", "Club")]),
    ("products: {Club: , 'Caf\u00e9': , 'Cafe\u0301': }", [("IPP102", "'Cafe\u0301'", "'Caf\u00e9'")]),
    ("products: {Club: }\ntouches: {A: }\nbundles: {a: {items: Club}}", [("IPP102", "A", "a")]),
    ("products: {Club: }\nsegments: {s: {owns: 1}, S: {owns: 2}}", [("IPP102", "S", "s")]),
    ("products: {Club: }\nsegments: {Club: {owns: 1}}", []),  # a segment is no item
    ("products: {Club: }\ncategories: {Club: {next: Club}}\nseries: {Club: [Club]}", []),
    ("products: {Club: , A: {sku: x}, B: {sku: x}}", [("IPP104", "B", "A")]),
    ("products: {Club: , A: {sku: x}}\nbundles: {B: {items: A, sku: x}}", [("IPP104", "B", "A")]),
    ("products: {Club: , A: {sku: x}, B: {sku: X}}", []),  # an export's code is exact
    ("products: {Club: , A: {sku: ''}, B: {sku: ''}}", []),
    ("products: {Club: , A: {sku: [x, y]}, B: {sku: [z, y]}}", [("IPP104", "B", "A")]),
    ("products: {Club: , A: {also: old}, B: {also: OLD}}", [("IPP102", "B", "A")]),
    ("products: {Club: , A: {also: club}}", [("IPP102", "A", "Club")]),
    ("products: {Club: , A: {also: x}, B: {sku: X}}", [("IPP102", "A", "B")]),
    ("products: {Club: , A: {also: [a, A-1], sku: A-1}}", []),
]


@pytest.mark.parametrize(("text", "findings"), DUPLICATES)
def test_no_two_items_share_a_name_or_a_sku(text: str, findings: list[tuple[str, str, str]]) -> None:
    store = loaded(f"ipp: 1\nultimate: Club\n{text}\n")
    assert [
        (finding.rule.code, pointed_at(finding.span), pointed_at(finding.related[0].span))
        for finding in store.findings
    ] == findings


@pytest.mark.parametrize("name", ["", "  ", "\\u200b", "\\ufeff \\u00a0"])
def test_what_nobody_sees_is_no_name(name: str) -> None:
    findings = loaded(f'ipp: 1\nultimate: Club\nproducts: {{Club: , "{name}": }}\n').findings
    assert [(each.rule.code, pointed_at(each.span)) for each in findings] == [("IPP005", f'"{name}"')]


def test_the_first_of_two_keeps_the_name() -> None:
    store = loaded(HEAD + "touches: {club: {kind: review}}\nnext: {offer: club}\n")
    assert isinstance(store, Store)
    assert store.names.resolve_item("CLUB") is store.path.products[0]
    assert [finding.rule.code for finding in store.findings] == ["IPP102"]


def test_names_are_shared_by_all_files_of_a_store() -> None:
    files = {"b.yaml": "bundles: {CLUB: {items: Toe, sku: x}}\nsegments: {Loyal: {owns: 1}}\n"}
    text = "ipp: 1\ninclude: b.yaml\nultimate: Club\nproducts: {Club: , Toe: {sku: x}}\nsegments: {loyal: {owns: 2}}\n"
    store = loaded(text, files)
    places = [
        (f.rule.code, f.span.source.name, pointed_at(f.span), f.related[0].span.source.name)
        for f in store.findings
    ]
    assert sorted(places) == [
        ("IPP102", "b.yaml", "CLUB", "path.yaml"),
        ("IPP102", "b.yaml", "Loyal", "path.yaml"),
        ("IPP104", "b.yaml", "CLUB", "path.yaml"),
    ]


SENSE: list[tuple[str, list[Said]]] = [
    ("rest: {offer: Toe, every: 3d}", [("IPP005", "Toe")]),  # once owned, never again
    ("rest: {offer: Kit, every: 3d}", [("IPP005", "Kit")]),
    ("rest: [{offer: Soap, every: 3d}, {offer: Wash, every: 3d}]", []),
]


@pytest.mark.parametrize(("line", "findings"), SENSE)
def test_rest_offers_only_what_is_used_up(line: str, findings: list[Said]) -> None:
    assert found_in(SHOP + line + "\n") == findings


def test_what_is_used_up_goes_with_its_contents() -> None:
    store = loaded(SHOP + "# c\n")
    assert isinstance(store, Store)
    used_up = [good.name.text for good in list_goods(store.path) if holds_only_consumables(good, store.names)]
    assert used_up == ["Soap", "Wash"]


@pytest.mark.parametrize("key", ["owns_any", "owns_all"])
def test_nobody_owns_a_consumable(key: str) -> None:
    assert found_in(SHOP.replace("owns: 2", f"{key}: [Toe, SOAP]")) == [("IPP005", "SOAP")]


CIRCLES: list[tuple[str, list[str]]] = [
    ("a: {not: a}", ["a"]),
    ("a: {any: [b]}, b: {all: [A]}", ["A"]),
    ("a: {any: [b, c]}, b: {owns: 1}, c: {not: b}", []),  # twice the same is no circle
    ("a: {any: [b, c]}, b: {all: d}, c: {all: d}, d: {owns: 1}", []),
    ("a: {any: b}, b: {any: c}, c: {any: b}", ["b"]),
    ("a: {any: [a, b]}, b: {any: [a, b]}", ["a", "a", "b"]),
    ("a: {all: x}", []),  # unknown, and told as that
]


@pytest.mark.parametrize(("segments", "places"), CIRCLES)
def test_segments_go_in_no_circles(segments: str, places: list[str]) -> None:
    found = found_in(HEAD + f"segments: {{{segments}}}\n")
    assert [place for code, place in found if code == "IPP005"] == places


def chain(links: int, last: str) -> str:
    return (
        HEAD
        + "segments:\n"
        + "".join(f"  s{i}: {{all: s{i + 1}}}\n" for i in range(links))
        + f"  s{links}: {last}\n"
    )


def test_segments_stand_fifty_deep_and_no_deeper() -> None:
    assert found_in(chain(49, "{owns: 1}")) == []
    assert found_in(chain(50, "{owns: 1}")) == [("IPP005", "s0")]


@long
def test_a_chain_of_5000_segments_is_told_and_not_followed() -> None:
    for last in ("{owns: 1}", "{all: s0}", "{not: s2500}"):
        found = found_in(chain(5000, last))
        assert found
        assert {code for code, _ in found} == {"IPP005"}
        assert len(found) <= 100
    assert measure_growth(lambda links: found_in(chain(links, "{not: s60}")), 1000, times=4) < 10


@long
def test_all_names_of_a_large_store_are_followed_in_no_square() -> None:
    assert len(found_in(large_store(2000))) == 2000
    assert parsed(large_store(2000))[1] == []
    assert measure_growth(lambda products: found_in(large_store(products)), 4000, times=2) < 3


def large_store(products: int) -> str:
    names = [f"P{number}" for number in range(products)]
    steps = ", ".join(f"{name}: {{next: {name.lower()}x}}" for name in names)
    return HEAD.replace("Club: }", f"Club: , {steps}}}")


MISTAKEN = """\
ipp: 1
ultimate: Club
products:
  Club: {sku: Caf\u00e9}
  Toe: {sku: T-1}
  Bowl: {sku: BOWL}
touches: {Video: }
next: [Toe]
"""


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        ("sku: T-1", "sku: T-2", None),
        ("sku: T-1", "sku: Caf\u00e9", "`Toe` and `Club` have the same sku 'Caf\u00e9'"),
        ("sku: T-1", "sku: 'CAFE\u0301 '", None),  # an export's code is exact
        ("sku: T-1", "sku: bowl", "`Toe` has the sku 'bowl', which is the name of another item"),
        ("sku: T-1", "sku: Video", "`Toe` has the sku 'Video', which is the name of another item"),
    ],
)
def test_a_sku_means_one_thing(before: str, after: str, message: str | None) -> None:
    found = [each for each in loaded(MISTAKEN.replace(before, after)).findings if each.rule.code == "IPP104"]
    assert [each.message for each in found][:1] == ([message] if message else [])


def test_a_path_file_goes_by_names_and_a_sku_in_it_is_told_the_name() -> None:
    (finding,) = loaded(MISTAKEN.replace("next: [Toe]", "next: [t-1]")).findings
    assert (finding.rule.code, pointed_at(finding.span)) == ("IPP101", "t-1")
    assert finding.help == "write its name, `Toe`"
    assert finding.fix
    assert finding.fix.safe
    assert [edit.text for edit in finding.fix.edits] == ["Toe"]


def test_a_name_of_blanks_is_no_name() -> None:
    assert found_in("ipp: 1\nultimate: Club\nproducts: {Club: , ' \u00a0': }\n") == [("IPP005", "' \u00a0'")]
