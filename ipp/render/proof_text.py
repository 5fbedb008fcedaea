"""What was proved, for people: the bounds, the verdicts, and who is farthest from the ultimate action."""

from collections.abc import Iterator

from ipp.lint.proof_report import MOST_COUNTED, ProofReport
from ipp.proof.silence.search import Asked
from ipp.render.page import Line, Piece, count_cells, make_line, pad_text
from ipp.text.words import count_things, name_few

_SHOWN = 10
_NAMED = 3


def render_proof(proved: ProofReport) -> list[Line]:
    """Return the proof as a page, an empty line at its end."""
    return [*_list_lines(proved), ()]


def _list_lines(proved: ProofReport) -> Iterator[Line]:
    yield make_line(Piece(f"Proof of {proved.file}", "bold"))
    bounds = [
        count_things(proved.products, "product"),
        count_things(proved.bundles, "bundle"),
        count_things(proved.segments, "segment"),
        f"{count_things(proved.kinds_of_customer, 'kind')} of customer",
    ]
    yield make_line(Piece(f"  {', '.join(bounds)}; offers with dates taken as closed", "dim"))
    yield make_line()
    offered = "after any single purchase, every customer is offered something"
    yield from _write_verdicts(offered, proved.unoffered, proved.gaps_stopped)
    yield from _render_stranded(proved)
    yield from _render_lost(proved)
    asked = f"everybody can still be asked for {proved.goal}"
    if proved.closed_to_some:
        yield make_line("  ", Piece("refuted", "red"), f"  {asked}: some never, whatever they buy")
    else:
        yield from _write_verdicts(asked, proved.closed, proved.closed_stopped)
    yield _render_nothing_kept(proved)
    if proved.paused:
        yield _make_note(
            f"taken as in stock for what follows a purchase, while paused: {name_few(proved.paused, _NAMED)}"
        )
    for name, hanging in proved.bottlenecks:
        yield _make_note(f"every way of {count_things(hanging, 'product')} leads through {name}")
    yield make_line()
    yield from _render_distances(proved)
    yield from _render_silences(proved)


def _make_note(text: str) -> Line:
    return make_line("  ", Piece("note", "cyan"), f"     {text}")


def _render_nothing_kept(proved: ProofReport) -> Line:
    """Say what the store-wide `next` offers to a customer who gave everything back."""
    kept = proved.nothing_kept
    if kept.offered == "none":
        return _make_note(
            "a customer who gave everything back is offered nothing: no store-wide step is for them"
        )
    if kept.offered == "some":
        return _make_note(
            "some of those who gave everything back are offered nothing: no store-wide step is for them"
        )
    if kept.stranded:
        return _make_note(
            f"a customer who gave everything back can be left with nothing after {count_things(proved.depth.noes, 'No', 'Noes')}"
        )
    return make_line(
        "  ", Piece("proved", "green"), "   a customer who gave everything back is offered something"
    )


def _render_stranded(proved: ProofReport) -> Iterator[Line]:
    if proved.everybody_asked:
        yield _render_verdict(
            True, f"nobody is ever stranded: the store-wide `next` asks everybody for {proved.goal}", ()
        )
        return
    purchases, noes = proved.depth
    within = f"{count_things(purchases, 'purchase')} and {count_things(noes, 'No', 'Noes')}"
    text = f"nobody is stranded within {within} ({count_things(proved.purchase_sets, 'set')} of purchases looked at)"
    yield from _write_verdicts(text, proved.stranding, proved.stopped)


def _render_lost(proved: ProofReport) -> Iterator[Line]:
    if proved.ready:
        yield _render_verdict(
            True, f"a customer who comes to be `{proved.ready}` is asked for {proved.goal}", ()
        )
        return
    others = ", those apart who can never be asked" if proved.closed else ""
    text = f"from every product, answers lead to an ask for {proved.goal}{others}"
    yield from _write_verdicts(text, proved.lost, proved.unexplored)


def _write_verdicts(text: str, against: tuple[str, ...], stopped: tuple[str, ...]) -> Iterator[Line]:
    """Say that something is proved or refuted, and of what it is not known: proved is only what was searched to its end."""
    if against or not stopped:
        yield _render_verdict(not against, text, against)
    if stopped:
        yield make_line(
            "  ",
            Piece("open", "yellow"),
            f"     {text}: the search stopped early for {name_few(stopped, _NAMED)}",
        )


def _render_verdict(holds: bool, text: str, against: tuple[str, ...]) -> Line:
    if holds:
        return make_line("  ", Piece("proved", "green"), f"   {text}")
    return make_line("  ", Piece("refuted", "red"), f"  {text}: not after {name_few(against, _NAMED)}")


def _render_distances(proved: ProofReport) -> Iterator[Line]:
    shown = proved.distances[:_SHOWN]
    if not shown:
        return
    title = f"Answers until {proved.goal} is asked, the farthest first"
    width = max(count_cells(title), *(count_cells(each.name) for each in shown))
    yield make_line("  ", Piece(pad_text(title, width), "bold"), Piece("  all Yes   all No", "dim"))
    for each in shown:
        yield make_line(
            "  ",
            pad_text(each.name, width),
            f"  {_write_count(each.all_yes, each.all_yes_cold):>7}  {_write_count(each.all_no, each.all_no_cold):>7}",
        )
    if len(proved.distances) > len(shown):
        rest = len(proved.distances) - len(shown)
        yield make_line("  ", Piece(f"… and {rest:,} more, none of them farther (all: --format json)", "dim"))
    if any((each.all_yes_cold, each.all_no_cold) != (None, None) for each in shown):
        yield make_line("  ", Piece("cold: no list asks; they are asked once nothing else is left", "dim"))


def _render_silences(proved: ProofReport) -> Iterator[Line]:
    """Say how long who answers nothing hears nothing, and when they, and those who always say Yes, are asked."""
    year = proved.year
    if not year.purchases:
        return
    yield make_line()
    yield make_line("  ", Piece("A year after each purchase, windows closed", "bold"))
    if year.silence:
        days = f"{count_things(year.silence.days, 'day')} from day {year.silence.since} on, after {year.silence.name}"
        yield make_line("  ", f"longest silence of a customer who never answers: {days}")
    yield make_line(
        "  ",
        f"a customer who never answers is asked for {proved.goal}: {_describe_asked(year.silent, year.purchases)}",
    )
    yield make_line(
        "  ",
        f"a customer who says Yes is asked for {proved.goal}: {_describe_asked(year.yes, year.purchases)}",
    )
    if year.unwalked:
        yield make_line(
            "  ",
            Piece("open", "yellow"),
            f"  {count_things(year.unwalked, 'year')} not followed to the end: too much work",
        )


def _describe_asked(asked: Asked, purchases: int) -> str:
    """Say when they are asked, out of the years that were followed to the end."""
    if not asked.walked:
        return "not known, as no year was followed to the end"
    if asked.median is None:
        found = f"not within the year ({count_things(asked.walked, 'purchase')} followed)"
    else:
        found = f"day {asked.median} at the median, day {asked.latest} at the latest (after {asked.name})"
        found += f"; {asked.never:,} of {asked.walked:,} not within the year" if asked.never else ""
    left = purchases - asked.walked
    return f"{found}; {left:,} of {count_things(purchases, 'purchase')} not followed" if left else found


def _write_count(listed: int | None, cold: int | None) -> str:
    """Write how many answers come before the ask of a list, else before the cold one."""
    if listed is None:
        return "never" if cold is None else f"{cold} cold"
    return str(listed) if listed <= MOST_COUNTED else f"> {MOST_COUNTED}"
