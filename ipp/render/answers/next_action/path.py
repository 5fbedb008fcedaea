"""The path of the customer who says Yes: what happened lately, each step to come with its day and price, and what it comes to."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from ipp.engine.decision.action import Action
from ipp.engine.decision.recommendation import Recommendation
from ipp.path.values import write_period
from ipp.render.answers.next_action.past_events import list_past
from ipp.render.answers.next_action.steps import StepWriter
from ipp.render.figures import wrap_text
from ipp.render.money import show_amount, write_near_day, write_price
from ipp.render.page import Line, Piece, count_cells, fit_lines, make_line, pad_text
from ipp.render.signs import SIGNS, ULTIMATE
from ipp.text.words import count_things

_SHOWN = 8
"""Steps of the path shown at its beginning, and half as many at its end."""
_SHOWN_PAST = 4
_WIDEST_NAME = 40
"""Cells of the column of names."""


class _Row(NamedTuple):
    day: date
    verb: str
    sign: str
    name: str
    amount: str
    every: str
    last: bool = False


def render_path(answer: Recommendation, width: int) -> Iterator[Line]:
    """Yield the path as a table, with its sum and days; nothing where the next action is all of it."""
    actions, ends, _ = answer.journey
    if not actions or not answer.ultimate or (len(actions) == 1 and ends == "ultimate"):
        return
    yield make_line()
    title = f"The path to {ULTIMATE} {answer.ultimate}" if ends == "ultimate" else "The path from here"
    yield from fit_lines([make_line(Piece(title, "bold"), Piece(", if every answer is Yes", "dim"))], width)
    past, rows = _list_past_rows(answer), _list_rows(answer)
    table = _Table(answer.today, [*past, *rows], width)
    hidden = range(_SHOWN, len(rows) - _SHOWN // 2) if len(rows) > _SHOWN * 2 else range(0)
    yield from table.render_rows(past, "dim")
    yield from table.render_rows(rows[: hidden.start] if hidden else rows)
    if hidden:
        yield make_line(
            "  ", Piece(f"… {count_things(len(hidden), 'more step')} (all of them with --format json)", "dim")
        )
        yield from table.render_rows(rows[hidden.stop :])
    if ends != "ultimate":
        yield make_line("  ", Piece(_ENDS[ends], "yellow"))
    total = _write_sum(answer)
    for text in wrap_text(total, width - 2) if total else ():
        yield make_line("  ", Piece(text, "dim"))


class _Table:
    """Rows under each other: days, verbs, names, amounts. A day is written once."""

    def __init__(self, today: date, rows: list[_Row], width: int) -> None:
        self.today, self.width = today, width
        self.written: date | None = None
        self.days = max(count_cells(write_near_day(row.day, today)) for row in rows)
        self.verbs = max(len(row.verb) for row in rows)
        self.amounts = max(len(row.amount) for row in rows)
        every = max(len(row.every) for row in rows)
        room = width - self.days - self.verbs - self.amounts - every - 10
        self.names = min(_WIDEST_NAME, max(12, room), max(count_cells(row.name) for row in rows))

    def render_rows(self, rows: list[_Row], style: str = "") -> Iterator[Line]:
        for row in rows:
            day = "" if row.day == self.written else write_near_day(row.day, self.today)
            self.written = row.day
            amount = f"{row.amount:>{self.amounts}} {row.every}".rstrip() if row.amount else ""
            start = (
                "  ",
                Piece(f"{day:>{self.days}}", "dim"),
                "  ",
                Piece(pad_text(row.verb, self.verbs), style),
                " ",
                Piece(row.sign or " ", style or ("yellow" if row.last else "cyan")),
                " ",
            )
            bold = style or ("bold" if row.sign != SIGNS["touch"] else "")
            if count_cells(row.name) <= self.names:
                yield make_line(
                    *start, Piece(pad_text(row.name, self.names), bold), f"  {amount}" if amount else ""
                )
                continue
            begin = self.days + self.verbs + 7
            for place, text in enumerate(wrap_text(row.name, self.width - begin)):
                yield make_line(*(start if not place else (" " * begin,)), Piece(text, bold))
            if amount:
                yield make_line(" " * (begin + self.names + 2), amount)


def _list_past_rows(answer: Recommendation) -> list[_Row]:
    every = list_past(answer.customer.events, answer.lapsed)
    past = [step for step in every if step.day <= answer.today]
    return [_Row(step.day, step.verb, "", step.name, "", "") for step in past[-_SHOWN_PAST:]]


def _list_rows(answer: Recommendation) -> list[_Row]:
    steps = StepWriter(answer)
    actions, ends, days = answer.journey
    rows = []
    for number, (action, day) in enumerate(zip(actions, days, strict=True)):
        last = number == len(actions) - 1 and ends == "ultimate"
        about = answer.describe_action(action)
        rows.append(
            _Row(
                day,
                "Yes to"
                if answer.decision.awaiting and number == 0
                else _choose_verb(action, about.touch, last=last),
                steps.choose_sign(action),
                action.name,
                "" if action.price is None else show_amount(action.price, answer.currency),
                f"every {write_period(about.every)}" if about.every else "",
                last,
            )
        )
    return rows


def _choose_verb(action: Action, touch: str | None, *, last: bool) -> str:
    if action.offer is None:
        return "send" if touch in ("content", "coupon") else "do"
    return "ask" if last else "offer"


def _write_sum(answer: Recommendation) -> str:
    """Say what the path comes to, and how long it takes: `197.00 USD in 17 days, and 29.00 USD every month from then on`."""
    actions, _, days = answer.journey
    paid_again = [action for action in actions if action.price and answer.describe_action(action).every]
    once = sum((action.price for action in actions if action.price and action not in paid_again), Decimal(0))
    length = (days[-1] - answer.today).days
    when = f"in {count_things(length, 'day')}" if length else "today"
    parts = [f"{write_price(once, answer.currency, None)} {when}"] if once else []
    parts += [_write_payment(answer, action) + " from then on" for action in paid_again]
    return ", and ".join(parts)


def _write_payment(answer: Recommendation, action: Action) -> str:
    return write_price(action.price or Decimal(0), answer.currency, answer.describe_action(action).every)


_ENDS = {
    "rest": "then nothing is left to offer: `rest` keeps them warm",
    "stranded": "then nothing is left: the path never asks for the ultimate action",
    "complete": "then the path is complete",
    "stopped": "then they get nothing more: `never` holds",
    "cut": "and so on",
}
