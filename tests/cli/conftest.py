"""A folder with a shop in it, which the commands are run in."""

from pathlib import Path

import pytest

SHOP = """ipp: 1
store: Happy Feet
currency: USD
ultimate: Feet Club
products:
  Toe Massager 5000: {price: 89, sku: TM-5000, next: [Routine video, Spa Slippers]}
  Spa Slippers: {price: 24, sku: SLIP-1}
  Nail Kit: {price: 22}
  Feet Club: {price: 29, every: month}
touches:
  Routine video: {kind: content}
next: [Nail Kit, Feet Club]
prospects: [Toe Massager 5000]
rest: [{do: Routine video, every: 30d}]
defaults: {after: 3d, patience: 7d}
series: {Feet: [Spa Slippers, Nail Kit, Feet Club]}
"""
BROKEN = (
    SHOP.replace("Spa Slippers]}", "Spa Slipers]}")
    .replace("price: 22", "prise: 22")
    .replace("price: 24", "price: x")
)
BARE = "".join(line for line in SHOP.splitlines(True) if not line.startswith("rest"))


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the working folder: `paths/store.yaml` is a shop without a flaw."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "paths").mkdir()
    (tmp_path / "paths" / "store.yaml").write_text(SHOP, encoding="utf-8")
    return tmp_path


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the working folder, with nothing in it."""
    monkeypatch.chdir(tmp_path)
    return tmp_path
