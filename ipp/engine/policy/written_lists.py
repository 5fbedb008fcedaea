"""The lists of products and bundles as written: their own steps, their series, their category."""

from collections.abc import Iterator
from functools import cached_property

from ipp.path.keys import Name
from ipp.path.model import Bundle, Category, Path, Product, Step
from ipp.path.names import fold_name, list_levels


class WrittenLists:
    """Which steps stand in the list of a product or bundle."""

    path: Path

    @cached_property
    def categories(self) -> dict[str, tuple[Category, ...]]:
        """Categories by folded name, blanks around `>` left out of account."""
        found: dict[str, tuple[Category, ...]] = {}
        for category in self.path.categories:
            key = list_levels(category.name.text)[0]
            found[key] = (*found.get(key, ()), category)
        return found

    @cached_property
    def _levels(self) -> dict[str, tuple[str, ...]]:
        """The keys of `categories` for each category as products write it, found when first asked for."""
        return {}

    @cached_property
    def successors(self) -> dict[str, tuple[Name, ...]]:
        """What follows a product in the series that it stands in, by folded name."""
        found: dict[str, tuple[Name, ...]] = {}
        for series in self.path.series:
            for name, follower in zip(series.products, series.products[1:], strict=False):
                key = fold_name(name.text)
                found[key] = (*found.get(key, ()), follower)
        return found

    def list_own_steps(self, good: Product | Bundle) -> Iterator[Step]:
        """Yield the written steps of a product or bundle alone: its `next`, then its series successors."""
        yield from good.next
        yield from self.list_series_steps(good)

    def list_series_steps(self, good: Product | Bundle) -> tuple[Step, ...]:
        """Return the steps to what follows a product in its series."""
        if not self.successors or not isinstance(good, Product):
            return ()
        followers = self.successors.get(fold_name(good.name.text), ())
        return tuple([Step(follower.span, follower) for follower in followers]) if followers else ()

    def list_steps(self, good: Product | Bundle) -> Iterator[Step]:
        """Yield the written steps of a product or bundle: its own, its series successors, its category's."""
        yield from self.list_own_steps(good)
        yield from self.list_category_steps(good)

    def list_category_steps(self, good: Product | Bundle) -> Iterator[Step]:
        """Yield the written steps of the categories of a product."""
        for key in self.list_category_keys(good):
            for category in self.categories[key]:
                yield from category.next

    def list_category_keys(self, good: Product | Bundle) -> Iterator[str]:
        """Yield the keys of `categories` of which a product reads the lists: of `A > B`, then of `A`, whichever there are."""
        if isinstance(good, Product) and good.category:
            written = good.category.text
            if written not in self._levels:  # few categories have many products
                self._levels[written] = tuple(key for key in list_levels(written) if key in self.categories)
            yield from self._levels[written]
