"""The tree: what people see in a terminal."""

from ipp.render.drawings.tree import draw_tree
from ipp.render.page import print_plain
from tests.render.drawings.hostile import hostile
from tests.render.picture.drawing import ROOT, card, picture_of

TINY = """\
Corner Pottery leads to ★ Sunday Clay Club  35.00 EUR every month
● Mug  24.00 EUR
├─ ○ Washing advice
└─ ● Teapot  68.00 EUR
● Teapot  68.00 EUR
   i IPP403 `Teapot` and 1 more product have no next of their own, only the store-wide one
   ↓ if No: Milk Jug  19.00 EUR
● Milk Jug  19.00 EUR

» then, for everybody
└─ ★ Sunday Clay Club  35.00 EUR every month

★ Sunday Clay Club  35.00 EUR every month  asked again 90 days after a No
└─ ○ Studio letter

» when nothing is left
└─ ○ Studio letter  every month
"""


def test_the_whole_of_the_tiny_example() -> None:
    assert print_plain(draw_tree(picture_of(ROOT / "examples/tiny.yaml"))) == TINY


def test_findings_stand_under_what_they_are_about() -> None:
    lines = print_plain(draw_tree(picture_of(ROOT / "tests/cases/dead_end.yaml"))).splitlines()
    place = lines.index("● Nail Kit  27.00 USD")
    assert lines[place + 1] == "   ✗ IPP201 after the product `Nail Kit` nothing is offered"


def test_from_one_thing_what_follows_is_told_once() -> None:
    picture = picture_of(ROOT / "paths/store.yaml")
    start = card(picture, "Acupressure Mat").number
    lines = print_plain(draw_tree(picture, start, 3)).splitlines()
    assert lines[:6] == [
        "● Acupressure Mat  45.00 USD",
        "├─ ○ First week on the mat",
        "└─ ● Acupressure Pillow  24.00 USD",
        "   ├─ ○ First week on the mat",
        "   └─ ● Acupressure Mat  45.00 USD  ↑ above",
        "» then, after any of Feet",
    ]


def test_deeper_is_longer() -> None:
    picture = picture_of(ROOT / "paths/store.yaml")
    start = card(picture, "Circulation Booster").number
    lengths = [len(draw_tree(picture, start, depth)) for depth in (1, 2, 3, 4)]
    assert lengths == sorted(set(lengths))


def test_contents_and_ladders_are_shown_with_their_guides() -> None:
    text = print_plain(draw_tree(picture_of(ROOT / "paths/store.yaml")))
    assert (
        "▣ Deluxe Home Spa  129.00 USD\n"
        "│  in it: Bubbling Foot Spa, 2 × Silky Soak Formula, Crème de Pieds\n"
        "│  ↓ if No: Home Spa Starter  69.00 USD  Foot Spa Basin, Silky Soak Formula\n"
        "│  ↓ if No: Silky Soak Formula  19.00 USD\n"
        "├─ ○ Foot soak recipes\n"
    ) in text


def test_no_name_acts() -> None:
    text = print_plain(draw_tree(hostile()))
    assert not set(text) & set("\x1b\x07\u202e\r")
    assert "Line\\nbreak" in text
