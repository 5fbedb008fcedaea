"""Chromium for the tests of pictures, and the packages that draw what ipp writes."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.needed import ROOT, need, spare_time

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

NODE_MODULES = ROOT / ".ci" / "node_modules"


@pytest.fixture(scope="session")
def browser() -> "Iterator[Browser]":
    """Return a real Chromium without a window."""
    spare_time()
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    chromium = need(Path(found) if found else None, "Chromium is missing: .ci/pictures")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        made = playwright.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--disable-dev-shm-usage"]
        )
        yield made
        made.close()


@pytest.fixture
def page(browser: "Browser") -> "Iterator[Page]":
    """Return an empty page; what goes wrong in it fails the test."""
    context = browser.new_context(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
    made = context.new_page()
    wrong: list[str] = []
    made.on("pageerror", lambda error: wrong.append(str(error)))
    made.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    yield made
    context.close()
    assert not wrong, wrong


def package(name: str) -> Path:
    """Return a file of an npm package."""
    return need(NODE_MODULES / name, f"{name} is missing: .ci/pictures")
