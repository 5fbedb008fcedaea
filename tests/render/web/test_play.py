"""The page answers as the engine does, on every step of hundreds of random lives, for every path file that is kept here."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from ipp.engine.action import Decision
from ipp.engine.customer import Bought
from ipp.engine.decide import decide
from ipp.engine.policy import Policy
from ipp.load import Store, load_file
from ipp.render.money import amount
from ipp.render.web.compiled import compiled
from tests.render.web.histories import Question, asked, walk

if TYPE_CHECKING:
    from playwright.sync_api import Page

ROOT = Path(__file__).parents[3]
FILES = sorted([*ROOT.glob("paths/*.yaml"), *ROOT.glob("examples/*.yaml")])
PLAY = ROOT / "ipp" / "render" / "web" / "play.js"
LIVES = 300
ASK = """({policy, questions}) => questions.map(({events, attributes, today}) => {
    const {state, action, awaiting, passed, now} = Play.decide(policy, events, new Map(attributes), today);
    const named = (number) => (number === null ? null : policy.items[number].name);
    return {state, awaiting, action: action && {name: named(action.item), because: named(action.because), due: action.due,
        price: action.price, via: action.via, rung: action.rung, origin: action.origin,
        offer: action.offer === null ? null : policy.offers[action.offer].label},
        passed: passed.map(({step, of, why, about, day}) =>
            ({step, of: named(of), why, about: about ?? null, day: day ?? null})),
        owned: [...now.owned].map(named).sort()};
})"""


def said(policy: Policy, decision: Decision, question: Question) -> dict[str, Any]:
    """Return what the engine says as the page says it."""
    action = decision.action
    return {
        "state": decision.state,
        "awaiting": decision.awaiting,
        "action": action
        and {
            "name": action.name,
            "because": action.because,
            "due": action.due.toordinal(),
            "price": None if action.price is None else amount(action.price),
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
        "owned": owned(policy, question),
    }


def owned(policy: Policy, question: Question) -> list[str]:
    """Return what a customer owns, worked out from the purchases alone."""
    orders = [
        event
        for event in question.customer.events
        if isinstance(event, Bought) and event.on <= question.today
    ]
    return sorted({name for order in orders for item in order.items for name in policy.goods[item].keeps})
