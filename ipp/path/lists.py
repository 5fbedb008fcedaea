"""Every list of steps that is written, found by what the model says of its keys: a new key that takes steps is in it by itself."""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from ipp.path.keys import Kind, list_keys
from ipp.path.model import Bundle, Category, Path, Product, Step

Owner = Path | Product | Bundle | Category
Steps = tuple[Step, ...]

HOLDERS = ("products", "bundles", "categories")
"""The keys of `Path` whose things have lists of their own; a test looks through the model for others."""


class StepList(NamedTuple):
    """A list as it is written: whose it is, the field of the model that holds it, and whether its steps are rungs."""

    owner: Owner
    field: str
    steps: Steps
    rungs: bool


_new = tuple.__new__  # half the time of a named tuple's own constructor, and there are many lists


@cache
def list_fields(model: type) -> tuple[tuple[str, bool], ...]:
    """Return the fields of a model that hold steps, and whether these are rungs."""
    kinds = {Kind.STEPS: False, Kind.RUNGS: True}
    return tuple((field, kinds[key.kind]) for field, key in list_keys(model).values() if key.kind in kinds)


def _fields_of(owner: object) -> tuple[tuple[str, bool], ...]:
    model: type = type(owner)
    return list_fields(model)


def list_step_lists(path: Path) -> Iterator[StepList]:
    """Yield the lists of a path in the order of the model; those within steps are not among them."""
    for holder in HOLDERS:
        fields = None
        for owner in getattr(path, holder):
            fields = fields or _fields_of(owner)
            for field, rungs in fields:
                if steps := getattr(owner, field):
                    yield _new(StepList, (owner, field, steps, rungs))
    for field, rungs in _fields_of(path):
        if steps := getattr(path, field):
            yield StepList(path, field, steps, rungs)
