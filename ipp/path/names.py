"""Which name means which thing.

Names are compared after Unicode NFC and case folding; a name is shown as it was written.
"""

from collections.abc import Callable, Iterable, Iterator

from ipp.path.model import Bundle, Name, Path, Product, Segment, Step, Touch
from ipp.path.rules import BAD_VALUE, DUPLICATE_NAME, DUPLICATE_SKU, UNKNOWN_NAME
from ipp.text.finding import Finding, Related, Report
from ipp.text.meant import either, rewritten
from ipp.text.suggest import Suggester, Vocabulary
from ipp.text.visible import shortened

Item = Product | Bundle | Touch


def folded(text: str) -> str:
    """Return the form in which two spellings of one name are equal."""
    if text.isascii():
        return text.lower()
    from unicodedata import normalize  # most names never need it

    return normalize("NFC", normalize("NFC", text).casefold())


class Names:
    """Finds the items and segments of a path by name."""

    __slots__ = ("_as_written", "items", "segments", "skus")

    def __init__(self, path: Path) -> None:
        self.items: dict[str, Item] = {}
        self._as_written: dict[str, Item] = {}  # the short way: most names are typed as they are declared
        self.segments: dict[str, Segment] = {}
        self.skus: dict[str, Product | Bundle] = {}
        for item in items_of(path):
            first = self.items.setdefault(folded(item.name.text), item)
            self._as_written[item.name.text] = first
        for segment in path.segments:
            self.segments.setdefault(folded(segment.name.text), segment)
        for good in goods_of(path):
            if good.sku:
                self.skus.setdefault(good.sku, good)

    def item(self, name: str) -> Item | None:
        return self._as_written.get(name) or self.items.get(folded(name))

    def segment(self, name: str) -> Segment | None:
        return self.segments.get(folded(name))


def goods_of(path: Path) -> Iterator[Product | Bundle]:
    """Yield what can be bought, in the order of the file."""
    yield from path.products
    yield from path.bundles


def items_of(path: Path) -> Iterator[Item]:
    """Yield all items in the order of the file: products, bundles, touches."""
    yield from goods_of(path)
    yield from path.touches


def check_names(path: Path, names: Names, report: Report, suggester: Suggester) -> None:
    """Report names that two things share, names that mean nothing, and names that mean the wrong sort of thing."""
    _Checker(path, names, report, suggester).check()


class _Checker:
    def __init__(self, path: Path, names: Names, report: Report, suggester: Suggester) -> None:
        self.path, self.names, self.report, self.suggester = path, names, report, suggester
        self.vocabularies: dict[str, Vocabulary] = {}  # what may have been meant, by the word for it

    def check(self) -> None:
        self.duplicates()
        for step in all_steps(self.path):
            self.step(step)
        for good in goods_of(self.path):
            self.rungs(good.downsell)
        self.terms()
        for bundle in self.path.bundles:
            for part in (*bundle.items, *bundle.free):
                self.expect(part.name, Product)
        for series in self.path.series:
            for name in series.products:
                self.expect(name, Product)
        for segment in self.path.segments:
            self.segment(segment)
        if any(map(parts_of, self.path.segments)):
            from ipp.path.circles import check_segment_circles  # most segments stand alone

            check_segment_circles(self.path, self.names, self.report)

    def duplicates(self) -> None:
        self.twice(items_of(self.path), lambda text: self.names.items[folded(text)].name)
        self.twice(self.path.segments, lambda text: self.names.segments[folded(text)].name)
        for good in goods_of(self.path):
            first = self.names.skus[good.sku] if good.sku else good
            if first is not good:
                earlier = Related("first here", first.name.span)
                message = (
                    f"`{_cut(good)}` and `{_cut(first)}` have the same sku {shortened(good.sku or '')!r}"
                )
                self.report(
                    Finding(
                        DUPLICATE_SKU,
                        message,
                        good.name.span,
                        "orders could not be told apart",
                        (earlier,),
                        label="and again here",
                    )
                )

    def twice(self, things: Iterable[Item | Segment], first_named: Callable[[str], Name]) -> None:
        for thing in things:
            first = first_named(thing.name.text)
            if first is not thing.name:
                earlier = Related("first here", first.span)
                message = f"the name `{_cut(thing)}` is taken already"
                self.report(
                    Finding(
                        DUPLICATE_NAME,
                        message,
                        thing.name.span,
                        "names are compared without regard to case",
                        (earlier,),
                        label="and again here",
                    )
                )

    def step(self, step: Step) -> None:
        if step.offer:
            self.expect(step.offer, Product, Bundle)
        elif step.do:
            self.expect(step.do, Touch)
        elif step.name:
            self.expect(step.name, Product, Bundle, Touch)
        for name in (*step.when, *step.unless):
            self.expect_segment(name)
        self.rungs(step.downsell or ())

    def rungs(self, rungs: Iterable[Step]) -> None:
        """Report touches among rungs; names that mean nothing are reported with the steps."""
        for rung in rungs:
            if rung.name and isinstance(self.names.item(rung.name.text), Touch):
                self.expect(rung.name, Product, Bundle)

    def terms(self) -> None:
        ultimate = self.path.ultimate
        if ultimate and ultimate.offer:
            self.expect(ultimate.offer, Product, Bundle)
        if ultimate and ultimate.ready:
            self.expect_segment(ultimate.ready)
        for rest in self.path.rest:
            self.rest_item(
                self.expect(rest.subject, *((Product, Bundle) if rest.offer else (Touch,))), rest.subject
            )
            for name in (*rest.when, *rest.unless):
                self.expect_segment(name)
        for product in self.path.products:
            if product.refill and not product.consumable:
                message = f"`{_cut(product)}` has a `refill` but is not `consumable`"
                self.report(Finding(BAD_VALUE, message, product.name.span, "add `consumable: true`"))

    def rest_item(self, item: Item | None, name: Name) -> None:
        if isinstance(item, (Product, Bundle)) and not only_consumables(item, self.names):
            message = (
                f"`{_cut(item)}` in `rest` is not consumable: once owned, it could never be offered again"
            )
            self.report(
                Finding(
                    BAD_VALUE,
                    message,
                    name.span,
                    "offer it in a `next`, or add `consumable: true` if it is used up",
                )
            )

    def segment(self, segment: Segment) -> None:
        for name in parts_of(segment):
            self.expect_segment(name)
        for name in (*segment.owns_any, *segment.owns_all):
            product = self.expect(name, Product)
            if isinstance(product, Product) and product.consumable:
                message = f"`{_cut(product)}` is consumable and never counts as owned"
                self.report(Finding(BAD_VALUE, message, name.span, "name products that customers keep"))

    def expect(self, name: Name, *kinds: type) -> Item | None:
        item = self.names.item(name.text)
        if item is not None and isinstance(item, kinds):
            return item
        words = [_WORDS[kind] for kind in kinds]
        wanted = " or ".join((", ".join(words[:-1]), words[-1]) if len(words) > 1 else words)
        if item is not None:
            message = f"`{_cut(item)}` is a {_WORDS[type(item)]}; a {wanted} belongs here"
            self.report(
                Finding(
                    UNKNOWN_NAME,
                    message,
                    name.span,
                    None,
                    (Related("declared here", item.name.span),),
                    label=f"not a {wanted}",
                )
            )
        else:
            self.unknown(name, wanted, (other for other in items_of(self.path) if isinstance(other, kinds)))
        return None

    def expect_segment(self, name: Name) -> None:
        if folded(name.text) not in self.names.segments:
            self.unknown(name, "segment", self.path.segments)

    def unknown(self, name: Name, wanted: str, things: Iterable[Item | Segment]) -> None:
        if not self.path.complete:
            return
        known = self.vocabularies.get(wanted)
        if known is None:
            known = self.vocabularies[wanted] = Vocabulary(thing.name.text for thing in things)
        near = self.suggester.meant(name.text, known)
        help = f"did you mean {either(near)}?" if near else None
        fix = rewritten(name.span, near[0], f"write `{near[0]}`", False) if len(near) == 1 else None
        self.report(
            Finding(
                UNKNOWN_NAME,
                f"no {wanted} is called `{shortened(name.text)}`",
                name.span,
                help,
                fix=fix,
                label="declared nowhere",
            )
        )


_WORDS: dict[type, str] = {Product: "product", Bundle: "bundle", Touch: "touch"}


def _cut(thing: Item | Segment) -> str:
    return shortened(thing.name.text)


def only_consumables(good: Product | Bundle, names: Names) -> bool:
    """Whether everything in it is used up."""
    if isinstance(good, Product):
        return good.consumable
    inside = [names.item(part.name.text) for part in (*good.items, *good.free)]
    return all(isinstance(product, Product) and product.consumable for product in inside)


def all_steps(path: Path) -> Iterator[Step]:
    """Yield every step and rung that is written anywhere."""
    for good in goods_of(path):
        yield from with_rungs(good.next)
        yield from with_rungs(good.downsell)
    for category in path.categories:
        yield from with_rungs(category.next)
    yield from with_rungs(path.next)
    yield from with_rungs(path.prospects)


def with_rungs(steps: Iterable[Step]) -> Iterator[Step]:
    """Yield steps, each followed by the rungs written under it."""
    for step in steps:
        yield step
        if step.downsell:
            yield from with_rungs(step.downsell)


def parts_of(segment: Segment) -> tuple[Name, ...]:
    """Return the names of the segments that a segment is made of."""
    return (*segment.any, *segment.all, *segment.not_)
