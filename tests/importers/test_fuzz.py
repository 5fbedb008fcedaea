"""Exports that were damaged at random: no failure, a file without a finding, and importing again changes nothing."""

from datetime import date
from pathlib import Path
from random import Random

import pytest

from ipp.errors import RequestError
from ipp.importers.items.variants import make_items
from ipp.importers.merging.apply import apply_plan
from ipp.importers.merging.lock import lock_items, read_lock, write_lock
from ipp.importers.merging.plan import make_plan
from ipp.importers.reading.tables import read_table
from ipp.importers.recognise import find_layout
from ipp.importers.writing.new_file import NewFileTerms, write_new_file
from ipp.orders.files.sources import parse_source
from tests.amounts import amount
from tests.importers import shops

from .merging.test_merging import read

EXPORTS = (
    shops.SHOPIFY,
    shops.WOOCOMMERCE,
    shops.MAGENTO,
    shops.PRESTASHOP,
    shops.STRIPE_PRICES,
    shops.GUMROAD,
    shops.PLAIN,
)
PIECES = [
    *('"', ",", ";", "\n", "=", "|", "#", ": ", "{", "-", "'", "&", "*", "%", "@", "\t", "<", "&lt;", "\\"),
    *("\x00", "\u202e", "é", "😀", "0", "2", "-5", "NaN", "1e9", "9" * 14, "draft", "true", "id:1"),
    *("Ask how they like it", "the club"),
]


def damage(text: str, lots: Random) -> str:
    for _ in range(lots.randint(1, 8)):
        at, chance = lots.randrange(len(text)), lots.random()
        if chance < 0.4:
            text = text[:at] + lots.choice(PIECES) + text[at:]
        elif chance < 0.6:
            text = text[:at] + text[at + lots.randint(1, 6) :]
        elif chance < 0.8:
            text = text[:at] + lots.choice(PIECES) + text[at + 1 :]
        else:
            start = lots.randrange(len(text))
            text = text[:at] + text[start : start + lots.randint(1, 40)] + text[at:]
    return text


def check(file: Path) -> None:
    table = read_table(parse_source(str(file)), {}, file.parent)
    layout = find_layout([table], None)
    catalogue = layout.read([table], date(2026, 11, 30))
    items = make_items(catalogue)
    terms = NewFileTerms((file.name,), layout.name, ultimate="The Club")
    store = read(write_new_file(items, terms))
    assert not store.findings
    text = write_lock(lock_items(layout.key, items))
    lock = read_lock("lock", text)
    again = make_items(catalogue, lock.items.keys())
    merged = apply_plan(make_plan(again, layout.key, store, lock, take=(), gone_ok=False), store, again)
    assert merged.plan.is_empty
    assert not merged.texts
    assert write_lock(merged.plan.lock) == text
    first = apply_plan(make_plan(items, layout.key, store, None, take=(), gone_ok=False), store, items)
    assert not first.texts


@pytest.mark.slow
def test_damaged_exports(tmp_path: Path) -> None:
    lots = Random(21)
    file = tmp_path / "export.csv"
    for _ in range(amount(2000)):
        text = damage(lots.choice(EXPORTS), lots)
        file.write_text(text, encoding="utf-8", newline="")
        try:
            check(file)
        except RequestError:
            pass
        except Exception:
            print(text)
            raise
