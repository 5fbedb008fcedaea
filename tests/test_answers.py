"""What programs read of the next action: every promised field, in every state."""

import json
from datetime import date
from typing import Any

import pytest

import ipp
from ipp.answers import make_answer, write_answer_json
from tests.cli.program import inside
from tests.render.shop import SHOP, STATES, History, asked

FIELDS = {
    "format_version",
    "store",
    "today",
    "state",
    "action",
    "on_yes",
    "on_no",
    "path",
    "path_ends",
    "why",
}
ACTION = {
    "name", "kind", "touch", "because", "due", "price", "every", "via", "rung", "items", "saving", "url", "coupon", "earns",
}  # fmt: skip


def said(shop: str, history: History) -> dict[str, Any]:
    text = write_answer_json(make_answer(asked(shop, history)))
    assert text.endswith("}\n")
    answer: dict[str, Any] = json.loads(text)
    return answer


def actions_in(answer: dict[str, Any]) -> list[dict[str, Any]]:
    return [each for each in (answer["action"], answer["on_yes"], answer["on_no"], *answer["path"]) if each]


@pytest.mark.parametrize("state", STATES)
def test_every_field_is_there_in_every_state(state: str) -> None:
    shop, history = STATES[state]
    answer = said(shop, history)
    assert set(answer) == FIELDS
    assert answer["format_version"] == "1.0"
    assert answer["store"] == "Happy Feet"
    assert answer["today"] == "2026-11-22"
    assert answer["state"] == state.split(maxsplit=1)[0]
    assert (answer["action"] is None) == (state in ("complete", "stranded"))
    days = [step["on"] for step in answer["path"]]
    assert days == sorted(days)
    for action in actions_in(answer):
        assert set(action) - {"on"} == ACTION
        assert action["kind"] in ("product", "bundle", "touch")
        assert (action["kind"] == "touch") == (action["rung"] is None) == (action["touch"] is not None)
        assert action["price"] is None or action["price"].count(".") == 1
        date.fromisoformat(action["due"])
    for passed in answer["why"]:
        assert set(passed) == {"step", "of", "passed_over"}


def test_an_offer() -> None:
    shop, history = STATES["offer"]
    answer = said(shop, history)
    assert answer["action"] == {
        "name": "Spa",
        "kind": "bundle",
        "touch": None,
        "because": "Massager",
        "due": "2026-09-04",
        "price": "59.00",
        "every": None,
        "via": None,
        "rung": 0,
        "items": [
            {"name": "Formula", "quantity": 1, "free": 0},
            {"name": "Slippers", "quantity": 1, "free": 0},
            {"name": "Nail Kit", "quantity": 1, "free": 0},
        ],
        "saving": "6.00",
        "url": None,
        "coupon": None,
        "earns": None,
    }
    assert answer["on_yes"]["name"] == "Club"
    assert answer["on_no"]["name"] == "Soaks"
    assert answer["on_no"]["rung"] == 1
    assert answer["on_no"]["items"] == [{"name": "Formula", "quantity": 6, "free": 3}]
    assert [step["name"] for step in answer["path"]] == ["Spa", "Club"]
    assert answer["path_ends"] == "ultimate"
    assert answer["why"] == [{"step": "Video", "of": "Massager", "passed_over": "done on 5 Sep 2026"}]


def test_a_touch_has_no_answer() -> None:
    shop, history = STATES["touch"]
    answer = said(shop, history)
    action = answer["action"]
    assert (action["kind"], action["touch"], action["price"], action["rung"]) == (
        "touch",
        "content",
        None,
        None,
    )
    assert action["url"] == "https://example.com/v"
    assert answer["on_no"] is None
    assert answer["on_yes"]["name"] == "Spa"


def test_waiting_for_an_answer_is_due_when_patience_ends() -> None:
    shop, history = STATES["wait by pending"]
    answer = said(shop, history)
    assert answer["action"]["name"] == "Spa"
    assert answer["action"]["due"] == "2026-11-27"


def test_waiting_for_a_day() -> None:
    shop, history = STATES["wait by due"]
    assert said(shop, history)["action"]["due"] == "2026-11-25"


def test_the_end_of_a_path() -> None:
    complete = said(*STATES["complete"])
    assert (complete["path"], complete["path_ends"]) == ([], "complete")
    stranded = said(*STATES["stranded"])
    assert (stranded["path"], stranded["path_ends"]) == ([], "stranded")
    assert [passed["passed_over"].split()[0] for passed in stranded["why"]] == ["done"] + ["declined"] * 7


def test_because_is_null_where_no_purchase_is_the_reason() -> None:
    assert said(SHOP, {})["action"]["because"] is None  # a prospect
    assert (
        said(SHOP, {"bought": ("Slippers@2026-09-01",)})["action"]["because"] is None
    )  # the store-wide list
    shop, history = STATES["rest"]
    assert said(shop, history)["action"]["because"] is None


def test_a_continuity_says_how_often() -> None:
    action = said(SHOP, {"bought": ("Slippers@2026-09-01",)})["action"]
    assert (action["name"], action["price"], action["every"]) == ("Club", "29.00", "month")


def test_a_shop_without_a_name() -> None:
    assert said(SHOP.replace("store: Happy Feet\n", ""), {})["store"] is None


def test_the_same_question_has_the_same_bytes() -> None:
    shop, history = STATES["offer"]
    assert write_answer_json(make_answer(asked(shop, history))) == write_answer_json(
        make_answer(asked(shop + "\n", history))
    )


def test_the_command_and_the_function_say_the_same() -> None:
    store = ipp.load("examples/tiny.yaml")
    day = date(2026, 11, 22)
    bought = [("Milk Jug", date(2026, 10, 1)), ("Mug", date(2026, 11, 1))]
    declined = [("Teapot", date(2026, 11, 3))]
    customer = ipp.history(store, bought=bought, declined=declined)
    options = ["--path", "examples/tiny.yaml", "--today", day.isoformat(), "--format", "json"]
    options += [f"--bought={name}@{on}" for name, on in bought] + [
        f"--declined={name}@{on}" for name, on in declined
    ]
    assert json.loads(inside("next", *options).out) == ipp.answer(store, customer, day).to_dict()


def test_a_name_that_means_nothing() -> None:
    customer = ipp.Customer((ipp.Bought(("Cup",), date(2026, 11, 1)),))
    with pytest.raises(ipp.RequestError, match="no product or bundle is called 'Cup'"):
        ipp.answer(ipp.load("examples/tiny.yaml"), customer, date(2026, 11, 22))
