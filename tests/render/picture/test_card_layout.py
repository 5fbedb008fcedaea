"""What stands on a card, and that nothing is lost without a word."""

from ipp.render.picture.card_layout import MOST_LINES, MOST_ROWS, lay_out_card
from ipp.render.picture.scene import Card
from tests.render.picture.drawing import ROOT, card, drawn, picture_of


def lines(of: Card, look: str) -> list[str]:
    return [line.text for line in lay_out_card(of).lines if line.look == look]


def test_a_product() -> None:
    massager = card(picture_of(ROOT / "paths/store.yaml"), "Toe Massager 5000")
    assert lines(massager, "name") == ["Toe Massager 5000"]
    assert lines(massager, "facts") == ["89.00\u00a0USD"]
    assert lines(massager, "row") == [
        "Massage routine video",
        "Foot Spa Bundle",
        "Heel check-up chart",
        "Heel Pain Relief Set",
    ]
    assert lines(massager, "terms") == ["if sore-heels", "after 2 weeks, via email, if sore-heels"]


def test_a_bundle_shows_what_is_in_it_and_its_ladder() -> None:
    spa = card(picture_of(ROOT / "paths/store.yaml"), "Foot Spa Bundle")
    assert lines(spa, "holds")[0] == "▫ Silky Soak Formula"
    assert " ".join(lines(spa, "rung")).startswith("↳ No: Soak Three Plus Three 57.00\u00a0USD")


def test_a_name_that_is_cut_is_said_whole() -> None:
    long = "Supercalifragilistic " * 9
    store = f"ipp: 1\nultimate: Club\nproducts:\n  {long}: {{price: 1, next: Club}}\n  Club: {{price: 2}}\ntouches: {{L: {{}}}}\nrest: [{{do: L, every: 1d}}]\n"
    made = lay_out_card(card(drawn(store), long.strip()))
    shown = [line for line in made.lines if line.look == "name"]
    assert len(shown) == 3 and shown[-1].text.endswith("…")
    assert {line.full_text for line in shown} == {long.strip()}


def test_long_lists_say_how_much_more_there_is() -> None:
    products = "".join(f"  P{number}: {{price: {number + 1}, next: Club}}\n" for number in range(30))
    names = ", ".join(f"P{number}" for number in range(30))
    store = (
        f"ipp: 1\nultimate: Club\nproducts:\n{products}  All: {{price: 99, next: [{names}]}}\n  Club: {{price: 200}}\n"
        f"bundles: {{Box: {{items: [{names}], price: 150}}}}\ntouches: {{L: {{}}}}\nnext: Box\nrest: [{{do: L, every: 1d}}]\n"
    )
    picture = drawn(store)
    assert lines(card(picture, "All"), "more") == [f"and {30 - MOST_ROWS} more steps"]
    assert lines(card(picture, "Box"), "more") == [f"and {30 - MOST_LINES + 1} more"]
    assert len(lay_out_card(card(picture, "All")).ports) == 30
