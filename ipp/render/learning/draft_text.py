"""What `ipp learn --draft` says of the file that it wrote."""

from collections.abc import Iterator

from ipp.learn.draft.make_draft import Draft
from ipp.render.learning.learned_text import explain_nothing, render_read
from ipp.render.page import Line, Piece, make_line
from ipp.text.words import count_things


def render_draft(draft: Draft, file: str | None, ultimate: str | None) -> Iterator[Line]:
    """Yield the page; `file` is None when the draft went to stdout."""
    yield from render_read(draft.learned)
    nothing = explain_nothing(draft.learned)
    if nothing:
        yield make_line(nothing)
    if file:
        yield make_line(Piece(f"Wrote {file}.", "bold"))
    with_steps = [product for product in draft.products if product.steps]
    steps = sum(len(product.steps) for product in with_steps)
    yield make_line(
        f"  {count_things(len(draft.products), 'product')}, {len(with_steps):,} with steps of their own ({count_things(steps, 'step')} in all)"
    )
    if draft.series:
        yield make_line(
            f"  {count_things(len(draft.series), 'series', 'series')}, told by the numbers in names"
        )
    if draft.bundles:
        yield make_line(
            f"  {count_things(len(draft.bundles), 'bundle')} without a price, bought together more often than by chance"
        )
    unpriced = sum(product.paid is None for product in draft.products)
    if unpriced:
        yield make_line(
            f"  {count_things(unpriced, 'product')} without a price: the orders do not say what was paid, or say less than a cent"
        )
    if file and ultimate is None:
        yield make_line(
            "Name what the whole path leads to, in `ultimate` and at the end of `next`. Or run this again with --ultimate NAME."
        )
    if file:
        yield make_line("Then run:")
        yield make_line(f"  ipp validate {file}")
