"""The page of a rule for places that show markdown: its examples become fenced blocks."""

import re

from ipp.lint.page import RulePage

_HEADING = re.compile(r"^(Wrong|Right)::$", re.MULTILINE)
_EXAMPLE = re.compile(r"^(Wrong|Right)::\n\n((?:    .*\n|\n)+)", re.MULTILINE)


def write_prose(page: RulePage) -> str:
    """Return what the rule finds and why, without the examples, on one line."""
    return " ".join(_HEADING.split(page.text)[0].split())


def write_markdown(page: RulePage) -> str:
    """Return the page with its examples as fenced YAML."""
    return _EXAMPLE.sub(_fence_example, page.text + "\n").strip() + "\n"


def _fence_example(found: re.Match[str]) -> str:
    yaml = "\n".join(line.removeprefix("    ") for line in found[2].splitlines()).strip("\n")
    return f"**{found[1]}**\n\n```yaml\n{yaml}\n```\n\n"
