"""The nearest name to a misspelt one."""

from collections.abc import Collection, Iterable

_PATIENCE = (
    300_000  # names looked at in one run, in all: a file of nothing but mistakes must not cost its square
)


class Suggester:
    """Finds nearest names, and stops looking when a run has asked too often."""

    __slots__ = ("_left",)

    def __init__(self, patience: int = _PATIENCE) -> None:
        self._left = patience

    def nearest(self, written: str, known: Iterable[str]) -> str | None:
        """Return the known name most like `written`, or None where nothing is alike."""
        found = self.near(written, known, 1)
        return found[0] if found else None

    def near(self, written: str, known: Iterable[str], most: int = 3) -> list[str]:
        """Return up to `most` known names like `written`, best first."""
        if self._left <= 0 or len(written) > 200:
            return []
        by_folded: dict[str, str] = {}
        for name in known:
            by_folded.setdefault(name.casefold(), name)
            self._left -= 1
            if self._left <= 0:
                break
        return [by_folded[folded] for folded in _close(written.casefold(), by_folded, most)]


def _close(word: str, names: Collection[str], most: int) -> list[str]:
    from difflib import get_close_matches  # only a mistake pays for it

    alike = [name for name in names if abs(len(name) - len(word)) <= max(3, len(word))]
    found = get_close_matches(word, alike, most, 0.72)
    if len(found) < most and len(word) >= 4:  # a beginning typed right is a strong hint
        found += [name for name in names if name.startswith(word) and name not in found]
    if len(found) < most and len(word) >= 5:
        found += [name for name in names if word in name and name not in found]
    return found[:most]
