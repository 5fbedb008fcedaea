"""The nearest name to a misspelt one."""

from collections.abc import Iterable, Iterator

_PATIENCE = 20_000_000
"""Names looked at in one run, in all: a file of nothing but mistakes must not cost its square."""
_COMPARED = 200
"""What it costs to compare two names letter by letter, in names looked at."""
_ALIKE = 0.72
"""The least likeness of two names: twice the letters in common, as a share of the letters of both."""
_LONGEST = 200
"""Letters of a misspelt name that is still looked for."""
_CLASSES = 61
"""Classes of letters, by their number: few enough for small sets, a prime so that no alphabet falls into one."""


class Vocabulary:
    """Names that may have been meant: gone through once, asked for often."""

    __slots__ = ("letters", "names")

    def __init__(self, names: Iterable[str]) -> None:
        self.names: dict[str, str] = {}
        for name in names:
            self.names.setdefault(name.casefold(), name)
        self.letters = [(name, len(name), _letters(name)) for name in self.names if len(name) <= 2 * _LONGEST]


class Suggester:
    """Finds nearest names, and stops looking when a run has asked too often."""

    __slots__ = ("_left",)

    def __init__(self, patience: int = _PATIENCE) -> None:
        self._left = patience

    def nearest(self, written: str, known: Iterable[str] | Vocabulary) -> str | None:
        """Return the known name most like `written`, or None where nothing is alike."""
        found = self.near(written, known, 1)
        return found[0] if found else None

    def near(self, written: str, known: Iterable[str] | Vocabulary, most: int = 3) -> list[str]:
        """Return up to `most` known names like `written`, best first; none when there is no time to look at all of them."""
        if self._left <= 0 or len(written) > _LONGEST:
            return []
        vocabulary = known if isinstance(known, Vocabulary) else Vocabulary(known)
        self._left -= len(vocabulary.names)
        word = written.casefold()
        found = self._alike(word, vocabulary, most)
        if self._left < 0:
            return []
        if len(found) < most:
            found = list(dict.fromkeys([*found, *_hinted(word, vocabulary)]))[:most]
        return [vocabulary.names[folded] for folded in found]

    def _alike(self, word: str, vocabulary: Vocabulary, most: int) -> list[str]:
        """Return the names most like a word: those of `difflib.get_close_matches`, in its order."""
        from difflib import SequenceMatcher  # only a mistake pays for it

        matcher = SequenceMatcher(b=word)
        found: list[tuple[float, str]] = []
        for hope in _hopes(word, vocabulary):
            if self._left < 0 or (len(found) == most and hope < found[-1]):
                break
            matcher.set_seq1(hope[1])
            likeness = matcher.ratio()
            self._left -= _COMPARED
            if likeness >= _ALIKE:
                found = sorted([*found, (likeness, hope[1])], reverse=True)[:most]
        return [name for _, name in found]


def _hopes(word: str, vocabulary: Vocabulary) -> list[tuple[float, str]]:
    """Return how alike names can be at best, the most hopeful first: by their letters, in whatever order these stand.

    That takes one step a name, where comparing letter by letter takes hundreds.
    """
    length, letters = len(word), _letters(word)
    found = [
        (hope, name)
        for name, its, those in vocabulary.letters
        if (hope := 2.0 * (letters & those).bit_count() / (length + its or 1)) >= _ALIKE
    ]
    found.sort(reverse=True)
    return found


def _letters(name: str) -> int:
    """Return a name's letters as a set of bits: one for the first letter of a class, one for the second, and so on."""
    times = [0] * _CLASSES
    found = 0
    for letter in name:
        kind = ord(letter) % _CLASSES
        found |= 1 << (kind + _CLASSES * times[kind])
        times[kind] += 1
    return found


def _hinted(word: str, vocabulary: Vocabulary) -> Iterator[str]:
    """Yield the names of which a word is the beginning, which is a strong hint, and then those of which it is a part."""
    if len(word) >= 4:
        yield from (name for name in vocabulary.names if name.startswith(word))
    if len(word) >= 5:
        yield from (name for name in vocabulary.names if word in name)
