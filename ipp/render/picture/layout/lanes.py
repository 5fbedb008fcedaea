"""A large store in lanes: one for each group, stacked, and the stacks side by side; the shared lists at the right.

Leads between lanes are written, not drawn. One marked lead goes from each lane to the list of its category, and on to the
store-wide list and the ultimate action.
"""

from collections.abc import Mapping, Sequence
from math import sqrt
from typing import NamedTuple

from ipp.render.picture.card_layout import PORT, WIDTH, CardLayout
from ipp.render.picture.layout.block import BETWEEN, COLUMN, Block, Point, Wire
from ipp.render.picture.layout.lane import Lane, lay_out_blocks, pack_blocks
from ipp.render.picture.layout.sheet import MARGIN, Frame, Sheet, Track
from ipp.render.picture.scene import Group, Lead, Picture

HEAD, LARGE_HEAD, INSET, BELOW = 34.0, 100.0, 16.0, 30.0
FEWEST_COLUMNS, MOST_COLUMNS = 4, 16
_BUS, _RAIL = 26.0, 30.0
_OTHERS = "without a category"
_SHAPE = 1.6  # width to height of a sheet


class _Placed(NamedTuple):
    """A lane with the size of its frame."""

    group: Group
    lane: Lane
    width: float
    height: float


def lay_out_lanes(picture: Picture, card_layouts: Mapping[int, CardLayout], *, large: bool) -> Sheet:
    """Lay out a picture in lanes; those of a large one get titles that can be read from afar."""
    return _LanesLayout(picture, card_layouts, LARGE_HEAD if large else HEAD).make_sheet()


class _LanesLayout:
    def __init__(self, picture: Picture, card_layouts: Mapping[int, CardLayout], head: float) -> None:
        self.picture, self.card_layouts, self.head = picture, card_layouts, head
        self.corners: dict[int, Point] = {}
        self.wires: list[Wire] = []
        self.frames: list[Frame] = []
        self.tracks: list[Track] = []
        self.exits: list[tuple[Point, ...]] = []  # from each lane up to the rail above all lanes

    def make_sheet(self) -> Sheet:
        left_edge = MARGIN + (COLUMN if self.picture.prospects is not None else 0.0)
        stacks = self.stack_lanes(self.make_lanes())
        top = MARGIN + (_RAIL if len(stacks) > 1 else 0.0)
        for stack in stacks:
            left_edge = self.put_stack(stack, left_edge, top, top + PORT if len(stacks) == 1 else MARGIN)
        if self.picture.prospects is not None:
            self.corners[self.picture.prospects] = (MARGIN, top)
        right = self.put_end(left_edge, top, len(stacks))
        bottoms = [y + self.card_layouts[number].height for number, (_, y) in self.corners.items()]
        bottom = max([*bottoms, *(frame.y + frame.height for frame in self.frames)])
        return Sheet(
            right + MARGIN,
            bottom + MARGIN,
            dict(self.card_layouts),
            self.corners,
            tuple(self.wires),
            tuple(self.frames),
            tuple(self.tracks),
        )

    def make_lanes(self) -> list[_Placed]:
        """Lay out each group; all lanes are equally wide."""
        groups = self.picture.groups
        homes = {number: place for place, group in enumerate(groups) for number in group.goods}
        inside: list[list[Lead]] = [[] for _ in groups]
        for lead in self.picture.list_leads():
            home = homes.get(lead.start)
            if home is not None and home == homes.get(lead.end):
                inside[home].append(lead)
        made = [
            lay_out_blocks(group.goods, leads, self.card_layouts)
            for group, leads in zip(groups, inside, strict=True)
        ]
        columns = max([FEWEST_COLUMNS, *map(_choose_columns, made)])
        return [
            self.measure_frame(group, pack_blocks(found, columns))
            for group, found in zip(groups, made, strict=True)
        ]

    def measure_frame(self, group: Group, lane: Lane) -> _Placed:
        width = lane.columns * COLUMN - BETWEEN + 2 * INSET
        then = self.card_layouts[group.then].height if group.then is not None else 0.0
        return _Placed(group, lane, width, max(self.head + lane.height + INSET, then))

    def stack_lanes(self, lanes: Sequence[_Placed]) -> list[list[_Placed]]:
        """Return the lanes in as many stacks as make the sheet a good shape, in their order."""
        total = sum(placed.height + BELOW for placed in lanes)
        width = max((placed.width for placed in lanes), default=0.0) + 2 * COLUMN
        count = max(1, round(sqrt(_SHAPE * total / width)))
        made: list[list[_Placed]] = [[]]
        used = 0.0
        for placed in lanes:
            if made[-1] and used + placed.height / 2 > total / count:
                made.append([])
                used = 0.0
            made[-1].append(placed)
            used += placed.height + BELOW
        return made

    def put_stack(self, stack: Sequence[_Placed], left_edge: float, top: float, rail: float) -> float:
        """Put lanes under each other, their marked leads up to the rail; returns the left edge of what comes next."""
        widest = max(placed.width for placed in stack)
        shared = any(placed.group.then is not None for placed in stack)
        bus = left_edge + widest + (COLUMN if shared else 0.0) + _BUS
        for placed in stack:
            self.put_lane(placed, left_edge, top, (bus, rail))
            top += placed.height + BELOW
        return bus + _BUS

    def put_lane(self, placed: _Placed, left_edge: float, top: float, joint: Point) -> None:
        group, lane, width, height = placed
        for number, (x, y) in lane.corners.items():
            self.corners[number] = (left_edge + INSET + x, top + self.head + y)
        self.wires += [wire.move_by(left_edge + INSET, top + self.head) for wire in lane.wires]
        self.frames.append(Frame(group.name or _OTHERS, left_edge, top, width, height, self.head))
        edge, level = left_edge + width, top + PORT
        if group.then is not None:
            self.tracks.append(Track(((edge, level), (edge + BETWEEN, level)), group.then))
            self.corners[group.then] = (edge + BETWEEN, top)
            edge += COLUMN
        self.exits.append(((edge, level), (joint[0], level), joint))

    def put_end(self, left_edge: float, top: float, stacks: int) -> float:
        """Put the store-wide list and the ultimate action behind all lanes, `rest` below; returns the right edge."""
        ends = [number for number in (self.picture.store, self.picture.goal) if number is not None]
        for place, number in enumerate(ends):
            self.corners[number] = (left_edge + place * COLUMN, top)
        if ends:
            way = (
                (left_edge - _BUS / 2, MARGIN),
                (left_edge - _BUS / 2, top + PORT),
                (left_edge, top + PORT),
            )
            self.tracks += [Track((*exit, *(way if stacks > 1 else way[2:])), ends[0]) for exit in self.exits]
        if len(ends) == 2:
            self.wires += self.draw_last_leads(*ends)
        if self.picture.rest is not None:
            x, y = (left_edge, top) if not ends else self.corners[ends[-1]]
            self.corners[self.picture.rest] = (
                x,
                y + (self.card_layouts[ends[-1]].height + BELOW if ends else 0.0),
            )
        columns = len(ends) or (1 if self.picture.rest is not None else 0)
        return left_edge + columns * COLUMN - BETWEEN

    def draw_last_leads(self, store: int, goal: int) -> list[Wire]:
        """Return the leads from the store-wide list to the ultimate action, which stands beside it."""
        (x, y), (end, level) = self.corners[store], self.corners[goal]
        ports = self.card_layouts[store].ports
        leads = (lead for lead in self.picture.list_leads() if (lead.start, lead.end) == (store, goal))
        return [
            Wire(lead, ((x + WIDTH, y + ports[lead.position - 1]), (end, level + PORT)), False)
            for lead in leads
        ]


def _choose_columns(blocks: Sequence[Block]) -> int:
    """Return how many columns a lane should have: enough for its widest block, and for a good shape."""
    filled = sum(bottom - top for block in blocks for top, bottom in block.spans)
    shaped = round(sqrt(_SHAPE * filled / COLUMN))
    return max([min(shaped, MOST_COLUMNS), *(len(block.spans) for block in blocks)])
