"""IPP208: there is no `rest`."""

import pytest

from ..marked import hold, of_rule, unmarked

STORE = "products: {One: {next: Club}, Club: {}}\ntouches: {Letter: {kind: content}}\n"


@pytest.mark.parametrize("head", ["«ipp»: 1\nultimate: Club\n", "# a shop\n\n«ultimate»: Club\nipp: 1\n"])
def test_the_beginning_of_the_file_is_shown(head: str) -> None:
    text, [place], _ = unmarked(head + STORE)
    [finding] = of_rule("no-rest", text)
    assert (finding.span.start, finding.span.end) == place
    assert finding.help
    assert finding.help.startswith("rest: ")


@pytest.mark.parametrize("rest", ["[{do: Letter, every: 30d}]", "{do: letter, every: month}"])
def test_a_store_with_rest(rest: str) -> None:
    hold("no-rest", f"{STORE}rest: {rest}")


def test_an_empty_rest_is_none() -> None:
    text = f"ipp: 1\nultimate: Club\n{STORE}rest: []\n"
    assert len(of_rule("no-rest", text)) == 1


def test_a_refill_is_no_rest_for_everybody() -> None:
    text = "ipp: 1\nultimate: Club\nproducts: {Soap: {consumable: true, refill: 30d, next: Club}, Club: {}}\n"
    assert len(of_rule("no-rest", text)) == 1


@pytest.mark.parametrize("rest", ["Letter", "[{do: Lettre, every: 30d}]", "[{do: Letter}]"])
def test_a_rest_with_a_mistake_is_told_as_the_mistake(rest: str) -> None:
    hold("no-rest", f"{STORE}rest: {rest}", mistakes=True)


def test_a_mistake_elsewhere_hides_nothing() -> None:
    text = f"ipp: 1\nultimate: Club\nstroe: Shop\n{STORE}"
    assert len(of_rule("no-rest", text, mistakes=True)) == 1
