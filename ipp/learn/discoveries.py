"""Which of many tests found something: the procedure of Benjamini and Hochberg (1995)."""

from collections.abc import Sequence


def count_discoveries(chances: Sequence[float], tests: int, share: float) -> int:
    """Return how many of the smallest chances count, so that of what is found `share` at most is expected to be chance.

    `chances` are sorted; of the `tests` made, those that are left out have greater ones.
    """
    found = 0
    for place, chance in enumerate(chances, 1):
        if chance * tests <= place * share:
            found = place
    return found
