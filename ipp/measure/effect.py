"""What the first group has more than the second: who bought, what they paid, what was earned; capped and as it is, in all and by offer."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from ipp.measure.interval import DOUBT, FEWEST, GroupDifference, compare_groups
from ipp.measure.moments import Moments, find_cap, sum_moments
from ipp.measure.people import Person

CAP = 0.995
"""The share of people whose amounts count in full: what is above the largest of them counts as much as that one."""


class Effect(NamedTuple):
    """A difference of the two groups per person; None while one of them is too small."""

    buyers: GroupDifference | None
    revenue: GroupDifference | None
    revenue_raw: GroupDifference | None
    margin: GroupDifference | None
    margin_raw: GroupDifference | None


class OfferEffect(NamedTuple):
    """The effect on those whose first offer it was, by its number; None where a group is too small."""

    offer: int
    first: int
    second: int
    revenue: GroupDifference | None


def measure_effect(people: Sequence[Person], first_inside: bool, doubt: float = DOUBT) -> Effect:
    """Return the effect on people whose window is over; `first_inside` says whether the first group is the one inside."""
    compare = _Comparer(people, first_inside, doubt)
    return Effect(
        compare.compare_outcome(lambda person: person.bought, 1.0),
        compare.compare_outcome(lambda person: person.paid, CAP),
        compare.compare_outcome(lambda person: person.paid, 1.0),
        compare.compare_outcome(lambda person: person.margin, CAP),
        compare.compare_outcome(lambda person: person.margin, 1.0),
    )


def measure_offers(people: Sequence[Person], first_inside: bool) -> tuple[OfferEffect, ...]:
    """Return the effect of each first offer, those of most people first; the doubt is shared among those of which an interval is shown."""
    by: defaultdict[int, list[Person]] = defaultdict(list)
    for person in people:
        if person.offer is not None:
            by[person.offer].append(person)
    counts = {offer: _count_groups(own, first_inside) for offer, own in by.items()}
    shown = sum(min(count) >= FEWEST for count in counts.values())
    found = []
    for offer in sorted(by, key=lambda each: (-len(by[each]), each)):
        doubt = DOUBT / max(1, shown)
        revenue = _Comparer(by[offer], first_inside, doubt).compare_outcome(lambda person: person.paid, CAP)
        found.append(OfferEffect(offer, *counts[offer], revenue))
    return tuple(found)


def follow_effect(
    people: Sequence[Person], first_inside: bool, days: Sequence[int], window: int
) -> Iterator[tuple[int, GroupDifference]]:
    """Yield the headline as it stood on some days in order, where there was one: the day, and what was paid."""
    for day in days:
        over = [person for person in people if person.day + window <= day]
        if min(_count_groups(over, first_inside)) < FEWEST:
            continue
        found = _Comparer(over, first_inside, DOUBT).compare_outcome(lambda person: person.paid, CAP)
        if found:
            yield day, found


def _count_groups(people: Sequence[Person], first_inside: bool) -> tuple[int, int]:
    inside = sum(person.inside for person in people)
    return (inside, len(people) - inside) if first_inside else (len(people) - inside, inside)


class _Comparer:
    """Compares the same people by several outcomes."""

    def __init__(self, people: Sequence[Person], first_inside: bool, doubt: float) -> None:
        self.people, self.first_inside, self.doubt = people, first_inside, doubt
        before = [person.before for person in people]
        cap = find_cap(before, CAP) if before else 0.0
        self.before = [min(value, cap) for value in before]

    def compare_outcome(self, read: Callable[[Person], float], share: float) -> GroupDifference | None:
        """Compare an outcome of which what lies above the cap of a share counts as the cap."""
        values = [read(person) for person in self.people]
        if share < 1 and values:
            cap = find_cap(values, share)
            values = [min(value, cap) for value in values]
        groups = self._sum_groups(values)
        return compare_groups(groups[self.first_inside], groups[not self.first_inside], self.doubt)

    def _sum_groups(self, values: Sequence[float]) -> Mapping[bool, Moments]:
        pairs: dict[bool, list[tuple[float, float]]] = {True: [], False: []}
        for person, value, before in zip(self.people, values, self.before, strict=True):
            pairs[person.inside].append((value, before))
        return {inside: sum_moments(each) for inside, each in pairs.items()}
