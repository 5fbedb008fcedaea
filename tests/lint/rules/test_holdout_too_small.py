"""IPP503: a holdout of which a year shows nothing."""

import pytest

from ipp.measure.needed import YES_DEVIATION, find_visible

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


def test_a_store_without_a_holdout() -> None:
    hold("holdout-too-small", "products: {One: {next: Club}, Club: {}}", customers=1)
