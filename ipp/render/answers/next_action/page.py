"""The face of `ipp next`: what to offer this customer, what comes before it, and where Yes and No lead; readable without a manual."""

from collections.abc import Iterator, Sequence
from datetime import date

from ipp.engine.decision.action import Action, Decision, PassedOver, Stop
from ipp.engine.decision.follow import find_answer_day
from ipp.engine.decision.recommendation import Recommendation
from ipp.render.answers.next_action.facts import FactLister
from ipp.render.answers.next_action.past_events import describe_purchases
from ipp.render.answers.next_action.path import render_path
from ipp.render.answers.next_action.steps import StepWriter
from ipp.render.answers.reasons import write_reason
from ipp.render.figures import wrap_text
from ipp.render.money import describe_distance, write_day, write_near_day
from ipp.render.page import Line, Piece, count_cells, make_line, pad_text, split_label
from ipp.text.visible import make_visible, shorten_text

_LABEL = 13
"""Cells of the column of labels."""
_SHOWN_BOUGHT = 3
_SHOWN_LATER = 2


def render_decision(answer: Recommendation, *, why: bool = False, width: int = 80) -> list[Line]:
    """Return the answer as a page of so many cells, in which only names are never broken."""
    return list(_DecisionPage(answer, width).list_lines(why))


class _DecisionPage:
    def __init__(self, answer: Recommendation, width: int) -> None:
        self.answer, self.width = answer, width
        self.today = answer.today
        self.steps = StepWriter(answer)
        self.facts = FactLister(answer)

    def list_lines(self, why: bool) -> Iterator[Line]:
        yield from self.render_context()
        yield make_line()
        decision = self.answer.decision
        if decision.action is None:
            yield from render_nothing(decision, self.width)
        elif self.answer.ahead:
            yield from self.render_ahead()
        else:
            yield from self.render_action(self.choose_label(decision), decision, self.say_when(decision))
        if decision.state != "held":
            yield from self.render_follow_up()
            yield from render_path(self.answer, self.width)
        yield from self.render_passed_over() if why else self.render_later()

    def render_context(self) -> Iterator[Line]:
        """Say of whom and of which day this is."""
        parts = [part for part in (write_day(self.today), self.answer.store) if part]
        events, lapsed = self.answer.customer.events, self.answer.lapsed
        theirs = describe_purchases(events, lapsed, self.today, _SHOWN_BOUGHT)
        for place, text in enumerate(wrap_text(". ".join([", ".join(parts), *theirs]), self.width - 2)):
            yield make_line("  " if place else "", Piece(text, "dim"))

    def choose_label(self, decision: Decision) -> str:
        """Say what the shop should do."""
        action = decision.action
        assert action
        if decision.awaiting:
            return "Offered"
        if decision.state == "held":
            return "Held back"
        if decision.state == "wait":
            return choose_label_ahead(action)
        offered = action.offer is not None
        return ("Remind" if action.origin == "refill" else "Offer") + " today" if offered else "Do today"

    def say_when(self, decision: Decision) -> str:
        """Say when it is done, where that is not today."""
        action = decision.action
        assert action
        if decision.awaiting:
            return f"wait for an answer until {write_near_day(action.due, self.today)}"
        return self.say_day(action.due) if decision.state == "wait" else ""

    def say_day(self, day: date) -> str:
        """Say a day and how far it is: `on 25 Nov, in 3 days`."""
        if day <= self.today:
            return "today"
        return f"on {write_near_day(day, self.today)}, {describe_distance(day, self.today)}"

    def render_action(self, label: str, decision: Decision, when: str) -> Iterator[Line]:
        """Say what to offer or do, on the first line, and below it all that is known of it."""
        action = decision.action
        assert action
        head = self.steps.write_step(action)
        *above, name = wrap_text(head.name, self.width - _LABEL - 2)
        begin = (Piece(pad_text(label, _LABEL), "cyan"), Piece(head.sign + " ", "cyan"))
        for text in above:
            yield make_line(*begin, Piece(text, "bold"))
            begin = (Piece(" " * _LABEL), Piece("  "))
        room = self.width - _LABEL - 2 - count_cells(name)
        priced = count_cells(head.gap + head.price) <= room
        if priced:
            name, room = name + head.gap + head.price, room - count_cells(head.gap + head.price)
        beside = f"  {when}" if when and priced and count_cells(when) + 2 <= room else ""
        yield make_line(*begin, Piece(name, "bold"), Piece(beside, "dim"))
        below = [*([] if priced else [head.price]), *([when] if when and not beside else ())]
        yield from self.render_below([*filter(None, below), *self.facts.list_facts(action, decision)])

    def render_below(self, facts: Sequence[str]) -> Iterator[Line]:
        for fact in facts:
            for text in wrap_text(fact, self.width - _LABEL):
                yield make_line(" " * _LABEL, Piece(text, "dim"))

    def render_ahead(self) -> Iterator[Line]:
        """Say what is done first; of an offer behind touches that offer, then the touches before it."""
        ahead = self.answer.ahead
        assert ahead and ahead.decision.action
        label, day = choose_label_ahead(ahead.decision.action), find_answer_day(ahead.decision)
        yield from self.render_action(label, ahead.decision, self.say_day(day))
        label = "Before it"
        for action, day in ahead.before:
            head = self.steps.write_step(action)
            facts = ", ".join((self.say_day(day), *self.facts.list_touch_facts(action)))
            yield make_line(
                Piece(pad_text(label, _LABEL), "cyan"),
                Piece(head.sign + " ", "cyan"),
                Piece(head.name, "bold" if day <= self.today else ""),
                *self.list_if_room(head.name, facts),
            )
            if not self.list_if_room(head.name, facts):
                yield from self.render_below([facts])
            label = ""

    def list_if_room(self, name: str, text: str) -> list[Piece]:
        room = self.width - _LABEL - 4 - count_cells(name)
        return [Piece(f"  {text}", "dim")] if count_cells(text) <= room else []

    def render_follow_up(self) -> Iterator[Line]:
        """Say where Yes and No lead; a touch has no answer, so something comes after it."""
        noes = self.answer.noes
        yes = self.steps.list_yes()
        if not yes:
            return
        yield make_line()
        label, style = ("If Yes", "green") if noes else ("Then", "cyan")
        yield from self.render_chain(label, style, yes)
        if noes:
            yield from self.render_chain("If No", "yellow", self.steps.list_noes(noes))

    def render_chain(self, label: str, style: str, links: Sequence[str]) -> Iterator[Line]:
        """Put links after each other, as many on a line as there is room for."""
        line = ""
        head = Piece(pad_text(label, _LABEL), style)
        for link in (part for each in links for part in wrap_text(each, self.width - _LABEL)):
            if line and count_cells(line) + 1 + count_cells(link) > self.width - _LABEL:
                yield make_line(head, line)
                head, line = Piece(" " * _LABEL), ""
            line = f"{line} {link}" if line else link
        yield make_line(head, line)

    def render_later(self) -> Iterator[Line]:
        """Say what opens on a later day, and that there is more to know."""
        passed = self.answer.decision.passed
        waits = list(
            dict.fromkeys(
                (each.step, each.reason.day)
                for each in passed
                if each.reason.day and each.reason.why == "not open yet"
            )
        )
        if waits or passed:
            yield make_line()
        for step, day in waits[:_SHOWN_LATER]:
            text = f"{step} waits for {write_near_day(day, self.today)}"
            yield make_line(Piece(pad_text("Later", _LABEL), "dim"), Piece(text, "dim"))
        if passed:
            yield make_line(Piece("--why says what was passed over", "dim"))

    def render_passed_over(self) -> Iterator[Line]:
        passed = merge_passed(self.answer.decision.passed)
        yield make_line()
        yield make_line(Piece("Passed over" if passed else "Nothing was passed over.", "bold"))
        width = min(36, self.width // 2 - 4, max((count_cells(step) for step, _ in passed), default=0))
        for step, reason in passed:
            above, label = split_label(make_visible(step), width, self.width - 4)
            yield from (make_line("  ", text) for text in above)
            first, *more = wrap_text(reason, max(20, self.width - width - 4))
            yield make_line("  ", pad_text(label, width), "  ", Piece(first, "dim"))
            for text in more:
                yield make_line(" " * (width + 4), Piece(text, "dim"))


def choose_label_ahead(action: Action) -> str:
    """Say what the shop should do on a later day."""
    if action.offer is None:
        return "Do next"
    return "Remind" if action.origin == "refill" else "Next offer"


def merge_passed(passed: Sequence[PassedOver]) -> list[tuple[str, str]]:
    """Say each step with each reason once, and after which purchases it was met."""
    merged: dict[tuple[str, str], list[str]] = {}
    for each in passed:
        causes = merged.setdefault((each.step, write_reason(each.reason)), [])
        if each.of and each.of not in causes:
            causes.append(each.of)
    return [
        (step, reason + (f" (after {', '.join(causes)})" if causes else ""))
        for (step, reason), causes in merged.items()
    ]


def render_nothing(decision: Decision, width: int) -> Iterator[Line]:
    """Say that nothing is done, and why."""
    headline, reason = _NOTHING[decision.state]
    yield make_line(Piece(headline, "bold"))
    for sentence in list_stops(decision.stop) if decision.stop else (reason,):
        for text in wrap_text(sentence, width - 2):
            yield make_line("  ", text)


def list_stops(stop: Stop) -> Iterator[str]:
    """Yield why a customer gets nothing: one sentence each."""
    if stop.asked:
        yield f"They asked to stop on {write_day(stop.asked)}."
    if stop.segment is not None:
        yield f"They are in the segment `{shorten_text(stop.segment)}`, which `never` names."


_NOTHING = {
    "complete": ("The path is complete", "The ultimate action is theirs, and nothing follows it."),
    "stopped": ("This customer gets nothing", ""),
    "stranded": (
        "Nothing is left for this customer",
        "A `rest` list would keep them from going cold: see `ipp rule no-rest`.",
    ),
}
