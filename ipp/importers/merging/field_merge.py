"""One field of one item: what the file says, what the shop said at the last import, and what it says now."""

from collections.abc import Collection
from enum import Enum, auto

from ipp.importers.merging.fields import USUAL, Value, is_same


class Verdict(Enum):
    """What becomes of a field: the file's value stays, the shop's takes its place, or the two differ and the file's stays."""

    KEEP = auto()
    TAKE = auto()
    DIFFER = auto()


def merge_field(
    field: str,
    file: Value | None,
    base: Value | None,
    shop: Value | None,
    *,
    first: bool,
    take: Collection[str] = (),
) -> Verdict:
    """Return what becomes of a field; None is a value that is not said.

    Of file and shop, the one that changed since the last import has its say; where both did, the file's value stays. At the `first` import
    of an item nothing is known of before: what the file lacks is taken. For the fields of `take` the shop always has its say.
    """
    if shop is None or is_same(field, file, shop):
        return Verdict.KEEP
    if field in take:
        return Verdict.TAKE
    if first:
        lacks = file is None or file == USUAL.get(field)
        return Verdict.TAKE if lacks else Verdict.DIFFER
    if is_same(field, shop, base):
        return Verdict.KEEP
    return Verdict.TAKE if is_same(field, file, base) else Verdict.DIFFER
