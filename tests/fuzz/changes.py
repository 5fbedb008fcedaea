"""Changes to a plain store that leave most of it readable: of names, steps, terms, numbers, conditions and bundles.

Each takes a store and changes it in place, or leaves it alone where it has nothing to change.
"""

from collections.abc import Callable

from ..oracle.choice import Choice
from ..oracle.plain import Store
from .name_changes import (
    copy_item,
    misspell,
    remove_item,
    rename_in_one_place,
    rename_item,
    swap_bodies,
    swap_names,
)
from .step_changes import (
    add_chain,
    add_step,
    chain_downsells,
    double_step,
    move_downsell,
    move_step,
    remove_step,
)
from .term_changes import (
    add_key,
    change_goal,
    change_segment,
    change_terms,
    change_value,
    exchange,
    fill_bundle,
    flip_flag,
    ignore_something,
    put_hostile,
    remove_key,
)

Change = Callable[[Store, Choice], None]
CHANGES: list[Change] = [
    rename_item, rename_in_one_place, swap_names, swap_bodies, copy_item, remove_item, misspell, add_step,
    double_step, move_step, remove_step, move_downsell, chain_downsells, add_chain, add_key, add_key, add_key, remove_key,
    change_value, change_value, flip_flag, flip_flag, change_terms, change_terms, fill_bundle, change_segment,
    change_goal, ignore_something, put_hostile, exchange,
]  # fmt: skip
