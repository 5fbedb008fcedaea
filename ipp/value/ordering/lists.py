"""The written lists of a path, and the same path with a list in another order.

A touch goes with the offer that follows it, touches at the end stay there, and a course of a series never comes before the one it builds on.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Literal, NamedTuple, TypeVar

from ipp.engine.policy.compile import Policy
from ipp.path.model import Bundle, Category, Path, Product, Step, Touch
from ipp.path.names import Names, fold_name

Kind = Literal["product", "bundle", "category", "store"]
Field = Literal["next", "downsell"]


class Owner(NamedTuple):
    """Whose list it is; the store-wide one has no name."""

    kind: Kind
    name: str
    field: Field


class WrittenList(NamedTuple):
    """One list as written, and all that read it: with an alias in the file, several."""

    owners: tuple[Owner, ...]
    steps: tuple[Step, ...]

    @property
    def key(self) -> tuple[tuple[int, int], ...]:
        """What the list is known by, in whatever order it stands."""
        return tuple(sorted((id(step.span.source), step.span.start) for step in self.steps))

    @property
    def label(self) -> str:
        """Whose list it is, in words."""
        owner = self.owners[0]
        if owner.kind == "store":
            return "the store-wide list"
        what = (
            "the downsells of "
            if owner.field == "downsell"
            else "the category "
            if owner.kind == "category"
            else ""
        )
        return what + owner.name


T = TypeVar("T", Product, Bundle, Category)

Block = tuple[Step, ...]
"""Steps that stay together: touches, and the offer that follows them."""


def find_lists(path: Path) -> tuple[WrittenList, ...]:
    """Return every list of at least two steps, in the order of the file."""
    found: dict[tuple[tuple[int, int], ...], WrittenList] = {}
    for owner, steps in _list_lists(path):
        if len(steps) > 1:
            key = WrittenList((), steps).key
            known = found.get(key, WrittenList((), steps))
            found[key] = known._replace(owners=(*known.owners, owner))
    return tuple(found.values())


def _list_lists(path: Path) -> Iterator[tuple[Owner, tuple[Step, ...]]]:
    for product in path.products:
        yield Owner("product", product.name.text, "next"), product.next
        yield Owner("product", product.name.text, "downsell"), product.downsell
    for bundle in path.bundles:
        yield Owner("bundle", bundle.name.text, "next"), bundle.next
        yield Owner("bundle", bundle.name.text, "downsell"), bundle.downsell
    for category in path.categories:
        yield Owner("category", category.name.text, "next"), category.next
    yield Owner("store", "", "next"), path.next


def split_blocks(policy: Policy, steps: Sequence[Step]) -> tuple[list[Block], Block]:
    """Return what can change places, and the touches at the end, which cannot."""
    found: list[Block] = []
    waiting: list[Step] = []
    for step in steps:
        waiting.append(step)
        item = policy.names.resolve_item(step.subject.text)
        if not (step.do or isinstance(item, Touch)):
            found.append(tuple(waiting))
            waiting = []
    return found, tuple(waiting)


def is_allowed(policy: Policy, written: WrittenList, order: Sequence[Block], fixed: frozenset[str]) -> bool:
    """Whether an order keeps the series, the place of what is `fixed`, and rungs that become cheaper."""
    before, _ = split_blocks(policy, written.steps)
    names = [fold_name(block[-1].subject.text) for block in order]
    was = [fold_name(block[-1].subject.text) for block in before]
    if any(old != new and (old in fixed or new in fixed) for old, new in zip(was, names, strict=True)):
        return False
    rank = _rank_series(policy)
    for place, name in enumerate(names):
        for later in names[place + 1 :]:
            if rank.get(later, ("", 0))[0] == rank.get(name, (" ", 0))[0] and rank[later][1] < rank[name][1]:
                return False
    return written.owners[0].field == "next" or _gets_cheaper(policy, order)


def _rank_series(policy: Policy) -> dict[str, tuple[str, int]]:
    return {
        fold_name(name.text): (series.name.text, place)
        for series in policy.path.series
        for place, name in enumerate(series.products)
    }


def _gets_cheaper(policy: Policy, order: Sequence[Block]) -> bool:
    prices = []
    for block in order:
        step = block[-1]
        item = policy.names.resolve_item(step.subject.text)
        listed = item.price if isinstance(item, (Product, Bundle)) else None
        prices.append(step.price if step.price is not None else listed)
    return all(above is None or below is None or above > below for above, below in pairwise(prices))


def reorder_list(path: Path, written: WrittenList, steps: tuple[Step, ...]) -> Path:
    """Return the path with other steps in a list."""
    for owner in written.owners:
        match owner.kind:
            case "store":
                path = path._replace(next=steps)
            case "product":
                path = path._replace(
                    products=tuple(_replace_list(each, owner, steps) for each in path.products)
                )
            case "bundle":
                path = path._replace(
                    bundles=tuple(_replace_list(each, owner, steps) for each in path.bundles)
                )
            case "category":
                path = path._replace(
                    categories=tuple(_replace_list(each, owner, steps) for each in path.categories)
                )
    return path


def _replace_list(each: T, owner: Owner, steps: tuple[Step, ...]) -> T:
    if each.name.text != owner.name:
        return each
    if owner.field == "downsell" and not isinstance(each, Category):
        return each._replace(downsell=steps)
    return each._replace(next=steps)


def compile_path(path: Path) -> Policy:
    """Return what a path means."""
    return Policy(path, Names(path))
