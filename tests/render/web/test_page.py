"""The page in a real browser: search, highlight, play, keyboard, views, and that nothing leaves it."""

import datetime as dt
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from ipp.engine.customer.events import Bought, Customer, Event, Offered
from ipp.engine.decision.decide import decide
from ipp.engine.decision.follow import follow_yeses
from ipp.loading import Store
from ipp.render.answers.reasons import write_reason
from ipp.render.drawings.html import draw_html
from ipp.render.picture.focus import Focus, cut_part
from tests.engine.feet import written
from tests.render.conftest import package
from tests.render.drawings.hostile import NAMES, hostile_text
from tests.render.picture.drawing import ROOT, TODAY, card, picture_of, store_of
from tests.render.web.pages import bought, html_of, list_looks, now, opened
from tests.shipped import PATH_FILES

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

STORE, COACH, TINY = ROOT / "paths/store.yaml", ROOT / "examples/coach.yaml", ROOT / "examples/tiny.yaml"


def number(file: Path, name: str) -> int:
    return card(picture_of(file), name).number


def shape(file: Path, name: str) -> str:
    return f'#picture .card[data-n="{number(file, name)}"]'


def lit(page: "Page") -> set[int]:
    return {number for number, looks in list_looks(page).items() if "on" in looks}


# Search


def test_search_finds_shows_and_chooses(page: "Page", tmp_path: Path) -> None:
    opened(page, store_of(STORE), tmp_path)
    page.fill("#find", "toe m")
    assert page.inner_text("#found").strip().startswith("● Toe Massager 5000")
    page.press("#find", "Enter")
    assert page.is_hidden("#found")
    assert page.inner_text("#look h2") == "● Toe Massager 5000"
    box = page.locator(shape(STORE, "Toe Massager 5000")).bounding_box()
    stage = page.locator("#stage").bounding_box()
    assert box and stage
    assert stage["x"] <= box["x"] and box["x"] + box["width"] <= stage["x"] + stage["width"]
    assert box["width"] > 150  # large enough to be read


def test_search_knows_accents_cases_and_touches_and_says_when_there_is_nothing(
    page: "Page", tmp_path: Path
) -> None:
    opened(page, store_of(STORE), tmp_path)
    page.fill("#find", "CRÈME")
    assert "Crème de Pieds" in page.inner_text("#found")
    page.fill("#find", "massage routine")
    page.click("#found li")
    assert page.inner_text("#look h2") == "○ Massage routine video"
    assert number(STORE, "Toe Massager 5000") in lit(page)
    page.fill("#find", "toe yoga")
    page.hover("#found li")
    page.mouse.down()
    page.wait_for_timeout(300)  # a slow finger
    page.mouse.up()
    assert page.inner_text("#look h2") == "○ Toe yoga video"
    page.fill("#find", "zzzz")
    assert page.inner_text("#found") == "Nothing is called that."
    page.press("#find", "Escape")
    assert page.is_hidden("#found")


def test_search_by_keyboard_alone(page: "Page", tmp_path: Path) -> None:
    opened(page, store_of(STORE), tmp_path)
    page.keyboard.press("/")
    page.keyboard.type("barefoot")
    page.keyboard.press("ArrowDown")
    chosen = page.inner_text('#found [aria-selected="true"]')
    assert page.get_attribute("#find", "aria-activedescendant") == "found-1"
    page.keyboard.press("Enter")
    assert page.inner_text("#look h2").split(" ", 1)[1] in chosen


# Choosing


@pytest.mark.parametrize(
    ("file", "name"), [(COACH, "Stage Nerves Mini-Course"), (STORE, "Toe Massager 5000"), (TINY, "Mug")]
)
def test_a_click_lights_up_the_recommended_path_and_says_why(
    page: "Page", tmp_path: Path, file: Path, name: str
) -> None:
    opened(page, store_of(file), tmp_path)
    page.locator(shape(file, name)).dispatch_event("click")
    actions = follow_yeses(store_of(file).policy, Customer((Bought((name,), TODAY),)), TODAY).actions
    shown = {each.number for each in picture_of(file).list_cards() if each.kind != "touch"}
    assert lit(page) == {number(file, name)} | {number(file, action.name) for action in actions} & shown
    said = [line.inner_text() for line in page.locator("#look ol > li").all()]
    assert len(said) == len(actions)
    for line, action in zip(said, actions, strict=True):
        assert action.name in line
        if action.origin == "list":
            assert f"they bought {action.because}" in line
    assert page.locator("#picture .lead.on, #picture .across").count() > 0
    assert f"Recommended path: {actions[0].name}" in page.inner_text("#told")


def test_a_chosen_card_can_be_left_and_names_lead_on(page: "Page", tmp_path: Path) -> None:
    opened(page, store_of(COACH), tmp_path)
    page.locator(shape(COACH, "Script Templates")).click()
    page.click("#look ul .link >> text=Body-Language Cards")
    assert page.inner_text("#look h2") == "● Body-Language Cards"
    page.locator(shape(COACH, "Body-Language Cards")).press("Escape")
    assert not lit(page)
    assert "chosen" not in (page.get_attribute("#picture", "class") or "")


def test_findings_are_shown_where_they_are(page: "Page", tmp_path: Path) -> None:
    store = store_of(ROOT / "tests/cases/dead_end.yaml")
    opened(page, store, tmp_path)
    assert page.inner_text("#count") == "(2)"
    page.click("#tab-findings")
    assert "IPP201 no-next-action" in page.inner_text("#findings")
    page.click("#findings .link >> text=Nail Kit")
    assert "after the product `Nail Kit` nothing is offered" in page.inner_text("#look .finding")
    nails = page.locator(shape(ROOT / "tests/cases/dead_end.yaml", "Nail Kit"))
    assert nails.locator(".badge.error").count() == 1
    assert "1 finding;" in f"{nails.get_attribute('aria-description')};"


def test_several_findings_of_a_card_stand_together_and_the_legend_knows_their_sign(
    page: "Page", tmp_path: Path
) -> None:
    text = "ipp: 1\nultimate: Club\nproducts:\n  Mug: {prise: 3, cots: 2, next: Club}\n  Club: {price: 9}\n"
    (tmp_path / "two.yaml").write_text(text, encoding="utf-8")
    opened(page, store_of(tmp_path / "two.yaml"), tmp_path)
    page.click("#tab-findings")
    assert page.locator("#findings h2").all_inner_texts() == ["Mug"]
    assert page.locator("#findings h2 ~ .finding").count() == 2
    page.click("#legend summary")
    assert "an error of `ipp validate`" in page.inner_text("#legend")
    assert "a warning" not in page.inner_text("#legend")  # there is none on a card


# Playing: the words of `ipp next`


def test_a_life_yes_no_and_silence(page: "Page", tmp_path: Path) -> None:
    """coach.yaml by hand: the kit on the thank-you page, its parts after a No, and so on."""
    opened(page, store_of(COACH), tmp_path)
    bought(page, "stage nerves mini-course")
    assert now(page)[:2] == ["Offer today", "▣ Rehearsal Kit 45.00 EUR"]
    assert "via thank-you page" in now(page)
    page.click("[data-answer=asked]")
    assert now(page)[0] == "Wait for an answer until 23 Nov 2026"  # patience: 1d
    page.click("[data-answer=silent]")
    assert now(page)[1] == "● Script Templates 29.00 EUR"
    assert page.inner_text("#passed summary") == "Passed over: 1"
    page.click("#passed summary")
    assert page.inner_text("#passed li") == "Rehearsal Kit: silence: a No on 23 Nov 2026"
    page.click("[data-answer=bought]")
    assert page.inner_text("#earned") == "68.00 EUR"
    assert page.inner_text("#owned").split("\n") == ["Stage Nerves Mini-Course", "Script Templates"]
    page.click("#undo")
    assert page.inner_text("#earned") == "39.00 EUR"
    page.click("[data-answer=no]")
    assert "Script Templates: declined" in page.locator("#passed ul").inner_text()
    page.click("#anew")
    assert page.inner_text("#earned") == "0.00 EUR"
    assert now(page)[1] == "○ Free guide to calm openings"  # a prospect
    page.click("[data-answer=done]")
    assert now(page)[1] == "● Stage Nerves Mini-Course 39.00 EUR"


GIVEN = """ipp: 1
currency: EUR
ultimate: Club
products:
  Mug: {price: 24, next: [Teapot]}
  Teapot: {price: 12}
  Club: {price: 30, every: month, winback: [{offer: Club, price: 19, after: 5d}]}
bundles: {Set: {items: [Mug, Teapot], price: 30}}
"""


def test_things_are_given_back_and_memberships_cancelled(page: "Page", tmp_path: Path) -> None:
    opened(page, written(GIVEN), tmp_path)
    page.click("#tab-play")
    assert page.is_hidden("#giving")
    bought(page, "Mug")
    assert now(page)[1] == "● Teapot 12.00 EUR"
    page.click("#giving summary")
    page.click("#giving >> text=Give back Mug")
    assert page.inner_text("#owned") == "nothing yet" and page.inner_text("#earned") == "0.00 EUR"
    assert now(page)[1] == "★ Club 30.00 EUR every month" and page.is_hidden("#giving")
    bought(page, "Set")
    page.click("#giving >> text=Give back Teapot")  # money for a part of a set is not known
    assert page.inner_text("#owned") == "Mug" and page.inner_text("#earned") == "30.00 EUR"
    bought(page, "Club")
    assert now(page)[0] == "The path is complete"
    page.click("#giving >> text=Cancel Club")
    assert now(page)[:2] == ["Offer on 27 Nov 2026", "★ Club 19.00 EUR every month"]
    said = [line.split(": ", 1)[1] for line in page.locator("#happened li").all_inner_texts()]
    assert said[-2:] == ["Bought Club", "Cancelled Club"] and "Gave back Mug" in said
    page.click("#undo")
    assert now(page)[0] == "The path is complete" and page.inner_text("#earned") == "60.00 EUR"


TIMES = """ipp: 1
ultimate: {offer: Club, cold: false}
products:
  A: {price: 9, next: [{offer: B, from: 01-15, until: 02-01}, {offer: B, until: 2026-11-01}, {offer: C, within: 0}, {offer: D, after: 20d}, video]}
  S: {price: 1, next: {offer: E, after: 2d}}
  T: {price: 2, next: {offer: B, from: 01-15, until: 02-01}}
  B: {price: 5}
  C: {price: 3}
  D: {price: 4}
  E: {price: 6}
  Club: {price: 50}
touches: {video: {kind: content}}
"""


def test_what_time_passes_over_is_said_in_the_words_of_next(page: "Page", tmp_path: Path) -> None:
    store = written(TIMES)
    opened(page, store, tmp_path)
    bought(page, "S")
    bought(page, "A")
    page.click("#about summary")
    page.fill("#day", "2026-11-24")
    page.click("#passed summary")
    assert now(page)[:2] == ["Offer today", "● E 6.00"]
    day = dt.timedelta(1)
    events: list[Event] = [Bought(("S",), TODAY), Bought(("A",), TODAY)]
    said = passed_over(store, events, TODAY + 2 * day)
    assert page.locator("#passed li").all_inner_texts() == said
    assert [text.split(":")[1].split(" by ")[0].strip() for text in said] == [
        "not open yet", "window over on 1 Nov 2026", "within over on 22 Nov 2026", "not due yet", "held up",
    ]  # fmt: skip
    page.click("[data-answer=asked]")
    page.fill("#day", "2026-11-25")
    bought(page, "S")
    events += [Offered(("E", None), TODAY + 2 * day), Bought(("S",), TODAY + 3 * day)]
    said = passed_over(store, events, TODAY + 3 * day)
    assert page.locator("#passed li").all_inner_texts() == said
    assert said[0] == "E: open ask: E is not answered yet"
    assert now(page)[:2] == ["Offer on 12 Dec 2026", "● D 4.00"]


def passed_over(store: Store, events: list[Event], today: dt.date) -> list[str]:
    passed = decide(store.policy, Customer(tuple(events)), today).passed
    return [f"{each.step}: {write_reason(each.reason)}" for each in passed]


def test_where_nothing_is_left_the_page_waits_for_what_time_opens(page: "Page", tmp_path: Path) -> None:
    opened(page, written(TIMES), tmp_path)
    bought(page, "T")
    assert now(page)[:2] == ["Offer on 15 Jan 2027", "● B 5.00"]
    page.click("[data-answer=time]")
    page.click("[data-answer=asked]")
    bought(page, "Club")  # the path is complete: only the ask is open
    assert now(page)[0] == "Wait for an answer until 22 Jan 2027"
    page.click("#about summary")
    page.fill("#day", "2027-01-16")
    bought(page, "C")
    assert now(page)[:2] == ["Wait for an answer until 22 Jan 2027", "● B 5.00"]
    page.click("[data-answer=silent]")
    assert now(page) == ["The path is complete"]


def test_attributes_and_the_day_count(page: "Page", tmp_path: Path) -> None:
    opened(page, store_of(ROOT / "examples/trainer.yaml"), tmp_path)
    page.click("#tab-play")
    page.click("#about summary")
    page.fill("#day", "2027-03-01")
    page.select_option("#facts select", label="build muscle")
    page.click("[data-answer=done]")
    assert now(page)[:2] == ["Offer on 6 Mar 2027", "● Muscle Builder Plan 89.00 USD"]
    page.select_option("#facts select", label="lose weight")
    assert now(page)[1] == "● Twelve-Week Lean Plan 89.00 USD"


WHO = """ipp: 1
ultimate: Club
products:
  Kit: {price: 9, next: [{offer: Oil, when: arm one}, {offer: Pad, when: arm two}]}
  Oil: {price: 7}
  Pad: {price: 3}
  Club: {price: 50}
segments:
  arm one: {share: 0% to 50%, salt: arms}
  arm two: {share: 50% to 100%, salt: arms}
  gone: {where: {newsletter: "no"}}
never: gone
holdout: {name: autumn, share: 5%}
next: Club
"""


def switch(page: "Page", name: str) -> None:
    page.click(f"#facts label:has-text('{name}')")


def test_who_they_are_is_chosen_and_a_stop_is_a_button(page: "Page", tmp_path: Path) -> None:
    opened(page, written(WHO), tmp_path)
    bought(page, "Kit")
    page.click("#about summary")
    assert now(page)[1] == "★ Club 50.00"  # in no share
    switch(page, "Share arm one")
    assert now(page)[1] == "● Oil 7.00"
    switch(page, "Share arm two")  # by the same draw: nobody is in both
    assert not page.is_checked("#facts label:has-text('Share arm one') input")
    assert now(page)[1] == "● Pad 3.00"
    switch(page, "Holdout autumn")
    assert now(page)[0] == "Held back, to measure what the path brings (autumn):"
    page.click("#answers button:has-text('Held back')")
    assert now(page)[0].startswith("Wait for an answer until")
    page.click("#stop")
    assert now(page) == ["This customer gets nothing", "They asked for it on 22 Nov 2026."]
    page.click("#resume")
    assert page.input_value("#day") == "2026-11-23"
    assert now(page)[1] == "● Pad 3.00"
    page.select_option("#facts label:has-text('newsletter') select", label="no")
    assert now(page) == ["This customer gets nothing", "Nobody in gone gets anything."]


def test_whoever_says_yes_to_everything_comes_to_the_ultimate_and_to_rest(
    page: "Page", tmp_path: Path
) -> None:
    opened(page, store_of(TINY), tmp_path)
    bought(page, "Mug")
    names = []
    for _ in range(6):
        names.append(now(page)[1])
        page.locator("#answers .yes").click()
    assert names[:4] == [
        "○ Washing advice",
        "● Teapot 68.00 EUR",
        "★ Sunday Clay Club 35.00 EUR every month",
        "○ Studio letter",
    ]
    assert page.inner_text("#earned") == "127.00 EUR"
    assert page.inner_text("#happened").count("Yes to Sunday Clay Club") == 1


def test_what_is_unknown_is_said(page: "Page", tmp_path: Path) -> None:
    opened(page, store_of(TINY), tmp_path)
    bought(page, "Mugg")
    assert page.inner_text("#unknown") == "No product or bundle is called that. Did you mean Mug?"
    bought(page, "Mug")
    assert page.inner_text("#unknown") == ""


def test_play_from_a_card(page: "Page", tmp_path: Path) -> None:
    opened(page, store_of(TINY), tmp_path)
    page.locator(shape(TINY, "Teapot")).click()
    page.click("text=Play from here")
    assert page.inner_text("#owned") == "Teapot"
    assert now(page)[1].startswith("★ Sunday Clay Club")
    assert "coming" in (page.get_attribute(shape(TINY, "Sunday Clay Club"), "class") or "")


# The keyboard, views, paper


def test_cards_are_reached_by_keyboard(page: "Page", tmp_path: Path) -> None:
    opened(page, store_of(COACH), tmp_path)
    assert page.locator('#picture .card[tabindex="0"]').count() == 1
    page.locator('#picture .card[tabindex="0"]').focus()
    seen = set()
    for key in ("ArrowRight", "ArrowRight", "ArrowDown", "ArrowRight", "ArrowUp"):
        page.keyboard.press(key)
        seen.add(page.evaluate("document.activeElement.dataset.n"))
    assert len(seen) >= 3 and None not in seen
    page.keyboard.press("Enter")
    name = page.evaluate("document.activeElement.querySelector('.name').textContent")
    assert page.inner_text("#look h2").split(" ", 1)[1] == name


def test_tabs_are_turned_by_arrow_keys(page: "Page", tmp_path: Path) -> None:
    opened(page, store_of(TINY), tmp_path)
    page.focus("#tab-look")
    page.keyboard.press("ArrowRight")
    assert page.is_visible("#play") and page.is_hidden("#look")
    assert page.get_attribute("#tab-play", "aria-selected") == "true"
    page.keyboard.press("ArrowLeft")
    assert page.is_visible("#look")


def view(page: "Page") -> list[float]:
    """Return the part of the picture that is shown: left, top, width, height."""
    found: list[float] = page.evaluate(
        """() => {
            const {a: scale, e, f} = document.getElementById("sheet").getScreenCTM();
            const {left, top, width, height} = document.getElementById("glass").getBoundingClientRect();
            return [(left - e) / scale, (top - f) / scale, width / scale, height / scale].map((each) => Math.round(each * 1000) / 1000);
        }"""
    )
    return found


def test_pan_zoom_and_all(page: "Page", tmp_path: Path) -> None:
    opened(page, store_of(STORE), tmp_path)
    whole = view(page)
    page.mouse.move(400, 400)
    page.mouse.wheel(0, -300)
    near = view(page)
    assert near[2] < whole[2]
    page.mouse.down()
    page.mouse.move(300, 350, steps=5)
    page.mouse.up()
    assert view(page)[0] > near[0] and view(page)[2] == near[2]
    assert not lit(page)  # a drag is no click
    page.click("#nearer")
    assert view(page)[2] < near[2]
    page.click("#cards")
    assert view(page) == whole
    page.locator("#look .link >> text=Bath").click()
    bath = view(page)
    assert bath[2] < whole[2]
    page.click("#fit")
    assert page.is_visible("#overview")
    page.locator("#look .link >> text=Bath").click()
    assert view(page) == bath
    page.click("#picture .lane >> text=Bath")  # its name in the picture leads there too
    assert view(page) == bath


def test_light_and_dark(browser: "Browser", tmp_path: Path) -> None:
    file = tmp_path / "map.html"
    file.write_text(html_of(store_of(TINY)), encoding="utf-8")
    for scheme, other in (("light", "dark"), ("dark", "light")):
        context = browser.new_context(color_scheme=scheme)  # type: ignore[arg-type]
        page = context.new_page()
        page.goto(file.as_uri())
        grounds = [page.evaluate("getComputedStyle(document.body).backgroundColor")]
        page.click("#theme")
        grounds.append(page.evaluate("getComputedStyle(document.body).backgroundColor"))
        assert grounds == [
            {"light": "rgb(255, 255, 255)", "dark": "rgb(20, 24, 30)"}[each] for each in (scheme, other)
        ]
        context.close()


def test_on_paper_the_overview_and_every_list_in_light_colours(page: "Page", tmp_path: Path) -> None:
    opened(page, store_of(STORE), tmp_path)
    page.click("#nearer")
    before = view(page)
    page.emulate_media(media="print", color_scheme="dark")
    page.locator("#outline > :nth-child(51)").wait_for(
        state="attached"
    )  # the page's policy forbids polling by eval
    assert page.is_visible("#overview") and page.is_hidden("#picture")
    assert page.is_hidden("aside") and page.is_hidden(".tools") and page.is_visible("#outline")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert "Toe Massager 5000 89.00 USD" in page.inner_text("#outline")
    page.emulate_media(media="screen")
    page.locator("#overview").wait_for(state="hidden")  # the page hears of it a moment later
    assert view(page) == before


def test_on_paper_a_part_is_the_whole_picture(page: "Page", tmp_path: Path) -> None:
    policy = store_of(STORE).policy
    start = number(STORE, "Toe Massager 5000")
    drawing = draw_html(policy, cut_part(picture_of(STORE), Focus(start)), chosen=start)
    (tmp_path / "part.html").write_text(drawing.text, encoding="utf-8")
    page.goto((tmp_path / "part.html").as_uri())
    assert page.inner_text("#look h2") == "● Toe Massager 5000" and len(lit(page)) > 2
    page.emulate_media(media="print")
    page.locator("#outline > :nth-child(5)").wait_for(state="attached")
    assert (page.get_attribute("#picture", "viewBox") or "").startswith("0 0 ") and not page.locator(
        "#picture .out"
    ).count()


@pytest.mark.parametrize("file", PATH_FILES, ids=lambda file: file.stem)
def test_it_fits_phones_and_desks(browser: "Browser", tmp_path: Path, file: Path) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True)
    page = context.new_page()
    opened(page, store_of(file), tmp_path)
    for width, height in ((390, 844), (320, 568), (1280, 800)):
        page.set_viewport_size({"width": width, "height": height})
        page.click("#cards")
        check_fit(page, width, height)
    context.close()


def check_fit(page: "Page", width: int, height: int) -> None:
    """No sideways scrolling, nothing outside the window, words large enough."""
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate("document.documentElement.scrollHeight") <= height
    for tab in ("look", "play", "findings"):
        page.click(f"#tab-{tab}")
        wrong = page.evaluate(
            """() => [...document.querySelectorAll("header *, aside *")].filter((each) => {
                const box = each.getBoundingClientRect();
                return box.width && each.checkVisibility() && !each.closest(".unseen")
                    && (box.left < -1 || box.right > innerWidth + 1);
            }).map((each) => each.outerHTML.slice(0, 80))"""
        )
        assert not wrong
    letters = page.evaluate(
        "Number(document.querySelector('#picture .card.afar > text.brief')?.getAttribute('font-size') ?? 11.5)"
    )
    scale = page.evaluate("document.getElementById('picture').getScreenCTM().a")
    assert scale * letters >= 9  # pixels of a line of text
    assert page.evaluate(
        "[...document.querySelectorAll('button')].filter((b) => b.checkVisibility() && !b.matches('.link')).every((b) => b.getBoundingClientRect().height >= 30)"
    )


def test_two_fingers_zoom(browser: "Browser", tmp_path: Path) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True)
    page = context.new_page()
    opened(page, store_of(STORE), tmp_path)
    before = view(page)
    session = context.new_cdp_session(page)

    def touch(kind: str, *points: tuple[int, int]) -> None:
        session.send(
            "Input.dispatchTouchEvent",
            {
                "type": kind,
                "touchPoints": [{"x": x, "y": y, "id": place} for place, (x, y) in enumerate(points)],
            },
        )

    touch("touchStart", (150, 250), (220, 250))
    for step in range(1, 9):
        touch("touchMove", (150 - 8 * step, 250), (220 + 8 * step, 250))
    touch("touchEnd")
    assert view(page)[2] < before[2] * 0.8
    context.close()


# Nothing leaves the page, nothing in a name acts


def test_the_policy_allows_what_stands_in_the_page_and_nothing_else(page: "Page", tmp_path: Path) -> None:
    asked = opened(page, store_of(COACH), tmp_path)
    policy = page.get_attribute('meta[http-equiv="Content-Security-Policy"]', "content") or ""
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe" not in policy and "*" not in policy and "http" not in policy and "data:" not in policy
    page.locator(shape(COACH, "Script Templates")).click()
    bought(page, "Speak Up 101")
    page.locator("#answers button").first.click()
    assert not asked


@pytest.mark.parametrize(
    "attempt",
    [
        "fetch('https://example.com/')",
        "new Promise((_, no) => {const img = new Image(); img.onerror = no; img.src = 'https://example.com/x.png'})",
        "new Promise((_, no) => {const s = document.createElement('script'); s.textContent = 'window.acted = 1'; document.body.append(s); (window.acted ? null : no)()})",
        "new Promise((yes, no) => {setTimeout('window.acted = 1'); setTimeout(() => (window.acted ? yes : no)(), 50)})",
        "new Promise((_, no) => {const a = new WebSocket('wss://example.com'); a.onerror = no})",
    ],
)
def test_whatever_got_in_could_not_get_out(browser: "Browser", tmp_path: Path, attempt: str) -> None:
    page = browser.new_page()
    asked: list[str] = []
    page.on("response", lambda response: asked.append(response.url))
    opened(page, store_of(TINY), tmp_path)
    outcome: Any = page.evaluate(f"({attempt}).then(() => 'out', () => 'kept')")
    assert outcome == "kept"
    assert not [url for url in asked if not url.startswith("file:")]
    page.close()


def test_hostile_names_are_names(page: "Page", tmp_path: Path) -> None:
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: dialogs.append(dialog.message))
    store = written(hostile_text())
    asked = opened(page, store, tmp_path)
    assert page.locator("script").count() == 3 and page.locator("img").count() == 0
    for name in NAMES:
        page.fill("#find", "")
        looks = picture_name(name)
        page.fill("#find", looks[:40])
        option = page.locator("#found bdi", has_text=re.compile(re.escape(looks[:40])))
        assert option.count() >= 1, name
        option.first.click()
        assert looks in page.inner_text("#look"), name
        bought(page, looks)
        assert page.inner_text("#unknown") == ""
    assert page.inner_text("#happened").count("Bought ") == len(NAMES)
    assert not dialogs and not asked
    text = page.evaluate("document.documentElement.outerHTML")
    assert "\u202e" not in text and "\x1b" not in text


def picture_name(name: str) -> str:
    from ipp.text.visible import make_visible

    return make_visible(name)


# Accessibility


@pytest.mark.parametrize(
    "file", [TINY, STORE, ROOT / "tests/cases/dead_end.yaml"], ids=lambda file: file.stem
)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(browser: "Browser", tmp_path: Path, file: Path, scheme: str) -> None:
    context = browser.new_context(color_scheme=scheme, bypass_csp=True)  # type: ignore[arg-type]
    page = context.new_page()
    opened(page, store_of(file), tmp_path)
    page.add_script_tag(path=package("axe-core/axe.min.js"))
    for tab in ("findings", "look", "play"):
        page.click(f"#tab-{tab}")
        if tab == "look":
            page.locator("#picture .card").first.dispatch_event("click")
        elif tab == "play":
            bought(page, store_of(file).policy.goods_in_order[0])
            for part in ("about", "giving", "legend"):
                page.click(f"#{part} summary")
        found = page.evaluate(
            "axe.run().then(({violations}) => violations.map(({id, impact, nodes}) => [id, impact, nodes.map((node) => node.html.slice(0, 120))]))"
        )
        assert not found, tab
    page.click("#fit")  # the overview, with the marks of what was played
    assert page.locator("#nodes .mark").count()
    assert not page.evaluate("axe.run('#stage').then(({violations}) => violations.map(({id}) => id))")
    page.fill("#find", "e")
    assert not page.evaluate("axe.run('header').then(({violations}) => violations.map(({id}) => id))")
    context.close()


def test_everything_has_a_name_for_screen_readers(page: "Page", tmp_path: Path) -> None:
    opened(page, store_of(TINY), tmp_path)
    page.click("#nearer")
    seen = page.locator("#picture").aria_snapshot()
    assert '- button "Mug 24.00 EUR Washing advice Teapot"' in seen
    assert '- button "Sunday Clay Club 35.00 EUR every month · asked' in seen
    about = page.get_attribute(shape(TINY, "Mug"), "aria-description")
    assert about == "product; leads to Washing advice, Teapot"


# The time travels with the reader


def test_today_is_the_readers_day(page: "Page", tmp_path: Path) -> None:
    opened(page, store_of(TINY), tmp_path)
    page.click("#tab-play")
    page.click("#about summary")
    assert page.input_value("#day") == dt.date(2026, 11, 22).isoformat()
