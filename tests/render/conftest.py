"""Chromium for the tests of pictures, and the packages that draw what ipp writes."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

NODE_MODULES = Path(os.environ.get("IPP_NODE_MODULES", Path(__file__).parents[2] / ".ci" / "node_modules"))


def missing(what: str) -> NoReturn:
    """Skip a test on a machine that lacks something; in CI nothing may be lacking."""
    assert not os.environ.get("CI"), f"{what} is missing: see .ci/run"
    pytest.skip(f"needs {what}: see .ci/run")


@pytest.fixture(scope="session")
def browser() -> "Iterator[Browser]":
    """Return a real Chromium without a window."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        missing("Playwright")
    if chromium is None:
        missing("Chromium")
    with sync_playwright() as playwright:
        made = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
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
    file = NODE_MODULES / name
    if not file.is_file():
        missing(str(name))
    return file
