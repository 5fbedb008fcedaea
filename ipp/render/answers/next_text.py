"""The face of `ipp next`: what to do with this customer, readable without a manual."""

from collections.abc import Iterator
from datetime import date

from ipp.engine.decision.action import Action, Decision, Stop
from ipp.engine.decision.recommendation import Coupon, Recommendation, is_smaller_version
from ipp.render.answers.reasons import write_reason
from ipp.render.money import describe_distance, write_amount, write_day, write_discount, write_price
from ipp.render.page import Line, Piece, count_cells, make_line, pad_text
from ipp.text.visible import shorten_text

_INDENT = "  "
_SHOWN = 8
"""Steps of the path shown at its beginning, and half as many at its end."""
_WIDEST_NAME = 40
"""Cells of the column of names: a usual price after it ends at the eightieth."""


def render_decision(answer: Recommendation, *, why: bool = False) -> list[Line]:
    """Return the answer as a page."""
    return list(_DecisionPage(answer).list_lines(why))


class _DecisionPage:
    def __init__(self, answer: Recommendation) -> None:
        self.answer = answer
        self.today = answer.today
        self.currency = answer.currency

    def list_lines(self, why: bool) -> Iterator[Line]:
        decision = self.answer.decision
        yield from self.render_headline(decision)
        if decision.action:
            yield from self.render_details(decision.action)
        if decision.state != "held":
            yield from self.render_follow_up()
            yield from self.render_path()
        if why:
            yield from self.render_passed_over()

    def render_headline(self, decision: Decision) -> Iterator[Line]:
        action = decision.action
        if action is None:
            yield make_line(Piece(_NOTHING[decision.state][0], "bold"))
            for text in list_stops(decision.stop) if decision.stop else (_NOTHING[decision.state][1],):
                yield make_line(_INDENT, text)
            return
        yield make_line(
            Piece(self.say_verb(decision) + ": ", "cyan"),
            Piece(action.name, "bold"),
            Piece(_pad_gap(self.write_price(action)), "bold"),
        )

    def say_verb(self, decision: Decision) -> str:
        """Say what the shop should do, and when."""
        action = decision.action
        assert action
        if decision.awaiting:
            return f"Wait for an answer until {write_day(action.due)}"
        if decision.state == "held":
            return "Hold back today"
        deed = "Do" if action.offer is None else "Remind" if action.origin == "refill" else "Offer"
        if decision.state == "wait":
            return f"{deed} on {write_day(action.due)}"
        return f"{deed} today"

    def write_price(self, action: Action) -> str:
        if action.price is None:
            return ""
        return write_price(action.price, self.currency, self.answer.describe_action(action).every)

    def render_details(self, action: Action) -> Iterator[Line]:
        for label, text in self.list_facts(action):
            yield make_line(_INDENT, Piece(pad_text(label, 10), "dim"), text)

    def list_facts(self, action: Action) -> Iterator[tuple[str, str]]:
        touch, _, url, saving, coupon, earns = self.answer.describe_action(action)
        if touch:
            yield "what", touch
        if coupon:
            yield from list_coupon_facts(coupon, self.currency)
        if earns is not None:
            yield (
                "earns",
                f"{write_price(earns, self.currency, None)} from the partner for each who buys there",
            )
        if action.good and action.good.kind == "bundle":
            yield from _label_contents(
                "in it", [_describe_content(*content) for content in action.good.contents]
            )
        if saving:
            usual = write_amount(saving + (action.price or 0))
            yield (
                "saves",
                f"{write_amount(saving)} of {usual}" + (f" {self.currency}" if self.currency else ""),
            )
        yield "why", self.explain_cause(action)
        yield "due", f"{write_day(action.due)} ({describe_distance(action.due, self.today)})"
        if action.via:
            yield "via", action.via
        if url:
            yield "see", url

    def explain_cause(self, action: Action) -> str:
        if self.answer.decision.state == "held":
            return "this customer is held out, so that the path can be measured; log it as `held`"
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
            case "winback":
                return f"they cancelled {action.because}{self.describe_smaller_version(action)}"
        return f"they bought {action.because}{self.describe_smaller_version(action)}"

    def describe_smaller_version(self, action: Action) -> str:
        """Say that a rung is not the first of its ladder, and whether a No led there."""
        if not action.rung:
            return ""
        passed = self.answer.decision.passed
        refused = any(each.reason.why == "declined" and each.of == action.because for each in passed)
        return ", a smaller version after a No" if refused else ", a smaller version"

    def render_follow_up(self) -> Iterator[Line]:
        """What comes on Yes and on No; a touch has no answer, so something comes after it."""
        if not self.answer.on_yes:
            return
        yield make_line()
        if not self.answer.on_noes:
            yield from self.render_outcome("Then", "cyan", self.answer.on_yes)
            return
        yield from self.render_outcome("If Yes", "green", self.answer.on_yes)
        before = self.answer.decision.action
        for depth, decision in enumerate(self.answer.on_noes):
            yield from self.render_outcome("No again" if depth else "If No", "yellow", decision)
            if not before or not is_smaller_version(decision.action, before):
                break
            before = decision.action

    def render_outcome(self, word: str, style: str, decision: Decision) -> Iterator[Line]:
        action = decision.action
        label = pad_text(word, 10)
        if action is None:
            yield make_line(_INDENT, Piece(label, style), _NOTHING[decision.state][0].lower())
            return
        when = "at once" if action.due <= decision.on else f"on {write_day(action.due)}"
        price = _pad_gap(self.write_price(action)) or self.name_kind(action)
        yield make_line(_INDENT, Piece(label, style), action.name, price, Piece(_pad_gap(when), "dim"))

    def name_kind(self, action: Action) -> str:
        touch = self.answer.describe_action(action).touch
        return f"  ({touch})" if touch else ""

    def render_path(self) -> Iterator[Line]:
        actions, ends, days = self.answer.journey
        ultimate = self.answer.ultimate
        if not actions or not ultimate:
            return
        if len(actions) == 1 and ends == "ultimate":
            return
        yield make_line()
        title = "The path to " + ultimate if ends == "ultimate" else "The path from here"
        yield make_line(Piece(title, "bold"), Piece(", if every answer is Yes:", "dim"))
        width = min(_WIDEST_NAME, max(count_cells(action.name) for action in actions))
        hidden = range(_SHOWN, len(actions) - _SHOWN // 2) if len(actions) > _SHOWN * 2 else range(0)
        for number, (action, day) in enumerate(zip(actions, days, strict=True)):
            if hidden and number == hidden.start:
                yield make_line(
                    _INDENT,
                    Piece(f"      … {len(hidden)} more steps (all of them with --format json)", "dim"),
                )
            if number not in hidden:
                last = number == len(actions) - 1 and ends == "ultimate"
                yield self.render_path_step(action, day, width, last=last)
        if ends != "ultimate":
            yield make_line(_INDENT, Piece(_ENDS[ends], "yellow"))

    def render_path_step(self, action: Action, day: date, width: int, *, last: bool) -> Line:
        mark = "★" if last else "○" if action.offer is None else "●"
        what = self.answer.describe_action(action).touch or self.write_price(action)
        return make_line(
            _INDENT,
            Piece(f"{write_day(day):>11}", "dim"),
            "  ",
            Piece(mark, "yellow" if last else "cyan"),
            " ",
            Piece(pad_text(action.name, width), "bold" if last else ""),
            "  ",
            Piece(what, "dim" if action.offer is None else ""),
        )

    def render_passed_over(self) -> Iterator[Line]:
        passed = self.answer.decision.passed
        yield make_line()
        yield make_line(Piece("Passed over" if passed else "Nothing was passed over.", "bold"))
        width = min(36, max((count_cells(each.step) for each in passed), default=0))
        for each in passed:
            of = f" (after {each.of})" if each.of else ""
            yield make_line(
                _INDENT, pad_text(each.step, width), "  ", Piece(write_reason(each.reason) + of, "dim")
            )


_NOTHING = {
    "complete": ("The path is complete", "The ultimate action is theirs, and nothing follows it."),
    "stopped": ("This customer gets nothing", ""),
    "stranded": (
        "Nothing is left for this customer",
        "A `rest` list would keep them from going cold: see `ipp rule no-rest`.",
    ),
}
_ENDS = {
    "rest": "then nothing is left to offer: `rest` keeps them warm",
    "stranded": "then nothing is left: the path never asks for the ultimate action",
    "complete": "then the path is complete",
    "stopped": "then they get nothing more: `never` holds",
    "cut": "and so on",
}


def list_stops(stop: Stop) -> Iterator[str]:
    """Yield why a customer gets nothing: one sentence each."""
    if stop.asked:
        yield f"They asked to stop on {write_day(stop.asked)}."
    if stop.segment is not None:
        yield f"They are in the segment `{shorten_text(stop.segment)}`, which `never` names."


def list_coupon_facts(coupon: Coupon, currency: str | None) -> Iterator[tuple[str, str]]:
    """Yield the code of a coupon, what it takes off, and until when it is valid."""
    if coupon.code:
        yield "code", coupon.code
    if coupon.off:
        yield "off", write_discount(coupon.off, currency)
    if coupon.until:
        yield "valid", f"until {write_day(coupon.until)}"


def _pad_gap(text: str) -> str:
    return f"  {text}" if text else ""


def _describe_content(product: str, quantity: int, free: int) -> str:
    number = f"{quantity} × " if quantity > 1 else ""
    gratis = "" if not free else " (free)" if free == quantity else f" ({free} of them free)"
    return f"{number}{product}{gratis}"


def _label_contents(label: str, contents: list[str]) -> Iterator[tuple[str, str]]:
    for content in contents:
        yield label, content
        label = ""
