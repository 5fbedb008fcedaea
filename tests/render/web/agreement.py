"""Ask the page what the engine is asked, and say in its words what the engine says."""

import json
import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from ipp.engine.customer.events import Did, Held, Offered
from ipp.engine.customer.state import State
from ipp.engine.decision.action import Decision
from ipp.engine.decision.decide import decide
from ipp.engine.decision.follow import make_events
from ipp.engine.policy.compile import Policy
from ipp.render.money import write_amount
from ipp.render.web.compiler import compile_policy
from tests.render.web.histories import Question, asked

if TYPE_CHECKING:
    from playwright.sync_api import Page

ASK = """({policy, questions}) => {
    const named = (number) => (number === null ? null : policy.items[number].name);
    const told = ({state, action, awaiting, passed, now, stop}) => ({state, awaiting, stop: stop ?? null,
        action: action && {name: named(action.item), because: named(action.because), due: action.due,
            price: action.price, via: action.via, rung: action.rung, origin: action.origin,
            offer: action.offer === null ? null : policy.offers[action.offer].label},
        passed: passed.map(({step, of, why, about, day}) =>
            ({step, of: named(of), why, about: about ?? null, day: day ?? null})),
        owned: [...now.owned].map(named).sort()});
    return questions.map(({events, attributes, draws, today, ahead}) => {
        const customer = {attributes: new Map(attributes), draws: new Map(draws)};
        const found = Play.decide(policy, events, customer, today);
        if (!ahead) return told(found);
        const next = Object.entries(Play.foresee(found, policy, events, customer));
        return {...told(found), next: Object.fromEntries(next.map(([answer, decision]) => [answer, told(decision)]))};
    });
}"""


def plainly(said: Any) -> Any:
    """Return what was said with special prices written in one way: a file may write `10` here and `10.00` there."""
    return json.loads(
        re.sub(r'(?<= for )[0-9.]+(?=")', lambda price: write_amount(Decimal(price[0])), json.dumps(said))
    )


def said(policy: Policy, decision: Decision, question: Question) -> dict[str, Any]:
    """Return what the engine says as the page says it."""
    action = decision.action
    return {
        "state": decision.state,
        "awaiting": decision.awaiting,
        "stop": decision.stop
        and {
            "asked": decision.stop.asked and decision.stop.asked.toordinal(),
            "segment": decision.stop.segment,
        },
        "action": action
        and {
            "name": action.name,
            "because": action.because,
            "due": action.due.toordinal(),
            "price": None if action.price is None else write_amount(action.price),
            "via": action.via,
            "rung": action.rung,
            "origin": action.origin,
            "offer": None
            if action.offer is None
            else action.name + (f" for {action.offer[1]}" if action.offer[1] is not None else ""),
        },
        "passed": [
            {
                "step": passed.step,
                "of": passed.of,
                "why": passed.reason.why,
                "about": passed.reason.about,
                "day": passed.reason.day and passed.reason.day.toordinal(),
            }
            for passed in decision.passed
        ],
        "owned": sorted(State(policy, question.customer, question.today).owned),
    }


def say(policy: Policy, question: Question, *, ahead: bool = False) -> dict[str, Any]:
    """Return what the engine says to a question; `ahead`: also what each answer leads to."""
    decision = decide(policy, question.customer, question.today)
    told = said(policy, decision, question)
    if not ahead:
        return told
    coming = foresee(policy, question, decision)
    return told | {"next": {answer: say(policy, later) for answer, later in coming.items()}}


def foresee(policy: Policy, question: Question, decision: Decision) -> dict[str, Question]:
    """Return the customer after each answer that can be given, and the day on which it is asked what comes then."""
    action, customer, today = decision.action, question.customer, question.today
    if action is None:
        return {}
    if decision.state == "held":
        assert policy.holdout
        made = Offered(action.offer, today) if action.offer else Did(action.name, today)
        return {"held": Question(customer.add_events(Held(made, policy.holdout.name)), today)}
    if decision.state == "wait" and not decision.awaiting:
        return {"wait": Question(customer, action.due)}
    answers = {"done": True} if action.offer is None else {"yes": True, "no": False}
    after = {
        answer: Question(customer.add_events(*make_events(decision, yes, today)), today)
        for answer, yes in answers.items()
    }
    return after if action.offer is None else after | {"silence": _stay_silent(policy, question, decision)}


def _stay_silent(policy: Policy, question: Question, decision: Decision) -> Question:
    action, customer, today = decision.action, question.customer, question.today
    assert action and action.offer
    asked_ = customer if decision.awaiting else customer.add_events(Offered(action.offer, today))
    waiting = decide(policy, asked_, today)
    return Question(asked_, waiting.action.due if waiting.action and waiting.awaiting else today)


def ask(page: "Page", policy: Policy, questions: list[Question], ahead: int = 0) -> list[Any]:
    """Ask the page all questions at once; of each `ahead`-th it also says what each answer leads to."""
    data = compile_policy(policy)
    asking = {
        "policy": data,
        "questions": [
            asked(policy, data, question) | {"ahead": is_ahead(place, ahead)}
            for place, question in enumerate(questions)
        ],
    }
    return list(
        json.loads(
            page.evaluate(f"(asking) => JSON.stringify(({ASK})(JSON.parse(asking)))", json.dumps(asking))
        )
    )


def is_ahead(place: int, ahead: int) -> bool:
    """Whether a question is one of those that are asked what each answer leads to."""
    return bool(ahead) and place % ahead == 0
