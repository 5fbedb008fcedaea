"""The published vectors of shares: `docs/share-vectors.json`, made here and checked by every engine that draws customers."""

import json
import random
from pathlib import Path
from typing import NamedTuple

FILE = Path(__file__).parents[1] / "docs" / "share-vectors.json"
SALTS = ["autumn-2026", "test-half", "Café", "Cafe\u0301", "ÄÖÜ", "a:b", "", "日本", "👟 shoes", "No"]
CUSTOMERS = [
    "ann@example.com", "Ann@Example.COM", " bob ", "\ufeff4711\u200b", "0007", "c-9", "Zoë", "Zoe\u0308", "ÅSA@example.com", "李雷",
    "👟", "a:b:c", "ipp:1:x:y", "mailto:Eve@example.com", "'quoted'", "ﬁ", "ẞ", "x" * 300, "\u00a0nbsp\u00a0", "tab\tinside",
]  # fmt: skip


class Vector(NamedTuple):
    """A salt and a customer as somebody writes them, the text that is drawn by, and the 8 hex digits that come of it."""

    salt: str
    customer: str
    text: str
    digits: str


def read_vectors() -> list[Vector]:
    """Return the published vectors."""
    return [Vector(**each) for each in json.loads(FILE.read_text(encoding="ascii"))]


def list_pairs() -> list[tuple[str, str]]:
    """Return 200 salts with customers, each salt with each of twenty customers."""
    made = random.Random(1)
    others = [f"customer-{made.randrange(10**9)}@shop.example" for _ in range(10)]
    pairs = [(salt, customer) for salt in SALTS for customer in CUSTOMERS]
    return [*pairs[:190], *(("arms", other) for other in others)]
