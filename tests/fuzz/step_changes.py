"""Changes of lists of steps and of ladders."""

from copy import deepcopy
from itertools import pairwise

from ..oracle.choice import Choice
from ..oracle.plain import Store
from .handles import find_body, insert_step, some_list, some_step
from .places import ITEMS, names, spots
from .values import NUMBERS


def add_step(store: Store, choice: Choice) -> None:
    """Add a step somewhere."""
    known = names(store, *ITEMS)
    if known:
        insert_step(store, choice, choice.one(known))


def double_step(store: Store, choice: Choice) -> None:
    """Write a step twice in its list."""
    listed = some_list(store, choice)
    if listed:
        listed.insert(choice.integer(0, len(listed)), deepcopy(choice.one(listed)))


def move_step(store: Store, choice: Choice) -> None:
    """Move a step to another place, perhaps of another list."""
    listed = some_list(store, choice)
    if listed:
        step = listed.pop(choice.integer(0, len(listed) - 1))
        other = some_list(store, choice)
        if other is not None:
            other.insert(choice.integer(0, len(other)), step)


def remove_step(store: Store, choice: Choice) -> None:
    """Take a step out of its list."""
    listed = some_list(store, choice)
    if listed:
        listed.pop(choice.integer(0, len(listed) - 1))


def move_downsell(store: Store, choice: Choice) -> None:
    """Give the downsells of one thing to another, or to a rung of it."""
    having = [spot for spot in spots(store) if spot.key == "downsell" and isinstance(spot.owner, dict)]
    if not having:
        return
    spot = choice.one(having)
    ladder = deepcopy(spot.value)
    if choice.chance(60):
        del spot.owner["downsell"]
    bodies = [find_body(store, name) for name in names(store, "products", "bundles")]
    if choice.chance(50) and any(bodies):
        choice.one([body for body in bodies if body])["downsell"] = ladder
    else:
        step = some_step(store, choice)
        if step and "do" not in step:
            step["downsell"] = ladder


def chain_downsells(store: Store, choice: Choice) -> None:
    """Make each of some things the downsell of the one before, now and then in a circle."""
    found = names(store, "products", "bundles")
    chain = choice.some(found, 2, 6)
    if len(chain) > 1 and choice.chance(30):
        chain.append(chain[0])
    for above, below in pairwise(chain):
        body = find_body(store, above)
        if body is not None:
            body["downsell"] = [below]


def add_chain(store: Store, choice: Choice) -> None:
    """Add products that each lead to the next one, and have it as their downsell."""
    last = choice.one(names(store, "products", "bundles") or ["nobody"])
    chain = [f"Link {number}" for number in range(choice.integer(2, 12))]
    products = store.get("products")
    if isinstance(products, dict):
        for name, below in zip(chain, [*chain[1:], last], strict=True):
            products[name] = {"price": choice.one(NUMBERS), "next": [below], "downsell": [below]}
