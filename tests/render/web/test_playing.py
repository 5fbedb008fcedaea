"""Play on the page: what is said before the click comes true, the picture follows, days and shares are chosen."""

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ipp.engine.customer.events import Bought, Customer
from ipp.engine.decision.decide import decide
from ipp.engine.policy.facts import Share, draw_customer, lies_in_share
from ipp.render.web.compiler import compile_policy
from ipp.render.web.shares import list_salts
from tests.engine.feet import written
from tests.render.picture.drawing import TODAY, picture_of, store_of
from tests.render.web.agreement import ask, say
from tests.render.web.conftest import ROOT
from tests.render.web.histories import Question
from tests.render.web.pages import bought, list_looks, list_signs, now, opened
from tests.render.web.test_overview import LEAST, MEASURE, SETTLED, SIZES
from tests.render.web.test_page import GIVEN

if TYPE_CHECKING:
    from playwright.sync_api import Page

COACH, STORE = ROOT / "examples/coach.yaml", ROOT / "paths/store.yaml"


def foretold(page: "Page", answer: str) -> str:
    """Return what a button says that comes after it."""
    text = page.inner_text(f"[data-answer={answer}] .after")
    return text.partition(": ")[2].strip()


def coming(page: "Page") -> str:
    """Return what the page says comes now, in the words of the buttons."""
    lines = now(page)
    if len(lines) < 2 or lines[0].startswith(("The path", "Nothing", "This customer")):
        return lines[0][0].lower() + lines[0][1:]
    deed, _, when = lines[0].removesuffix(" today").partition(" on ")
    if lines[0].startswith("Wait for an answer until "):
        return f"wait for an answer to {lines[1]} until {lines[0].rpartition(' until ')[2]}"
    return f"{deed.lower()} {lines[1]}" + (f" on {when}" if when else "")


@pytest.mark.parametrize(("file", "name"), [(COACH, "Speak Up 101"), (STORE, "Toe Massager 5000")])
def test_what_is_said_before_the_click_comes_true(
    page: "Page", tmp_path: Path, file: Path, name: str
) -> None:
    opened(page, store_of(file), tmp_path)
    bought(page, name)
    pressed, wishes = set(), ["no", "asked", "bought"] * 2
    while wishes:
        answers = page.locator("#answers button").evaluate_all(
            "(all) => all.map(({dataset}) => dataset.answer)"
        )
        if not answers:
            break
        answer = wishes.pop() if "no" in answers else answers[0]
        said = foretold(page, answer)
        page.click(f"[data-answer={answer}]")
        if answer == "asked":  # what it leads to comes when nothing is ever said
            assert foretold(page, "silent") == said
            page.click("[data-answer=silent]")
        assert coming(page) == said, answer
        pressed.add(answer)
    assert {"no", "bought", "asked", "time", "done"} <= pressed


def test_the_picture_follows_and_marks_what_became_of_things(page: "Page", tmp_path: Path) -> None:
    opened(page, store_of(STORE), tmp_path)
    number = {each.name: each.number for each in picture_of(STORE).list_cards()}

    def looks(name: str) -> set[str]:
        return list_looks(page)[number[name]]

    bought(page, "Toe Massager 5000")
    page.click("[data-answer=time]")
    page.click("[data-answer=done]")
    page.click("[data-answer=time]")
    assert now(page)[1] == "▣ Foot Spa Bundle 59.00 USD"
    assert "coming" in looks("Foot Spa Bundle")
    assert in_view(page, number["Foot Spa Bundle"])
    assert page.locator("#picture .ahead").count() == 1
    page.click("[data-answer=no]")
    assert "refused" in looks("Foot Spa Bundle") and "theirs" in looks("Toe Massager 5000")
    assert page.locator("#picture .trail").count() == 1
    page.click("[data-answer=time]")
    assert now(page)[1].startswith("▣ Soak Three Plus Three")  # it has no card: that of its ladder is shown
    assert in_view(page, number["Foot Spa Bundle"])
    page.click("#giving summary")
    page.click("#giving >> text=Give back Toe Massager 5000")
    assert "back" in looks("Toe Massager 5000")
    assert {"✗", "↺"} <= list_signs(page)
    page.click("#happened .link >> text=Gave back Toe Massager 5000")
    assert in_view(page, number["Toe Massager 5000"])
    page.click("#anew")
    assert now(page)[0].startswith("Do ") and in_view(
        page, number["bought nothing yet"]
    )  # where the touch is written
    assert page.locator("#picture .fate, #picture .trail").count() == 0


def list_marks(page: "Page") -> dict[str, list[str]]:
    """Return the marks of what became of things, for each node of the overview that has any."""
    found = page.locator("#overview .node:has(.mark)").evaluate_all(
        "(nodes) => nodes.map((node) => [node.querySelector('.title').textContent, [...node.querySelectorAll('.mark')].map(({firstChild}) => firstChild.data)])"
    )
    return {name.removeprefix("★ "): marks for name, marks in found}


def test_the_overview_is_marked_too_and_stays_while_it_is_played(page: "Page", tmp_path: Path) -> None:
    opened(page, store_of(STORE), tmp_path, cards=False)
    bought(page, "Toe Massager 5000")
    assert page.is_hidden("#overview")  # the first thing is shown by its card
    for answer in ("time", "done", "time", "no"):
        page.click(f"[data-answer={answer}]")
    page.click("#fit")
    assert list_marks(page) == {"Feet": ["✓ 2"], "Foot Care": ["✗"]}
    assert page.locator("#roads .road.trail:not(.head)").count() == 1
    assert (
        page.inner_text("#nodes .node.coming .title") == "Foot Care"
    )  # a smaller version has no card of its own
    bought(page, "Hand Massager")
    assert page.is_visible("#overview")
    assert list_marks(page) == {"Feet": ["✓ 2"], "Foot Care": ["✗"], "Hands": ["✓"]}
    assert page.locator("#roads .road.trail:not(.head)").count() == 2
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        page.evaluate(SETTLED)
        found = page.evaluate(MEASURE)
        assert found["smallest"] >= LEAST and not found["pairs"], (width, found)
    page.set_viewport_size({"width": 1280, "height": 800})
    page.click("#giving summary")
    page.click("#giving >> text=Give back Hand Massager")
    assert list_marks(page)["Hands"] == ["↺"]
    page.click("#anew")
    assert not list_marks(page) and page.locator("#roads .trail, #roads .ahead").count() == 0


def in_view(page: "Page", number: int) -> bool:
    """Whether the middle of a card lies on the stage."""
    box = page.locator(f'#picture .card[data-n="{number}"] > .box').bounding_box()
    stage = page.locator("#stage").bounding_box()
    assert box and stage
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    return stage["x"] <= x <= stage["x"] + stage["width"] and stage["y"] <= y <= stage["y"] + stage["height"]


def test_an_open_ask_is_marked_and_what_is_owned_again_is_theirs(page: "Page", tmp_path: Path) -> None:
    store = written(GIVEN)
    opened(page, store, tmp_path)
    bought(page, "Mug")
    page.click("[data-answer=asked]")
    assert page.locator("#picture .card.asked .name").all_text_contents() == ["Teapot"]
    page.click("[data-answer=bought]")
    assert {number for number, looks in list_looks(page).items() if "theirs" in looks} == {
        store.policy.positions[name] for name in ("Mug", "Teapot")
    }
    page.click("#undo")
    page.click("#undo")
    assert page.locator("#picture .card.theirs .name").all_text_contents() == ["Mug"]


DAYS = """ipp: 1
ultimate: Club
products:
  Kit: {price: 9, next: [{offer: Fir, from: 12-01, until: 12-24}, {offer: Oil, after: 3d}]}
  Fir: {price: 5}
  Oil: {price: 7}
  Club: {price: 50}
next: {offer: Club, after: 60d}
"""


def test_a_day_is_chosen_as_the_engine_takes_it(page: "Page", tmp_path: Path) -> None:
    store = written(DAYS)
    opened(page, store, tmp_path)
    page.click("#tab-play")
    page.fill("#day", "2026-12-05")  # before anything happened any day
    page.fill("#day", "2026-11-20")
    first = dt.date(2026, 11, 20)
    bought(page, "Kit")
    days = {"#tomorrow": 1, "#week": 7, "#month": 30}
    today = first
    for press in ("#tomorrow", "#week", "#week", "#month"):
        page.click(press)
        today += dt.timedelta(days[press])
        decision = decide(store.policy, Customer((Bought(("Kit",), first),)), today)
        assert page.input_value("#day") == today.isoformat()
        assert decision.action and decision.action.name in now(page)[1]
        assert now(page)[0].startswith("Offer on" if decision.state == "wait" else "Offer today")
    page.fill("#day", "2026-11-01")
    assert page.inner_text("#early").startswith("Days do not run backwards")
    assert page.input_value("#day") == today.isoformat()
    page.focus("#day")
    page.keyboard.type("03152027")  # month, day and year, digit by digit
    page.keyboard.press("Enter")
    assert page.input_value("#day") == "2027-03-15"
    assert page.inner_text("#early") == "" and now(page)[0] == "Offer today"


SHARES = """ipp: 1
ultimate: Club
products:
  Kit: {price: 9, next: [{offer: Oil, when: low}, {offer: Pad, when: middle}, {offer: Fir, when: high}, {offer: Mat, when: own}]}
  Oil: {price: 7}
  Pad: {price: 3}
  Fir: {price: 5}
  Mat: {price: 4}
  Club: {price: 50}
segments:
  low: {share: 40%, salt: arms}
  middle: {share: 20% to 70%, salt: arms}
  high: {share: 60% to 100%, salt: arms}
  own: {share: 50%}
  autumn: {share: 10%}
holdout: {name: autumn, share: 30%}
next: Club
"""
TURN = """([policy, wishes]) => wishes.map((wish) => policy.draws.map((draw, number) => {
    let drawn = null;
    for (const on of [true, false])
        for (const share of draw.shares.keys())
            if (wish[number].includes(share) === on) drawn = Switches.turn(draw, drawn, share, on);
    return [drawn, [...Switches.listOn(draw, drawn)]];
}))"""


def test_switches_make_every_customer_that_there_is(interpreter: "Page") -> None:
    """Turn the switches as a customer is drawn: the page is in the same shares, and says what the engine says of that customer."""
    policy = written(SHARES).policy
    data, salts, names = compile_policy(policy), list_salts(policy), [f"c{number}" for number in range(60)]
    shares = [fact for each in policy.conditions.values() for fact in each.facts if isinstance(fact, Share)]
    assert policy.holdout
    shares.append(policy.holdout.share)
    wishes = [
        [
            [
                place
                for place, share in enumerate(each for each in shares if each.salt == salt)
                if lies_in_share(share, draw_customer(salt, name))
            ]
            for salt in salts
        ]
        for name in names
    ]
    turned = interpreter.evaluate(TURN, [data, wishes])
    assert [[on for _, on in each] for each in turned] == wishes
    assert [each["name"] for each in data["draws"][salts.index("arms")]["shares"]] == [
        "low",
        "middle",
        "high",
    ]
    assert [each["holdout"] for each in data["draws"][salts.index("autumn")]["shares"]] == [False, True]
    questions = [Question(Customer((Bought(("Kit",), TODAY),), id=name), TODAY) for name in names]
    wanted = [say(policy, question) for question in questions]
    assert {each["state"] for each in wanted} == {"offer", "held"}
    as_turned = interpreter.evaluate(
        """([policy, events, turned, today]) => turned.map((draws) => {
            const draw = new Map(draws.map(([drawn], number) => [number, drawn]).filter(([, drawn]) => drawn));
            const {state, action} = Play.decide(policy, events, {attributes: new Map(), draws: draw}, today);
            return [state, policy.items[action.item].name];
        })""",
        [
            data,
            [{"kind": "bought", "items": [policy.positions["Kit"]], "on": TODAY.toordinal()}],
            turned,
            TODAY.toordinal(),
        ],
    )
    assert as_turned == [[each["state"], each["action"]["name"]] for each in wanted]
    assert ask(interpreter, policy, questions) == wanted


def test_play_is_used_by_keyboard_alone(page: "Page", tmp_path: Path) -> None:
    opened(page, written(SHARES), tmp_path)
    page.focus("#tab-look")
    page.keyboard.press("ArrowRight")
    page.focus("#buy")
    page.keyboard.type("kit")
    page.keyboard.press("Enter")
    page.focus("#about summary")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")  # the first switch
    assert page.is_checked("#facts label:has-text('Share low') input")
    assert now(page)[1] == "● Oil 7.00"
    page.focus("[data-answer=no]")
    page.keyboard.press("Enter")
    focused = page.evaluate("document.activeElement.dataset.answer")
    assert focused == "bought"  # the next question's first answer
    assert "No to Oil" in page.inner_text("#happened")
