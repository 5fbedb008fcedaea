"""Names that two things share, that mean nothing, or that mean the wrong sort of thing."""

from collections.abc import Callable, Iterable

from ipp.path.model import Bundle, Name, Path, Product, Segment, Step, Touch
from ipp.path.names import (
    Item,
    Names,
    all_steps,
    folded,
    goods_of,
    items_of,
    only_consumables,
    parts_of,
    skus_of,
    spaced,
)
from ipp.path.rules import BAD_VALUE, DUPLICATE_NAME, DUPLICATE_SKU, UNKNOWN_NAME
from ipp.text.finding import Finding, Related, Report
from ipp.text.meant import either, rewritten
from ipp.text.suggest import Suggester, Vocabulary
from ipp.text.visible import shortened


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
            for sku in skus_of(good):
                self.sku(good, sku)

    def sku(self, good: Product | Bundle, sku: str) -> None:
        """Report a sku that another item has too, or that is the name of another item."""
        first, named = self.names.skus[spaced(sku)], self.names.item(sku)
        if first is not good:
            message = f"`{_cut(good)}` and `{_cut(first)}` have the same sku {shortened(sku)!r}"
            self.confused(good, message, Related("first here", first.name.span), "and again here")
        if named is not None and folded(named.name.text) != folded(good.name.text):
            message = f"`{_cut(good)}` has the sku {shortened(sku)!r}, which is the name of another item"
            self.confused(good, message, Related("called so", named.name.span), "this has it as its sku")

    def confused(self, good: Product | Bundle, message: str, other: Related, label: str) -> None:
        help = "orders could not be told apart"
        self.report(Finding(DUPLICATE_SKU, message, good.name.span, help, (other,), label=label))

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
        meant = self.names.find(name.text)
        if item is not None:
            self.wrong_sort(name, item, wanted)
        elif meant is not None and isinstance(meant, kinds):
            self.other_name(name, meant, wanted)
        else:
            self.unknown(name, wanted, (other for other in items_of(self.path) if isinstance(other, kinds)))
        return None

    def wrong_sort(self, name: Name, item: Item, wanted: str) -> None:
        message = f"`{_cut(item)}` is a {_WORDS[type(item)]}; a {wanted} belongs here"
        declared = Related("declared here", item.name.span)
        label = f"not a {wanted}"
        self.report(Finding(UNKNOWN_NAME, message, name.span, None, (declared,), label=label))

    def other_name(self, name: Name, item: Item, wanted: str) -> None:
        """Report a sku in the place of a name: path files go by names alone."""
        message = f"no {wanted} is called `{shortened(name.text)}`: it is the sku of `{_cut(item)}`"
        fix = rewritten(name.span, item.name.text, f"write `{_cut(item)}`", True)
        declared = Related("declared here", item.name.span)
        help = f"write its name, `{_cut(item)}`"
        self.report(Finding(UNKNOWN_NAME, message, name.span, help, (declared,), fix=fix, label="a sku"))

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
