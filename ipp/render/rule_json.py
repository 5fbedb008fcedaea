"""Rules for programs; the contract is in docs/json.md."""

import json
from collections.abc import Iterable
from typing import Any

from ipp.lint.page import RulePage
from ipp.render.rule_text import prose

FORMAT_VERSION = "1.0"


def page(page: RulePage) -> str:
    """Return the page of a rule as one JSON object, ending in a line break."""
    return _written(_described(page))


def listed(pages: Iterable[RulePage]) -> str:
    """Return all pages as one JSON object, ending in a line break."""
    return _written({"rules": [_described(page) for page in pages]})


def _described(page: RulePage) -> dict[str, Any]:
    examples = {kind.lower(): page.examples(kind) for kind in ("Wrong", "Right")}
    return {**page.rule._asdict(), "summary": page.summary, "text": prose(page), **examples}


def _written(body: dict[str, Any]) -> str:
    return json.dumps({"format_version": FORMAT_VERSION, **body}, ensure_ascii=False, indent=2) + "\n"
