"""What changes would bring, as people read it."""

from collections.abc import Iterator, Sequence

from ipp.render.figures import clipped, money, signed, signed_points
from ipp.render.page import Line, Piece, cells, line, padded
from ipp.text.visible import visible
from ipp.value.changes import Difference

_INDENT = "  "
_WIDEST = 44


def lines(differences: Sequence[Difference], width: int) -> Iterator[Line]:
    """Yield a table of differences; nothing when there are none."""
    if not differences:
        return
    wide = min(_WIDEST, width - 44, max(cells(visible(each.said)) for each in differences))
    yield line()
    yield line(Piece("What if", "bold"), Piece(", against the path as it is", "dim"))
    head = f"{_INDENT}{padded('', wide)} {'margin':>9} {'':<9} {'for life':>9} {'get there':>10}"
    yield line(Piece(head, "dim"))
    for each in differences:
        yield _difference(each, wide)


def _difference(each: Difference, wide: int) -> Line:
    style = "green" if each.margin.low > 0 else "red" if each.margin.high < 0 else ""
    doubt = f"± {money(each.margin.half)}" if each.margin.half > 1e-9 else ""
    return line(
        _INDENT,
        padded(clipped(each.said, wide), wide),
        Piece(f" {signed(each.margin.value):>9}", style),
        f" {doubt:<9} {signed(each.lifetime_margin.value):>9} {signed_points(each.chance.value):>10}",
    )
