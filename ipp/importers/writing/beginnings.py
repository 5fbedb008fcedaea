"""Where to begin with a new path file: what has no next of its own, and which of it matters most."""

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from ipp.importers.items.item import Item
from ipp.importers.writing.write_item import list_following

MOST = 5


class Beginnings(NamedTuple):
    """How many products and bundles there are, how many of the products are sold, need a next of their own and have one, and the best places to begin."""

    products: int
    bundles: int
    sold: int
    needing: int
    with_next: int
    begin: tuple[Item, ...]


def find_beginnings(
    items: Sequence[Item], ultimate: Item | None = None, *, upsells: bool = False
) -> Beginnings:
    """Return where to begin: products for sale without a next, first those that most others lead to, then the dearest."""
    by_key = {item.key: item for item in items}
    products = [item for item in items if not item.parts]
    sold = [item for item in products if item.is_for_sale]
    following = {item.key: list_following(item, by_key, upsells=upsells) for item in items}
    led_to = Counter(key for keys in following.values() for key in keys)
    needing = [item for item in sold if item.sold is not False and item is not ultimate]  # as of a path file
    bare = [item for item in needing if not following[item.key]]
    ranked = sorted(bare, key=lambda item: (-led_to[item.key], -(item.price or Decimal(0))))
    return Beginnings(
        len(products),
        len(items) - len(products),
        len(sold),
        len(needing),
        len(needing) - len(bare),
        tuple(ranked[:MOST]),
    )
