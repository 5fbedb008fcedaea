"""The nodes of a net from which an offer is still ahead: all that another rate for it can change."""

from collections.abc import Iterable

from ipp.value.net import Net
from ipp.value.ways import END


class Ancestry:
    """Who stands above whom in one net."""

    def __init__(self, net: Net) -> None:
        self._askers: dict[int, list[int]] = {}
        self._parents: list[list[int]] = [[] for _ in net.ways]
        for place, way in enumerate(net.ways):
            self._askers.setdefault(way.param, []).append(place)
            for child in {net.yes[place], net.no[place]} - {END}:
                self._parents[child].append(place)

    def of(self, params: Iterable[int]) -> list[int]:
        """Return the nodes that ask these, and all above them, later ones first."""
        waiting = [place for param in params for place in self._askers.get(param, ())]
        found = set(waiting)
        while waiting:
            for parent in self._parents[waiting.pop()]:
                if parent not in found:
                    found.add(parent)
                    waiting.append(parent)
        return sorted(found, reverse=True)
