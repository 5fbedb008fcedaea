"""Which rules are meant: by code, by the beginning of a code, or by name."""

from collections.abc import Iterable
from typing import NamedTuple

from ipp.lint.rules import ALL
from ipp.text.suggest import Suggester

EVERY = "all"
"""The word for every rule."""


class UnknownRuleError(ValueError):
    """No rule is called so; `near` is what was probably meant, `tip` what to do next."""

    def __init__(self, word: str) -> None:
        self.word = word
        self.near = find_nearest_rule(word)
        self.message = f"no rule is called `{word}`"
        self.tip = f"did you mean `{self.near}`?" if self.near else "`ipp rules` lists the rules"
        super().__init__(f"{self.message}; {self.tip}")


def find_codes(word: str) -> frozenset[str]:
    """Return the codes that a word means: a code, the beginning of codes (IPP2), a name, or `all`.

    Raises:
        UnknownRule: it means none.
    """
    said = word.strip().casefold()
    found = frozenset(
        page.rule.code
        for page in ALL
        if said in (EVERY, page.rule.name)
        or (said.startswith("ipp") and page.rule.code.casefold().startswith(said))
    )
    if not found:
        raise UnknownRuleError(word.strip())
    return found


def find_nearest_rule(word: str) -> str | None:
    """Return the code or name of a rule that is most like a word."""
    known = [word for page in ALL for word in (page.rule.code, page.rule.name)]
    return Suggester().find_nearest(word.strip(), known)


class _Selection(NamedTuple):
    """How narrowly a rule was meant: 0 is not at all; a name and a whole code are the narrowest."""

    select: int
    ignore: int


def select_codes(select: Iterable[str], ignore: Iterable[str]) -> frozenset[str]:
    """Return the codes of the rules that are left: what says a rule more narrowly wins, and `ignore` where both say the same.

    No `select` at all means every rule. Raises UnknownRule.
    """
    chosen, left_out = list(select) or [EVERY], list(ignore)
    said = {page.rule.code: _Selection(0, 0) for page in ALL}
    for word in chosen:
        for code in find_codes(word):
            said[code] = said[code]._replace(select=max(said[code].select, _measure_narrowness(word)))
    for word in left_out:
        for code in find_codes(word):
            said[code] = said[code]._replace(ignore=max(said[code].ignore, _measure_narrowness(word)))
    return frozenset(code for code, each in said.items() if each.select > each.ignore)


def _measure_narrowness(word: str) -> int:
    said = word.strip().casefold()
    if said == EVERY:
        return 1
    return 1 + len(said) if said.startswith("ipp") else 1 + len("IPP000")
