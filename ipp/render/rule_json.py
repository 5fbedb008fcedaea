"""Rules for programs; the contract is in docs/json.md."""

import json
from collections.abc import Iterable
from typing import Any

from ipp.lint.page import RulePage
from ipp.render.rule_text import write_prose

FORMAT_VERSION = "1.0"


def write_page(page: RulePage) -> str:
    """Return the page of a rule as one JSON object, ending in a line break."""
    return _write_json(_describe_page(page))


def write_pages(pages: Iterable[RulePage]) -> str:
    """Return all pages as one JSON object, ending in a line break."""
    return _write_json({"rules": [_describe_page(page) for page in pages]})


def _describe_page(page: RulePage) -> dict[str, Any]:
    examples = {kind.lower(): page.list_examples(kind) for kind in ("Wrong", "Right")}
    return {**page.rule._asdict(), "summary": page.summary, "text": write_prose(page), **examples}


def _write_json(body: dict[str, Any]) -> str:
    return json.dumps({"format_version": FORMAT_VERSION, **body}, ensure_ascii=False, indent=2) + "\n"
