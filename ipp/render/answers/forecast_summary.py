"""The first page of `ipp forecast`: what becomes of a hundred new customers, what holds them up, and where to start; the rest is behind `--details`."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ipp.engine.decision.action import label_offer
from ipp.engine.policy.clauses import Offer
from ipp.path.model import Bundle, Product
from ipp.render.answers import entries_text
from ipp.render.figures import bar_of, wrap_text, write_money, write_percent, write_signed
from ipp.render.page import Line, Piece, count_cells, make_line, pad_text, split_label
from ipp.text.visible import make_visible
from ipp.text.words import count_things
from ipp.value.forecast import Forecast
from ipp.value.leaks import Leak
from ipp.value.process.compiled.compiled_lists import Turn
from ipp.value.process.rates import Origin
from ipp.value.solve.estimate import Estimate

_INDENT = "  "
_OFFERS = 8
"""Offers that are shown: those where more Yes pay most, and the ultimate action."""
_BEGINNINGS = 3
_WIDEST_NAME = 34
_WIDEST_BAR = 40


class _Stage(NamedTuple):
    """How many of a hundred come so far, and what they bring by then, per entering customer."""

    share: float
    what: str
    worth: str


def render_stages(forecast: Forecast, width: int) -> Iterator[Line]:
    """Yield what becomes of a hundred customers."""
    path, total = forecast.policy.path, forecast.total
    unit = f" ({path.currency}, margin)" if path.currency else " (margin)"
    days = forecast.question.horizon
    time = "a year" if days == 365 else count_things(days, "day")
    title = f"What becomes of 100 new customers of {path.store or 'the shop'} in {time}{unit}"
    for place, text in enumerate(wrap_text(title, width - 2)):
        yield make_line(_INDENT if place else "", Piece(text, "bold"))
    yield make_line(_INDENT, Piece(entries_text.name_customers(forecast), "dim"))
    yield from entries_text.render_held_out(forecast, width)
    yield make_line()
    goal = name_goal(forecast)
    later = total.lifetime_margin.value - total.first_margin.value - total.margin.value
    funnel = forecast.funnel
    stages = (
        _Stage(1.0, "buy once", f"{write_money(total.first_margin.value)} each"),
        _Stage(funnel.buy_again.value, "buy again", f"{write_signed(total.margin.value)} each"),
        _Stage(funnel.asked_ultimate.value, f"are asked for {goal}", ""),
        _Stage(funnel.arrive.value, f"get {goal}", f"{write_signed(later)} later" if later >= 0.005 else ""),
    )
    worth = max(len(stage.worth) for stage in stages)
    longest = max(count_cells(make_visible(stage.what)) for stage in stages)
    what = min(_WIDEST_NAME, width - worth - 16, longest)
    bar = min(_WIDEST_BAR, width - what - worth - 12)
    for stage in stages:
        last = stage is stages[-1]
        above, label = split_label(make_visible(stage.what), what, width - 8)
        yield from (make_line(" " * 8, each) for each in above)
        yield make_line(
            f"{write_hundred(stage.share):>6}  ",
            Piece(pad_text(bar_of(stage.share, bar), bar), "yellow" if last else "cyan"),
            f"  {pad_text(label, what)}  ",
            f"{stage.worth:>{worth}}" if stage.worth else "",
        )


def render_best_offers(forecast: Forecast, width: int) -> Iterator[Line]:
    """Yield where more Yes pay, from the ultimate action backwards, and where to start."""
    if not forecast.offers:
        yield make_line()
        yield make_line("These customers are offered nothing in this time.")
        return
    best = find_best(forecast)
    ranked = sorted(forecast.offers, key=lambda leak: leak.rank)
    shown = [leak for leak in forecast.offers if leak in ranked[:_OFFERS] or leak.distance == 0]
    gains = [f"{write_signed(leak.tenth.value * 100)} per 100" for leak in shown]
    gain = max(map(len, gains))
    name = min(_WIDEST_NAME, max(12, width - gain - 40), max(count_cells(name_leak(leak)) for leak in shown))
    bar = max(4, min(24, width - name - gain - (36 if width >= 72 else 24)))
    wide = width >= 72
    yield make_line()
    above, title = split_label(f"From {make_visible(name_goal(forecast))} backwards", name + 4, width)
    yield from (make_line(Piece(each, "bold")) for each in above)
    yield make_line(
        Piece(f"{pad_text(title, name + 4)} {'asks':>6} {'say Yes':>8}   a tenth more Yes", "bold")
    )
    most = max(leak.tenth.value for leak in shown) or 1.0
    distance: int | None = -1
    for leak, text in zip(shown, gains, strict=True):
        if leak.distance != distance:
            distance = leak.distance
            yield make_line(_INDENT, Piece(write_distance(distance), "dim"))
        style = "bold" if leak is best else ""
        above, label = split_label(name_leak(leak), name, width - 6)
        yield from (make_line(_INDENT * 2, Piece(each, style)) for each in above)
        yield make_line(
            _INDENT * 2,
            Piece(pad_text(label, name), style),
            f" {write_hundred(leak.asked.value):>6} {write_percent(leak.take.value):>8}   ",
            Piece(pad_text(bar_of(leak.tenth.value / most, bar), bar), "cyan"),
            f" {text:>{gain}}",
            Piece("  start here" if leak is best and wide else "", "green"),
        )
    yield from _render_notes(forecast, len(forecast.offers) - len(shown), width)


def _render_notes(forecast: Forecast, hidden: int, width: int) -> Iterator[Line]:
    """Yield how many offers are not shown, what the columns count, and where to start."""
    best = find_best(forecast)
    if hidden:
        yield make_line(
            _INDENT * 2, Piece(f"… {count_things(hidden, 'more offer')}: ipp forecast --all", "dim")
        )
    yield make_line(_INDENT, Piece("asks: of 100 customers, in all", "dim"))
    if best:
        for text in wrap_text(f"Start here: {name_leak(best)}: {write_hint(forecast, best)}", width - 2):
            yield make_line(_INDENT, Piece(text, "green"))


def render_beginnings(forecast: Forecast, width: int) -> Iterator[Line]:
    """Yield the first purchases that bring most, and least; nothing can be added to those that complete the path at once."""
    begun = [by for by in forecast.by_entry if not by.arrived]
    if len(begun) < 2 * _BEGINNINGS:
        return
    ranked = sorted(begun, key=lambda by: by.totals.margin.value, reverse=True)
    yield make_line()
    for label, found in (
        ("Best beginnings", ranked[:_BEGINNINGS]),
        ("Weakest", ranked[: -_BEGINNINGS - 1 : -1]),
    ):
        named = [
            f"{make_visible(entries_text.name_entry(by.entry))} {write_signed(by.totals.margin.value)}"
            for by in found
        ]
        for place, text in enumerate(wrap_text(", ".join(named), width - 17)):
            yield make_line(Piece(pad_text("" if place else label, 17), "bold"), text)


def render_certainty(forecast: Forecast, width: int) -> Iterator[Line]:
    """Yield how sure this is, and where the rest is."""
    margin = forecast.total.margin
    sure = "Exact" if not margin.half else f"Sure to ± {write_percent(_measure_error(margin))}"
    known = f", if the take rates are right: {_describe_rates(forecast)}" if forecast.offers else ""
    yield make_line()
    for text in (f"{sure}{known}.", "--details prints every figure and assumption."):
        for line in wrap_text(text, width):
            yield make_line(Piece(line, "dim"))


def _describe_rates(forecast: Forecast) -> str:
    """Say of how many offers the rates were given, are written in the path file, or had to be assumed."""
    origins = count_origins(forecast)
    total = sum(origins.values())
    where: dict[Origin, str] = {
        "measured": "measured (--rates)",
        "written": "in the path file",
        "assumed": "assumed (write `take`, or give --rates)",
    }
    found: list[str] = []
    for origin, text in where.items():
        number = origins[origin]
        if number:
            many = f"all {total:,}" if number == total > 1 else f"{number:,} of {total:,}"
            found.append(f"{f'{number:,}' if found else many} {'is' if number == 1 else 'are'} {text}")
    return ", ".join(found)


def count_origins(forecast: Forecast) -> Counter[Origin]:
    """Return of how many offers the rates come from where; one with several rates counts as the least known of them."""
    rates, found = forecast.question.rates, dict[tuple[Offer, Turn], set[Origin]]()
    for key in forecast.runs.terms.params:
        found.setdefault((key.offer, key.turn), set()).add(rates.find_origin(key))
    order: tuple[Origin, ...] = ("assumed", "written", "measured")
    each = (found[leak.offer, leak.turn] for leak in forecast.offers)
    return Counter(next(origin for origin in order if origin in origins) for origins in each)


def _measure_error(margin: Estimate) -> float:
    return margin.half / abs(margin.value) if margin.value else 0.0


def write_hundred(share: float) -> str:
    """Write a share as so many of a hundred: `66`, `2.9`, `0.31`."""
    hundred = share * 100
    return f"{hundred:,.0f}" if hundred >= 10 or hundred == 0 else f"{hundred:.2g}"


def write_distance(step: int | None) -> str:
    """Say how far an offer is from the ultimate action."""
    if step is None:
        return "does not lead to it"
    if step == 0:
        return "the ask itself"
    return f"{count_things(step, 'answer')} before it"


def name_goal(forecast: Forecast) -> str:
    """Name the ultimate action."""
    goal = forecast.policy.goal
    return goal.good.name if goal else "the ultimate action"


def name_leak(leak: Leak) -> str:
    """Name an offer with what it is when it is not a step of a list."""
    what = {"": "", "refill": " (refill)", "rest": " (again)"}[leak.turn]
    return make_visible(label_offer(leak.offer)) + what


def find_best(forecast: Forecast) -> Leak | None:
    """Return where one more Yes pays most, what only blocks left out; None where none pays."""
    ranked = list_best(forecast, 1)
    return ranked[0] if ranked and ranked[0].point.value > 0 else None


def list_best(forecast: Forecast, most: int) -> Sequence[Leak]:
    """Return the offers where one more Yes pays most, the best first; what only blocks is none of them."""
    blocking = {each.offer for each in forecast.held_back}
    free = (leak for leak in forecast.offers if leak.offer not in blocking)
    return sorted(free, key=lambda leak: leak.rank)[:most]


def write_hint(forecast: Forecast, leak: Leak) -> str:
    """Say what can be done about a leak, by what the file has already."""
    policy = forecast.policy
    if leak.turn:
        return "try another interval (`refill`, `every`), and measure again"
    if leak.distance == 0:
        ready = policy.path.ultimate is not None and policy.path.ultimate.ready
        first = "" if ready else "ask those who are ready (`ready`), "
        return f"{first}build trust before it (a touch), try another price or time, and measure again"
    item = policy.names.resolve_item(leak.offer[0])
    if isinstance(item, (Product, Bundle)) and not item.downsell:
        return "add a smaller version after a No (`downsell`), or offer it in better words, later (`after`) or on another channel (`via`), and measure again"
    return "offer it in better words, later (`after`), on another channel (`via`), or only to the customers it suits (`when`), and measure again"
