"""A small shop, and what `ipp next` says of its customers."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path

from ipp.engine.customer.typed import read_history
from ipp.engine.decision.recommendation import Recommendation, recommend_next
from ipp.engine.policy.compile import Policy
from ipp.loading import Store, load_store, make_opener
from ipp.text.source import Source

TODAY = date(2026, 11, 22)
SHOP = """
ipp: 1
store: Happy Feet
currency: USD
ultimate: {offer: Club, again_after: 90d}
products:
  Massager: {price: 89, url: https://example.com/m, next: [Video, Spa, {offer: Slippers, after: 14d, via: email}]}
  Formula: {price: 19, consumable: true, refill: 45d, next: Slippers}
  Slippers: {price: 24}
  Nail Kit: {price: 22}
  Club: {price: 29, every: month, next: Invite a friend}
bundles:
  Spa: {items: [Formula, Slippers, Nail Kit], price: 59, downsell: [Soaks, Slippers, Nail Kit]}
  Soaks: {items: {Formula: 3}, free: {Formula: 3}, price: 57}
touches:
  Video: {kind: content, url: https://example.com/v}
  Letter: {kind: content}
  Invite a friend: {kind: referral}
next: Club
prospects: [Video, Massager]
rest: [{do: Letter, every: 30d, via: email}]
defaults: {after: 3d, patience: 7d, gap: 2d}
"""
BARE = (
    "\n".join(line for line in SHOP.splitlines() if not line.startswith("rest"))
    .replace(", next: Invite a friend}", "}")
    .replace("again_after: 90d", "retries: 0")
)
"""The same without `rest`, and with nothing after the ultimate action."""

NOES = tuple(f"{name}@2026-10-01" for name in ("Spa", "Soaks", "Slippers", "Nail Kit", "Club"))
LONG_AGO = ("Massager@2026-09-01",)
History = Mapping[str, tuple[str, ...]]
STATES: dict[str, tuple[str, History]] = {
    "offer": (SHOP, {"bought": LONG_AGO, "did": ("Video@2026-09-05",)}),
    "touch": (SHOP, {"bought": LONG_AGO}),
    "rest": (SHOP, {"bought": LONG_AGO, "did": ("Video@2026-09-05",), "declined": NOES}),
    "wait by due": (SHOP, {"bought": ("Massager",)}),
    "wait by pending": (SHOP, {"bought": LONG_AGO, "offered": ("Spa@2026-11-20",)}),
    "complete": (BARE, {"bought": ("Club@2026-11-01",)}),
    "stranded": (BARE, {"bought": LONG_AGO, "did": ("Video@2026-09-05",), "declined": NOES}),
}
"""For each state a shop, and the history of a customer who is in it today."""


@cache
def policy_of(text: str) -> Policy:
    """Read a shop; it must be without mistakes."""
    loaded = load_store(Source("store.yaml", text), make_opener(Path()))
    assert isinstance(loaded, Store), loaded.findings
    assert not loaded.findings, loaded.findings
    return loaded.policy


def asked(text: str, history: History) -> Recommendation:
    """Ask for the next action of a customer, as the command does."""
    policy = policy_of(text)
    return recommend_next(policy, read_history(policy, TODAY, **history).customer, TODAY)
