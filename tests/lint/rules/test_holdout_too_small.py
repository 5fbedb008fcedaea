"""IPP503: a holdout of which a year shows nothing."""

import pytest

from ipp.measure.needed import PARTS, YES_DEVIATION, find_visible

from ..marked import hold

STORE = "products: {One: {next: Club}, Club: {}}\nholdout: {name: %s, share: %s}"


@pytest.mark.parametrize(
    ("share", "customers", "fits"),
    [
        ("5%", 3000, False),
        ("5%", 30_000, True),
        ("50%", 1000, False),
        ("50%", 3000, True),
        ("95%", 3000, False),
        ("5%", None, True),
        ("100%", 10, True),
    ],
)
def test_a_holdout_of_so_many(share: str, customers: int | None, fits: bool) -> None:
    hold("holdout-too-small", STORE % ("autumn" if fits else "«autumn»", share), customers=customers)


def test_it_says_what_a_year_shows_and_what_would_do() -> None:
    shows = f"{find_visible(36_000, 0.05) * YES_DEVIATION * 100:.0f}%"
    (found,) = hold(
        "holdout-too-small", STORE % ("«autumn»", "5%"), f"effect of {shows} or more", customers=3000
    )
    assert found.help == "hold out 30% of them"
    (found,) = hold("holdout-too-small", STORE % ("«autumn»", "5%"), customers=500)
    assert found.help and found.help.startswith("hold out 50%, which shows")


@pytest.mark.parametrize(("share", "customers"), [("50%", 120), ("50%", 1000), ("49%", 120), ("55%", 120)])
def test_what_is_done_already_is_no_advice(share: str, customers: int) -> None:
    """Half of them shows most: where that is too little, it takes longer."""
    (found,) = hold("holdout-too-small", STORE % ("«autumn»", share), customers=customers)
    assert found.help and found.help.startswith("no other share shows more: a tenth shows after ")
    years = int(found.help.partition(" after ")[2].split()[0].replace(",", ""))
    assert find_visible(12 * customers * years, 0.5) * YES_DEVIATION <= PARTS[0]
    assert find_visible(12 * customers * (years - 1), 0.5) * YES_DEVIATION > PARTS[0]


def test_a_store_without_a_holdout() -> None:
    hold("holdout-too-small", "products: {One: {next: Club}, Club: {}}", customers=1)
