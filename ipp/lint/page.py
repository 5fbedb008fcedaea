"""The page of a rule: what it finds, why that matters, and an example of wrong and right."""

import re
from collections.abc import Callable, Iterator
from types import ModuleType
from typing import NamedTuple

from ipp.lint.facts.store import Checked
from ipp.text.finding import Finding, Rule

Check = Callable[[Checked], Iterator[Finding]]
_EXAMPLE = re.compile(r"^(Wrong|Right)::\n\n((?:    .*\n|\n)+)", re.MULTILINE)


class RulePage(NamedTuple):
    """A rule with its page; `check` is None where reading the file finds it already."""

    rule: Rule
    text: str
    check: Check | None

    @property
    def summary(self) -> str:
        """The first sentence: what it finds."""
        return self.text.split("\n", 1)[0]

    def list_examples(self, kind: str) -> list[str]:
        """Return the `Wrong` or `Right` examples: whole path files."""
        return [_dedent_block(found[2]) for found in _EXAMPLE.finditer(self.text + "\n") if found[1] == kind]


def make_page(module: ModuleType) -> RulePage:
    """Return the page of a rule's module: its docstring, its RULE, and its check, if it has one."""
    return RulePage(module.RULE, (module.__doc__ or "").strip(), getattr(module, "check", None))


def _dedent_block(block: str) -> str:
    return (
        "".join(line[4:] if line.startswith("    ") else line for line in block.splitlines(True)).strip("\n")
        + "\n"
    )
