"""Findings to the things that they are about."""

from bisect import bisect_left, bisect_right

from ipp.engine.policy.compile import Policy
from ipp.text.finding import Finding
from ipp.text.source import Source, Span

_ITEMS = ("products", "bundles", "touches")
_LISTS = ("next", "prospects", "rest")
Keys = tuple[str, ...]


class Marks:
    """Gives each finding to the step, item or list in which it stands; `loose` are those that stand in none."""

    def __init__(self, policy: Policy, findings: tuple[Finding, ...]) -> None:
        self._taken: dict[Keys, list[Finding]] = {}
        self._within: dict[Source, list[Finding]] = {}
        loose = []
        for finding in findings:
            keys = _find_home(policy, finding.keys)
            if keys:
                self._taken.setdefault(keys, []).append(finding)
            else:
                loose.append(finding)
            self._within.setdefault(finding.span.source, []).append(finding)
        for found in self._within.values():
            found.sort(key=_get_start)
        self.loose = tuple(loose)

    def list_within(self, span: Span) -> tuple[Finding, ...]:
        """Return the findings inside a step."""
        found = self._within.get(span.source, [])
        first = bisect_left(found, span.start, key=_get_start)
        return tuple(found[first : bisect_right(found, span.end - 1, key=_get_start)])

    def list_of_item(self, name: str) -> tuple[Finding, ...]:
        """Return the findings of an item, those inside its steps included."""
        return tuple(self._taken.get(("item", name), ()))

    def list_of_list(self, keys: Keys) -> tuple[Finding, ...]:
        """Return the findings of a list that many read."""
        return tuple(self._taken.get(keys, ()))


def _find_home(policy: Policy, keys: Keys) -> Keys | None:
    if not keys:
        return None
    if keys[0] in _ITEMS and len(keys) > 1:
        item = policy.names.resolve_item(keys[1])
        return ("item", item.name.text) if item else None
    if keys[0] == "categories" and len(keys) > 1:
        return keys[:2]
    if keys[0] == "ultimate" and policy.goal:
        return ("item", policy.goal.good.name)
    return keys[:1] if keys[0] in _LISTS else None


def _get_start(finding: Finding) -> int:
    return finding.span.start
