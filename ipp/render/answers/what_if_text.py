"""What changes would bring, as people read it."""

from collections.abc import Iterator, Sequence

from ipp.render.figures import signed_points, write_money, write_signed
from ipp.render.page import Line, Piece, count_cells, make_line, pad_text, split_label
from ipp.text.visible import make_visible
from ipp.value.what_if import Difference

_INDENT = "  "
_WIDEST = 44


def render_differences(differences: Sequence[Difference], width: int) -> Iterator[Line]:
    """Yield a table of differences; nothing when there are none."""
    if not differences:
        return
    wide = min(
        _WIDEST, max(0, width - 44), max(count_cells(make_visible(each.change)) for each in differences)
    )
    yield make_line()
    yield make_line(Piece("What if", "bold"), Piece(", against the path as it is", "dim"))
    head = f"{_INDENT}{pad_text('', wide)} {'margin':>9} {'':<9} {'for life':>9} {'get there':>10}"
    yield make_line(Piece(head, "dim"))
    for each in differences:
        above, label = split_label(make_visible(each.change), wide, width - 4)
        yield from (make_line(_INDENT, text) for text in above)
        yield _render_difference(each, label, wide)


def _render_difference(each: Difference, label: str, wide: int) -> Line:
    style = "green" if each.margin.low > 0 else "red" if each.margin.high < 0 else ""
    doubt = f"± {write_money(each.margin.half)}" if each.margin.half > 1e-9 else ""
    return make_line(
        _INDENT,
        pad_text(label, wide),
        Piece(f" {write_signed(each.margin.value):>9}", style),
        f" {doubt:<9} {write_signed(each.lifetime_margin.value):>9} {signed_points(each.chance.value):>10}",
    )
