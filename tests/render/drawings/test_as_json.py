"""The picture as data."""

import json

from ipp.render.drawings.as_json import draw_json
from tests.render.drawings.hostile import NAMES, hostile
from tests.render.picture.drawing import ROOT, picture_of


def test_the_tiny_example() -> None:
    body = json.loads(draw_json(picture_of(ROOT / "examples/tiny.yaml")).text)
    assert body["format_version"] == "1.0"
    assert (body["store"], body["part"]) == ("Corner Pottery", False)
    cards = {card["id"]: card for card in body["cards"]}
    assert cards[body["ultimate"]]["name"] == "Sunday Clay Club"
    assert [row["to"] for row in cards[body["storewide"]]["list"]] == [body["ultimate"]]
    mug = cards[0]
    assert (mug["name"], mug["kind"], mug["price"]) == ("Mug", "product", "24.00 EUR")
    assert [(row["name"], row["touch"], row["terms"]) for row in mug["list"]] == [
        ("Washing advice", True, []),
        ("Teapot", False, []),
    ]
    assert cards[1]["ladder"] == [{"id": 2, "name": "Milk Jug", "price": "19.00 EUR"}]
    assert body["groups"] == [{"category": None, "goods": [0, 1, 2], "list": None}]


def test_findings_have_their_places() -> None:
    body = json.loads(draw_json(picture_of(ROOT / "tests/cases/dead_end.yaml")).text)
    nails = next(card for card in body["cards"] if card["name"] == "Nail Kit")
    assert [(finding["code"], finding["line"]) for finding in nails["findings"]] == [("IPP201", 10)]


def test_names_come_back_as_they_are_and_nothing_acts_on_the_way() -> None:
    text = draw_json(hostile()).text
    names = {card["name"] for card in json.loads(text)["cards"]}
    assert set(NAMES) <= names
    assert not set(text) & set("\x1b\u202e")
