"""The overview in a real browser: what everybody sees first can be read, covers nothing, and leads on; large stores are drawn in few elements."""

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from benchmarks.stores import store_text
from ipp.loading import Store
from ipp.value.forecast import make_forecast
from ipp.value.inputs.question import put_question
from tests import amounts
from tests.engine.feet import written
from tests.render.picture.drawing import ROOT, TODAY, store_of
from tests.render.web.frames import compare_frames
from tests.render.web.pages import opened
from tests.shipped import PATH_FILES

if TYPE_CHECKING:
    from playwright.sync_api import Page

STORE, COACH, TINY = ROOT / "paths/store.yaml", ROOT / "examples/coach.yaml", ROOT / "examples/tiny.yaml"
LARGE = (1000, 2000) if amounts.FULL else (2000,)
SIZES = ((1440, 900), (1280, 800), (390, 844))
LEAST = 11  # pixels of the smallest letters

MEASURE = """() => {
    const paper = document.documentElement.classList.contains("paper");
    const bottom = paper ? 1e6 : innerHeight, right = paper ? 1e6 : innerWidth;
    const seen = (box) => box.width && box.top < bottom && box.bottom > 0 && box.left < right;
    const words = [], walker = document.createTreeWalker(document.getElementById("stage"), NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const text = walker.currentNode, owner = text.parentElement;
        if (!text.data.trim() || !owner.checkVisibility({visibilityProperty: true}) || owner.closest(".unseen")) continue;
        const range = document.createRange();
        range.selectNodeContents(text);
        const scale = owner.ownerSVGElement ? owner.getScreenCTM().a : 1;
        for (const box of range.getClientRects())
            if (seen(box)) words.push({text: text.data, size: parseFloat(getComputedStyle(owner).fontSize) * scale, box, bar: Boolean(owner.closest("#last")), owner});
    }
    const covers = (one, other) => one.left + 1 < other.right && other.left + 1 < one.right && one.top + 1.5 < other.bottom && other.top + 1.5 < one.bottom;
    const pairs = words.flatMap((one, place) => words.slice(place + 1).filter((other) => one.bar === other.bar && covers(one.box, other.box)).map((other) => `${one.text} / ${other.text}`));
    const nodes = [...document.querySelectorAll("#overview .node, #overview .step")].filter((node) => node.checkVisibility());
    const boxes = nodes.map((node) => node.getBoundingClientRect());
    const last = (node) => Boolean(node.closest("#last"));
    const covered = nodes.flatMap((one, place) => nodes.slice(place + 1).filter((other, more) => last(one) === last(other) && covers(boxes[place], boxes[place + 1 + more]))
        .map((other) => `${one.textContent} / ${other.textContent}`));
    const cut = words.filter(({box}) => box.left < -0.5 || box.right > right + 0.5).map(({text}) => text)
        .concat(words.filter(({box, owner}) => {
            const node = owner.closest(".flag") ? null : owner.closest(".node, .step")?.getBoundingClientRect();
            return node && (box.left < node.left || box.right > node.right || box.top < node.top - 1 || box.bottom > node.bottom + 1);
        }).map(({text}) => text));
    const goal = document.querySelector("#overview .node.goal").getBoundingClientRect();
    return {
        smallest: Math.min(...words.map(({size}) => size)), words: words.length, pairs, covered, cut,
        goal: goal.width > 0 && goal.top >= 0 && goal.bottom <= bottom && goal.left >= 0 && goal.right <= right,
        steps: document.querySelectorAll("#steps .step").length, roads: document.querySelectorAll("#roads path").length,
        sideways: document.getElementById("scroller").scrollWidth - document.getElementById("scroller").clientWidth,
    };
}"""


SETTLED = (
    "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 60))))"
)
"""The arrows follow what changed in the next frame."""


def check_first_view(page: "Page", store: Store) -> None:
    """Hold what is seen first, at every width, in the light, in the dark and on paper, to what can be read."""
    goal = store.policy.goal
    assert goal
    for media, scheme in (("screen", "light"), ("screen", "dark"), ("print", "light")):
        page.emulate_media(media=media, color_scheme=scheme)  # type: ignore[arg-type]
        for width, height in SIZES if amounts.FULL or (media, scheme) == ("screen", "light") else SIZES[1:2]:
            page.set_viewport_size({"width": width, "height": height})
            page.evaluate(SETTLED)
            found: dict[str, Any] = page.evaluate(MEASURE)
            where = (media, scheme, width)
            assert found["smallest"] >= LEAST, where
            assert not found["pairs"] and not found["covered"] and not found["cut"], (where, found)
            assert found["goal"] and found["sideways"] <= 0, (where, found)
            assert found["words"] > 8 and found["steps"] >= 2 and (found["roads"] or width < 700), where


@pytest.mark.parametrize("file", PATH_FILES, ids=lambda file: file.stem)
def test_what_is_seen_first_can_be_read(page: "Page", tmp_path: Path, file: Path) -> None:
    opened(page, store_of(file), tmp_path, cards=False)
    check_first_view(page, store_of(file))


DRAWN = """async () => {
    const picture = document.getElementById("picture"), turn = (y, shift) => picture.dispatchEvent(
        new WheelEvent("wheel", {deltaY: y, shiftKey: shift, clientX: 400, clientY: 400, bubbles: true, cancelable: true}));
    const counts = [];
    for (let step = 0; step < 14; step += 1) {
        turn(-90, false);
        turn(160, true);
        counts.push([...picture.querySelectorAll("*")].filter((each) => getComputedStyle(each).display !== "none" && each.checkVisibility() && !each.closest(".out")).length);
    }
    return Math.max(...counts);
}"""
"""The most elements of the picture that are drawn at once while the reader moves nearer and aside."""


@pytest.mark.parametrize("products", LARGE)
def test_a_large_store_can_be_read_and_is_drawn_in_few_elements(
    page: "Page", tmp_path: Path, products: int
) -> None:
    page.set_default_navigation_timeout(120_000)
    store = written(store_text(products))
    opened(page, store, tmp_path, cards=False)
    check_first_view(page, store)
    page.emulate_media(media="screen")
    page.set_viewport_size({"width": 1440, "height": 900})
    overview = page.evaluate(
        "[...document.querySelectorAll('#overview *')].filter((each) => each.checkVisibility()).length"
    )
    assert overview <= 400
    page.click("#nodes .node >> nth=3")
    assert page.locator("#picture .card").count() > 10
    assert page.evaluate(DRAWN) <= 400
    ratios = [compare_frames(page, aside=aside) for aside in (True, False)]
    assert max(ratios) <= 3, ratios  # pan and zoom: about 1.7 and 1.3


def test_the_closed_legend_covers_nothing(page: "Page", tmp_path: Path) -> None:
    opened(page, store_of(STORE), tmp_path)
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        page.evaluate(SETTLED)
        covered = page.evaluate(
            """() => {
                const legend = document.querySelector("#legend summary").getBoundingClientRect();
                return [...document.querySelectorAll("h1, .goal, .search, .tools button, #stage, #panel")].filter((each) => {
                    const box = each.getBoundingClientRect();
                    return box.left < legend.right && legend.left < box.right && box.top < legend.bottom && legend.top < box.bottom;
                }).map((each) => each.id || each.className || each.localName);
            }"""
        )
        assert not covered, width
        assert page.locator("#legend summary").bounding_box()["width"] > 30  # type: ignore[index]


# Ways through the levels


COUNT_MOVES = """() => {
    const animate = Element.prototype.animate;
    window.moves = [];
    Element.prototype.animate = function (...given) {
        const made = animate.apply(this, given);
        window.moves.push(made);
        return made;
    };
}"""


def test_the_way_to_a_card_is_short_and_spared_to_whom_it_troubles(page: "Page", tmp_path: Path) -> None:
    opened(page, store_of(STORE), tmp_path)
    page.evaluate(COUNT_MOVES)
    for motion, moves in (("reduce", 0), ("no-preference", 2)):
        page.emulate_media(reduced_motion=motion)  # type: ignore[arg-type]
        for name in ("Hand Massager", "Gift Card"):
            page.fill("#find", name)
            page.press("#find", "Enter")
        assert page.evaluate("window.moves.length") == moves
    page.evaluate("window.moves.at(-1).finish()")
    assert page.evaluate("getComputedStyle(document.getElementById('carrier')).transform") == "none"


def test_a_category_opens_and_all_leads_back(page: "Page", tmp_path: Path) -> None:
    opened(page, store_of(STORE), tmp_path, cards=False)
    assert page.is_visible("#overview")
    page.click("#nodes bdi:text-is('Foot Care')")
    assert page.is_hidden("#overview")
    seen = page.locator("#picture .card text.brief").all_text_contents()
    assert any("Foot Spa Bundle" in text for text in seen)
    assert page.get_attribute("#picture .crossing", "d")  # what leads to other lanes is drawn
    assert page.locator("#picture .amounts text").count() > 3
    assert page.locator("#picture .lead .wire").evaluate_all(
        "(wires) => wires.some((wire) => wire.checkVisibility())"
    )  # and what leads on inside of it
    for _ in range(3):
        page.click("#nearer")
    assert page.locator("#picture .card .row").first.is_visible()  # near enough, a card says its terms
    far = page.evaluate(
        "document.getElementById('stored').content.querySelector('.away').closest('.card').querySelector('.name').textContent"
    )
    page.fill("#find", far)
    page.press("#find", "Enter")
    assert page.get_attribute("#picture .crossing", "d")  # and what leads far away is drawn
    for _ in range(9):
        page.click("#farther")
    assert page.is_visible("#overview")
    page.keyboard.press("Tab")
    page.focus("#nodes .node >> nth=1")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.matches('.card')")
    page.keyboard.press("0")
    assert page.is_visible("#overview")


def test_the_example_is_the_path_of_the_engine_and_can_be_changed(page: "Page", tmp_path: Path) -> None:
    opened(page, store_of(TINY), tmp_path, cards=False)
    assert page.locator("#steps .title").all_inner_texts() == ["Mug", "Teapot", "★ Sunday Clay Club"]
    page.click("#another")
    assert page.locator("#steps .title").first.inner_text() == "Teapot"
    page.click("#steps .step >> nth=0")
    assert page.is_hidden("#overview") and page.inner_text("#look h2") == "● Teapot"


WAITING = """ipp: 1
ultimate: Club
products:
  Kit: {price: 9, next: [{offer: Oil, from: 2027-03-01}, {offer: Pad, until: 2026-01-01}, Club]}
  Oil: {price: 7}
  Pad: {price: 3}
  Mat: {price: 4, draft: true}
  Club: {price: 50}
"""


def test_what_is_blocked_and_what_is_found_are_in_view(page: "Page", tmp_path: Path) -> None:
    opened(page, written(WAITING), tmp_path, cards=False)
    said = page.locator(".care li").all_inner_texts()
    assert said == ["Mat draft", "Oil opens 1 Mar 2027", "Pad its time is over"]
    page.click(".care > .link")
    assert page.is_visible("#findings")


def test_figures_of_the_forecast_are_switched_on_and_off(page: "Page", tmp_path: Path) -> None:
    store = store_of(COACH)
    opened(
        page,
        store,
        tmp_path,
        forecast=make_forecast(store.policy, put_question(store.policy, TODAY)),
        cards=False,
    )
    assert "asked" in page.inner_text("#overview .node.goal .figures")
    worths = " ".join(page.locator("#overview .figures").all_inner_texts())
    assert re.search(r"\d,\d{3}\.\d\d EUR", worths) and not re.search(r"\d{4}", worths)
    check_first_view(page, store)
    page.emulate_media(media="screen")
    page.click("#numbers")
    assert (
        page.locator("#overview .figures").all_inner_texts()
        == [""] * page.locator("#overview .figures").count()
    )
    page.click("#numbers")
    page.click("#cards")
    for _ in range(3):
        page.click("#nearer")
    assert page.locator("#picture .card > .figure").first.is_visible()
