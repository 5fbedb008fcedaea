"""The nodes of a net from which an offer is still ahead: all that another rate for it can change."""

from collections.abc import Iterable

from ipp.value.process.transitions import END
from ipp.value.solve.sweep import Sweep


class Ancestors:
    """Who stands above whom in one net."""

    def __init__(self, sweep: Sweep) -> None:
        self._askers: dict[int, list[int]] = {}
        self._parents: list[list[int]] = [[] for _ in sweep.transitions]
        for place, transition in enumerate(sweep.transitions):
            self._askers.setdefault(transition.rate_key, []).append(place)
            for child in {sweep.yes[place], sweep.no[place]} - {END}:
                self._parents[child].append(place)

    def list_above(self, params: Iterable[int]) -> list[int]:
        """Return the nodes that ask these, and all above them, later ones first."""
        waiting = [place for rate_key in params for place in self._askers.get(rate_key, ())]
        found = set(waiting)
        while waiting:
            for parent in self._parents[waiting.pop()]:
                if parent not in found:
                    found.add(parent)
                    waiting.append(parent)
        return sorted(found, reverse=True)
