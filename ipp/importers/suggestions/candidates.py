"""What could follow a product: what customers bought next, then a bundle of its category first, then products of its category at about a third of its price."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from ipp.engine.policy.compile import Policy
from ipp.lint.facts.own_next import count_own_next, list_without_own_next
from ipp.path.model import Bundle, Path, Product
from ipp.path.names import Names, fold_name, list_levels

Good = Product | Bundle
Bought = Mapping[str, Sequence[tuple[str, str]]]
"""By the name of a product what customers bought next, the surest first, and how often."""
_NOTHING: Bought = {}
MOST = 3
"""Candidates of one product."""
_SHARE = Decimal(3)
"""What is asked for after a purchase costs about the purchase divided by this."""
_ANY = Decimal("Infinity")
_FAR = 5
"""What costs more than so many times the purchase is too far a jump."""
_LOOK = 6
"""Products nearest to that price, on either side, that are looked at."""


class Candidate(NamedTuple):
    """Something that could follow a product, and why."""

    good: Good
    reason: str


class Suggestion(NamedTuple):
    """A product with no next of its own, and what could follow it, best first."""

    product: Product
    candidates: tuple[Candidate, ...]


class Suggestions(NamedTuple):
    """How many products need a next of their own, how many of them have one, and candidates for the others."""

    products: int
    with_next: int
    bare: tuple[Suggestion, ...]


def suggest_candidates(policy: Policy, bought: Bought = _NOTHING) -> Suggestions:
    """Return candidates for every product that needs a next of its own and has none, as `ipp validate` counts them, in the order of the file."""
    path = policy.path
    ultimate = fold_name(path.ultimate.offer.text) if path.ultimate and path.ultimate.offer else ""
    shelves = _Shelves(path, policy.names, ultimate, bought)
    with_next, needing = count_own_next(policy)
    bare = list_without_own_next(policy)
    return Suggestions(
        needing, with_next, tuple(Suggestion(product, tuple(shelves.find(product))) for product in bare)
    )


class _Shelves:
    """Products by category and price, and bundles by category."""

    def __init__(self, path: Path, names: Names, ultimate: str, bought: Bought) -> None:
        self.names, self.bought, self.ultimate = names, bought, ultimate
        offered = [
            each for each in path.products if _is_offered(each) and fold_name(each.name.text) != ultimate
        ]
        self.products: dict[str, list[tuple[Decimal, int]]] = {}
        self.goods: list[Product] = offered
        for number, product in enumerate(offered):
            levels = list_levels(product.category.text) if product.category else []
            for level in (*levels, ""):
                if product.price:
                    self.products.setdefault(level, []).append((product.price, number))
        for shelf in self.products.values():
            shelf.sort()
        self.bundles: dict[str, list[Bundle]] = {}
        for bundle in path.bundles:
            if self._is_whole(bundle):
                for category in self._list_categories(bundle):
                    self.bundles.setdefault(category, []).append(bundle)

    def _list_parts(self, bundle: Bundle) -> list[Product]:
        found = (self.names.resolve_item(part.name.text) for part in (*bundle.items, *bundle.free))
        return [each for each in found if isinstance(each, Product)]

    def _is_whole(self, bundle: Bundle) -> bool:
        parts = self._list_parts(bundle)
        return (
            not (bundle.draft or bundle.retired)
            and bool(parts)
            and not any(each.draft or each.retired for each in parts)
        )

    def _list_categories(self, bundle: Bundle) -> set[str]:
        categories = (part.category for part in self._list_parts(bundle))
        return {fold_name(category.text) for category in categories if category}

    def find(self, product: Product) -> list[Candidate]:
        """Return candidates: what was bought next, then of the category, of those above it, of the whole store; dearer ones only where there are no others."""
        price = product.price or _ANY
        known = [*self._find_bought(product)]
        for dearest in (price, price * _FAR):
            found = [*known]
            for level, where in _list_shelves(product):
                if len(found) < MOST and (level or not found):
                    found += self._find_on_shelf(
                        product, level, where, dearest, {id(each.good) for each in found}
                    )
            if found:
                return found[:MOST]
        return []

    def _find_bought(self, product: Product) -> Iterator[Candidate]:
        """Yield what customers bought next, where it can be offered."""
        for name, reason in self.bought.get(product.name.text, ()):
            good = self.names.resolve_item(name)
            if isinstance(good, Product | Bundle) and self._can_offer(product, good):
                yield Candidate(good, reason)

    def _can_offer(self, product: Product, good: Good) -> bool:
        """Whether something that customers bought next can be offered to them."""
        if fold_name(good.name.text) == self.ultimate:
            return False
        if isinstance(good, Product):
            return _is_offered(good)
        return self._is_whole(good) and self._can_follow(product, good)

    def _find_on_shelf(
        self, product: Product, level: str, where: str, dearest: Decimal, taken: set[int]
    ) -> list[Candidate]:
        bundles = (
            [] if taken else [each for each in self.bundles.get(level, ()) if self._can_follow(product, each)]
        )
        products = self._list_nearest(product, self.products.get(level, []), dearest)
        return [
            *(Candidate(bundle, f"bundle, {where}") for bundle in bundles[:1]),
            *(
                Candidate(each, f"{where}, {_describe_share(product, each)}")
                for each in products
                if each is not product and id(each) not in taken
            ),
        ]

    def _can_follow(self, product: Product, bundle: Bundle) -> bool:
        """Whether a bundle can be offered to owners of a product: it is not far dearer, and does not hold it, unless that is used up."""
        if product.price and bundle.price and bundle.price > _FAR * product.price:
            return False
        return product.consumable or all(part is not product for part in self._list_parts(bundle))

    def _list_nearest(
        self, product: Product, shelf: Sequence[tuple[Decimal, int]], dearest: Decimal
    ) -> list[Product]:
        """Return products of a shelf, those first whose price is nearest to a third of the product's: half of it is as near as double."""
        wanted = (product.price or Decimal(0)) / _SHARE
        middle = bisect_left(shelf, (wanted, -1))
        near = shelf[max(middle - _LOOK, 0) : middle + _LOOK]
        ranked = sorted(
            (each for each in near if each[0] <= dearest),
            key=lambda each: (_measure_distance(each[0], wanted), each[1]),
        )
        return [self.goods[number] for _, number in ranked]


def _list_shelves(product: Product) -> Iterator[tuple[str, str]]:
    """Yield where candidates are looked for, folded and in words: the product's category, those above it, the whole store."""
    written = [part.strip() for part in product.category.text.split(">")] if product.category else []
    for length in range(len(written), 0, -1):
        category = " > ".join(written[:length])
        yield fold_name(category), "same category" if length == len(written) else f"also in {category}"
    yield "", "of the whole store"


def _measure_distance(price: Decimal, wanted: Decimal) -> Decimal:
    return max(price, wanted) / min(price, wanted) if price and wanted else price


def _is_offered(product: Product) -> bool:
    return not (product.draft or product.retired or product.paused) and product.sold


def _describe_share(product: Product, other: Product) -> str:
    if not product.price or not other.price:
        return "no price to compare"
    return f"{100 * other.price / product.price:.0f}% of its price"
