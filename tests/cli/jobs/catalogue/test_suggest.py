"""`ipp suggest`: candidates with their reasons, written as drafts that change nothing else."""

import json
from pathlib import Path

import pytest
import yaml

from tests.cli.program import inside

FILE = """ipp: 1
store: Happy Feet
ultimate: Club
products:
  Foot Spa: {price: 90, category: Feet}    # the best
  Soap: {price: 28, category: Feet, consumable: true, next: Towel}
  Towel:
    price: 20
    category: Feet > Dry
    # soft
  Old Brush: {price: 30, category: Feet, retired: true}
  New Brush: {price: 31, category: Feet, draft: true}
  Sold Out: {price: 32, category: Feet, paused: true}
  Secret: {price: 29, category: Feet, sold: false, final: true}
  Hand Cream: {price: 8, category: Hands}
  Ring:
  Club: {price: 9, every: month}
bundles:
  Feet Set: {items: [Soap, Towel], price: 44}
series:
  Hands: [Hand Cream, Soap]
next: [Feet Set, Club]
"""
SAID = """2 of 6 products have a next of their own.
Foot Spa  90.00    line 5
  Feet Set  44.00  bundle, same category
  Soap  28.00      same category, 31% of its price
  Towel  20.00     same category, 22% of its price
Towel  20.00    line 7
  Hand Cream  8.00  of the whole store, 40% of its price
Sold Out  32.00    line 13
  Feet Set  44.00  bundle, same category
  Towel  20.00     same category, 62% of its price
  Soap  28.00      same category, 88% of its price
Ring    line 16
  Hand Cream  8.00  of the whole store, no price to compare
  Towel  20.00      of the whole store, no price to compare
  Soap  28.00       of the whole store, no price to compare
--write adds these as drafts to the path file. Read each before you use it.
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("store.yaml").write_text(FILE, encoding="utf-8")
    return tmp_path


def test_candidates_and_their_reasons(folder: Path) -> None:
    assert inside("suggest", "--path", "store.yaml") == (0, SAID, "")
    assert Path("store.yaml").read_text(encoding="utf-8") == FILE


def test_the_answer_for_programs(folder: Path) -> None:
    answer = json.loads(inside("suggest", "--path", "store.yaml", "--format", "json").out)
    assert (answer["format_version"], answer["products"], answer["with_next"], answer["written"]) == (
        "1.0",
        6,
        2,
        None,
    )
    assert answer["suggestions"][0] == {
        "name": "Foot Spa",
        "file": "store.yaml",
        "line": 5,
        "candidates": [
            {"name": "Feet Set", "kind": "bundle", "price": "44.00", "reason": "bundle, same category"},
            {
                "name": "Soap",
                "kind": "product",
                "price": "28.00",
                "reason": "same category, 31% of its price",
            },
            {
                "name": "Towel",
                "kind": "product",
                "price": "20.00",
                "reason": "same category, 22% of its price",
            },
        ],
    }


def test_drafts_are_written_and_nothing_else_changes(folder: Path) -> None:
    said = inside("suggest", "--path", "store.yaml", "--write")
    assert (said.code, said.out.splitlines()[-1]) == (0, "Wrote 4 drafts: look for `draft of ipp suggest`.")
    after = Path("store.yaml").read_text(encoding="utf-8")
    expected = FILE.replace(
        "category: Feet}    # the best", "category: Feet, next: [Feet Set, Soap, Towel]}    # the best"
    )
    expected = expected.replace("    # soft\n", "    # soft\n", 1)
    expected = expected.replace(
        "category: Feet > Dry\n", "category: Feet > Dry\n    next: Hand Cream    # draft of ipp suggest\n"
    )
    expected = expected.replace(
        "paused: true}\n", "paused: true, next: [Feet Set, Towel, Soap]}    # draft of ipp suggest\n"
    )
    expected = expected.replace(
        "  Ring:\n", "  Ring: {next: [Hand Cream, Towel, Soap]}    # draft of ipp suggest\n"
    )
    assert after == expected
    assert yaml.safe_load(after)["products"]["Ring"] == {"next": ["Hand Cream", "Towel", "Soap"]}
    again = inside("suggest", "--path", "store.yaml")
    assert again == (0, "6 of 6 products have a next of their own.\n", "")
    assert inside("validate", "store.yaml", "--fail-on", "error").code == 0


def test_what_is_only_offered_needs_none(folder: Path) -> None:
    Path("store.yaml").write_text(FILE.replace("sold: false, final: true", "sold: false"), encoding="utf-8")
    assert inside("suggest", "--path", "store.yaml") == (0, SAID, "")


def test_validate_counts_alike_before_and_after(folder: Path) -> None:
    """The count of `ipp validate` is silent where all have one: `ipp suggest` says so then."""
    assert "\n2 of 6 products have a next of their own." in inside("validate", "store.yaml").out
    inside("suggest", "--path", "store.yaml", "--write")
    assert "have a next of their own" not in inside("validate", "store.yaml").out
    assert inside("suggest", "--path", "store.yaml").out == "6 of 6 products have a next of their own.\n"


def test_a_category_with_a_next_needs_none(folder: Path) -> None:
    Path("store.yaml").write_text(FILE + "categories: {Feet: {next: [Soap]}}\n", encoding="utf-8")
    answer = json.loads(inside("suggest", "--path", "store.yaml", "--format", "json").out)
    assert [each["name"] for each in answer["suggestions"]] == ["Ring"]


def test_a_file_with_mistakes_is_refused(folder: Path) -> None:
    Path("store.yaml").write_text(FILE + "nonsense: 1\n", encoding="utf-8")
    said = inside("suggest", "--path", "store.yaml", "--write")
    assert (said.code, said.out) == (2, "")
    assert Path("store.yaml").read_text(encoding="utf-8") == FILE + "nonsense: 1\n"


@pytest.mark.parametrize(
    ("products", "said"),
    [
        ("Mug: {price: 5}", "Nothing to write: nothing to suggest for Mug."),
        (
            "Mug: {price: 5, next: Club}",
            "Nothing to write: every product that needs a next of its own has one.",
        ),
    ],
)
def test_no_draft_is_no_draft_and_says_why(
    products: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("store.yaml").write_text(
        f"ipp: 1\nultimate: Club\nproducts:\n  {products}\n  Club: {{price: 9}}\n", encoding="utf-8"
    )
    assert inside("suggest", "--path", "store.yaml", "--write").out.splitlines()[-1] == said


def write_orders() -> None:
    """Write what people bought: after the spa a ring, or the old brush, that is no longer sold; others buy all kinds of things."""
    others = ["Soap", "Towel", "Hand Cream", "Ring", "Old Brush"]
    lines = ["customer,item,date"]
    for who in range(300):
        first = "Foot Spa" if who % 3 == 0 else others[who % 5]
        then = ("Ring", "Old Brush")[who % 2] if who % 3 == 0 else others[(who + 1 + who // 5 % 3) % 5]
        lines += [f"p{who},{first},2026-01-{1 + who % 9:02}", f"p{who},{then},2026-02-{1 + who % 9:02}"]
    Path("orders.csv").write_text("\n".join(lines), encoding="utf-8")


def test_what_customers_bought_next_comes_first(folder: Path) -> None:
    write_orders()
    said = inside(
        "suggest",
        "--path",
        "store.yaml",
        "--orders",
        "orders.csv",
        "--today",
        "2026-11-22",
        "--format",
        "json",
    )
    assert said.code == 0, said.err
    assert "tested are supported" in said.err
    found = {each["name"]: each["candidates"] for each in json.loads(said.out)["suggestions"]}
    assert found["Foot Spa"][0]["name"] == "Ring"
    assert found["Foot Spa"][0]["reason"].startswith("bought next by 50 of 100, by chance ")
    assert [each["name"] for each in found["Foot Spa"][1:]] == ["Soap", "Towel"]
    assert [each["name"] for each in found["Towel"]] == ["Hand Cream"]
    inside("suggest", "--path", "store.yaml", "--orders", "orders.csv", "--today", "2026-11-22", "--write")
    assert "next: [Ring, Soap, Towel]" in (folder / "store.yaml").read_text(encoding="utf-8")


def test_how_orders_are_read_needs_orders(folder: Path) -> None:
    said = inside("suggest", "--path", "store.yaml", "--layout", "plain")
    assert (said.code, said.out, said.err) == (
        2,
        "",
        "error: an option says how to read orders, and no orders are named\n  tip: name them with --orders ORDERS\n",
    )
