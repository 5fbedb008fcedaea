"""On the day of a first purchase, a channel has more offers than it can show.

Thank-you pages and upsell apps show a limited number of upsells and downsells after a purchase, and silently leave out the rest. `channels` sets the limits: `upsells` are
first offers, `downsells` are the smaller versions below them, and `offers` is the number of both together. The rule counts the offers that are due on that day, for everybody who says No to each.
An offer that `gap` or `spacing` moves to another day is not counted. docs/path-file.md lists the limits of some platforms.

Wrong::

    ipp: 1
    ultimate: Club
    products:
      Mug: {price: 9, next: [{offer: Tea, via: thank-you page}, {offer: Teapot, via: thank-you page}, Club]}
      Tea: {price: 6, next: Club}
      Teapot: {price: 29, next: Club}
      Club: {price: 29}
    channels: {thank-you page: {upsells: 1, gap: 0, within: 1d}}
    touches: {Letter: {kind: content}}
    rest: [{do: Letter, every: 30d}]

Right::

    ipp: 1
    ultimate: Club
    products:
      Mug: {price: 9, next: [{offer: Tea, via: thank-you page}, {offer: Teapot, via: email}, Club]}
      Tea: {price: 6, next: Club}
      Teapot: {price: 29, next: Club}
      Club: {price: 29}
    channels: {thank-you page: {upsells: 1, gap: 0, within: 1d}, email: {}}
    touches: {Letter: {kind: content}}
    rest: [{do: Letter, every: 30d}]
"""

from collections.abc import Iterator
from typing import NamedTuple

from ipp.engine.ownership import find_owned
from ipp.engine.policy.clauses import Gate, Good, Rung
from ipp.engine.policy.entries import list_ladders
from ipp.lint.facts.store import Checked
from ipp.path.model import Product
from ipp.path.terms import Channel
from ipp.text.finding import Finding, Related, Rule
from ipp.text.words import count_things

RULE = Rule("IPP501", "platform-limit", "warning")


class _Ask(NamedTuple):
    """An ask on the day of a purchase; `lower`: a smaller version."""

    rung: Rung
    lower: bool


def check(checked: Checked) -> Iterator[Finding]:
    """Find purchases after which a channel has more to show than it can."""
    limited = [each for each in checked.path.channels or () if _list_limits(each)]
    reported: set[tuple[str, int]] = set()
    for good in checked.goods if limited else ():
        if isinstance(good, Product) and not good.sold:
            continue
        asks = list(_list_asks(checked, checked.policy.goods[good.name.text]))
        for channel in limited:
            finding = _check_channel(channel, asks, good.name.text)
            if finding and (channel.name.text, finding.span.start) not in reported:
                reported.add((channel.name.text, finding.span.start))
                yield finding


def _list_limits(channel: Channel) -> list[tuple[str, int, bool | None]]:
    """Return what a channel can show at most: what it is called, how many, and which rungs count (None: all)."""
    limits = (
        ("upsell", channel.upsells, False),
        ("downsell", channel.downsells, True),
        ("offer", channel.offers, None),
    )
    return [(word, number, lower) for word, number, lower in limits if number is not None]


def _check_channel(channel: Channel, asks: list[_Ask], bought: str) -> Finding | None:
    for word, number, lower in _list_limits(channel):
        shown = [
            ask.rung for ask in asks
            if ask.rung.via == channel.name.text and (lower is None or ask.lower is lower)
        ]  # fmt: skip
        if len(shown) > number:
            left_out = shown[number]
            message = f"after `{bought}` `{channel.name.text}` shows {count_things(number, word)} at most, and has {len(shown)}"
            help = f"`{left_out.good.name}` will not be shown: give it another `via`, or a later day"
            related = (Related("what it can show", channel.name.span),)
            return Finding(RULE, message, left_out.span, help, related, label="not shown any more")
    return None


def _list_asks(checked: Checked, bought: Good) -> Iterator[_Ask]:
    """Yield the asks of the day of a first purchase, in reading order, to who says No to each."""
    policy, asked = checked.policy, set[object]()
    usual = policy.defaults
    together = not usual.gap.days and not usual.spacing.days
    names = (bought.name, *(each.product for each in bought.contents if each.product != bought.name))
    lists = (*(policy.list_entries(name) for name in names), policy.storewide)
    for ladder in (each for entries in lists for each in list_ladders(entries)):
        if ladder.after or ladder.gate != Gate():
            continue
        for number, rung in enumerate(ladder.rungs):
            put_off = asked and not together and rung.gap != 0
            if rung.after or put_off:
                break
            dead = rung.good.draft or rung.offer in asked or rung.good.name == bought.name
            if (
                not dead
                and not find_owned(rung.good, bought.durables)
                and not (rung.gate.gated or rung.gate.dated)
            ):
                asked.add(rung.offer)
                yield _Ask(rung, number > 0)
