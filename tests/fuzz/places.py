"""Where things stand in a plain store: its names, its lists of steps, its mappings by the class that reads them."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from ipp.path.model import Bundle, Category, Path, Product, Step, Touch
from ipp.path.segments import Segment
from ipp.path.terms import Defaults, Rest, Ultimate

from ..oracle.plain import Store

ITEMS = ("products", "bundles", "touches")
SECTIONS: dict[str, type] = {
    "products": Product, "bundles": Bundle, "touches": Touch, "categories": Category, "segments": Segment,
}  # fmt: skip
STEPS = ("next", "downsell", "prospects", "winback")


class Spot(NamedTuple):
    """A value of a mapping or list, by what holds it and the key or index."""

    owner: Any
    key: Any

    @property
    def value(self) -> Any:
        return self.owner[self.key]

    def put(self, value: Any) -> None:
        self.owner[self.key] = value


def spots(value: Any) -> Iterator[Spot]:
    """Return every value inside a value."""
    if isinstance(value, (dict, list)):
        for key in list(value) if isinstance(value, dict) else range(len(value)):
            yield Spot(value, key)
            yield from spots(value[key])


def texts(store: Store) -> list[Spot]:
    """Return every value that is a single text, number or flag."""
    return [spot for spot in spots(store) if not isinstance(spot.value, (dict, list))]


def names(store: Store, *sections: str) -> list[str]:
    """Return the names in some sections."""
    return [name for section in sections if isinstance(store.get(section), dict) for name in store[section]]


def references(store: Store, known: list[str]) -> list[Spot]:
    """Return every value that is one of the known names."""
    wanted = set(known)
    return [spot for spot in texts(store) if spot.value in wanted]


def step_lists(store: Store) -> list[list[Any]]:
    """Return every list of steps; a single step becomes a list in its place."""
    found = []
    for spot in list(spots(store)):
        if spot.key in STEPS and isinstance(spot.owner, dict):
            if not isinstance(spot.value, list):
                spot.put([spot.value])
            found.append(spot.value)
    return found


def step_mapping(listed: list[Any], index: int, touches: list[str]) -> dict[str, Any]:
    """Return a step of a list as a mapping that terms can be added to; a bare name becomes one in its place."""
    step = listed[index]
    if not isinstance(step, dict):
        step = listed[index] = {"do" if step in touches else "offer": step}
    return step


def mappings(store: Store) -> list[tuple[type, dict[str, Any]]]:
    """Return every mapping that a class of the model reads, with the class."""
    found: list[tuple[type, dict[str, Any]]] = [(Path, store)]
    for section, model in SECTIONS.items():
        entries = store.get(section)
        if isinstance(entries, dict):
            found += [(model, body) for body in entries.values() if isinstance(body, dict)]
    single = [(Ultimate, store.get("ultimate")), (Defaults, store.get("defaults"))]
    rest = store.get("rest")
    rests = rest if isinstance(rest, list) else [rest]
    found += [
        (model, body)
        for model, body in [*single, *((Rest, each) for each in rests)]
        if isinstance(body, dict)
    ]
    found += [(Step, step) for listed in step_lists(store) for step in listed if isinstance(step, dict)]
    return found
