"""Made-up stores of any size, that look like written ones and pass `ipp validate` without a finding.

Families of ten products, from cheap to dear, five families to a category. The first three of a family are a bundle with a
ladder of three rungs, and so are three products of each category; every fifth family has a numbered series. Lists
lead upwards, into other families too, and the dearest of a family leads to the club. Some 30% of the steps that cross
families, or have terms, are guarded by a segment. `python -m benchmarks.stores 1000` prints one.
"""

import sys
from collections.abc import Iterator
from itertools import islice
from random import Random
from typing import NamedTuple

from benchmarks.words import FACTORS, KINDS, ROOMS, SEGMENTS, SYLLABLES, THEMES

CLUB = "Open House Club"
GUARDED = 0.3
_FAMILY, _CATEGORY = 10, 5  # products of a family, families of a category


class Product(NamedTuple):
    """A product; money in cents."""

    name: str
    price: int


class Family(NamedTuple):
    """Ten products of one make, and where they belong."""

    number: int
    make: str
    category: str
    products: tuple[Product, ...]

    @property
    def numbered(self) -> bool:
        """Whether three of its products are a series."""
        return self.number % 5 == 2

    @property
    def flagship(self) -> Product:
        return self.products[-1]


def store_text(products: int, seed: int = 1) -> str:
    """Return a path file of so many products, a multiple of 50; the same for the same seed."""
    if products < 50 or products % 50:
        raise ValueError(f"{products} is not a multiple of 50")
    return "".join(f"{line}\n" for line in _Maker(products, Random(seed)).lines())


class _Maker:
    """Writes one store, line by line."""

    def __init__(self, products: int, random: Random) -> None:
        self.random = random
        self.guards = 0
        self.families = [self.family(number, products // _FAMILY) for number in range(products // _FAMILY)]

    def family(self, number: int, families: int) -> Family:
        make = _make(number)
        base = self.random.randrange(24, 37)
        kinds = KINDS[number % len(KINDS)]
        names = [f"{make} {kind}" for kind in kinds]
        if number % 5 == 2:
            names[4:7] = [f"{make} Course {level}01" for level in (1, 2, 3)]
        made = [Product(name, base * factor // 50 * 50) for name, factor in zip(names, FACTORS, strict=True)]
        if number == families - 1:
            made.pop()  # the club takes its place
        return Family(number, make, _category(number // _CATEGORY), tuple(made))

    def lines(self) -> Iterator[str]:
        yield from _HEAD
        yield "\nproducts:"
        yield f"  {CLUB}: {{price: 29, every: month, churn: 6%, cost: 8, sku: CLUB-1, next: [Invite a friend]}}"
        for family in self.families:
            if family.number % _CATEGORY == 0:
                yield f"\n  # -- {family.category}"
            yield f"\n  # {family.make}"
            for place in range(len(family.products)):
                yield from self.product(family, place)
        yield "\nbundles:"
        yield from self.bundles()
        yield "\ntouches:"
        yield from self.touches()
        yield from self.shared()

    def product(self, family: Family, place: int) -> Iterator[str]:
        product = family.products[place]
        consumable = place == 2
        yield f"  {_written(product.name)}:"
        yield f"    price: {_money(product.price)}"
        yield f"    cost: {_money(product.price * self.random.randrange(20, 45) // 100)}"
        yield f"    sku: {family.make[:3].upper()}-{family.number:05}-{place}"
        yield f"    category: {family.category}"
        if consumable:
            yield "    consumable: true"
            yield f"    refill: {self.random.choice((30, 45, 60, 90))}d"
        if place == 8:
            yield f"    downsell: {_written(family.products[7].name)}"
        steps = list(self.steps(family, place))
        if all(len(step) < 40 for step in steps):
            yield f"    next: [{', '.join(steps)}]"
        else:
            yield "    next:"
            yield from (f"      - {step}" for step in steps)

    def steps(self, family: Family, place: int) -> Iterator[str]:
        """Yield the list of a product: a touch, what is close by, what is further away and dearer."""
        yield f"{family.make} in use" if place < 7 else "Write a review"
        if place < 2:
            yield _written(family.products[1 - place].name)  # the other one of the bundle's pair
        elif place == 3:
            yield from self.neighbours(family)
        elif family.products[place] is family.flagship:
            yield CLUB
            return
        if place > 2:
            yield self.offer(f"{family.make} Set")
        yield self.offer(self.dearer(place))
        if self.random.random() < 0.5:
            yield self.offer(self.dearer(place))

    def neighbours(self, family: Family) -> Iterator[str]:
        """Yield the other one of the pair in the category's box."""
        place = family.number % _CATEGORY
        if place < 2:
            yield _written(self.families[family.number + 1 - 2 * place].products[3].name)

    def dearer(self, place: int) -> str:
        """Return a product of some family that stands higher in it than `place`, outside every bundle."""
        family = self.families[self.random.randrange(len(self.families))]
        higher = self.random.randrange(max(place + 1, 4), min(max(place + 5, 7), _FAMILY))
        return _written(family.products[min(higher, len(family.products) - 1)].name)

    def offer(self, name: str) -> str:
        """Return a step that offers something: a bare name, or a mapping with terms and, at times, a guard."""
        terms = {
            "after": f"{self.random.choice((7, 10, 14, 21, 30))}d" if self.random.random() < 0.4 else "",
            "via": self.random.choice(("email", "checkout", "phone")) if self.random.random() < 0.2 else "",
            "take": f"{self.random.randrange(2, 26)}%" if self.random.random() < 0.4 else "",
            **self.guard(),
        }
        written = "".join(f", {key}: {value}" for key, value in terms.items() if value)
        return f"{{offer: {name}{written}}}" if written else name

    def guard(self) -> dict[str, str]:
        if self.random.random() >= GUARDED:
            return {}
        self.guards += 1
        return {self.random.choice(("when", "unless")): SEGMENTS[self.guards % len(SEGMENTS)][0]}

    def bundles(self) -> Iterator[str]:
        for family in self.families:
            yield from _ladder(
                f"{family.make} Set", f"{family.make} Pair", family.products[:3], family.flagship
            )
        for first, second, third in self.firsts():
            three = (first.products[3], second.products[3], third.products[3])
            yield from _ladder(f"{first.category} Box", f"{first.category} Duo", three, None)

    def firsts(self) -> Iterator[tuple[Family, Family, Family]]:
        """Yield the first three families of each category."""
        for start in range(0, len(self.families), _CATEGORY):
            first, second, third = self.families[start : start + 3]
            yield first, second, third

    def touches(self) -> Iterator[str]:
        yield from _TOUCHES
        for family in self.families:
            yield f'  {family.make} in use: {{kind: content, url: "https://openhouse.example/use/{family.number}"}}'
        for family, _, _ in self.firsts():
            yield f"  {family.category} guide: {{kind: content}}"

    def shared(self) -> Iterator[str]:
        yield "\nseries:"
        for family in self.families:
            if family.numbered:
                yield f"  {family.make} Courses: [{', '.join(product.name for product in family.products[4:7])}]"
        yield "\ncategories:"
        for number, (first, _, _) in enumerate(self.firsts()):
            box = f"{{offer: {first.category} Box, after: 14d, unless: owners-{number}}}"
            yield f"  {first.category}: {{next: [{first.category} guide, {box}]}}"
        yield from _STOREWIDE
        yield "\nsegments:"
        yield from (f"  {name}: {condition}" for name, condition in SEGMENTS)
        for number, owned in enumerate(self.firsts()):
            names = ", ".join(_written(family.products[8].name) for family in owned)
            yield f"  owners-{number}: {{owns_any: [{names}]}}"


def _ladder(whole: str, pair: str, three: tuple[Product, ...], then: Product | None) -> Iterator[str]:
    """Yield a bundle of three, under it the bundle of the first two, and under that the third alone."""
    first, second, third = (_written(product.name) for product in three)
    prices = [product.price for product in three]
    yield f"  {whole}:"
    if then:
        yield f"    items: {{{first}: 1, {second}: 1, {third}: 2}}"
        yield f"    price: {_money((sum(prices) + prices[2]) * 85 // 100)}"
        yield f"    next: {_written(then.name)}"
    else:
        yield f"    items: [{first}, {second}, {third}]"
        yield f"    price: {_money(sum(prices) * 85 // 100)}"
    yield f"    downsell: {pair}"
    yield f"  {pair}: {{items: [{first}, {second}], price: {_money(sum(prices[:2]) * 90 // 100)}, downsell: {third}}}"


def _make(number: int) -> str:
    """Return the name of a family: pronounceable, and no two alike."""
    size = len(SYLLABLES)
    mixed = number * 6_007 % size**3  # a step without a common divisor visits every number below size³ once
    first, second, third = mixed // size**2, mixed // size % size, mixed % size
    more = f" {number // size**3 + 1}" if number >= size**3 else ""
    return (SYLLABLES[first] + SYLLABLES[second] + SYLLABLES[third]).capitalize() + more


def _category(number: int) -> str:
    room, theme = ROOMS[number % len(ROOMS)], THEMES[number // len(ROOMS) % len(THEMES)]
    round_ = number // (len(ROOMS) * len(THEMES))
    return f"{room} {theme}" + (f" {_make(round_)}" if round_ else "")


def _written(name: str) -> str:
    """Return a name as YAML has it, inside brackets too."""
    return f'"{name}"' if "," in name else name


def _money(cents: int) -> str:
    return f"{cents // 100}" if cents % 100 == 0 else f"{cents / 100:.2f}"


_HEAD = f"""\
# A made-up store, for measuring; benchmarks/stores.py writes it.

ipp: 1
store: Open House
currency: USD
ultimate: {{offer: {CLUB}, again_after: 90d, retries: 2, take: {{0: 1%, 2: 5%, 4: 12%}}}}
defaults: {{after: 3d, patience: 7d, gap: 2d, take: 8%, stay: 92%}}""".splitlines()

_TOUCHES = """\
  House letter: {kind: content, note: the monthly newsletter}
  First steps: {kind: content, url: "https://openhouse.example/start"}
  Write a review: {kind: review, url: "https://openhouse.example/review"}
  Tell your story: {kind: testimonial}
  Open evening: {kind: event, note: "in the shop, first Thursday of the month"}
  Invite a friend: {kind: referral}""".splitlines()

_STOREWIDE = f"""
next:
  - {{do: Write a review, after: 21d}}
  - {{do: Tell your story, after: 30d, when: loyal}}
  - {{do: Open evening, after: 30d, when: newcomers}}
  - {{offer: {CLUB}, after: 35d, via: email, patience: 14d}}

prospects:
  - First steps
  - {{do: Open evening, after: 7d, when: parents}}
  - {{offer: {CLUB}, after: 14d, when: teachers, take: 2%}}

rest:
  - {{do: House letter, every: 30d, via: email}}
  - {{do: Open evening, every: 180d, via: postcard, when: by-post}}""".splitlines()


if __name__ == "__main__":
    sys.stdout.write(store_text(int(next(islice(sys.argv, 1, None), "1000"))))
