"""The scripts of the page that need no page, in a real browser."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ipp.render.drawings.html import INTERPRETER

if TYPE_CHECKING:
    from playwright.sync_api import Page

ROOT = Path(__file__).parents[3]
SCRIPTS = [ROOT / "ipp" / "render" / "web" / name for name in INTERPRETER]


@pytest.fixture
def interpreter(page: "Page") -> "Page":
    """Return a page with nothing but those scripts."""
    page.set_content("<p>play</p>")
    scripts = "".join(script.read_text(encoding="utf-8") for script in SCRIPTS)
    page.add_script_tag(content=f"{scripts}Object.assign(globalThis, {{Play, Switches, Finder}});")
    return page
