"""The made pages of docs/ are as the program says today; `IPP_UPDATE=1` writes them anew."""

import os
from pathlib import Path

import pytest

from .pages import list_pages, make_page

DOCS = Path(__file__).parents[1] / "docs"
UPDATE = bool(os.environ.get("IPP_UPDATE"))


@pytest.mark.parametrize("name", list_pages())
def test_a_page_is_as_the_program_says_today(name: str) -> None:
    file, text = DOCS / name, make_page(name)
    if UPDATE:
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
    assert file.read_text(encoding="utf-8") == text, "IPP_UPDATE=1 pytest tests/test_pages.py writes it anew"


def test_no_page_is_left_over() -> None:
    assert {f"rules/{file.name}" for file in (DOCS / "rules").iterdir()} == {
        name for name in list_pages() if name.startswith("rules/")
    }
