"""What was proved, for people: the bounds, the verdicts, and who is farthest from the ultimate action."""

from collections.abc import Iterator

from ipp.lint.proved import MOST_COUNTED, Proved
from ipp.proof.silence.search import Asked
from ipp.render.page import Line, Piece, cells, line, padded
from ipp.text.words import counted, few

_SHOWN = 10
_NAMED = 3


def render(proved: Proved) -> list[Line]:
    """Return the proof as a page, an empty line at its end."""
    return [*_lines(proved), ()]


def _lines(proved: Proved) -> Iterator[Line]:
    yield line(Piece(f"Proof of {proved.file}", "bold"))
    bounds = [
        counted(proved.products, "product"),
        counted(proved.bundles, "bundle"),
        counted(proved.segments, "segment"),
        f"{counted(proved.kinds_of_customer, 'kind')} of customer",
    ]
    yield line(Piece(f"  {', '.join(bounds)}; offers with dates taken as closed", "dim"))
    yield line()
    offered = "after any one purchase every customer is offered something"
    yield from _verdicts(offered, proved.unoffered, proved.gaps_stopped)
    yield from _stranded(proved)
    yield from _led(proved)
    asked = f"everybody can still be asked for {proved.goal}"
    if proved.closed_to_some:
        yield line("  ", Piece("refuted", "red"), f"  {asked}: some never, whatever they buy")
    else:
        yield from _verdicts(asked, proved.closed, proved.closed_stopped)
    for name, hanging in proved.bottlenecks:
        yield line(
            "  ",
            Piece("note", "cyan"),
            f"     every way of {counted(hanging, 'product')} leads through {name}",
        )
    yield line()
    yield from _distances(proved)
    yield from _year(proved)


def _stranded(proved: Proved) -> Iterator[Line]:
    if proved.everybody_asked:
        yield _verdict(
            True, f"nobody is ever stranded: the store-wide `next` asks everybody for {proved.goal}", ()
        )
        return
    purchases, noes = proved.depth
    within = f"{counted(purchases, 'purchase')} and {counted(noes, 'No', 'Noes')}"
    text = (
        f"nobody is stranded within {within} ({counted(proved.purchase_sets, 'set')} of purchases looked at)"
    )
    yield from _verdicts(text, proved.stranding, proved.stopped)


def _led(proved: Proved) -> Iterator[Line]:
    if proved.ready:
        yield _verdict(True, f"whoever comes to be `{proved.ready}` is asked for {proved.goal}", ())
        return
    others = ", those apart who can never be asked" if proved.closed else ""
    text = f"from every product answers lead to an ask for {proved.goal}{others}"
    yield from _verdicts(text, proved.lost, proved.unexplored)


def _verdicts(text: str, against: tuple[str, ...], stopped: tuple[str, ...]) -> Iterator[Line]:
    """Say that something is proved or refuted, and of what it is not known: proved is only what was searched to its end."""
    if against or not stopped:
        yield _verdict(not against, text, against)
    if stopped:
        yield line("  ", Piece("open", "yellow"), f"     {text}: given up early for {few(stopped, _NAMED)}")


def _verdict(holds: bool, text: str, against: tuple[str, ...]) -> Line:
    if holds:
        return line("  ", Piece("proved", "green"), f"   {text}")
    return line("  ", Piece("refuted", "red"), f"  {text}: not after {few(against, _NAMED)}")


def _distances(proved: Proved) -> Iterator[Line]:
    shown = proved.distances[:_SHOWN]
    if not shown:
        return
    title = f"Answers until {proved.goal} is asked, the farthest first"
    width = max(cells(title), *(cells(each.name) for each in shown))
    yield line("  ", Piece(padded(title, width), "bold"), Piece("  all Yes  all No", "dim"))
    for each in shown:
        yield line("  ", padded(each.name, width), f"  {_count(each.all_yes):>7}  {_count(each.all_no):>6}")
    if len(proved.distances) > len(shown):
        rest = len(proved.distances) - len(shown)
        yield line("  ", Piece(f"… and {rest} more, none of them farther (all: --format json)", "dim"))


def _year(proved: Proved) -> Iterator[Line]:
    """Say how long who answers nothing hears nothing, and when they, and those who always say Yes, are asked."""
    year = proved.year
    yield line()
    yield line("  ", Piece("A year after each purchase, windows closed", "bold"))
    if year.silence:
        days = (
            f"{counted(year.silence.days, 'day')} from day {year.silence.since} on, after {year.silence.name}"
        )
        yield line("  ", f"longest silence of who answers nothing: {days}")
    yield line("  ", f"asked for {proved.goal} who answers nothing: {_asked(year.silent)}")
    yield line("  ", f"asked for {proved.goal} who says Yes: {_asked(year.yes)}")
    if year.unwalked:
        yield line(
            "  ",
            Piece("open", "yellow"),
            f"  {counted(year.unwalked, 'year')} not walked to the end: too much work",
        )


def _asked(asked: Asked) -> str:
    never = f"; {asked.never} of {asked.walked} not within the year" if asked.never else ""
    if asked.median is None:
        return f"not within the year{never}"
    return f"day {asked.median} at the median, day {asked.latest} at the latest (after {asked.name}){never}"


def _count(answers: int | None) -> str:
    if answers is None:
        return "never"
    return str(answers) if answers <= MOST_COUNTED else f"> {MOST_COUNTED}"
