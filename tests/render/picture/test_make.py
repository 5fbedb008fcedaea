"""A picture holds what the path says: lists, ladders, contents, groups, and findings where they are."""

from pathlib import Path

import pytest

from ipp.engine.policy.edges import Node, SharedList, list_edges
from ipp.path.names import fold_name
from tests.render.picture.drawing import ROOT, card, drawn, picture_of, store_of
from tests.shipped import PATH_FILES

FILES_BY_NAME = pytest.mark.parametrize("file", PATH_FILES, ids=lambda file: file.stem)
STORE = """ipp: 1
store: Feet
currency: USD
ultimate: {offer: Club, ready: keen, again_after: 60d, retries: 2}
defaults: {after: 3d}
products:
  Massager: {price: 89, category: Feet, next: [Video, Spa, {offer: Kit, price: 15, after: 2w, when: keen, downsell: [Oil]}]}
  Oil: {price: 9, category: Feet, consumable: true, refill: 45d, next: Massager}
  Kit: {price: 22, category: Nails, next: Club}
  Club: {price: 29, every: month}
bundles:
  Spa: {items: {Oil: 3, Kit: 1}, free: Oil, price: 40, downsell: [Trio]}
  Trio: {items: {Oil: 3}, price: 25}
touches: {Video: {kind: content}, Letter: {kind: content}}
categories: {Feet: {next: [Kit]}}
next: [{offer: Club, after: 30d, via: email}]
prospects: [Video]
rest: [{do: Letter, every: 30d}]
segments: {keen: {owns: 2}}
"""


@FILES_BY_NAME
def test_every_edge_of_the_path_is_in_its_picture_and_no_other(file: Path) -> None:
    """The second opinion: ipp.engine.policy.edges. Rungs are folded, and that everybody reads the store-wide list is one lead a group."""
    picture, policy = picture_of(file), store_of(file).policy
    names = {number: each.name for number, each in picture.cards.items()}
    shared = {picture.store: SharedList(None)}
    for group in picture.groups:
        shared[group.then] = SharedList(fold_name(group.name))
    meant: set[tuple[Node, Node]] = set()
    for each in picture.cards.values():
        start = shared.get(each.number, each.name)
        if each.number in (picture.prospects, picture.rest):
            continue
        for row in each.rows:
            meant.add((start, row.name))
            none = "no smaller version" in row.terms
            rungs = row.rungs or (() if none else picture.cards[row.number].rungs)
            meant.update((start, rung.name) for rung in rungs)
        meant.update((each.name, content.product) for content in each.holds)
    for group in picture.groups:
        for good in group.goods:
            if group.then is not None and picture.cards[good].kind == "product":
                meant.add((names[good], shared[group.then]))
    found = {(edge.start, edge.end) for edge in list_edges(policy) if edge.end != SharedList(None)}
    assert meant == found


@FILES_BY_NAME
def test_every_good_has_one_home(file: Path) -> None:
    picture = picture_of(file)
    homes = [good for group in picture.groups for good in group.goods]
    goods = {each.number for each in picture.list_cards() if each.kind in ("product", "bundle")}
    assert len(homes) == len(set(homes))
    assert set(homes) == goods - {picture.goal}


def test_a_card_says_what_the_file_says() -> None:
    picture = drawn(STORE)
    massager, spa = card(picture, "Massager"), card(picture, "Spa")
    assert (massager.kind, massager.price) == ("product", "89.00 USD")
    assert [(row.name, row.kind) for row in massager.rows] == [
        ("Video", "touch"),
        ("Spa", "bundle"),
        ("Kit", "product"),
    ]
    kit = massager.rows[2]
    assert (kit.price, kit.special, kit.terms, kit.conditional) == (
        "15.00 USD",
        True,
        ("after 2 weeks", "if keen"),
        True,
    )
    assert [rung.name for rung in kit.rungs] == ["Oil"]
    assert [(rung.name, rung.price) for rung in spa.rungs] == [("Trio", "25.00 USD")]
    assert [(content.product, content.quantity, content.free) for content in spa.holds] == [
        ("Oil", 4, 1),
        ("Kit", 1, 0),
    ]
    assert card(picture, "Oil").facts == ("consumable, reminder every 45 days",)
    assert card(picture, "Club").facts == (
        "asked as soon as keen",
        "asked again 60 days after a No, 2 times at most",
    )


def test_a_step_says_its_gap_its_window_and_how_long_it_is_offered() -> None:
    terms = "{offer: Kit, gap: 2d, within: 60d, from: 11-15, until: 01-06}, {offer: Oil, gap: 0, within: 0, until: 2027-01-31}"
    first, second = card(drawn(STORE.replace("[Kit]", f"[{terms}]")), "then, after any of Feet").rows
    assert first.terms == ("gap 2 days", "within 60 days", "from 15 Nov", "until 6 Jan")
    assert second.terms == ("no gap", "within the same day", "until 31 Jan 2027")


def test_a_bundle_that_is_only_a_smaller_version_is_folded() -> None:
    picture = drawn(STORE)
    assert card(picture, "Trio").folded
    assert not card(picture, "Spa").folded
    assert card(picture, "Trio") not in picture.list_cards()


def test_shared_lists_are_cards_of_their_own() -> None:
    picture = drawn(STORE)
    assert [(group.name, group.then is not None) for group in picture.groups] == [
        ("Feet", True),
        ("Nails", False),
    ]
    then = picture.cards[picture.groups[0].then or 0]
    assert [row.name for row in then.rows] == ["Kit"]
    assert picture.store is not None and picture.cards[picture.store].rows[0].terms == (
        "after 30 days",
        "via email",
    )
    assert picture.prospects is not None and picture.rest is not None
    assert picture.cards[picture.rest].rows[0].terms == ("every month",)


def test_a_bundle_lives_with_those_that_lead_to_it() -> None:
    picture = drawn(STORE)
    assert card(picture, "Spa").number in picture.groups[0].goods


def test_findings_are_where_they_are() -> None:
    picture = picture_of(ROOT / "tests/cases/dead_end.yaml")
    assert [finding.rule.code for finding in card(picture, "Nail Kit").findings] == ["IPP201"]
    assert [finding.rule.code for finding in card(picture, "Foot Spa Bundle").findings] == ["IPP101"]
    assert card(picture, "Nail Kit").worst == "error"
    assert not picture.findings


def test_a_finding_of_a_step_is_on_the_step_too() -> None:
    picture = drawn(
        STORE.replace("next: Massager", "next: [Massager, Oil]").replace(
            "[Video, Spa,", "[Video, Massager, Spa,"
        )
    )
    row = next(row for row in card(picture, "Massager").rows if row.name == "Massager")
    assert "IPP306" in {finding.rule.code for finding in row.findings}


def test_what_is_about_no_card_is_kept() -> None:
    picture = drawn(STORE.replace("segments: {", "segments: {never: {owns: 9}, "))
    assert [finding.rule.code for finding in picture.findings] == ["IPP103"]


def test_a_ladder_of_the_step_replaces_that_of_the_item() -> None:
    picture = drawn(STORE.replace("[Video, Spa,", "[Video, {offer: Spa, downsell: []},"))
    row = card(picture, "Massager").rows[1]
    assert (row.rungs, row.terms) == ((), ("no smaller version",))


def test_groups_come_in_the_order_of_the_file_and_a_list_that_nobody_reads_is_shown() -> None:
    picture = picture_of(ROOT / "paths/store.yaml")
    names = [group.name for group in picture.groups]
    assert names[:4] == ["Feet", "Foot Care", "Insoles & Shoes", "Hands"]
    picture = drawn(STORE.replace("categories: {", "categories: {Hands: {next: [Kit]}, "))
    assert [(group.name, len(group.goods)) for group in picture.groups] == [
        ("Feet", 3),
        ("Nails", 1),
        ("Hands", 0),
    ]


def test_a_bundle_can_be_the_ultimate_action() -> None:
    picture = drawn(STORE.replace("offer: Club, ready: keen", "offer: Spa, cold: false"))
    facts = ("bundle", "asked again 60 days after a No, 2 times at most", "asked only where a list names it")
    assert card(picture, "Spa").facts == facts
