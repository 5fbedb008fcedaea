"""What customers bring by their first purchase, and what memberships bring, as people read it."""

from collections.abc import Iterator
from decimal import Decimal

from ipp.engine.decision.action import label_offer
from ipp.render.figures import wrap_text, write_money, write_number, write_percent
from ipp.render.money import write_price
from ipp.render.page import Line, Piece, count_cells, make_line, pad_text, split_label
from ipp.text.visible import make_visible
from ipp.text.words import name_few, write_share
from ipp.value.forecast import ByEntry, Forecast
from ipp.value.inputs.question import FirstPurchase, name_pieces
from ipp.value.process.compiled.draws import measure_share
from ipp.value.subscriptions import list_continuities

_INDENT = "  "
_WIDEST = 44
_MOST_ITEMS = 3
"""Things of one order that are named."""
ENTRIES = 10
"""First purchases that are shown from the top, unless all are wanted."""
_ROUGH = 0.25
"""Doubt, in parts of the margin, from which on they are ranked by what they bring at the least: the likeliest would be luck."""


def render_held_out(forecast: Forecast, width: int) -> Iterator[Line]:
    """Yield how many customers are left out because they are held out; nothing where nobody is."""
    held = forecast.held_out
    if held:
        share = write_percent(measure_share(held.share))
        said = f"{share} of all customers are held out ({make_visible(held.name)}): these figures are for the others"
        yield from (make_line(_INDENT, Piece(line, "dim")) for line in wrap_text(said, width - 4))


def render_entries(forecast: Forecast, width: int, *, everything: bool) -> Iterator[Line]:
    """Yield a table of first purchases, the best first; nothing when there is but one."""
    if len(forecast.by_entry) < 2:
        return
    doubt = _measure_doubt(forecast)
    ranked = sorted(forecast.by_entry, key=_get_lowest if doubt > _ROUGH else _get_margin, reverse=True)
    shown = ranked if everything or len(ranked) <= ENTRIES + 5 else [*ranked[:ENTRIES], *ranked[-3:]]
    adds = max(10, *(len(write_money(by.totals.margin.value)) for by in shown))
    life = max(9, *(len(write_money(by.totals.lifetime_margin.value)) for by in shown))
    room = max(12, width - 28 - adds - life)
    wide = min(_WIDEST, room, max(count_cells(make_visible(name_entry(by.entry))) for by in shown))
    best = "ranked by the least that they bring" if doubt > _ROUGH else "the best beginnings first"
    roughly = "" if forecast.runs.exact else f" (most to ± {write_percent(doubt)})"
    yield make_line()
    yield make_line(Piece("By first purchase", "bold"), f", {best}", Piece(roughly, "dim"))
    head = f"{pad_text('', wide)} {'share':>7} {'path adds':>{adds}} {'for life':>{life}} {'get there':>9} {'asks':>5}"
    yield make_line(Piece(_INDENT + head, "dim"))
    for place, by in enumerate(shown):
        if len(shown) < len(ranked) and place == ENTRIES:
            yield make_line(_INDENT, Piece(f"… {len(ranked) - len(shown):,} more (--all)", "dim"))
        above, label = split_label(make_visible(name_entry(by.entry)), wide, width - 4)
        yield from (make_line(_INDENT, text) for text in above)
        yield _render_entry(by, pad_text(label, wide), adds, life)
    if doubt > _ROUGH:
        rough = "there are too many first purchases to tell them apart; --from NAME shows more of one"
        for text in wrap_text(rough, width - 2):
            yield make_line(_INDENT, Piece(text, "dim"))


def render_continuities(forecast: Forecast) -> Iterator[Line]:
    """Yield what one who joins a membership pays; nothing where there is none."""
    found = list_continuities(forecast)
    if not found:
        return
    yield make_line()
    yield make_line(Piece("Memberships", "bold"), Piece(", one who joins on the first day", "dim"))
    for each in found:
        price = each.product.price if each.offer[1] is None else each.offer[1]
        said = write_price(price or Decimal(0), forecast.policy.path.currency, each.product.every)
        left = f"{write_share(each.product.churn or Decimal(0))} leave each time"
        worth = f"{write_number(each.payments)} payments, {write_money(each.lifetime_margin)} margin in all"
        yield make_line(_INDENT, f"{label_offer(each.offer)}: {worth}")
        yield make_line(_INDENT * 2, Piece(f"{said}, {left}", "dim"))


def name_customers(forecast: Forecast) -> str:
    """Say who enters: by which first purchases."""
    entries = forecast.question.entries
    if len(entries) == 1:
        return f"{name_entry(entries[0])} as their first purchase"
    even = max(entry.share for entry in entries) - min(entry.share for entry in entries) < 1e-9
    return f"{len(entries)} first purchases, {'in equal shares' if even else 'by their shares'}"


def name_entry(entry: FirstPurchase) -> str:
    """Name a first purchase for people: of a large order the first things in it."""
    names = [name_pieces(*each) for each in entry.items]
    return name_few(names, _MOST_ITEMS) if names else "(nothing kept)"


def _get_margin(by: ByEntry) -> float:
    return by.totals.margin.value


def _get_lowest(by: ByEntry) -> float:
    return by.totals.margin.low


def _measure_doubt(forecast: Forecast) -> float:
    """Return how right most of the lines are, in parts of the margin; 0 when they are exact."""
    margins = [by.totals.margin for by in forecast.by_entry]
    doubts = sorted(each.half / abs(each.value) for each in margins if each.value)
    return doubts[len(doubts) // 2] if doubts else 0.0


def _render_entry(by: ByEntry, label: str, adds: int, life: int) -> Line:
    totals = by.totals
    return make_line(
        _INDENT,
        label,
        f" {write_percent(by.entry.share):>7} {write_money(totals.margin.value):>{adds}} {write_money(totals.lifetime_margin.value):>{life}}",
        f" {write_percent(totals.chance_of_ultimate.value):>9} {write_number(totals.asks.value):>5}",
    )
