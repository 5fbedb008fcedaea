"""Names that two things share, that mean nothing, or that mean the wrong sort of thing."""

from collections.abc import Iterable, Mapping, Sequence

from ipp.path.circles import check_segment_circles
from ipp.path.keys import Name
from ipp.path.model import Bundle, Path, Product, Step, Touch
from ipp.path.names import (
    Item,
    Names,
    fold_blanks,
    fold_name,
    holds_only_consumables,
    list_goods,
    list_items,
    list_parts,
    list_skus,
    list_steps,
)
from ipp.path.rules import BAD_VALUE, DUPLICATE_NAME, DUPLICATE_SKU, UNKNOWN_NAME
from ipp.path.segments import Segment
from ipp.path.terms import Channel
from ipp.text.alternatives import make_rename_fix, name_either
from ipp.text.finding import Finding, FindingSink, Related
from ipp.text.suggest import Suggester, Vocabulary
from ipp.text.visible import shorten_text
from ipp.text.words import name_few


def check_names(path: Path, names: Names, report: FindingSink, suggester: Suggester) -> None:
    """Report names that two things share, names that mean nothing, and names that mean the wrong sort of thing."""
    _NameChecker(path, names, report, suggester).check_all()


class _NameChecker:
    def __init__(self, path: Path, names: Names, report: FindingSink, suggester: Suggester) -> None:
        self.path, self.names, self.report, self.suggester = path, names, report, suggester
        self.vocabularies: dict[str, Vocabulary] = {}  # what may have been meant, by the word for it

    def check_all(self) -> None:
        self.check_duplicates()
        for step in list_steps(self.path):
            self.check_step(step)
        for good in list_goods(self.path):
            self.check_rungs(good.downsell)
        self.check_terms()
        for bundle in self.path.bundles:
            for part in (*bundle.items, *bundle.free):
                self.expect_item(part.name, Product)
        for series in self.path.series:
            for name in series.products:
                self.expect_item(name, Product)
        for segment in self.path.segments:
            self.check_segment(segment)
        if any(map(list_parts, self.path.segments)):
            check_segment_circles(self.path, self.names, self.report)

    def check_duplicates(self) -> None:
        self.report_duplicates(tuple(list_items(self.path)), self.names.items)
        self.report_duplicates(self.path.segments, self.names.segments)
        self.report_duplicates(self.path.channels or (), self.names.channels)
        for good in list_goods(self.path):
            for sku in list_skus(good):
                self.check_sku(good, sku)
        for item in list_items(self.path):
            for other in item.also:
                self.check_other_name(item, other)

    def check_other_name(self, item: Item, other: str) -> None:
        """Report another name of an item that is a name, a sku or another name of a different one."""
        named, first = self.names.resolve_item(other), self.names.find_item(other)
        called = f"{shorten_text(other)!r}"
        if named is not None and named is not item:
            message = f"`{_quote_name(item)}` is also called {called}, which is the name of another item"
            self.report_ambiguous(item, message, Related("called so", named.name.span))
        elif first is not None and first is not item:
            message = f"`{_quote_name(item)}` and `{_quote_name(first)}` are both also called {called}"
            self.report_ambiguous(item, message, Related("first here", first.name.span))

    def report_ambiguous(self, item: Item, message: str, other: Related) -> None:
        help = "their orders and log entries could not be told apart"
        self.report(Finding(DUPLICATE_NAME, message, item.name.span, help, (other,), label="and again here"))

    def check_sku(self, good: Product | Bundle, sku: str) -> None:
        """Report a sku that another item has too, or that is the name of another item."""
        first, named = self.names.skus[fold_blanks(sku)], self.names.resolve_item(sku)
        if first is not good:
            message = (
                f"`{_quote_name(good)}` and `{_quote_name(first)}` have the same sku {shorten_text(sku)!r}"
            )
            self.report_confused(good, message, Related("first here", first.name.span), "and again here")
        if named is not None and fold_name(named.name.text) != fold_name(good.name.text):
            message = (
                f"`{_quote_name(good)}` has the sku {shorten_text(sku)!r}, which is the name of another item"
            )
            self.report_confused(
                good, message, Related("called so", named.name.span), "this has it as its sku"
            )

    def report_confused(self, good: Product | Bundle, message: str, other: Related, label: str) -> None:
        help = "orders could not be told apart"
        self.report(Finding(DUPLICATE_SKU, message, good.name.span, help, (other,), label=label))

    def report_duplicates(
        self, things: Sequence[Item | Segment | Channel], table: Mapping[str, Item | Segment | Channel]
    ) -> None:
        """Report the second and further things of one name; `table` holds the first ones by folded name."""
        if len(table) == len(things):
            return
        for thing in things:
            first = table[fold_name(thing.name.text)].name
            if first is not thing.name:
                earlier = Related("first here", first.span)
                message = f"the name `{_quote_name(thing)}` is taken already"
                self.report(
                    Finding(
                        DUPLICATE_NAME,
                        message,
                        thing.name.span,
                        "names are compared without regard to case and blanks",
                        (earlier,),
                        label="and again here",
                    )
                )

    def check_step(self, step: Step) -> None:
        if step.offer:
            self.expect_item(step.offer, Product, Bundle)
        elif step.do:
            self.expect_item(step.do, Touch)
        elif step.name:
            self.expect_item(step.name, Product, Bundle, Touch)
        for name in step.when + step.unless:
            self.expect_segment(name)
        if step.via:
            self.expect_channel(step.via)
        if step.downsell:
            self.check_rungs(step.downsell)

    def check_rungs(self, rungs: Iterable[Step]) -> None:
        """Report touches among rungs; names that mean nothing are reported with the steps."""
        for rung in rungs:
            if rung.name and isinstance(self.names.resolve_item(rung.name.text), Touch):
                self.expect_item(rung.name, Product, Bundle)

    def check_terms(self) -> None:
        ultimate = self.path.ultimate
        if ultimate and ultimate.offer:
            self.expect_item(ultimate.offer, Product, Bundle)
        if ultimate and ultimate.ready:
            self.expect_segment(ultimate.ready)
        for rest in self.path.rest:
            self.check_rest_item(
                self.expect_item(rest.subject, *((Product, Bundle) if rest.offer else (Touch,))), rest.subject
            )
            for name in (*rest.when, *rest.unless):
                self.expect_segment(name)
            self.expect_channel(rest.via)
        if self.path.never:
            self.expect_segment(self.path.never)
        self.expect_channel(self.path.defaults.via)

    def check_rest_item(self, item: Item | None, name: Name) -> None:
        if isinstance(item, (Product, Bundle)) and not holds_only_consumables(item, self.names):
            message = f"`{_quote_name(item)}` in `rest` is not consumable: once owned, it could never be offered again"
            self.report(
                Finding(
                    BAD_VALUE,
                    message,
                    name.span,
                    "offer it in a `next`, or add `consumable: true` if it is a consumable",
                )
            )

    def check_segment(self, segment: Segment) -> None:
        for name in list_parts(segment):
            self.expect_segment(name)
        for name in (*segment.owns_any, *segment.owns_all):
            product = self.expect_item(name, Product)
            if isinstance(product, Product) and product.consumable:
                message = f"`{_quote_name(product)}` is consumable and never counts as owned"
                self.report(Finding(BAD_VALUE, message, name.span, "name products that customers keep"))
        for name in (*segment.bought_any, *(each.name for each in segment.quantity)):
            self.expect_item(name, Product, Bundle)

    def expect_item(self, name: Name, *kinds: type) -> Item | None:
        item = self.names.resolve_item(name.text)
        if item is not None and isinstance(item, kinds):
            return item
        words = [_WORDS[kind] for kind in kinds]
        wanted = " or ".join((", ".join(words[:-1]), words[-1]) if len(words) > 1 else words)
        meant = self.names.find_item(name.text)
        if item is not None:
            self.report_wrong_kind(name, item, wanted)
        elif meant is not None and isinstance(meant, kinds):
            self.report_other_name(name, meant, wanted)
        else:
            self.report_unknown(
                name, wanted, (other for other in list_items(self.path) if isinstance(other, kinds))
            )
        return None

    def report_wrong_kind(self, name: Name, item: Item, wanted: str) -> None:
        message = f"`{_quote_name(item)}` is a {_WORDS[type(item)]}; a {wanted} belongs here"
        declared = Related("declared here", item.name.span)
        label = f"not a {wanted}"
        self.report(Finding(UNKNOWN_NAME, message, name.span, None, (declared,), label=label))

    def report_other_name(self, name: Name, item: Item, wanted: str) -> None:
        """Report a sku or an old name in the place of a name: path files go by names alone."""
        is_sku = not isinstance(item, Touch) and any(
            fold_name(name.text) == fold_name(sku) for sku in item.sku
        )
        what = "the sku" if is_sku else "another name"
        message = f"no {wanted} is called `{shorten_text(name.text)}`: it is {what} of `{_quote_name(item)}`"
        fix = make_rename_fix(name.span, item.name.text, f"write `{_quote_name(item)}`", True)
        declared = Related("declared here", item.name.span)
        help = f"write its name, `{_quote_name(item)}`"
        self.report(
            Finding(
                UNKNOWN_NAME,
                message,
                name.span,
                help,
                (declared,),
                fix=fix,
                label="a sku" if is_sku else what,
            )
        )

    def expect_segment(self, name: Name) -> None:
        if fold_name(name.text) not in self.names.segments:
            self.report_unknown(name, "segment", self.path.segments)

    def expect_channel(self, name: Name | None) -> None:
        """Report a channel that the file does not have, where it says which there are."""
        if name and self.path.channels is not None and self.names.resolve_channel(name.text) is None:
            self.report_unknown(name, "channel", self.path.channels)

    def report_unknown(self, name: Name, wanted: str, things: Iterable[Item | Segment | Channel]) -> None:
        if not self.path.complete:
            return
        known = self.vocabularies.get(wanted)
        if known is None:
            known = self.vocabularies[wanted] = Vocabulary(thing.name.text for thing in things)
        near = self.suggester.list_likely(name.text, known)
        help = f"did you mean {name_either(near)}?" if near else None
        if wanted == "channel" and not near:
            help = _list_channels(list(known.names.values()))
        fix = make_rename_fix(name.span, near[0], f"write `{near[0]}`", False) if len(near) == 1 else None
        self.report(
            Finding(
                UNKNOWN_NAME,
                f"no {wanted} is called `{shorten_text(name.text)}`",
                name.span,
                help,
                fix=fix,
                label="declared nowhere",
            )
        )


def _list_channels(names: Sequence[str]) -> str:
    """Say which channels there are: few enough to choose from."""
    if not names:
        return "`channels` names none yet: add it there"
    shown = name_few([f"`{shorten_text(name)}`" for name in names], _MOST_NAMED)
    return f"the channels are {shown}" if len(names) > 1 else f"the one channel is {shown}"


_MOST_NAMED = 8
_WORDS: dict[type, str] = {Product: "product", Bundle: "bundle", Touch: "touch"}


def _quote_name(thing: Item | Segment | Channel) -> str:
    return shorten_text(thing.name.text)
