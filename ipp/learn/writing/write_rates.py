"""`ipp learn --write`: take rates and patience out of a log, written where the path file makes the offer; everything else stays as it is.

What is written is read back: a place that would come out as anything but a sound path is left for the owner.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from ipp.engine.policy.clauses import Offer
from ipp.learn.rates.take_rates import TakeRate
from ipp.learn.writing.remarks import Remark, write_comment, write_remarks
from ipp.learn.writing.written_offers import WrittenOffer, list_written_offers
from ipp.loading import Store, load_store_file
from ipp.text.edits import OverlappingEdits, apply_edits, join_insertions
from ipp.text.finding import Edit
from ipp.text.source import Span
from ipp.text.words import write_share
from ipp.text.yaml.edits import add_key
from ipp.text.yaml.nodes import Scalar
from ipp.text.yaml.scalars import rename_scalar, write_scalar

FEWEST_ANSWERS = 20
"""With fewer answers, in effect, an offer keeps the rate that the owner gave it."""
_ROUNDS = 4
"""A patience that is written holds for the rungs below, whose own is then written, too."""


class WrittenRates(NamedTuple):
    """The new text of each file by name; offers with too few answers, those without a step that could say it, those written too oddly."""

    texts: Mapping[str, str]
    few: tuple[Offer, ...]
    nowhere: tuple[Offer, ...]
    by_hand: tuple[Offer, ...]


class _Figure(NamedTuple):
    """One key that is to be said, and whether it is said so already."""

    key: str
    text: str
    remark: str
    is_said: bool


class _OfferEdits(NamedTuple):
    """What one place takes: edits, and remarks on the figures that stand there."""

    written: WrittenOffer
    edits: tuple[Edit, ...]
    remarks: tuple[Remark, ...]


def write_rates(store: Store, rates: Sequence[TakeRate], day: str) -> WrittenRates:
    """Return the files of a store with `take` and `patience` as learned; `day` goes into the comments."""
    enough = {rate.offer: rate for rate in rates if rate.estimate.settled >= FEWEST_ANSWERS}
    few = tuple(rate.offer for rate in rates if rate.offer not in enough)
    written = {written.offer for written in list_written_offers(store)}
    nowhere = tuple(offer for offer in enough if offer not in written)
    texts: dict[str, str] = {}
    by_hand: dict[Offer, None] = {}
    now = store
    for _ in range(_ROUNDS):
        changed, left = _write_once(now, enough, day)
        by_hand |= dict.fromkeys(left)
        if not changed:
            break
        texts |= changed
        loaded = _load_changed(now, changed)
        assert loaded is not None
        now = loaded
    return WrittenRates(texts, few, nowhere, tuple(by_hand))


def _write_once(
    store: Store, rates: Mapping[Offer, TakeRate], day: str
) -> tuple[dict[str, str], list[Offer]]:
    """Return the texts of one round, and the offers of places that cannot be written."""
    found, left = list[_OfferEdits](), list[Offer]()
    for written in list_written_offers(store):
        rate = rates.get(written.offer)
        if rate and not (
            written.below and rate.kind == "first"
        ):  # after a No fewer take it than are asked first
            edits = _edit_offer(written, rate, day)
            if edits is None:
                left.append(written.offer)
            else:
                found.append(edits)
    sound = _keep_sound(store, found, day)
    left += [each.written.offer for each in found if each not in sound]
    return _make_texts(store, sound, day), left


def _keep_sound(store: Store, found: Sequence[_OfferEdits], day: str) -> Sequence[_OfferEdits]:
    """Return the places whose edits read as a sound path, together; each half by itself where all do not."""
    try:
        if _load_changed(store, _make_texts(store, found, day)):
            return found
    except OverlappingEdits:
        pass
    if len(found) <= 1:
        return ()
    middle = len(found) // 2
    kept = [*_keep_sound(store, found[:middle], day), *_keep_sound(store, found[middle:], day)]
    return kept if len(kept) < len(found) else ()


def _make_texts(store: Store, found: Iterable[_OfferEdits], day: str) -> dict[str, str]:
    edits, remarks = list[Edit](), defaultdict[int, list[Remark]](list)
    for each in found:
        edits += each.edits
        remarks[id(each.written.span.source)] += each.remarks
    for source, tree in store.path.files:
        edits += write_remarks(source, tree, remarks[id(source)], day)
    texts = apply_edits(join_insertions(edits)).items()
    return {source.name: text for source, text in texts if text != source.text}


def _load_changed(store: Store, texts: Mapping[str, str]) -> Store | None:
    """Return the store as it is with these texts; None where it is not as sound as before."""
    now = {source.name: source.text for source, _ in store.path.files}
    read = load_store_file(store.source.name, {**now, **texts})
    return read if isinstance(read, Store) and len(read.findings) <= len(store.findings) else None


def _edit_offer(written: WrittenOffer, rate: TakeRate, day: str) -> _OfferEdits | None:
    """Return what writes a rate at a place; None where it is written in a manner that cannot be changed alone."""
    figures = list(_list_figures(written, rate))
    if written.body is None:
        return _edit_name(written, figures)
    edits, remarks = list[Edit](), list[Remark]()
    for figure in figures:
        found = _edit_key(written, figure, day)
        if found is None:
            return None
        edits += [found[0]] if found[0] else []
        remarks += [found[1]] if found[1] else []
    return _OfferEdits(written, tuple(edits), tuple(remarks))


def _list_figures(written: WrittenOffer, rate: TakeRate) -> Iterator[_Figure]:
    estimate = rate.estimate
    take = write_rate(estimate.learned)
    is_said = written.take is not None and write_share(written.take) == take
    yield _Figure("take", take, f"{estimate.yes:,} of {estimate.asked:,} said Yes", is_said)
    if estimate.patience is not None and written.patience:
        days = max(estimate.patience, 1)
        yield _Figure("patience", f"{days}d", f"9 in 10 Yes within {days}d", written.patience == {days})


def write_rate(share: float) -> str:
    """Write a share that was learned: to a tenth of a percent, small ones to two digits."""
    percent = share * 100
    text = f"{percent:.1f}" if percent >= 1 else f"{percent:.2g}"
    return write_share(Decimal(text) / 100)


def _edit_name(written: WrittenOffer, figures: Iterable[_Figure]) -> _OfferEdits | None:
    """Return the edit that makes a mapping of a bare name."""
    source, start, end = written.span
    whole = rename_scalar(source, written.span, "x")
    if whole is None:
        return None
    new = [figure for figure in figures if not figure.is_said]
    if not new:
        return _OfferEdits(written, (), ())
    text = source.text[start:end]
    name = text if text[:1] in ("'", '"') else write_scalar(text)
    keys = "".join(f", {figure.key}: {figure.text}" for figure in new)
    remarks = tuple(Remark(written.offer[0], figure.remark, end, True) for figure in new)
    return _OfferEdits(written, (whole._replace(text=f"{{offer: {name}{keys}}}"),), remarks)


def _edit_key(written: WrittenOffer, figure: _Figure, day: str) -> tuple[Edit | None, Remark | None] | None:
    """Return the edit that says a figure, if it is not said, and the remark for its line, if that has no new line of its own."""
    body, source = written.body, written.span.source
    assert body is not None
    node = body.get(figure.key)
    remark = Remark(
        written.offer[0], figure.remark, node.end if node else body.entries[-1][1].end, not figure.is_said
    )
    if node is None:
        if figure.is_said:  # as the channel or the step above says
            return None, None
        line = figure.text if body.flow else figure.text + write_comment(day, figure.remark)
        edit = add_key(source, body, figure.key, line)
        return None if edit is None else (edit, remark if body.flow else None)
    if figure.is_said:
        return None, remark
    if not isinstance(node, Scalar):
        return None
    edit = rename_scalar(source, Span(source, node.start, node.end), figure.text)
    return None if edit is None else (edit, remark)
