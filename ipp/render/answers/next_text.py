"""The face of `ipp next`: what to do with this customer, readable without a manual."""

from collections.abc import Iterator
from datetime import date

from ipp.engine.action import Action, Decision
from ipp.engine.answer import Answer, smaller
from ipp.render.answers.reasons import reason_text
from ipp.render.money import amount, day_text, distance, price_text
from ipp.render.page import Line, Piece, cells, line, padded

_INDENT = "  "
_SHOWN = 8
"""Steps of the path shown at its beginning, and half as many at its end."""
_WIDEST_NAME = 40
"""Cells of the column of names: a usual price after it ends at the eightieth."""


def render(answer: Answer, *, why: bool = False) -> list[Line]:
    """Return the answer as a page."""
    return list(_Page(answer).lines(why))


class _Page:
    def __init__(self, answer: Answer) -> None:
        self.answer = answer
        self.today = answer.today
        self.currency = answer.currency

    def lines(self, why: bool) -> Iterator[Line]:
        decision = self.answer.decision
        yield from self.headline(decision)
        if decision.action:
            yield from self.details(decision.action)
        yield from self.follow_up()
        yield from self.path()
        if why:
            yield from self.why()

    def headline(self, decision: Decision) -> Iterator[Line]:
        action = decision.action
        if action is None:
            yield line(Piece(_NOTHING[decision.state][0], "bold"))
            yield line(_INDENT, _NOTHING[decision.state][1])
            return
        yield line(
            Piece(self.verb(decision) + ": ", "cyan"),
            Piece(action.name, "bold"),
            Piece(_gap(self.price(action)), "bold"),
        )

    def verb(self, decision: Decision) -> str:
        """Say what the shop should do, and when."""
        action = decision.action
        assert action
        if decision.awaiting:
            return f"Wait for an answer until {day_text(action.due)}"
        deed = "Do" if action.offer is None else "Remind" if action.origin == "refill" else "Offer"
        if decision.state == "wait":
            return f"{deed} on {day_text(action.due)}"
        return f"{deed} today"

    def price(self, action: Action) -> str:
        if action.price is None:
            return ""
        return price_text(action.price, self.currency, self.answer.about(action).every)

    def details(self, action: Action) -> Iterator[Line]:
        for label, text in self.facts(action):
            yield line(_INDENT, Piece(padded(label, 10), "dim"), text)

    def facts(self, action: Action) -> Iterator[tuple[str, str]]:
        touch, _, url, saving = self.answer.about(action)
        if touch:
            yield "what", touch
        if action.good and action.good.kind == "bundle":
            yield from _listed("in it", [_content(*content) for content in action.good.contents])
        if saving:
            usual = amount(saving + (action.price or 0))
            yield "saves", f"{amount(saving)} of {usual}" + (f" {self.currency}" if self.currency else "")
        yield "why", self.because(action)
        yield "due", f"{day_text(action.due)} ({distance(action.due, self.today)})"
        if action.via:
            yield "via", action.via
        if url:
            yield "see", url

    def because(self, action: Action) -> str:
        if self.answer.decision.awaiting:
            return "the offer is made, and not answered yet"
        match action.origin:
            case "ready":
                return "this customer is ready for the ultimate action"
            case "ultimate":
                return "the ultimate action: nothing else is left"
            case "store":
                return "the store-wide list: nothing closer is left"
            case "prospects":
                return "the path of those who bought nothing yet"
            case "rest":
                return "nothing is left to offer; this keeps them warm"
            case "refill":
                return "it is used up by now"
        return f"they bought {action.because}{self.smaller_version(action)}"

    def smaller_version(self, action: Action) -> str:
        """Say that a rung is not the first of its ladder, and whether a No led there."""
        if not action.rung:
            return ""
        passed = self.answer.decision.passed
        refused = any(each.reason.why == "declined" and each.of == action.because for each in passed)
        return ", a smaller version after a No" if refused else ", a smaller version"

    def follow_up(self) -> Iterator[Line]:
        """What comes on Yes and on No; a touch has no answer, so something comes after it."""
        if not self.answer.on_yes:
            return
        yield line()
        if not self.answer.on_noes:
            yield from self.outcome("Then", "cyan", self.answer.on_yes)
            return
        yield from self.outcome("If Yes", "green", self.answer.on_yes)
        before = self.answer.decision.action
        for depth, decision in enumerate(self.answer.on_noes):
            yield from self.outcome("No again" if depth else "If No", "yellow", decision)
            if not before or not smaller(decision.action, before):
                break
            before = decision.action

    def outcome(self, word: str, style: str, decision: Decision) -> Iterator[Line]:
        action = decision.action
        label = padded(word, 10)
        if action is None:
            yield line(_INDENT, Piece(label, style), _NOTHING[decision.state][0].lower())
            return
        when = "at once" if action.due <= decision.on else f"on {day_text(action.due)}"
        price = _gap(self.price(action)) or self.kind(action)
        yield line(_INDENT, Piece(label, style), action.name, price, Piece(_gap(when), "dim"))

    def kind(self, action: Action) -> str:
        touch = self.answer.about(action).touch
        return f"  ({touch})" if touch else ""

    def path(self) -> Iterator[Line]:
        actions, ends, days = self.answer.journey
        ultimate = self.answer.ultimate
        if not actions or not ultimate:
            return
        if len(actions) == 1 and ends == "ultimate":
            return
        yield line()
        title = "The path to " + ultimate if ends == "ultimate" else "The path from here"
        yield line(Piece(title, "bold"), Piece(", if every answer is Yes:", "dim"))
        width = min(_WIDEST_NAME, max(cells(action.name) for action in actions))
        hidden = range(_SHOWN, len(actions) - _SHOWN // 2) if len(actions) > _SHOWN * 2 else range(0)
        for number, (action, day) in enumerate(zip(actions, days, strict=True)):
            if hidden and number == hidden.start:
                yield line(
                    _INDENT,
                    Piece(f"      … {len(hidden)} more steps (all of them with --format json)", "dim"),
                )
            if number not in hidden:
                last = number == len(actions) - 1 and ends == "ultimate"
                yield self.path_step(action, day, width, last=last)
        if ends != "ultimate":
            yield line(_INDENT, Piece(_ENDS[ends], "yellow"))

    def path_step(self, action: Action, day: date, width: int, *, last: bool) -> Line:
        mark = "★" if last else "○" if action.offer is None else "●"
        what = self.answer.about(action).touch or self.price(action)
        return line(
            _INDENT,
            Piece(f"{day_text(day):>11}", "dim"),
            "  ",
            Piece(mark, "yellow" if last else "cyan"),
            " ",
            Piece(padded(action.name, width), "bold" if last else ""),
            "  ",
            Piece(what, "dim" if action.offer is None else ""),
        )

    def why(self) -> Iterator[Line]:
        passed = self.answer.decision.passed
        yield line()
        yield line(Piece("Passed over" if passed else "Nothing was passed over.", "bold"))
        width = min(36, max((cells(each.step) for each in passed), default=0))
        for each in passed:
            of = f" (after {each.of})" if each.of else ""
            yield line(_INDENT, padded(each.step, width), "  ", Piece(reason_text(each.reason) + of, "dim"))


_NOTHING = {
    "complete": ("The path is complete", "The ultimate action is theirs, and nothing follows it."),
    "stranded": (
        "Nothing is left for this customer",
        "A `rest` list would keep them from going cold: see `ipp rule no-rest`.",
    ),
}
_ENDS = {
    "rest": "then nothing is left to offer: `rest` keeps them warm",
    "stranded": "then nothing is left: the path never asks for the ultimate action",
    "complete": "then the path is complete",
    "cut": "and so on",
}


def _gap(text: str) -> str:
    return f"  {text}" if text else ""


def _content(product: str, quantity: int, free: int) -> str:
    number = f"{quantity} × " if quantity > 1 else ""
    gratis = "" if not free else " (free)" if free == quantity else f" ({free} of them free)"
    return f"{number}{product}{gratis}"


def _listed(label: str, contents: list[str]) -> Iterator[tuple[str, str]]:
    for content in contents:
        yield label, content
        label = ""
