"""The part of a picture around one thing, or between two."""

from collections import deque
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import NamedTuple

from ipp.engine.customer.events import Bought, Customer
from ipp.engine.decision.follow import follow_yeses
from ipp.engine.policy.compile import Policy
from ipp.errors import RequestError
from ipp.path.model import Bundle, Product, Touch
from ipp.render.picture.scene import Card, Group, Picture
from ipp.text.suggest import Suggester
from ipp.text.visible import shorten_text

USUAL_DEPTH = 3
"""Leads followed from one thing, or back to it, unless a depth is given; between two things it is all of them."""
MOST_STEPS = 12
"""Steps of the recommended path of one thing that are shown with it."""


class Focus(NamedTuple):
    """What is looked at: `start` leads to it, it leads to `end`; both by number, at most `depth` leads away.

    What stands on the recommended `path` of `start` is shown however far away it is.
    """

    start: int | None = None
    end: int | None = None
    depth: int | None = None
    path: tuple[int, ...] = ()


def list_path(policy: Policy, start: int, today: date) -> tuple[int, ...]:
    """Return the numbers of what a customer meets who buys something on a day and says Yes; of a touch, nothing."""
    name = list(policy.names.items)[start]
    item = policy.names.items[name]
    if isinstance(item, Touch):
        return ()
    journey = follow_yeses(policy, Customer((Bought((item.name.text,), today),)), today, MOST_STEPS)
    return tuple(policy.positions[action.name] for action in journey.actions)


def find_card(policy: Policy, text: str, option: str) -> int:
    """Return the number of the item of this name or sku.

    Raises RequestError when there is none, with the nearest.
    """
    item = policy.names.find_item(text)
    if item:
        return policy.positions[item.name.text]
    known = policy.names.list_names((Product, Bundle, Touch))
    near = Suggester().list_nearest(text, known)
    hint = f"did you mean {' or '.join(repr(other) for other in near)}?" if near else ""
    raise RequestError(f"{option}: nothing is called {shorten_text(text)!r}", hint)


def cut_part(picture: Picture, focus: Focus) -> Picture:
    """Return the part of a picture that the focus wants; what is not in it is still named in lists."""
    if focus.start is None and focus.end is None:
        return picture
    both = focus.start is not None and focus.end is not None
    depth = focus.depth if focus.depth is not None else (len(picture.cards) if both else USUAL_DEPTH)
    leads = _map_leads(picture)
    ahead = _find_within(focus.start, leads.get, depth) if focus.start is not None else None
    behind = _find_within(focus.end, _invert_leads(leads).get, depth) if focus.end is not None else None
    kept = ahead & behind if ahead is not None and behind is not None else ahead or behind or set()
    ends = {number for number in (focus.start, focus.end, picture.goal) if number is not None}
    return _keep_only(picture, kept | ends | set(focus.path) | _list_storewide(picture, focus))


def _list_storewide(picture: Picture, focus: Focus) -> set[int]:
    """Return the list for everybody, and what it names where what follows one thing is shown: it follows whatever was bought."""
    if picture.store is None:
        return set()
    follows = focus.start is not None and focus.end is None
    rows = picture.cards[picture.store].rows if follows else ()
    return {picture.store, *(row.number for row in rows)}


def _map_leads(picture: Picture) -> dict[int, list[int]]:
    """Return what each card leads to; that everybody reads the store-wide list is left out."""
    leads = {card.number: _list_ends(card) for card in picture.cards.values()}
    numbers = {card.name: card.number for card in picture.cards.values() if card.kind == "product"}
    for card in picture.cards.values():
        leads[card.number] += [numbers[content.product] for content in card.holds]
    for group in picture.groups:
        if group.then is not None:
            for number in group.goods:
                if picture.cards[number].kind == "product":
                    leads[number].append(group.then)
    return leads


def _list_ends(card: Card) -> list[int]:
    return [number for row in card.rows for number in (row.number, *(rung.number for rung in row.rungs))] + [
        rung.number for rung in card.rungs
    ]


def _invert_leads(leads: Mapping[int, Iterable[int]]) -> dict[int, list[int]]:
    turned: dict[int, list[int]] = {}
    for start, ends in leads.items():
        for end in ends:
            turned.setdefault(end, []).append(start)
    return turned


def _find_within(start: int, ends: Callable[[int], list[int] | None], depth: int) -> set[int]:
    """Return what lies at most so many leads away."""
    found = {start: 0}
    waiting = deque([start])
    while waiting:
        number = waiting.popleft()
        if found[number] < depth:
            for end in ends(number) or ():
                if end not in found:
                    found[end] = found[number] + 1
                    waiting.append(end)
    return set(found)


def _keep_only(picture: Picture, kept: set[int]) -> Picture:
    cards = {number: card for number, card in picture.cards.items() if number in kept or card.folded}
    groups = (
        Group(
            group.name,
            tuple(number for number in group.goods if number in kept),
            group.then if group.then in kept else None,
        )
        for group in picture.groups
    )
    return picture._replace(
        cards=cards,
        groups=tuple(group for group in groups if group.goods or group.then is not None),
        goal=picture.goal if picture.goal in kept else None,
        prospects=picture.prospects if picture.prospects in kept else None,
        store=picture.store if picture.store in kept else None,
        rest=picture.rest if picture.rest in kept else None,
        part=True,
    )
