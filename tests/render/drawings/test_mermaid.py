"""Mermaid: what it says, and that the real mermaid package takes it."""

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

import pytest

from benchmarks.stores import store_text
from ipp.errors import RequestError
from ipp.render.drawings.mermaid import MOST_CHARACTERS, MOST_LEADS, draw_mermaid
from ipp.render.picture.scene import Picture
from tests.amounts import long
from tests.render.conftest import package
from tests.render.drawings.hostile import NAMES, hostile
from tests.render.picture.drawing import ROOT, drawn, picture_of
from tests.shipped import PATH_FILES

pytestmark = pytest.mark.xdist_group("mermaid")

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

PICTURES = {file.stem: file for file in [*PATH_FILES, ROOT / "tests/cases/dead_end.yaml"]}
OTHERS = ["hostile", "1000", "3000"]


@cache
def picture(of: str) -> Picture:
    if of in PICTURES:
        return picture_of(PICTURES[of])
    return hostile() if of == "hostile" else drawn(store_text(int(of)))


@pytest.fixture(scope="module")
def mermaid(browser: "Browser") -> "Iterator[Page]":
    """Return a page with the mermaid package, set up as GitHub's."""
    page = browser.new_page()
    page.set_content("<div id=out></div>")
    page.add_script_tag(path=package("mermaid/dist/mermaid.min.js"))
    page.evaluate('mermaid.initialize({startOnLoad: false, securityLevel: "strict"})')
    yield page
    page.close()


@pytest.mark.parametrize("of", [*PICTURES, *OTHERS])
def test_the_real_mermaid_reads_it(mermaid: "Page", of: str) -> None:
    kind = mermaid.evaluate(
        "async (text) => (await mermaid.parse(text)).diagramType", draw_mermaid(picture(of)).text
    )
    assert kind == "flowchart-v2"


def test_the_real_mermaid_would_refuse_what_is_wrong(mermaid: "Page") -> None:
    said = mermaid.evaluate(
        "async (text) => {try {await mermaid.parse(text); return null} catch (error) {return String(error)}}",
        draw_mermaid(picture("tiny")).text.replace('"2"| n1', '"2"| [[['),
    )
    assert said


@pytest.mark.parametrize("of", ["tiny", "dead_end", "hostile"])
def test_the_real_mermaid_draws_it_and_no_name_gets_further_than_a_label(mermaid: "Page", of: str) -> None:
    labels = mermaid.evaluate(
        """async (text) => {
            const {svg} = await mermaid.render("drawn", text);
            const out = document.getElementById("out");
            out.innerHTML = svg;
            return {nodes: [...out.querySelectorAll(".node .nodeLabel")].map((label) => label.innerText),
                acting: out.querySelectorAll("script, img, iframe, i, a").length};
        }""",
        draw_mermaid(picture(of)).text,
    )
    assert labels["acting"] == 0
    said = [re.sub(r"\s+", " ", label) for label in labels["nodes"]]
    if of != "hostile":
        assert len(said) == len(picture(of).list_cards())
    else:
        for name in (NAMES[place] for place in (0, 1, 2, 4, 9, 10, 11, 12, 14, 15, 16, 17, 18)):
            looks = name.replace("\\", "∖")  # Mermaid would break lines there
            assert any(label.startswith(looks) for label in said), name


@pytest.mark.parametrize("of", [*PICTURES, *OTHERS])
def test_it_stays_within_what_github_draws(of: str) -> None:
    drawing = draw_mermaid(picture(of))
    assert len(drawing.text) <= MOST_CHARACTERS
    assert len(re.findall(r"^  [ng]\w+ (-|=)", drawing.text, re.MULTILINE)) <= MOST_LEADS
    assert bool(drawing.note) == (of in ("1000", "3000"))


@long
def test_what_is_too_large_and_has_no_categories_is_refused_with_what_to_do() -> None:
    products = "".join(f"  P{number}: {{price: 3, next: [P{number + 1}, Club]}}\n" for number in range(300))
    store = drawn(
        f"ipp: 1\nultimate: Club\nproducts:\n{products}  P300: {{price: 3}}\n  Club: {{price: 9}}\n"
    )
    with pytest.raises(RequestError, match="--from NAME draws a part of it, --format svg or html the whole"):
        draw_mermaid(store)


def test_what_is_said_of_the_tiny_example() -> None:
    text = draw_mermaid(picture("tiny")).text
    assert '    n1["Teapot<br/>68.00 EUR<br/>if No: Milk Jug  19.00 EUR<br/>info IPP403: ' in text
    assert '  n0 -->|"1"| n4\n' in text
    assert '  n0 ==>|"2"| n1\n' in text
    assert "  g0 --> n6\n" in text
    assert "  class n3 goal\n" in text


def test_findings_are_marked() -> None:
    text = draw_mermaid(picture("dead_end")).text
    assert "error IPP201" in text
    assert re.search(r"  class n\d+ error\n", text)
