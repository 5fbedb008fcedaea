"""What commands write is read back before: no file gets a mistake from us."""

from pathlib import Path

import pytest

from ipp.cli.jobs.read_back import check_changed, check_made
from ipp.errors import RequestError
from ipp.loading import Store, load_store, make_opener
from ipp.text.source import Source
from tests.cli.program import inside

STORE = "ipp: 1\nultimate: Club\nproducts:\n  Club: {price: 29}\n"
PRICES = "Price ID,Product ID,Product Name,Amount,Currency,Interval,Interval Count\n"


def test_what_is_made_has_no_mistakes_but_that_the_ultimate_is_missing() -> None:
    check_made(STORE, "this", named=True)
    check_made(STORE.replace("ultimate: Club\n", ""), "this", named=False)
    for text in (STORE.replace("29", "-1"), STORE.replace("ultimate: Club\n", ""), "[", "S\udcff"):
        with pytest.raises(RequestError, match="this make no path file: line "):
            check_made(text, "this", named=True)


def test_what_is_changed_has_no_new_mistakes() -> None:
    store = load_store(Source("store.yaml", STORE + "  Lamp: {price: x}\n"), make_opener(Path()))
    assert isinstance(store, Store)
    name = "store.yaml"
    check_changed(store, {})
    check_changed(store, {name: STORE})
    check_changed(store, {name: STORE + "  Lamp: {price: x}\n"})
    with pytest.raises(RequestError, match="a mistake in line 4"):
        check_changed(store, {name: STORE.replace("29", "29, every: -1 months")})


@pytest.mark.parametrize("count", ["-1", "999999999999", "99999"])
def test_a_period_that_is_none_is_told_and_left_out(empty: Path, count: str) -> None:
    (empty / "prices.csv").write_text(f"{PRICES}p1,a,Club,29,usd,month,{count}\np2,b,Box,9,usd,month,3\n")
    said = inside("import", "prices.csv", "--ultimate", "Club", "-o", "store.yaml")
    assert said.code == 0
    assert f"1 period cannot be read: '{count} month' (Club)" in said.out
    assert "Box: {price: 9, every: 3 months, sku: p2}" in (empty / "store.yaml").read_text()
    assert inside("validate", "store.yaml", "--select", "IPP0,IPP1").code == 0


@pytest.mark.parametrize(
    "name", ["a\x01b", "x" * 1_020, "a\nb", "# x", "\ufffe", "null", "- a", "[", "Ask how they like it"]
)
def test_an_import_is_sound_whatever_the_ultimate_is_called(empty: Path, name: str) -> None:
    (empty / "prices.csv").write_text(f"{PRICES}p1,a,Box,29,usd,month,1\n")
    assert inside("import", "prices.csv", "--ultimate", name, "-o", "store.yaml").code == 0
    assert inside("validate", "store.yaml", "--select", "IPP0,IPP1").code == 0


def test_an_import_that_makes_no_path_file_is_refused(empty: Path) -> None:
    (empty / "prices.csv").write_text(f"{PRICES}p1,a,Box,29,usd,month,1\n")
    said = inside("import", "prices.csv", "--ultimate", "x" * 1_100, "-o", "store.yaml")
    assert said.code == 2
    assert said.err.startswith("error: the export and the options make no path file: line ")
    assert not (empty / "store.yaml").exists()
