"""Pages in a real Chromium: opened from a file, with every request counted."""

from pathlib import Path
from typing import TYPE_CHECKING

from ipp.lint.check import check_store
from ipp.loading import Store
from ipp.render.drawings.html import draw_html
from ipp.render.picture.make import make_picture
from ipp.value.forecast import Forecast
from tests.render.picture.drawing import TODAY

if TYPE_CHECKING:
    from playwright.sync_api import Page


def html_of(store: Store, forecast: Forecast | None = None) -> str:
    return draw_html(store.policy, make_picture(store.policy, check_store(store, today=TODAY)), forecast).text


def opened(
    page: "Page", store: Store, folder: Path, *, cards: bool = True, forecast: Forecast | None = None
) -> list[str]:
    """Open the page of a store, at its cards or as it opens; returns the list that every further request is written to."""
    file = folder / "map.html"
    file.write_text(html_of(store, forecast), encoding="utf-8")
    asked: list[str] = []
    page.clock.set_fixed_time("2026-11-22T12:00:00Z")
    page.emulate_media(reduced_motion="reduce")  # so that where things stand can be measured at once
    page.goto(file.as_uri())
    page.on("request", lambda request: asked.append(request.url))
    if cards:
        page.click("#cards")
    return asked


def bought(page: "Page", name: str) -> None:
    """Buy something in the page."""
    page.click("#tab-play")
    page.fill("#buy", name)
    page.press("#buy", "Enter")


def now(page: "Page") -> list[str]:
    """Return what the page says comes next, line by line."""
    return [line.strip() for line in page.inner_text("#now").splitlines() if line.strip()]


LOOKS = """(document) => {
    const cards = [document, document.getElementById("stored").content].flatMap((place) => [...place.querySelectorAll(".card")]);
    return cards.map((card) => [Number(card.dataset.n), [...card.classList]]);
}"""


def list_looks(page: "Page") -> dict[int, set[str]]:
    """Return how each card looks, also those that are out of view and stored."""
    return {number: set(looks) for number, looks in page.evaluate(f"({LOOKS})(document)")}


def list_signs(page: "Page") -> set[str]:
    """Return the signs of what became of things, also on cards that are out of view."""
    return set(
        page.evaluate(
            """[document, document.getElementById("stored").content]
                .flatMap((place) => [...place.querySelectorAll(".fate .count")]).map(({textContent}) => textContent)"""
        )
    )
