"""Nothing overlaps: cards, leads, frames and labels, in the stores that are kept here and in random ones."""

from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from benchmarks.stores import store_text
from ipp.render.picture.card_layout import WIDTH, lay_out_card
from ipp.render.picture.layout.block import BETWEEN, Wire
from ipp.render.picture.layout.sheet import Sheet
from ipp.render.picture.layout.whole import lay_out_picture
from ipp.render.picture.measure import measure_width
from ipp.render.picture.scene import Picture
from tests.amounts import amount, long
from tests.oracle.choice import seeded
from tests.oracle.maker import Maker
from tests.oracle.strategies import to_yaml
from tests.render.picture.drawing import card, drawn, picture_of
from tests.shipped import PATH_FILES

pytestmark = pytest.mark.xdist_group("layout")

Box = tuple[float, float, float, float]  # left, top, right, bottom
SIZES = {
    "name": (13.0, True),
    "facts": (11.5, False),
    "holds": (11.5, False),
    "rung": (11.5, False),
    "row": (11.5, False),
}
RANDOM = [f"random {seed}" for seed in range(amount(400, least=8))]
SHAPES = {
    "one hub": "".join(f"  P{number}: {{price: {number + 1}, next: Hub}}\n" for number in range(300))
    + "  Hub: {price: 500, next: Club}\n",
    "one chain": "".join(
        f"  P{number}: {{price: {number + 1}, next: P{number + 1}}}\n" for number in range(300)
    )
    + "  P300: {price: 500, next: Club}\n",
    "all to all": "".join(
        f"  P{one}: {{price: {one + 1}, next: [{', '.join(f'P{other}' for other in range(14) if other != one)}, Club]}}\n"
        for one in range(14)
    ),
    "one alone": "  P: {price: 3, next: Club}\n",
}


EMPTY = """ipp: 1
ultimate: Club
products:
  A: {price: 3, category: Some, next: Club}
  Club: {price: 9, category: Goal}
categories: {None of them: {next: [A]}, Some: {next: [Club]}}
"""


def shaped(products: str) -> str:
    return f"ipp: 1\nultimate: Club\nproducts:\n{products}  Club: {{price: 900}}\ntouches: {{Letter: {{kind: content}}}}\nnext: Club\nrest: [{{do: Letter, every: 30d}}]\n"


@cache
def picture(of: str | Path) -> Picture:
    if isinstance(of, Path):
        return picture_of(of)
    if of == "a list that nobody reads":
        return drawn(EMPTY)
    if of in SHAPES:
        return drawn(shaped(SHAPES[of]))
    if of.startswith("random"):
        return drawn(to_yaml(Maker(seeded(int(of.split()[1]))).make()))
    return drawn(store_text(int(of)))


@cache
def sheet_of(of: str | Path) -> Sheet:
    return lay_out_picture(picture(of))


EVERY = pytest.mark.parametrize(
    "of",
    [*PATH_FILES, *SHAPES, "a list that nobody reads", "300", *RANDOM],
    ids=lambda of: of.stem if isinstance(of, Path) else of,
)


def boxes(sheet: Sheet) -> dict[int, Box]:
    return {
        number: (x, y, x + WIDTH, y + sheet.card_layouts[number].height)
        for number, (x, y) in sheet.corners.items()
    }


def apart(one: Box, other: Box, gap: float = 0.0) -> bool:
    return (
        one[2] + gap <= other[0]
        or other[2] + gap <= one[0]
        or one[3] + gap <= other[1]
        or other[3] + gap <= one[1]
    )


@EVERY
def test_cards_stand_apart(of: str | Path) -> None:
    found = sorted(boxes(sheet_of(of)).values())
    for place, box in enumerate(found):
        for other in found[place + 1 :]:
            if other[0] > box[2]:
                break
            assert apart(box, other, 12.0), (box, other)


@EVERY
def test_every_card_is_drawn_once_and_on_the_sheet(of: str | Path) -> None:
    drawing, sheet = picture(of), sheet_of(of)
    assert set(sheet.corners) == {card.number for card in drawing.list_cards() if card.kind != "touch"}
    for left, top, right, bottom in boxes(sheet).values():
        assert left >= 0 and top >= 0 and right <= sheet.width and bottom <= sheet.height


@EVERY
def test_leads_pass_no_card_and_end_at_theirs(of: str | Path) -> None:
    """A lead bends only between columns; where it passes a column it runs level, and no card is there."""
    sheet = sheet_of(of)
    found = boxes(sheet)
    by_column: dict[float, list[Box]] = {}
    for box in found.values():
        by_column.setdefault(round(box[0], 1), []).append(box)
    for wire in sheet.wires:
        start, end = found[wire.lead.start], found[wire.lead.end]
        (x, y), (left, top) = wire.points[0], wire.points[-1]
        assert x in (start[0], start[2]) and start[1] < y < start[3]
        assert left in (end[0], end[2]) and end[1] < top < end[3]
        for one, other in pairwise(wire.points):
            if abs(one[0] - other[0]) > BETWEEN + 1:
                assert one[1] == other[1]
                level: Box = (min(one[0], other[0]) + 1, one[1] - 1, max(one[0], other[0]) - 1, one[1] + 1)
                for column in by_column.values():
                    assert all(apart(level, box) for box in column if box[0] < level[2] and box[2] > level[0])


@EVERY
def test_forward_leads_go_right_and_only_marked_ones_come_back(of: str | Path) -> None:
    for wire in sheet_of(of).wires:
        assert wire.back == (wire.points[-1][0] < wire.points[0][0])


@EVERY
def test_frames_hold_their_cards_and_no_others(of: str | Path) -> None:
    drawing = picture(of)
    sheet = sheet_of(of)
    found = boxes(sheet)
    frames = [(frame.x, frame.y, frame.x + frame.width, frame.y + frame.height) for frame in sheet.frames]
    for place, frame in enumerate(frames):
        assert all(apart(frame, other, 10.0) for other in frames[place + 1 :])
    groups = [set(group.goods) for group in drawing.groups]
    members = groups if len(frames) == len(groups) else [set().union(*groups)]
    for frame, inside in zip(frames, members, strict=True):
        for number, box in found.items():
            if number in inside:
                assert frame[0] < box[0] and frame[1] < box[1] and box[2] < frame[2] and box[3] < frame[3]
            else:
                assert apart(frame, box, 10.0)


@EVERY
def test_the_ultimate_action_stands_at_the_end(of: str | Path) -> None:
    drawing = picture(of)
    corners = sheet_of(of).corners
    assert drawing.goal is not None
    assert corners[drawing.goal][0] == max(x for x, _ in corners.values())
    if drawing.prospects is not None:
        assert corners[drawing.prospects][0] == min(x for x, _ in corners.values())


@EVERY
def test_labels_fit_their_cards_and_follow_each_other(of: str | Path) -> None:
    drawing = picture(of)
    for each in drawing.list_cards():
        made = lay_out_card(each)
        assert len(made.ports) == len(each.rows)
        assert all(above.y < below.y for above, below in pairwise(made.lines))
        assert not made.lines or made.lines[-1].y < made.height
        for line in made.lines:
            size, bold = SIZES.get(line.look, (10.5, False))
            assert line.x + measure_width(line.text, size, bold=bold) <= WIDTH - 4, line


def test_one_marked_lead_goes_from_each_group_to_its_list_and_to_that_of_everybody() -> None:
    drawing = picture_of(next(file for file in PATH_FILES if file.stem == "store"))
    sheet = lay_out_picture(drawing)
    ends = [track.end for track in sheet.tracks]
    assert drawing.store is not None
    lists = [group.then for group in drawing.groups if group.then is not None]
    assert sorted(ends) == sorted([*lists, *[drawing.store] * len(sheet.frames)])


def test_few_leads_are_written_where_a_store_is_small() -> None:
    """coach.yaml: all are drawn, but for those from shared lists."""
    drawing = picture_of(next(file for file in PATH_FILES if file.stem == "coach"))
    sheet = lay_out_picture(drawing)
    drawn_ = {(wire.lead.start, wire.lead.position) for wire in sheet.wires}
    offers = {
        (lead.start, lead.position)
        for lead in drawing.list_leads()
        if not lead.row.touch and lead.start != drawing.rest
    }
    assert offers == drawn_


def test_most_first_offers_of_a_large_store_are_drawn() -> None:
    drawing = picture_of(next(file for file in PATH_FILES if file.stem == "store"))
    sheet = lay_out_picture(drawing)
    main = {
        (lead.start, lead.end)
        for lead in drawing.list_leads()
        if lead.main and drawing.cards[lead.start].kind != "list"
    }
    shown = {(wire.lead.start, wire.lead.end) for wire in sheet.wires}
    assert len(main & shown) > 0.8 * len(main)


@long
def test_the_sheet_grows_with_the_store_and_not_with_its_square() -> None:
    small, large = (lay_out_picture(drawn(store_text(size))) for size in (250, 1000))
    assert large.width * large.height < 6 * small.width * small.height
    assert len(large.wires) < 6 * len(small.wires)


@pytest.mark.parametrize("of", ["one hub", "one chain", pytest.param("300", marks=long), PATH_FILES[-1]])
def test_large_sheets_have_a_shape_that_can_be_looked_at(of: str | Path) -> None:
    sheet = sheet_of(of)
    assert 0.6 < sheet.width / sheet.height < 4


def test_loops_are_marked_where_they_come_back() -> None:
    drawing = drawn(shaped("  A: {price: 1, next: B}\n  B: {price: 2, next: A}\n"))
    wires: tuple[Wire, ...] = lay_out_picture(drawing).wires
    numbers = [card(drawing, name).number for name in "AB"]
    assert sorted((wire.back, wire.lead.start in numbers) for wire in wires if wire.lead.end in numbers) == [
        (False, True),
        (True, True),
    ]
