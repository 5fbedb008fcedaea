"""The SVG: well formed, the same on every run, and measured in a real browser."""

import re
import xml.etree.ElementTree as ET
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from ipp.render.drawings.svg import draw_svg
from ipp.render.picture.layout.whole import lay_out_picture
from ipp.render.picture.scene import Picture
from ipp.render.svg.crossings import list_crossings
from ipp.render.svg.palette import DARK, LIGHT
from tests.render.drawings.hostile import hostile
from tests.render.picture.drawing import ROOT, picture_of
from tests.shipped import PATH_FILES

if TYPE_CHECKING:
    from playwright.sync_api import Page

PICTURES = {file.stem: file for file in [*PATH_FILES, ROOT / "tests/cases/dead_end.yaml"]}
MEASURED = """() => {
    const overlapping = (one, other, least) =>
        Math.min(one.right, other.right) - Math.max(one.left, other.left) > least
        && Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > least;
    const wrong = [], cards = [...document.querySelectorAll(".card")];
    const boxes = cards.map((card) => card.querySelector(":scope > .box").getBoundingClientRect());
    for (const [place, card] of cards.entries()) {
        const texts = [...card.querySelectorAll(":scope > text")].map((text) => [text.textContent, text.getBoundingClientRect()]);
        for (const [said, text] of texts)
            if (text.left < boxes[place].left || text.right > boxes[place].right || text.top < boxes[place].top
                || text.bottom > boxes[place].bottom + 1) wrong.push(["cut", said, text.right - boxes[place].right]);
        for (const [number, [said, text]] of texts.entries())
            for (const [other, below] of texts.slice(number + 1))
                if (overlapping(text, below, 4)) wrong.push(["text on text", said, other]);
        for (const other of boxes.slice(place + 1)) if (overlapping(boxes[place], other, 0)) wrong.push(["card on card", place]);
    }
    return {cards: cards.length, texts: document.querySelectorAll("text").length, wrong,
        acting: document.querySelectorAll("script, img, image, foreignObject, a, iframe, use").length};
}"""


def picture(of: str) -> Picture:
    return hostile() if of == "hostile" else picture_of(PICTURES[of])


EVERY = pytest.mark.parametrize("of", [*PICTURES, "hostile"])


@EVERY
def test_it_is_xml_and_the_same_again(of: str) -> None:
    text = draw_svg(picture(of)).text
    assert text == draw_svg(picture(of)).text
    root = ET.fromstring(text)
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    names = {element.tag.partition("}")[2] for element in root.iter()}
    assert names <= {"svg", "g", "rect", "text", "title", "path", "line", "circle", "polygon", "style"}
    attributes = {name for element in root.iter() for name in element.attrib}
    assert not [name for name in attributes if name.startswith("on") or "href" in name or name == "style"]


@EVERY
@pytest.mark.parametrize("font", ["as it is", "DejaVu Sans", "Liberation Sans", "serif"])
def test_no_label_is_cut_and_nothing_overlaps_in_a_real_browser(page: "Page", of: str, font: str) -> None:
    """Whatever font the reader has: labels are laid out for the widest."""
    text = draw_svg(picture(of)).text
    if font != "as it is":
        text = text.replace("font-family: ui-sans-serif", f'font-family: "{font}", ui-sans-serif')
    page.set_content(text)
    found: dict[str, Any] = page.evaluate(MEASURED)
    assert not found["wrong"]
    assert found["acting"] == 0
    shown = [card for card in picture(of).list_cards() if card.kind != "touch"]
    assert found["cards"] == len(shown)
    assert found["texts"] > found["cards"]


@pytest.mark.parametrize("of", ["store", "tiny"])
def test_a_browser_that_opens_the_file_shows_the_whole_with_a_title(
    page: "Page", tmp_path: Path, of: str
) -> None:
    file = tmp_path / "map.svg"
    file.write_text(draw_svg(picture(of)).text, encoding="utf-8")
    page.goto(file.as_uri())
    assert page.title().startswith(f"{picture(of).title}: every purchase leads to ")
    out = page.evaluate(
        """() => [...document.querySelectorAll("rect, text, path")].map((each) => each.getBoundingClientRect())
            .filter(({left, top, right, bottom}) => left < 0 || top < 0 || right > innerWidth || bottom > innerHeight).length"""
    )
    assert out == 0


def test_arrows_lead_from_lane_to_lane_with_the_number_of_offers() -> None:
    of = picture_of(PICTURES["store"])
    groups, frames = of.groups, lay_out_picture(of).frames
    homes = {number: place for place, group in enumerate(groups) for number in group.goods}
    for place, group in enumerate(groups):
        steps = [homes.get(row.number, place) for number in group.goods for row in of.cards[number].rows]
        most = Counter(step for step in steps if step != place).most_common(2)
        mine = [each for each in list_crossings(of) if each.start == place]
        assert sorted(each.offers for each in mine) == sorted(count for _, count in most)
        assert all(steps.count(each.end) == each.offers for each in mine)
    drawn = re.findall(r'<path d="M(\S+) (\S+)C[^"]* (\S+) (\S+)" class="between"', draw_svg(of).text)
    assert len(drawn) == len(list_crossings(of)) > 8
    for crossing, (x, y, end, level) in zip(list_crossings(of), drawn, strict=True):
        for place, side, height, gap in ((crossing.start, x, y, 0.5), (crossing.end, end, level, 15)):
            frame = frames[place]
            assert min(abs(float(side) - frame.x), abs(float(side) - frame.x - frame.width)) <= gap
            assert frame.y < float(height) < frame.y + frame.height


def test_every_name_can_be_read() -> None:
    text = draw_svg(picture_of(PICTURES["store"])).text
    for card in picture_of(PICTURES["store"]).list_cards():
        if card.kind != "touch" and len(card.name) < 20:
            assert f">{card.name}<".replace("&", "&amp;").replace("'", "&#x27;") in text, card.name


def test_findings_loops_and_shapes_are_marked() -> None:
    flawed = draw_svg(picture_of(PICTURES["dead_end"])).text
    assert 'class="card product error"' in flawed and "IPP201" in flawed
    trainer = draw_svg(picture_of(PICTURES["trainer"])).text
    assert "leads round again" in trainer and 'class="wire back"' in trainer
    assert 'class="behind"' in trainer  # a bundle
    assert '<circle cx="16" cy=' in trainer and 'class="touch"' in trainer
    assert 'class="star"' in trainer


def luminance(colour: str) -> float:
    """The relative luminance of WCAG 2."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("text", "ground"),
    [(text, ground) for text in ("ink", "soft") for ground in ("paper", "lane", "card", "list", "goal")]
    + [("paper", mark) for mark in ("error", "warning", "info", "accent")]
    + [("accent", "paper"), ("error", "paper")],
)
def test_text_has_contrast(palette: dict[str, str], text: str, ground: str) -> None:
    light, dark = sorted((luminance(palette[text]), luminance(palette[ground])), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 4.5


def test_colours_are_in_both_palettes() -> None:
    assert set(LIGHT) == set(DARK)
    assert all(re.fullmatch("#[0-9a-f]{6}", colour) for colour in (*LIGHT.values(), *DARK.values()))
