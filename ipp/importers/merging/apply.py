"""A plan made: the new texts of the files, what could not be written, and what is remembered."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from ipp.importers.items.item import Item
from ipp.importers.merging.additions import add_items
from ipp.importers.merging.edits import change_item
from ipp.importers.merging.lock import Lock
from ipp.importers.merging.plan import FieldChange, ImportPlan
from ipp.loading import Store
from ipp.path.names import fold_name
from ipp.text.edits import apply_edits, join_insertions
from ipp.text.finding import Edit

BY_HAND = "ipp cannot change how it is written: change it by hand"


class Applied(NamedTuple):
    """The plan as it can be carried out, and the new text of each file by name."""

    plan: ImportPlan
    texts: Mapping[str, str]


def apply_plan(plan: ImportPlan, store: Store, items: Sequence[Item]) -> Applied:
    """Return what a plan makes of the files of a store; what cannot be written is to be settled by hand, and not remembered."""
    edits: list[Edit] = []
    made: list[FieldChange] = []
    by_hand: list[FieldChange] = []
    for changes in _group_by_item((*plan.changes, *plan.retired)):
        good = changes[0].good
        for change, found in change_item(good, changes, plan.mentions.get(fold_name(good.name.text), [])):
            if found is None:
                by_hand.append(change._replace(reason=BY_HAND))
            else:
                made.append(change)
                edits += found
    edits += add_items(store.path, plan.new, _name_targets(plan, items, made))
    texts = {source.name: text for source, text in apply_edits(join_insertions(edits)).items()}
    retired = set(map(_identify, plan.retired))
    settled = plan._replace(
        changes=tuple(change for change in made if _identify(change) not in retired),
        retired=tuple(change for change in made if _identify(change) in retired),
        to_settle=(*plan.to_settle, *by_hand),
        lock=_forget(plan.lock, by_hand),
    )
    return Applied(settled, texts)


def _identify(change: FieldChange) -> tuple[str, str]:
    return change.key, change.field


def _group_by_item(changes: Sequence[FieldChange]) -> Iterable[list[FieldChange]]:
    found: dict[int, list[FieldChange]] = {}
    for change in changes:
        found.setdefault(id(change.good), []).append(change)
    return found.values()


def _name_targets(
    plan: ImportPlan, items: Sequence[Item], changes: Sequence[FieldChange]
) -> Mapping[str, Item]:
    """Return what new items may lead to, by key, under the names that the file will have for it."""
    names = {key: str(locked.values.get("name", "")) for key, locked in plan.lock.items.items()}
    names |= plan.paired
    names |= {change.key: str(change.shop) for change in changes if change.field == "name"}
    removed = {item.key for item in plan.removed}
    new = {item.key: item for item in plan.new}
    known = {
        item.key: item._replace(name=names[item.key])
        for item in items
        if item.key in names and item.key not in removed
    }
    return known | new


def _forget(lock: Lock, by_hand: Sequence[FieldChange]) -> Lock:
    """Return the lock with what it said before of fields that could not be written: they will be told again."""
    items = dict(lock.items)
    for change in by_hand:
        locked = items[change.key]
        values = {field: value for field, value in locked.values.items() if field != change.field}
        if change.base is not None:
            values[change.field] = change.base
        items[change.key] = locked._replace(values=values, gone=locked.gone and change.field != "retired")
    return lock._replace(items=items)
