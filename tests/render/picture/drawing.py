"""Pictures of the stores that are kept here, and of stores in a few lines."""

import datetime as dt
from functools import cache
from pathlib import Path

from ipp.lint.check import check_store
from ipp.loading import Store, load_store_file
from ipp.render.picture.make import make_picture
from ipp.render.picture.scene import Card, Picture
from tests.engine.feet import written

ROOT = Path(__file__).parents[3]
TODAY = dt.date(2026, 11, 22)


@cache
def store_of(file: Path) -> Store:
    loaded = load_store_file(str(file))
    assert isinstance(loaded, Store)
    return loaded


@cache
def picture_of(file: Path) -> Picture:
    store = store_of(file)
    return make_picture(store.policy, check_store(store, today=TODAY))


def drawn(text: str) -> Picture:
    """Return the picture of a store written as YAML."""
    store = written(text)
    return make_picture(store.policy, check_store(store, today=TODAY))


def card(picture: Picture, name: str) -> Card:
    return next(card for card in picture.cards.values() if card.name == name)
