"""What is renewed for those for whom nothing else is left: refills, and the entries of `rest`."""

from collections.abc import Iterator
from functools import cached_property

from ipp.engine.policy.clauses import Gate, Renewal
from ipp.engine.policy.goods import find_unavailable
from ipp.engine.policy.offers import OfferPolicy
from ipp.engine.policy.segments import SegmentPolicy
from ipp.path.keys import Name
from ipp.path.model import Bundle, Product, Touch
from ipp.path.terms import Defaults, Refill, Rest


class RenewalPolicy(OfferPolicy, SegmentPolicy):
    """The refills and the `rest` of a store."""

    defaults: Defaults

    @cached_property
    def usual_via(self) -> str | None:
        """The channel of what says none."""
        return self.name_channel(self.defaults.via)

    def name_channel(self, *said: Name | None) -> str | None:
        """Return the first channel that is said, as it is declared, else as written; None where none is."""
        for name in said:
            if name:
                channel = self.names.resolve_channel(name.text)
                return channel.name.text if channel else name.text
        return None

    @cached_property
    def renewals(self) -> tuple[Renewal, ...]:
        """Refills in the order of the file, then `rest` in its order; what is not offered or made is left out."""
        return tuple(renewal for renewal in self.written_renewals if renewal.unavailable is None)

    @cached_property
    def written_renewals(self) -> tuple[Renewal, ...]:
        """The same with what is paused or retired, and bundles that hold something that is not offered."""
        written = tuple(renewal for _, renewal in self.listed_rest())
        spoken_for = {renewal.good.name for renewal in written if renewal.good}
        refills = (
            self._compile_refill(product, product.refill)
            for product in self.path.products
            if product.refill and not product.draft and product.name.text not in spoken_for
        )
        return (*refills, *written)

    def _compile_refill(self, product: Product, refill: Refill) -> Renewal:
        good, every = self.goods[product.name.text], refill.every.days if refill.every else 0
        via, take, stay = self.usual_via, refill.take, refill.stay
        return Renewal(None, good, every, via, Gate(), True, take, stay, good.unavailable)

    @cached_property
    def renewed_goods(self) -> frozenset[str]:
        """The names of what `rest` and refills offer, whether they can be offered now or not."""
        named = (self.names.resolve_item(rest.offer.text) for rest in self.path.rest if rest.offer)
        refilled = (product for product in self.path.products if product.refill)
        return frozenset(
            item.name.text for item in (*named, *refilled) if isinstance(item, (Product, Bundle))
        )

    def listed_rest(self) -> Iterator[tuple[Rest, Renewal]]:
        """Yield the entries of `rest` with what they mean; those whose name means nothing are left out."""
        for rest in self.path.rest:
            item = self.names.resolve_item(rest.subject.text)
            if (
                item is None
                or item.draft
                or rest.every is None
                or isinstance(item, Touch) is not bool(rest.do)
            ):
                continue
            touch = item.name.text if isinstance(item, Touch) else None
            good = None if touch else self.goods[item.name.text]
            gate = Gate(self.resolve_segments(rest.when), self.resolve_segments(rest.unless))
            via = self.name_channel(rest.via, self.defaults.via)
            closed = good.unavailable if good else find_unavailable(item)
            every = rest.every.days
            yield rest, Renewal(touch, good, every, via, gate, False, rest.take, rest.stay, closed)
