"""A small feet store, and short words for what happens to its customers; day 0 is 1 June 2026."""

import datetime as dt
from decimal import Decimal
from pathlib import Path

from ipp.engine.customer.events import Accepted, Bought, Customer, Declined, Did, Event, Offered
from ipp.engine.decision.action import Action, Decision
from ipp.engine.decision.decide import decide
from ipp.engine.policy.compile import Policy
from ipp.loading import Store, load_store, make_opener
from ipp.text.source import Source

FEET = """
ipp: 1
store: Happy Feet
ultimate: {offer: Feet Club, ready: loyal, again_after: 40d}
defaults: {after: 2d, patience: 5d}
products:
  Toe Massager:
    price: 89
    sku: TM-5000
    category: Feet
    next:
      - {do: Routine video, after: now}
      - Foot Spa Bundle
      - {offer: Insoles, after: 14d, via: email, when: sore, downsell: {offer: Insoles, price: 29, after: 3d}}
  Insoles: {price: 39, sku: IN-1, downsell: Heel Cups}
  Heel Cups: {price: 19}
  Foot Soak: {price: 19, consumable: true, refill: 45d, next: Spa Slippers}
  Spa Slippers: {price: 35}
  Nail Kit: {price: 22}
  Hand Cream: {price: 12, consumable: true}
  Gift Card: {price: 25, consumable: true}
  Feet Club: {price: 30, next: {do: Invite a friend, after: 7d}}
bundles:
  Foot Spa Bundle: {items: [Foot Soak, Spa Slippers, Nail Kit], price: 59, downsell: [Soak Three, Foot Soak]}
  Soak Three: {items: {Foot Soak: 2}, free: Foot Soak, price: 38}
touches:
  Routine video: {kind: content}
  Foot guide: {kind: content}
  Invite a friend: {kind: referral}
  Letter: {kind: content}
categories: {Feet: {next: Hand Cream}}
next: Gift Card
prospects: [Foot guide, Toe Massager]
rest: [{do: Letter, every: 30d, via: post}]
segments:
  sore: {where: {concern: [heel, arch]}}
  loyal: {owns: 4}
"""


def written(text: str) -> Store:
    """Read a path file; it must be without mistakes."""
    loaded = load_store(Source("store.yaml", text), make_opener(Path()))
    assert isinstance(loaded, Store), loaded.findings
    assert not loaded.findings, (loaded.findings, text)
    return loaded


def policy_of(text: str) -> Policy:
    return written(text).policy


def small(products: str, rest: str = "") -> Policy:
    """Return a policy of one-line products and a few more lines; it leads to Z, which is never asked cold."""
    return policy_of(
        f"ipp: 1\nultimate: {{offer: Z, cold: false}}\nproducts:\n{products}  Z: {{price: 99}}\n{rest}"
    )


def day(number: int) -> dt.date:
    return dt.date(2026, 6, 1) + dt.timedelta(days=number)


def bought(number: int, *items: str) -> Event:
    return Bought(items, day(number))


def offered(number: int, name: str, price: str | None = None) -> Event:
    return Offered((name, Decimal(price) if price else None), day(number))


def declined(number: int, name: str, price: str | None = None) -> Event:
    return Declined((name, Decimal(price) if price else None), day(number))


def accepted(number: int, name: str, price: str | None = None) -> Event:
    return Accepted((name, Decimal(price) if price else None), day(number))


def did(number: int, touch: str) -> Event:
    return Did(touch, day(number))


def asked(policy: Policy, today: int, *events: Event, **attributes: str) -> Decision:
    return decide(policy, Customer(events, attributes), day(today))


def action(policy: Policy, today: int, *events: Event, **attributes: str) -> Action:
    """Return the next action where there is one."""
    found = asked(policy, today, *events, **attributes).action
    assert found is not None
    return found


def doing(
    policy: Policy, today: int, *events: Event, **attributes: str
) -> tuple[str, str | None, int | None]:
    """Return the state, the name and the day on which it is due."""
    decision = asked(policy, today, *events, **attributes)
    found = decision.action
    return decision.state, found and found.name, found and (found.due - day(0)).days
