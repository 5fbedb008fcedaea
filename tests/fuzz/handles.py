"""Where a change takes hold: a list of steps, a step, a body, one of several places."""

from typing import Any

from ..oracle.choice import Choice
from ..oracle.plain import Store
from .places import Spot, names, step_lists, step_mapping


def put_into_one(choice: Choice, found: list[Spot], value: Any) -> None:
    if found:
        choice.one(found).put(value)


def some_list(store: Store, choice: Choice) -> list[Any] | None:
    found = step_lists(store)
    return choice.one(found) if found else None


def some_step(store: Store, choice: Choice) -> dict[str, Any] | None:
    listed = some_list(store, choice)
    if not listed:
        return None
    return step_mapping(listed, choice.integer(0, len(listed) - 1), names(store, "touches"))


def find_body(store: Store, name: str) -> dict[str, Any] | None:
    for section in ("products", "bundles"):
        entries = store.get(section)
        if isinstance(entries, dict) and isinstance(entries.get(name), dict):
            body: dict[str, Any] = entries[name]
            return body
    return None


def insert_step(store: Store, choice: Choice, name: str) -> None:
    """Offer something in a list of steps, or in a new one."""
    lists = step_lists(store)
    if lists and choice.chance(70):
        listed = choice.one(lists)
    else:
        bodies = [find_body(store, good) for good in names(store, "products", "bundles")]
        listed = []
        choice.one([store, *filter(None, bodies)])["next"] = listed
    listed.insert(choice.integer(0, len(listed)), name)
