"""The nearest name to a misspelt one."""

from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher

_PATIENCE = 20_000_000
"""Names looked at in one run, in all: a file of nothing but mistakes must not cost its square."""
_COMPARED = 200
"""What it costs to compare two names letter by letter, in names looked at."""
_LEAST_LIKENESS = 0.72
"""The least likeness of two names: twice the letters in common, as a share of the letters of both."""
_CLEARLY = 1.5
"""How much more a second name must differ from what is written, if the first alone was meant."""
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
        self.letters = [
            (name, len(name), _encode_letters(name)) for name in self.names if len(name) <= 2 * _LONGEST
        ]


class Suggester:
    """Finds nearest names, and stops looking when a run has asked too often."""

    __slots__ = ("_left",)

    def __init__(self, patience: int = _PATIENCE) -> None:
        self._left = patience

    def find_nearest(self, written: str, candidates: Iterable[str] | Vocabulary) -> str | None:
        """Return the known name most like `written`, or None where nothing is alike."""
        found = self.list_nearest(written, candidates, 1)
        return found[0] if found else None

    def list_nearest(self, written: str, candidates: Iterable[str] | Vocabulary, most: int = 3) -> list[str]:
        """Return up to `most` known names like `written`, best first; none when there is no time to look at all of them."""
        return [name for _, name in self._rank_nearest(written, candidates, most)]

    def list_likely(self, written: str, candidates: Iterable[str] | Vocabulary) -> list[str]:
        """Return what was probably meant: the name most like `written`, and a second one where that is about as much like it."""
        found = self._rank_nearest(written, candidates, 2)
        clear = len(found) == 2 and found[1][0] and (1 - found[1][0]) > _CLEARLY * (1 - found[0][0])
        return [name for _, name in (found[:1] if clear else found)]

    def _rank_nearest(
        self, written: str, candidates: Iterable[str] | Vocabulary, most: int
    ) -> list[tuple[float, str]]:
        """Return what `near` does, each name with its likeness; 0 where it was only hinted at."""
        if self._left <= 0 or len(written) > _LONGEST:
            return []
        vocabulary = candidates if isinstance(candidates, Vocabulary) else Vocabulary(candidates)
        self._left -= len(vocabulary.names)
        word = written.casefold()
        found = self._rank_alike(word, vocabulary, most)
        if self._left < 0:
            return []
        alike = {name: likeness for likeness, name in found}
        names = [*alike, *(_list_prefixed(word, vocabulary) if len(found) < most else ())]
        return [(alike.get(name, 0.0), vocabulary.names[name]) for name in dict.fromkeys(names)][:most]

    def _rank_alike(self, word: str, vocabulary: Vocabulary, most: int) -> list[tuple[float, str]]:
        """Return the names most like a word: those of `difflib.get_close_matches`, in its order, with their likeness."""
        matcher = SequenceMatcher(b=word)
        found: list[tuple[float, str]] = []
        for hope in _rank_upper_bounds(word, vocabulary):
            if self._left < 0 or (len(found) == most and hope < found[-1]):
                break
            matcher.set_seq1(hope[1])
            likeness = matcher.ratio()
            self._left -= _COMPARED
            if likeness >= _LEAST_LIKENESS:
                found = sorted([*found, (likeness, hope[1])], reverse=True)[:most]
        return found


def _rank_upper_bounds(word: str, vocabulary: Vocabulary) -> list[tuple[float, str]]:
    """Return how alike names can be at best, the most hopeful first: by their letters, in whatever order these stand.

    That takes one step a name, where comparing letter by letter takes hundreds.
    """
    length, letters = len(word), _encode_letters(word)
    found = [
        (hope, name)
        for name, its, those in vocabulary.letters
        if (hope := 2.0 * (letters & those).bit_count() / (length + its or 1)) >= _LEAST_LIKENESS
    ]
    found.sort(reverse=True)
    return found


def _encode_letters(name: str) -> int:
    """Return a name's letters as a set of bits: one for the first letter of a class, one for the second, and so on."""
    times = [0] * _CLASSES
    found = 0
    for letter in name:
        kind = ord(letter) % _CLASSES
        found |= 1 << (kind + _CLASSES * times[kind])
        times[kind] += 1
    return found


def _list_prefixed(word: str, vocabulary: Vocabulary) -> Iterator[str]:
    """Yield the names of which a word is the beginning, which is a strong hint, and then those of which it is a part."""
    if len(word) >= 4:
        yield from (name for name in vocabulary.names if name.startswith(word))
    if len(word) >= 5:
        yield from (name for name in vocabulary.names if word in name)
