"""The `ipp next` command that shows a history: tried on the engine before it is printed, for it is typed as it stands."""

import shlex
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from ipp.engine.customer.events import Bought, Customer, Declined, Did, Event
from ipp.engine.decision.action import label_offer
from ipp.engine.decision.decide import decide
from ipp.engine.policy.clauses import Offer, Rung
from ipp.engine.policy.compile import Policy
from ipp.engine.policy.supposed_facts import SUPPOSED
from ipp.engine.windows import Window
from ipp.path.names import list_steps
from ipp.path.values import Yearday
from ipp.proof.customers.fact_floors import raise_values
from ipp.proof.customers.owned_set import OwnedSet
from ipp.proof.history import Stranding
from ipp.proof.replay import find_given_back, is_authored, keep_nothing

_FIRST_DAY = date(2026, 1, 1)
_HALF_MONTHS = tuple(date(2026, month, day) for month in range(1, 13) for day in (1, 15))


class OverSteps(NamedTuple):
    """What a history would leave, were it another day: offers of which `within` is over, and such as have dates, by name."""

    within: tuple[str, ...]
    dated: tuple[str, ...]
    longest: int  # days, of `within`
    windows: tuple[Window, ...]


class ShownCommand(NamedTuple):
    """A command line, and whether its answer is the end of the history."""

    text: str
    shows: bool


class _Telling(NamedTuple):
    """How a history is told: on which day all of it happened and which day is today (None: undated), and the touches that were done."""

    on: date | None = None
    today: date | None = None
    did: tuple[str, ...] = ()


def find_over_steps(policy: Policy, found: Stranding) -> OverSteps:
    """Return what is closed at the end of a history by days alone; `policy` is the one before windows and `within` are over."""
    owned_set = OwnedSet(policy, found.bought)
    values = raise_values(policy, {**policy.no_attributes, **found.attributes}, owned_set.floors)
    logic = owned_set.make_logic(values)
    rungs: list[Rung] = []
    for ladder, gates in owned_set.list_ladders():
        for rung in ladder.rungs:
            if owned_set.has_had(rung.good):
                break
            closed = rung.good.draft or rung.good.durables & owned_set.owned or rung.offer in found.declined
            days = rung.gate.dated or rung.gate.within is not None
            if days and not closed and logic.check_gates((*gates, rung.gate)):
                rungs.append(rung)
    return OverSteps(
        tuple(dict.fromkeys(rung.good.name for rung in rungs if rung.gate.within is not None)),
        tuple(dict.fromkeys(rung.good.name for rung in rungs if rung.gate.dated)),
        max((rung.gate.within or 0 for rung in rungs), default=0),
        tuple(window for rung in rungs for window in rung.gate.windows),
    )


def find_command(
    policy: Policy, file: str, found: Stranding, over: OverSteps, list_did: Callable[[], tuple[str, ...]]
) -> ShownCommand:
    """Return the command that shows a history, of a store as it is; where none does, one that tells it without a day. `list_did` names the touches on the way."""
    for telling in _list_tellings(over, list_did):
        if all(_shows_end(policy, found, telling, day) for day in _list_days(policy, telling)):
            return ShownCommand(_write_command(policy, file, found, telling), True)
    return ShownCommand(_write_command(policy, file, found, _Telling()), False)


def _list_tellings(over: OverSteps, list_did: Callable[[], tuple[str, ...]]) -> Iterator[_Telling]:
    """Yield how a history may be told, the shortest first: dates where something hangs on them, touches where they come first."""
    for done in _list_touches(list_did):
        if not (over.within or over.dated):
            yield _Telling(did=done)
            continue
        for first in (*_HALF_MONTHS, *_list_ends(over.windows)):
            today = first + timedelta(over.longest + 1 if over.within else 0)
            yield _Telling(first if over.within else None, today, done)


def _list_touches(list_did: Callable[[], tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    """Yield the touches to tell of: none, then all that come first."""
    yield ()
    did = list_did()
    if did:
        yield did


def _list_ends(windows: tuple[Window, ...]) -> Iterator[date]:
    """Yield the days before and after windows that are no windows of every year."""
    for window in windows:
        for day, step in ((window.first, -1), (window.last, 1)):
            if day and not isinstance(day, Yearday) and date.min < day < date(9000, 1, 1):
                yield day + timedelta(step)


def _list_days(policy: Policy, telling: _Telling) -> tuple[date, ...]:
    """Return the days on which a command may be typed that says none."""
    if telling.today:
        return (telling.today,)
    dated = any(step.from_ or step.until for step in list_steps(policy.path))
    return _HALF_MONTHS if dated else (_FIRST_DAY,)


def _shows_end(policy: Policy, found: Stranding, telling: _Telling, today: date) -> bool:
    """Whether nothing that is authored comes next to somebody of whom a command tells this."""
    on = telling.on or today
    events: list[Event] = [Bought((name,), on) for name in found.bought]
    events += () if found.bought else keep_nothing(policy, on)
    events += (Declined(offer, on) for offer in found.declined)
    events += (Did(name, on) for name in telling.did)
    values = dict(_list_attributes(found))
    action = decide(policy, Customer(tuple(events), values, today), today).action  # unpaid memberships lapse
    return action is None or not is_authored(action)


def _list_attributes(found: Stranding) -> Iterator[tuple[str, str]]:
    """Yield the attributes that can be told."""
    for name, value in found.attributes.items():
        if value is not None and not name.startswith(SUPPOSED):
            yield name, value


def _type_offer(policy: Policy, offer: Offer) -> str:
    """Return what names an offer for certain: with its price, where the item is offered at others too."""
    name, price = offer
    listed = policy.goods[name].price
    if price is None and listed is not None and policy.special_prices.get(name, frozenset()) - {listed}:
        return label_offer((name, listed))
    return label_offer(offer)


def _write_command(policy: Policy, file: str, found: Stranding, telling: _Telling) -> str:
    """Return the `ipp next` command line that tells a history so."""
    words = ["ipp", "next", "--path", file]
    words += ["--today", f"{telling.today}"] if telling.today else []
    day = f"@{telling.on}" if telling.on else ""
    given_back = None if found.bought else find_given_back(policy)
    for name in found.bought or ((given_back,) if given_back else ()):
        words += ["--bought", f"{name}{day}"]
    if given_back:
        words += ["--returned", f"{given_back}{day}"]
    for offer in found.declined:
        words += ["--declined", f"{_type_offer(policy, offer)}{day}"]
    for name in telling.did:
        words += ["--did", f"{name}{day}"]
    for name, value in _list_attributes(found):
        words += ["--attr", f"{policy.spellings[name]}={policy.spellings[value]}"]
    return shlex.join(words)
