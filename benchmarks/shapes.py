"""Stores of shapes that make a careless search slow, of any size: `python -m benchmarks.shapes ladder 80` prints one.

Every text grows with the number of products, so cost that grows with the file grows with it. In each, `P0` is the ultimate action.
"""

import sys
from collections.abc import Callable, Iterator
from itertools import islice
from math import isqrt

_HEAD = "ipp: 1\nstore: Shapes\nultimate: {ultimate}\ntouches: {{V: {{kind: content}}}}\nrest: [{{do: V, every: 30d}}]\n"


def chain(size: int) -> str:
    """Each product leads to the one below."""
    return _store(size, lambda n: f"next: P{n - 1}")


def ladder(size: int) -> str:
    """Each product leads to the one below, which is its downsell as well."""
    return _store(size, lambda n: f"downsell: P{n - 1}, next: P{n - 1}")


def star(size: int) -> str:
    """One product leads to all others, and they lead back to it."""
    hub = ", ".join(f"P{n}" for n in range(2, size))
    return _store(size, lambda n: f"next: [{hub}]" if n == 1 else "next: P1")


def loop(size: int) -> str:
    """All products stand on one large circle, with a way out at one place."""
    return _store(size, lambda n: f"next: [P{n % (size - 1) + 1}{', P0' if n == 1 else ''}]")


def grid(size: int) -> str:
    """Products stand in rows and columns, and lead to the right and down."""
    side = max(isqrt(size), 2)
    return _store(size, lambda n: f"next: [P{n - 1}, P{max(n - side, 0)}]")


def bundles(size: int) -> str:
    """Bundles of ten products hold nine of the next one's, on one ladder; products lead to their bundle."""
    made = (
        f"  B{n}: {{price: {8 * n + 99}, items: [{', '.join(f'P{m}' for m in range(n, n + 10))}], downsell: B{n - 1}}}"
        for n in range(2, size - 10)
    )
    first = f"  B1: {{price: 99, items: [{', '.join(f'P{m}' for m in range(1, 11))}]}}"
    listed = "\n".join(("bundles:", first, *made))
    return _store(size, lambda n: f"next: [B{max(min(n - 11, size - 11), 1)}, P{n - 1}]") + listed + "\n"


def guarded(size: int) -> str:
    """A ladder whose rungs are each for customers of one kind; there are twelve attributes of three values."""
    kinds = "\n".join(f"  s{n}: {{where: {{a{n % 12}: v{n // 12}}}}}" for n in range(36))
    return (
        _store(
            size,
            lambda n: (
                f"downsell: {{offer: P{n - 1}, when: s{n % 36}}}, next: {{offer: P{n - 1}, unless: s{n * 7 % 36}}}"
            ),
        )
        + f"segments:\n{kinds}\n"
    )


def counted(size: int) -> str:
    """Chains whose only ways to the ultimate action wait for a number of products, or for a product that is far away."""
    kinds = "\n".join(
        f"  s{n}: {{owns: {n + 2}, not: o{n}}}\n  o{n}: {{owns_any: P{n + 2}}}" for n in range(20)
    )
    return (
        _store(
            size,
            lambda n: f"next: [{{offer: P{max(n - 1, 1)}}}, {{offer: P0, when: s{n % 20}}}]",
            "{offer: P0, cold: false}",
        )
        + f"segments:\n{kinds}\n"
    )


def closed(size: int) -> str:
    """Every list asks for the ultimate action under conditions that never hold together."""
    return (
        _store(
            size,
            lambda n: f"next: [P{max(n - 1, 1)}, {{offer: P0, when: [all, few]}}]",
            "{offer: P0, cold: false}",
        )
        + "segments:\n  all: {owns: 4}\n  few: {not: some}\n  some: {owns: 2}\n"
    )


def unsold(size: int) -> str:
    """Two products of three are not sold, and come with a Yes to the one before."""
    return _store(size, lambda n: f"next: [P{n - 1}, P{max(n - 2, 0)}]{', sold: false' if n % 3 else ''}")


def windows(size: int) -> str:
    """Every step has dates of its own."""
    return _store(
        size,
        lambda n: (
            f"next: [{{offer: P{n - 1}, from: 2026-{n % 12 + 1:02}-01, until: 2027-{n % 12 + 1:02}-28}}, {{offer: P{max(n - 2, 0)}, until: 2026-12-{n % 28 + 1:02}}}]"
        ),
    )


def shared(size: int) -> str:
    """One store-wide list holds every product but the ultimate action."""
    return _store(size, lambda _: "") + f"next: [{', '.join(f'P{n}' for n in range(1, size))}]\n"


SHAPES: dict[str, Callable[[int], str]] = {
    made.__name__: made
    for made in (
        chain,
        ladder,
        star,
        loop,
        grid,
        bundles,
        guarded,
        counted,
        closed,
        unsold,
        windows,
        shared,
    )
}


def _store(size: int, terms: Callable[[int], str], ultimate: str = "P0") -> str:
    return _HEAD.format(ultimate=ultimate) + "".join(_products(size, terms))


def _products(size: int, terms: Callable[[int], str]) -> Iterator[str]:
    yield "products:\n  P0: {price: 1, next: V}\n"
    for number in range(1, size):
        written = terms(number)
        yield f"  P{number}: {{price: {number + 1}{', ' if written else ''}{written}}}\n"


if __name__ == "__main__":
    _shape, _size = islice(sys.argv, 1, 3)
    sys.stdout.write(SHAPES[_shape](int(_size)))
