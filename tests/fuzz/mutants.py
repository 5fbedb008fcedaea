"""Path files by a seed, of which most can be read: a store, a few changes to it, written by somebody's hand."""

import random

from ipp.text.source import Source
from ipp.text.yaml.tree import read_tree

from ..oracle.choice import Choice
from ..oracle.handwriting import by_hand
from ..path.mutants import replaced, spans_of
from .changes import CHANGES
from .starts import some_store

MOST_CHANGES = 8


def mutant(seed: int) -> str:
    """Return the text of a path file."""
    luck = random.Random(seed)
    choice = Choice(lambda low, high: low + int(luck.random() * (high - low + 1)))  # quicker than randint
    store = some_store(choice)
    for _ in range(choice.integer(0, MOST_CHANGES)):
        choice.one(CHANGES)(store, choice)
    store.pop("ipp", None)
    text = by_hand(store, choice)
    return damaged_text(text, luck) if choice.chance(5) else text


def damaged_text(text: str, luck: random.Random) -> str:
    """Return a text with a key or value replaced by something hostile; as it is where it cannot be read."""
    tree = read_tree(Source("path.yaml", text), lambda _: None)
    places = sorted(set(spans_of(tree))) if tree else []
    return replaced(text, places, luck) if len(places) > 3 else text
