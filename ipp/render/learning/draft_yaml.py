"""A draft of a path as YAML: each line of it with its evidence as a comment, what is the author's to write as drafts."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from ipp.importers.writing.new_file import LETTER, REVIEW, choose_free
from ipp.importers.writing.write_item import WrittenItem, write_item, write_list
from ipp.learn.backtest.learned import RECENT
from ipp.learn.draft.make_draft import BestSeller, Draft, DraftBundle, DraftProduct
from ipp.learn.draft.reading import PaidPrice
from ipp.learn.pairs import TestedPair
from ipp.path.names import fold_name
from ipp.text.visible import make_visible
from ipp.text.words import count_things
from ipp.text.yaml.scalars import write_scalar

_GAP = "    "
_SHOWN = 3


class DraftTerms(NamedTuple):
    """What a draft says beside what was learned: its ultimate action as somebody named it, and the orders it comes from."""

    ultimate: str | None
    source: str


def write_draft(draft: Draft, terms: DraftTerms) -> str:
    """Return the text of a path file."""
    names = [product.name for product in draft.products]
    ultimate = find_ultimate(draft.products, terms.ultimate)
    touches = [choose_free(name, _list_texts(draft.products, ultimate)) for name in (REVIEW, LETTER)]
    lines = [
        *_write_head(draft, terms, ultimate),
        *_write_lists(draft, ultimate, touches),
        *_write_products(draft),
    ]
    if ultimate and ultimate not in names:
        lines += ["", "  # not in the orders: add its price"]
        lines += [f"  {write_scalar(ultimate)}: {{every: month}}"]
    return "\n".join([*lines, *_write_bundles(draft.bundles, names)]) + "\n"


def find_ultimate(products: Iterable[DraftProduct], text: str | None) -> str | None:
    """Return the name of the product that a name or sku means; the text itself where none does."""
    if text is None:
        return None
    wanted = fold_name(text)
    by_text = {fold_name(each.sku): each.name for each in products if each.sku}
    by_text |= {fold_name(each.name): each.name for each in products}
    return by_text.get(wanted, text)


def _list_texts(products: Iterable[DraftProduct], ultimate: str | None) -> Iterator[str]:
    """Yield the names and skus that are taken."""
    for product in products:
        yield product.name
        if product.sku:
            yield product.sku
    if ultimate:
        yield ultimate


def _write_head(draft: Draft, terms: DraftTerms, ultimate: str | None) -> Iterator[str]:
    history = draft.learned.history
    orders, people = count_things(history.orders, "order"), count_things(history.customers, "customer")
    days = f"{date.fromordinal(history.first)} to {date.fromordinal(history.last)}"
    yield f"# Drafted by `ipp learn` from {make_visible(terms.source)}: {orders} of {people}, {days}."
    share = f"{draft.learned.false_share * 100:.3g}"
    yield f"# Steps are what customers bought next more often than by chance (up to {share} in 100 of them may be chance). Orders do not say whether they were asked."
    yield "# Left for you: remove what is no product (postage, fees), describe the touches, price the bundles (then remove `draft: true`), add waits (`after`) and smaller versions (`downsell`)."
    yield ""
    yield "ipp: 1"
    yield "store: My Shop"
    yield f"currency: {write_scalar(draft.currency)}" if draft.currency else "# currency: EUR"
    if ultimate:
        yield f"ultimate: {write_scalar(ultimate)}    # what the whole path leads to"
    else:
        yield "# ultimate: NAME    # what the whole path leads to: a club, a yearly event … name it here and at the end of `next` below"


def _write_lists(draft: Draft, ultimate: str | None, touches: Sequence[str]) -> Iterator[str]:
    """Yield what is no product and no bundle."""
    review, letter = map(write_scalar, touches)
    yield from ("", "next:    # for everybody, after everything else", f"  - {review}")
    yield from _write_best(draft.best[None], ultimate, "  ")
    if ultimate:
        yield f"  - {write_scalar(ultimate)}"
    yield from (
        "rest:    # when nothing is left to offer, so that nobody goes cold",
        f"  - {{do: {letter}, every: 30d}}",
    )
    yield from ("", "touches:    # actions that ask for no money: describe them")
    yield f"  {review}: {{kind: review, draft: true}}"
    yield f"  {letter}: {{kind: content, draft: true}}"
    if draft.series:
        yield from ("", "series:    # by the numbers in their names")
    supported = {(pair.after, pair.next): pair for pair in draft.learned.supported}
    for stem, members in draft.series:
        known = (supported.get(each) for each in pairwise(members))
        evidence = "; ".join(f"to {make_visible(pair.next)} {_describe_pair(pair)}" for pair in known if pair)
        yield f"  {write_scalar(stem)}: {write_list(members)}" + (f"{_GAP}# {evidence}" if evidence else "")
    shelves = {shelf: best for shelf, best in draft.best.items() if shelf is not None}
    if shelves:
        yield from ("", "categories:    # best sellers, after the steps that products have of their own")
    for shelf, best in sorted(shelves.items()):
        yield from (f"  {write_scalar(shelf)}:", "    next:")
        yield from _write_best(best, ultimate, "      ")


def _write_best(best: Iterable[BestSeller], ultimate: str | None, indent: str) -> Iterator[str]:
    shown = [each for each in best if each.name != ultimate][:_SHOWN]
    for each in shown:
        recent = f"first bought by {count_things(each.recent, 'customer')} in the last {RECENT} days, by {each.customers:,} in all"
        yield f"{indent}- {write_scalar(each.name)}{_GAP}# {recent}"


def _write_products(draft: Draft) -> Iterator[str]:
    yield from ("", "products:    # the ones that most customers bought come first")
    for product in draft.products:
        yield from _write_product(product)


def _write_product(product: DraftProduct) -> Iterator[str]:
    """Yield a product: on one line where it has no steps of its own."""
    people = count_things(product.customers, "customer")
    remark = f"median of {count_things(product.paid.lines, 'line')}" if product.paid else ""
    values = {
        "price": _write_price(product.paid) if product.paid else "",
        "sku": write_scalar(product.sku) if product.sku else "",
        "category": write_scalar(product.category) if product.category else "",
    }
    values = {key: text for key, text in values.items() if text}
    if not product.steps:
        evidence = f"{people}, price: {remark}" if remark else people
        yield from write_item(
            WrittenItem(product.name, tuple(values.items()), (evidence,)), "  ", "  ", flow=True
        )
        return
    yield f"  {write_scalar(product.name)}:{_GAP}# {people}"
    for key, text in values.items():
        yield f"    {key}: {text}" + (f"{_GAP}# {remark}" if key == "price" else "")
    yield "    next:"
    yield from (f"      - {write_scalar(pair.next)}{_GAP}# {_describe_pair(pair)}" for pair in product.steps)


def _write_price(paid: PaidPrice) -> str:
    whole = paid.price.to_integral_value()
    return str(whole) if whole == paid.price else str(paid.price)


def _describe_pair(pair: TestedPair) -> str:
    return f"{pair.seen:,} of {pair.opportunities:,}, expected {pair.expected:,.1f}"


def _write_bundles(bundles: Sequence[DraftBundle], names: Iterable[str]) -> Iterator[str]:
    taken = list(names)
    if bundles:
        yield from (
            "",
            "bundles:    # bought in one order more often than by chance: add a price, and offer them in a `next`",
        )
    for bundle in bundles:
        *most, last = bundle.parts
        name = choose_free(f"{', '.join(most)} and {last}", taken)
        taken.append(name)
        of = "the first two in " if len(bundle.parts) > 2 else ""
        orders = count_things(bundle.seen, "order")
        evidence = f"{of}{orders}, expected {bundle.expected:,.1f}"
        yield f"  {write_scalar(name)}: {{items: {write_list(bundle.parts)}, draft: true}}{_GAP}# {evidence}"
