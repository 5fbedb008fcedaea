"""The words of a comparison: its groups, what is wrong with it, what is missing."""

from collections.abc import Iterator
from datetime import date
from math import ceil

from ipp.measure.interval import FEWEST, GroupDifference
from ipp.measure.log_gaps import Gap
from ipp.measure.problems import Problem
from ipp.measure.reading import WhatWasRead
from ipp.measure.run import Measured
from ipp.render.figures import write_percent, write_signed
from ipp.render.money import write_day
from ipp.text.words import count_things

TITLES = {
    "buyers": "bought",
    "revenue": "paid",
    "revenue_raw": "paid uncapped",
    "margin": "margin",
    "margin_raw": "margin uncapped",
}
"""What the figures of an effect are called."""


def name_groups(found: Measured) -> tuple[str, str]:
    """Return what the first and the second group are called."""
    return ("asked", "held out") if found.experiment.kind == "holdout" else ("inside", "outside")


def judge_difference(difference: GroupDifference) -> str:
    """Say what an interval comes to."""
    if not difference.is_clear:
        return "too early to tell"
    return "more" if difference.low > 0 else "less"


def write_value(name: str, value: float) -> str:
    """Write the mean of a figure."""
    return write_percent(value) if name == "buyers" else f"{value:,.2f}"


def write_change(name: str, value: float) -> str:
    """Write a difference of a figure, points for those of shares."""
    if name != "buyers":
        return write_signed(value)
    sign = "+" if value > 0 else "−" if value < 0 else ""
    return f"{sign}{abs(value) * 100:.1f}"


def describe_problem(problem: Problem, found: Measured) -> str:
    """Say what is wrong."""
    name, number, of = found.experiment.name, problem.people, problem.of
    match problem.kind:
        case "ratio":
            share = write_percent(number / of if of else 0)
            planned = write_percent(found.experiment.planned)
            return f"{share} of {count_things(of, 'person', 'people')} are in {name}, but {planned} were planned. Chance does not explain this, so the groups cannot be compared"
        case "asked":
            return f"{number:,} of {count_things(of, 'person', 'people')} held out were asked anyway"
        case "strangers":
            return f"{number:,} of {count_things(of, 'person', 'people')} who were held out do not belong to {name}. Was its share or its name changed?"
        case "renamed":
            return f"{count_things(number, 'person', 'people')} were held out under another name than {name} on its days. Was it renamed?"


def describe_gap(gap: Gap) -> str:
    """Say which days are missing."""
    first, last = (write_day(date.fromordinal(day)) for day in (gap.first, gap.last))
    return f"the log has no {gap.what} from {first} to {last}"


def describe_missing(found: Measured) -> Iterator[str]:
    """Say what is still missing, and how long that takes."""
    missing = found.missing
    if missing is None:
        return
    if missing.weeks is None:
        yield _describe_waiting(found)
        return
    rate = f"At {count_things(round(missing.per_week), 'person', 'people')} a week it takes"
    weeks = count_things(ceil(missing.weeks), "more week")
    if missing.effect is None or missing.part is None:
        yield f"{rate} {weeks} until each group has {FEWEST} people. Then an interval is shown."
    else:
        group = name_groups(found)[1]
        what = f"an effect of {write_signed(missing.effect)} per person ({missing.part:.0%} of what the group `{group}` pays)"
        enough = missing.weeks == 0
        yield f"There are enough people to see {what}." if enough else f"{rate} {weeks} to see {what}."
    last = found.experiment.last
    if last and missing.weeks * 7 > (days := last.toordinal() + found.window - found.day):
        yield f"It {'ends' if days > 0 else 'ended'} on {write_day(last)}, which is too soon for that."


def _describe_waiting(found: Measured) -> str:
    """Say what there is to wait for while nobody's window ends at a pace that can be told."""
    if not found.open:
        return "No new people enter, so waiting does not help."
    inside = f"{count_things(found.open, 'person', 'people')} entered less than {count_things(found.window, 'day')} ago"
    return f"{inside}. They count when these days are over. Then ipp can say how long the rest takes."


def describe_read(read: WhatWasRead) -> Iterator[str]:
    """Say what was set aside, and what is doubtful."""
    for rejects in (read.orders, read.log):
        counts = rejects.counts if rejects else {}
        if rejects and counts:
            reason = max(counts, key=lambda each: (counts[each], each))
            rows = count_things(sum(counts.values()), "row")
            yield f"Set aside: {rows} of {rejects.source}; most often: {reason}"
    for status, number in read.statuses:
        yield f"Unknown status, counted as bought: {status} ({count_things(number, 'row')})"
    if read.named:
        yield "customers are identified by name only: two people with the same name count as one"
