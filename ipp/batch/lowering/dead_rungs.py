"""What makes a rung dead, in numbers: each set of reasons once, whoever shares it."""

from collections.abc import Iterator, Sequence

from ipp.batch.lowering.codes import NONE, Codes
from ipp.engine.availability import Deaths
from ipp.engine.policy.clauses import Rung
from ipp.orders.engines.relations import Row


class DeadRungs:
    """Gives numbers to sets of codes and bundles that make a rung dead, and to the rungs above one."""

    def __init__(self, codes: Codes) -> None:
        self._codes = codes
        self._kills: dict[tuple[frozenset[int], frozenset[int]], int] = {}
        self._aboves: dict[tuple[int, ...], int] = {}
        self._fresh: dict[frozenset[int], int] = {}

    def number_kill(self, deaths: Deaths, *, each_time: bool = False) -> int:
        """Return the number of the codes of which any ONE, held by a customer, makes a rung dead, and of the bundles.

        Of one that is asked at every purchase (`each_time`), what was bought counts since the latest one only (`number_fresh`).
        """
        _draft, bought, _declined, owned, wholes = deaths  # drafts are never able, Noes are answers
        codes = {self._codes.good[name] for name in owned}
        codes |= set() if each_time else set(map(self._codes.get_purchase_code, bought))
        bundles: set[int] = set()
        for above in wholes:
            if len(above.durables) == 1:
                codes.add(self._codes.good[next(iter(above.durables))])
            elif not above.durables & owned:  # else one of its parts kills already
                bundles.add(self._codes.good[above.name])
        return self._kills.setdefault((frozenset(codes), frozenset(bundles)), len(self._kills))

    def number_fresh(self, deaths: Deaths) -> int:
        """Return the number of the codes of which any ONE, bought since the latest purchase, makes a rung dead."""
        codes = frozenset(map(self._codes.get_purchase_code, deaths.bought))
        return self._fresh.setdefault(codes, len(self._fresh))

    def list_fresh(self) -> Iterator[Row]:
        """Yield those codes, by number."""
        for codes, fresh in self._fresh.items():
            yield from ((fresh, code) for code in sorted(codes))

    def number_above(self, rungs: Sequence[Rung]) -> int:
        """Return the number of the answers of the rungs above one; NONE for a top rung."""
        if not rungs:
            return NONE
        key = tuple(sorted(self._codes.offers[rung.offer] for rung in rungs))
        return self._aboves.setdefault(key, len(self._aboves))

    def list_codes(self) -> list[list[int]]:
        """Return the codes of each number, in order."""
        return [sorted(single) for single, _ in self._kills]

    def list_single(self) -> Iterator[Row]:
        """Yield the codes that make a rung dead, by number."""
        for (codes, _), kill in self._kills.items():
            yield from ((kill, code) for code in sorted(codes))

    def list_bundles(self) -> Iterator[Row]:
        """Yield the bundles above a rung that make it dead when every part of them is owned, though none of its own is."""
        for (_, wholes), kill in self._kills.items():
            yield from ((kill, bundle) for bundle in sorted(wholes))

    def list_parts(self) -> Iterator[Row]:
        """Yield the parts of those bundles, and their number."""
        for bundle in sorted({bundle for _, wholes in self._kills for bundle in wholes}):
            keeps = self._codes.goods[bundle].durables
            yield from ((bundle, self._codes.good[part], len(keeps)) for part in sorted(keeps))

    def list_above(self) -> Iterator[Row]:
        """Yield the answers of the rungs above, by number."""
        for members, above in self._aboves.items():
            yield from ((above, member) for member in members)
