"""Stores with faults planted at random, and the list of them: `python -m benchmarks.faults 1000` prints one.

Products stand in rings of ten that lead to each other and to the club; a third of the steps have a condition. There is no
store-wide list, so each product must lead on by itself. In one product of fifty a fault is planted:

- `gap`: whatever it leads to is open to some customers only;
- `one No`: it leads to one other product, and not to the club;
- `two purchases`: it and its partner lead to each other, and to the club only while the other is not owned.
"""

import sys
from collections.abc import Iterator
from random import Random
from typing import NamedTuple

_RING = 10


class Faulty(NamedTuple):
    """A path file, and the code of the finding that each product with a fault must have."""

    text: str
    planted: dict[str, str]


def faulty_store(products: int, seed: int = 1) -> Faulty:
    """Return a store of so many products, a multiple of ten; the same for the same seed."""
    if products < _RING or products % _RING:
        raise ValueError(f"{products} is not a multiple of {_RING}")
    maker = _Maker(products, Random(seed))
    text = "".join(f"{line}\n" for line in maker.lines())
    return Faulty(text, maker.planted)


class _Maker:
    def __init__(self, products: int, random: Random) -> None:
        self.products, self.random = products, random
        self.planted: dict[str, str] = {}
        self.owners: list[str] = []

    def lines(self) -> Iterator[str]:
        yield from (
            "ipp: 1",
            "store: Faults",
            "ultimate: Club",
            "products:",
            "  Club: {price: 29, every: month, next: Letter}",
        )
        for ring in range(self.products // _RING):
            names = [f"Product {ring:05d}-{number}" for number in range(_RING)]
            fault = (
                self.random.choice(("gap", "one No", "two purchases")) if self.random.random() < 0.2 else None
            )
            yield from self.ring(names, fault)
        yield "bundles:"
        for ring in range(self.products // _RING):
            first, second = f"Product {ring:05d}-5", f"Product {ring:05d}-6"
            yield f"  Pair {ring:05d}: {{items: [{first}, {second}], price: 19, downsell: [{first}, {second}]}}"
        yield "touches: {Letter: {kind: content}}"
        yield "rest: [{do: Letter, every: 30d}]"
        yield "segments:"
        yield from (
            "  heels: {where: {concern: heel}}",
            "  runners: {where: {sport: [run, walk]}}",
            "  fans: {owns: 3}",
        )
        for name in self.owners:
            yield f"  has {name}: {{owns_any: {name}}}"

    def ring(self, names: list[str], fault: str | None) -> Iterator[str]:
        lists = {name: self.list_of(number, names) for number, name in enumerate(names)}
        if fault == "gap":
            self.plant(names[1], "IPP204")
            lists[names[1]] = f"[{{offer: {names[2]}, when: heels}}, {{offer: Club, unless: runners}}]"
        elif fault == "one No":
            self.plant(names[1], "IPP205")
            lists[names[1]] = f"[{names[2]}]"
        elif fault == "two purchases":
            for one, other in ((names[1], names[2]), (names[2], names[1])):
                self.plant(one, "IPP205")
                self.owners.append(one)
                lists[one] = f"[{other}, {{offer: Club, unless: has {other}}}]"
        for number, (name, steps) in enumerate(lists.items()):
            yield f"  {name}: {{price: {20 - number}, cost: 3, next: {steps}}}"

    def plant(self, name: str, code: str) -> None:
        self.planted[name] = code

    def list_of(self, number: int, names: list[str]) -> str:
        steps = [f"{names[(number + 1) % _RING]}", f"{names[(number + 3) % _RING]}"]
        if self.random.random() < 0.33:
            steps.append(
                f"{{offer: {names[(number + 4) % _RING]}, when: {self.random.choice(('heels', 'runners', 'fans'))}}}"
            )
        if number == 0:
            steps.insert(0, f"Pair {names[0][8:13]}")
        return f"[{', '.join(steps)}, Club]"


if __name__ == "__main__":
    print(faulty_store(int(sys.argv[1])).text, end="")
