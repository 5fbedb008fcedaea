"""Finding things in the page: by words, by a link, and on a picture that is saved."""

import struct
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.engine.feet import written
from tests.render.drawings.hostile import hostile_text
from tests.render.picture.drawing import store_of
from tests.render.web.conftest import ROOT
from tests.render.web.pages import opened

if TYPE_CHECKING:
    from playwright.sync_api import Page

SHOP = """ipp: 1
ultimate: Club
products:
  Toe Massager 5000: {price: 9, sku: TM-5000, also: [Toe Robot], category: Feet > Tools, next: Crème}
  Crème: {price: 7, sku: [CR-1, CR-2], category: Feet > Care}
  Creme: {price: 6, category: Hands}
  Pad: {price: 3, category: Hands}
  Club: {price: 50}
categories: {Hands: {next: Club}}
next: Club
touches: {Toe yoga: {kind: content}}
"""
THINGS = [
    {"name": "Toe Massager 5000", "codes": ["TM-5000", "Toe Robot"], "category": "Feet"},
    {"name": "Crème", "codes": [], "category": "Feet"},
    {"name": "Creme", "codes": [], "category": "Hands"},
    {"name": "Big toe socks", "codes": [], "category": ""},
    {"name": "★ <b>", "codes": [], "category": ""},
    {"name": "x" * 5000, "codes": [], "category": ""},
]
FOUND = {
    "toe massager 5000": (["Toe Massager 5000"], False),
    "5000 toe": (["Toe Massager 5000"], False),  # any order
    "MASS toe": (["Toe Massager 5000"], False),
    "tm-5000": (["Toe Massager 5000"], False),
    "robot": (["Toe Massager 5000"], False),
    "feet 5000": (["Toe Massager 5000"], False),
    "hands": (["Creme"], False),
    "toe": (["Toe Massager 5000", "Big toe socks"], False),
    "crème": (["Crème", "Creme"], False),  # with accents or without
    "toe masager": (["Toe Massager 5000"], True),  # a letter is missing
    "teo sockz": (["Big toe socks"], True),  # two turned round, one wrong
    "★ <": (["★ <b>"], False),
    "zzzz": ([], False),
    "to zz": ([], False),  # short words must be right
    "?": ([], False),
    " ": ([], False),
    "y" * 4000: ([], False),
}


def test_words_are_found_in_any_order_and_near_misses_where_nothing_fits(interpreter: "Page") -> None:
    found: list[Any] = interpreter.evaluate(
        """([things, texts]) => {
            const find = Finder.make(things);
            return texts.map(find).map(({hits, near}) => [hits.map(({name}) => name), near]);
        }""",
        [THINGS, list(FOUND)],
    )
    assert dict(zip(FOUND, map(tuple, found), strict=True)) == FOUND


def test_the_search_knows_skus_and_categories(page: "Page", tmp_path: Path) -> None:
    opened(page, written(SHOP), tmp_path)
    page.fill("#find", "cr-2")
    assert page.locator("#list li").all_inner_texts() == ["● Crème 7.00\nCR-1 · CR-2 · Feet > Care"]
    page.fill("#find", "toe robo")
    page.press("#find", "Enter")
    assert page.inner_text("#look h2") == "● Toe Massager 5000"
    page.fill("#find", "hand")
    assert page.locator("#list li").all_inner_texts()[0] == "▤ Hands category, 2 to buy"
    page.press("#find", "Enter")
    assert page.is_hidden("#found")
    page.fill("#find", "toe masager")
    assert page.inner_text("#noted") == "Nothing is called that. Near it:"
    page.press("#find", "Enter")
    assert page.inner_text("#look h2") == "● Toe Massager 5000"


def goto(page: "Page", folder: Path, asked: str) -> None:
    """Open the page of `opened` anew at an address."""
    page.goto("about:blank")
    page.goto(f"{(folder / 'map.html').as_uri()}#item={asked}")


def test_a_link_opens_the_page_at_one_thing(page: "Page", tmp_path: Path) -> None:
    opened(page, written(SHOP), tmp_path)
    for asked, name in (
        ("Cr%C3%A8me", "● Crème"),
        ("Creme", "● Creme"),
        ("cr-2", "● Crème"),
        ("toe%20YOGA", "○ Toe yoga"),
    ):
        goto(page, tmp_path, asked)
        assert page.inner_text("#look h2") == name
    page.evaluate("location.hash = 'item=Pad'")  # a link followed while the page is open
    page.locator("#look h2 >> text=Pad").wait_for()
    page.click("#look a >> text=Link to this")
    assert page.evaluate("location.hash") == "#item=Pad"
    page.go_back()
    goto(page, tmp_path, "Club")
    assert page.inner_text("#look h2") == "★ Club"


def test_a_link_to_what_is_not_there_searches_for_it_and_nothing_in_it_acts(
    page: "Page", tmp_path: Path
) -> None:
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: dialogs.append(dialog.message))
    asked = opened(page, written(hostile_text()), tmp_path)
    scripts = page.locator("script").count()
    for hostile in (
        "%3Cimg%20src=none%20onerror=alert(7)%3E",
        "<script>alert(7)</script>",
        "%",
        "%E0%A4%A",
        "toString",
        "javascript:alert(1)",
        "y" * 100_000,
    ):
        goto(page, tmp_path, hostile)
        assert page.is_visible("#found"), hostile
        assert len(page.input_value("#find")) <= 2000
    assert page.locator("script").count() == scripts and page.locator("img").count() == 0
    assert not dialogs and not [url for url in asked if not url.startswith("file:")]


def test_every_hostile_name_can_be_linked_to(page: "Page", tmp_path: Path) -> None:
    opened(page, written(hostile_text()), tmp_path)
    names = page.evaluate(
        "JSON.parse(document.getElementById('data').textContent).policy.items.map((item) => item.name)"
    )
    for name in names:
        page.evaluate("(name) => { location.hash = `item=${encodeURIComponent(name)}`; }", name)
        page.locator("#look h2 bdi").get_by_text(name, exact=True).wait_for()


def test_what_is_in_view_is_saved_as_png(page: "Page", tmp_path: Path) -> None:
    asked = opened(page, store_of(ROOT / "examples/coach.yaml"), tmp_path)
    page.locator("#picture .card").first.dispatch_event("click")
    with page.expect_download() as saved:
        page.click("#save")
    assert saved.value.suggested_filename == "path.png"
    saved.value.save_as(tmp_path / "path.png")
    width, height, lines = read_png((tmp_path / "path.png").read_bytes())
    stage = page.locator("#stage").bounding_box()
    assert stage and (width, height) == (2 * int(stage["width"]), 2 * (int(stage["height"]) + 44))
    assert len(set(lines)) > 200  # cards and words, no empty sheet
    assert not [url for url in asked if not url.startswith("blob:")]


def read_png(data: bytes) -> tuple[int, int, list[bytes]]:
    """Return the width, the height, and the lines of a PNG picture as they are packed."""
    assert data.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", data[16:24])
    packed, place = b"", 8
    while place < len(data):
        (length,) = struct.unpack(">I", data[place : place + 4])
        if data[place + 4 : place + 8] == b"IDAT":
            packed += data[place + 8 : place + 8 + length]
        place += length + 12
    plain = zlib.decompress(packed)
    line = len(plain) // height
    return width, height, [plain[start : start + line] for start in range(0, len(plain), line)]
