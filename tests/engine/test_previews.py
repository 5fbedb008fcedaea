"""What `ipp next` says of the days to come is what it says when each answer is recorded on its day and asked again.

Answers are recorded here as `ipp next` is told of them: the offer, then what became of it. Random stores; the naive engine is asked too.
"""

import datetime as dt
from collections.abc import Iterator

from ipp.engine.customer.events import Customer
from ipp.engine.decision.action import Decision
from ipp.engine.decision.decide import decide
from ipp.engine.decision.follow import find_answer_day
from ipp.engine.decision.recommendation import Recommendation, recommend_next
from ipp.engine.policy.compile import Policy
from tests.amounts import amount
from tests.engine.agreement import events, read, said
from tests.oracle.customer import had
from tests.oracle.naive import naive_next
from tests.oracle.plain import Event, ultimate_name
from tests.oracle.strategies import case

CASES = amount(5_000, least=50, most=250)
MOST_DAYS = 100


def recorded(decision: Decision, yes: bool, today: dt.date) -> tuple[list[Event], dt.date]:
    """Return what a log says of an action and its answer, and the day of the answer."""
    action = decision.action
    assert action
    on = today if decision.awaiting else max(today, action.due)
    if action.kind == "touch":
        return [{"kind": "did", "touch": action.name, "on": on}], on
    assert action.offer
    offer = {"offer": action.name, "price": action.offer[1] and str(action.offer[1]), "on": on}
    asked = [] if decision.awaiting else [{"kind": "offered", **offer}]
    if yes:
        return [*asked, {"kind": "accepted", **offer}], on
    return [*asked, {"kind": "declined", **offer}], on


def seen(decision: Decision) -> tuple[object, ...]:
    return decision.state, decision.action, decision.awaiting, decision.on


def asked_again(found: Recommendation, ask: "Ask") -> Iterator[tuple[Decision, Decision]]:
    """Yield what was foretold with what is said when it comes to pass."""
    first = found.decision
    if found.on_yes:
        yield found.on_yes, ask.after(first, True)
    ask.restart()
    for no in found.on_noes:
        said_now = ask.after(first, False)
        yield no, said_now
        first = said_now


def asked_of(seed: int) -> tuple[Recommendation, "Ask"]:
    """Return what `ipp next` says of a random customer, and the customer."""
    plain, history, facts, today = case(seed)
    known = [event for event in history if event["on"] <= today]
    policy = read(plain).policy
    return recommend_next(policy, Customer(events(known), facts), today), Ask(
        policy, plain, known, facts, today
    )


class Ask:
    """A customer to whom things happen, one after another."""

    def __init__(
        self, policy: Policy, plain: Event, history: list[Event], facts: dict[str, str], today: dt.date
    ) -> None:
        self.policy, self.plain, self.facts = policy, plain, facts
        self.begin = history, today
        self.restart()

    def restart(self) -> None:
        self.history, self.today = list(self.begin[0]), self.begin[1]

    def after(self, decision: Decision, yes: bool) -> Decision:
        """Record an answer on its day, and ask both engines again."""
        happened, self.today = recorded(decision, yes, self.today)
        self.history += happened
        return self.on(self.today)

    def on(self, day: dt.date) -> Decision:
        """Ask both engines on a day."""
        self.today = day
        now = decide(self.policy, Customer(events(self.history), self.facts), self.today)
        assert said(now) == naive_next(self.plain, self.history, self.facts, self.today), self.history
        return now


def test_if_yes_and_if_no_come_true() -> None:
    compared = 0
    for seed in range(CASES):
        found, ask = asked_of(seed)
        for foretold, now in asked_again(found, ask):
            assert seen(foretold) == seen(now), seed
            compared += 1
    assert compared > CASES


def test_the_recommended_path_comes_true() -> None:
    """Each step on its day; days never run backwards; waits are asked again on their day."""
    steps = 0
    for seed in range(CASES):
        found, ask = asked_of(seed)
        now = found.decision
        for action, day in zip(found.journey.actions, found.journey.days, strict=True):
            assert day >= ask.today, seed
            now = ask.on(day)
            assert action == now.action and (now.state != "wait" or now.awaiting), seed
            now = ask.after(now, True)
            assert ask.today == day, seed
            steps += 1
        if found.journey.ends == "stranded":
            assert (now.state, now.action) == ("stranded", None), seed
        if found.journey.ends == "complete":
            assert had(ask.plain, ask.history, ask.today, ultimate_name(ask.plain)), seed
    assert steps > CASES // 2


def test_nothing_comes_before_what_is_said_to_come_first() -> None:
    """Asked on each day, there is nothing to do until then, and then there is just that: time opens some things before what is waited for is due."""
    days, sooner = 0, 0
    for seed in range(CASES):
        found, ask = asked_of(seed)
        first = found.ahead.decision if found.ahead and not found.ahead.before else found.decision
        if first.action is None or first.awaiting:
            continue
        begin, day = ask.today, find_answer_day(first)
        for passed in range(min((day - begin).days, MOST_DAYS)):
            now = ask.on(begin + dt.timedelta(passed))
            assert now.state == "wait" and not now.awaiting, (seed, passed)
            days += 1
        now = ask.on(day)
        assert now.state != "wait" and now.action, seed
        assert (now.action.name, now.action.price) == (first.action.name, first.action.price), seed
        sooner += first is not found.decision
    assert days > CASES // 2
    assert sooner >= CASES // 1_000
