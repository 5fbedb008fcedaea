"""A customer hears nothing for more than sixty days, or is not asked for the ultimate action within a year.

Customers who hear nothing for two months forget the shop. The engine follows a year after each purchase, for several kinds of customers: those who never answer, who buy the
same thing again every 7, 14 or 30 days, who buy something new every 21 days, who cancel a membership after 30 days, and who gave everything back.
Windows count as closed, and paused products as in stock. To fix it, shorten the wait, move the step that waits to the end, or repeat a `rest` entry sooner. There is one finding: it shows the shortest history, and says how many others there are. The setting
`longest-silence` changes the limit, in days. Large stores are checked up to a bound; `ipp validate --proof` says how far. IPP208 reports a store without `rest`.

Whoever is not asked within a year is reported if the ask is open to them on some day, and other things come before it. The finding says which: one long wait or patience, offers that
come again and again (`each_time`), many offers one after the other, or what lasts until the ask is closed to them. It is not reported when a segment closes the ask all year, or when the customer gave up the ultimate action and `again_after` is not over.

Wrong::

    ipp: 1
    ultimate: Club
    products:
      Mug: {price: 12, next: [{offer: Teapot, after: 90d}, Club]}
      Teapot: {price: 45, next: Club}
      Club: {price: 29}
    touches: {Letter: {kind: content}}
    rest: [{do: Letter, every: 30d}]

Right::

    ipp: 1
    ultimate: Club
    products:
      Mug: {price: 12, next: [{offer: Teapot, after: 14d}, Club]}
      Teapot: {price: 45, next: Club}
      Club: {price: 29}
    touches: {Letter: {kind: content}}
    rest: [{do: Letter, every: 30d}]
"""

from collections.abc import Iterator

from ipp.lint.facts.store import Checked
from ipp.proof.silence.habits import NOTHING
from ipp.proof.silence.held_ask import HeldAsk, explain_held_ask
from ipp.proof.silence.moments import Hold
from ipp.proof.silence.year import LENGTH, Year
from ipp.text.finding import Finding, Rule
from ipp.text.source import Span
from ipp.text.words import count_things, name_few

RULE = Rule("IPP212", "long-silence", "warning")
_MOST_NAMED = 3
_MOST_REPLAYED = 10
"""Histories that are given to the engine until it confirms one."""


def check(checked: Checked) -> Iterator[Finding]:
    """Find the shortest history with a silence that is too long, and the shortest one without an ask."""
    if checked.doubtful or not checked.leading_on:
        return
    silent, unasked = checked.silences.found
    shown = next((year for year in silent[:_MOST_REPLAYED] if checked.silences.confirm_silence(year)), None)
    if shown:
        waits = f"{_describe_hold(shown.held)}{_count_others(silent, shown)}"
        message = f"{_describe_customer(shown)} hears nothing for {count_things(shown.silence, 'day')}{_describe_since(shown)}: {waits}"
        help = "shorten this wait, or put other steps before it"
        yield Finding(
            RULE,
            message,
            _find_span(checked, shown.first),
            help,
            label=f"{count_things(shown.silence, 'day')} of silence",
        )
    if unasked and checked.goal:
        year = unasked[0]
        held = explain_held_ask(checked.silences.policy, year)
        waits = f"{_describe_held_ask(held, checked.goal.good.name)}{_count_others(unasked, year)}"
        message = f"{_describe_customer(year)} is not asked for `{checked.goal.good.name}` within {LENGTH} days: {waits}"
        help = "name the ultimate action sooner, or give it a `ready` segment"
        yield Finding(RULE, message, _find_span(checked, year.first), help, label="not asked within a year")


def _find_span(checked: Checked, name: str) -> Span:
    item = checked.names.resolve_item(name)
    return item.name.span if item else checked.goal_span


def _describe_customer(year: Year) -> str:
    return f"who buys `{year.first}` {year.habit.says}" if year.first else f"who {year.habit.says}"


def _describe_since(year: Year) -> str:
    return f", from day {year.since} on" if year.since else ""


def _describe_hold(held: Hold) -> str:
    """Say what holds a customer up."""
    match held.kind:
        case "step":
            of = f" of `{held.because}`" if held.because else " of the store-wide list"
            return f"the step `{held.name}`{of} waits that long"
        case "answer":
            return f"the patience of `{held.name}` is that long"
        case "rest":
            return f"`{held.name}` of `rest` comes that rarely"
        case _:
            return "nothing is left"


def _describe_held_ask(held: HeldAsk | None, goal: str) -> str:
    """Say what stands before the ask for the ultimate action."""
    if held is None:
        return _describe_hold(Hold("nothing", None))
    names = [f"`{name}`" for name in dict.fromkeys(hold.name for hold in held.holds) if name != goal]
    if not names and (held.closed or held.kind != "once"):
        return (
            "its wait is not over before it is closed to them"
            if held.closed
            else "its own wait takes that long"
        )
    if held.kind == "once" and not held.closed:
        return _describe_hold(held.holds[0])
    before = f"{name_few(names, _MOST_NAMED)} {'come' if len(names) > 1 else 'comes'} before it"
    if held.closed:
        return f"{before} until it is closed to them"
    if held.kind == "again":
        return f"{before} again and again"
    return (
        f"{before}, one after the other"
        if len(names) > 1
        else f"{before}, and its wait and its patience take that long"
    )


def _count_others(years: tuple[Year, ...], shown: Year) -> str:
    others = len({year.first for year in years} - {shown.first, NOTHING})
    return f"; the same happens after {count_things(others, 'other purchase')}" if others else ""
