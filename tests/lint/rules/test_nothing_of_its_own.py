"""IPP403: products after which only the store-wide list comes; the last line of `validate` counts them."""

from pathlib import Path

import pytest

from ipp.lint.run import LintTerms, lint_stores
from ipp.loading import load_store, make_opener
from ipp.text.source import Source

from ..marked import hold

STORE = "products: {%s, Club: {price: 9}}\nseries: {Jazz: [Jazz 101, Jazz 201]}\ncategories: {Tea: {next: Club}}\n%s\n"
JAZZ = "Jazz 101: {price: 9}, Jazz 201: {price: 9, next: Club}"
LACKING = {
    "one": (f"«Mug»: {{}}, {JAZZ}", "`Mug` has no next of its own"),
    "two": (f"«Mug»: {{}}, {JAZZ}, ‹Pot›: {{}}", "`Mug` and 1 more product have no next of their own"),
    "an end of a series": ("Jazz 101: {}, «Jazz 201»: {}", "only the store-wide one"),
}
ENOUGH = {
    "its own, a series, a category": f"Mug: {{next: Club}}, {JAZZ}, Pot: {{category: Tea}}",
    "an end that is meant": f"{JAZZ}, Mug: {{final: true}}",
    "never sold": f"{JAZZ}, Pot: {{draft: true}}, Pan: {{retired: true}}, Lid: {{sold: false}}",
}


@pytest.mark.parametrize("parts", LACKING.values(), ids=LACKING)
def test_only_the_store_wide_list_follows(parts: tuple[str, str]) -> None:
    hold("nothing-of-its-own", STORE % (parts[0], "next: Club"), parts[1])


@pytest.mark.parametrize("products", ENOUGH.values(), ids=ENOUGH)
def test_enough_of_its_own(products: str) -> None:
    hold("nothing-of-its-own", STORE % (products, "next: Club"))


def test_without_a_store_wide_list_another_rule_tells() -> None:
    hold("nothing-of-its-own", STORE % (f"Mug: {{}}, {JAZZ}", ""))


@pytest.mark.parametrize(
    "products, counted",
    [(f"Mug: {{}}, {JAZZ}", (2, 3)), (JAZZ, (2, 2)), (f"Mug: {{next: Nobody}}, {JAZZ}", (0, 0))],
    ids=["a product without", "all have one", "a mistake in a list"],
)
def test_the_count(products: str, counted: tuple[int, int]) -> None:
    text = f"ipp: 1\nultimate: Club\n{STORE % (products, 'next: Club')}"
    assert (
        lint_stores(
            [load_store(Source("store.yaml", text), make_opener(Path()))], LintTerms(frozenset())
        ).own_next
        == counted
    )
