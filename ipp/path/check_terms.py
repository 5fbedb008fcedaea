"""Terms that say nothing where they stand, or contradict each other."""

from collections.abc import Iterable, Iterator

from ipp.path.lists import StepList, list_step_lists
from ipp.path.model import OF_KIND, Bundle, Category, Path, Product, Step, Touch
from ipp.path.names import Names, holds_only_consumables, list_with_rungs
from ipp.path.rules import BAD_VALUE
from ipp.text.finding import Finding, FindingSink
from ipp.text.source import Span
from ipp.text.visible import shorten_text


def check_terms(path: Path, names: Names, report: FindingSink) -> None:
    """Report terms of memberships, of `rest` and of `each_time` that make no sense."""
    for finding in (
        *_check_continuities(path),
        *_check_touches(path),
        *_check_segments(path),
        *_check_holdout(path),
        *_check_channels(path),
        *_check_rest(path),
        *_check_each_time(path, names),
    ):
        report(finding)


def _check_continuities(path: Path) -> Iterator[Finding]:
    for product in path.products:
        if product.lapses or product.winback:
            yield from _check_continuity(product)


def _check_continuity(product: Product) -> Iterator[Finding]:
    name, span = shorten_text(product.name.text), product.name.span
    for key, said in (("lapses", product.lapses), ("winback", product.winback)):
        if said and product.every is None:
            yield _make_finding(
                f"`{name}` has `{key}` but is no continuity", span, "add `every`, or remove the key"
            )
    if product.lapses and product.every and product.lapses.days <= product.every.days:
        message = f"`{name}` would lapse before its next charge: `lapses` is not longer than `every`"
        yield _make_finding(
            message, span, "write a longer `lapses`: the period and some days for a late payment"
        )


def _check_touches(path: Path) -> Iterator[Finding]:
    for touch in path.touches:
        for key, kind in OF_KIND.items():
            if getattr(touch, key) is not None and touch.kind != kind:
                message = f"`{shorten_text(touch.name.text)}` has `{key}` but is no {kind}"
                yield _make_finding(message, touch.name.span, f"write `kind: {kind}`, or remove the key")


def _check_segments(path: Path) -> Iterator[Finding]:
    for segment in path.segments:
        if segment.salt and segment.share is None:
            message = f"segment `{shorten_text(segment.name.text)}` has a `salt` but no `share`"
            yield _make_finding(message, segment.salt.span, "add `share`, or remove the key")
        if segment.share and segment.share.low >= segment.share.high:
            message = f"the share of segment `{shorten_text(segment.name.text)}` is nobody"
            help = "write a share above 0, or the smaller one first: 33% to 67%"
            yield _make_finding(message, segment.name.span, help)


def _check_holdout(path: Path) -> Iterator[Finding]:
    holdout = path.holdout
    if holdout and holdout.name and holdout.from_ and holdout.until and holdout.from_ > holdout.until:
        message = f"the holdout `{shorten_text(holdout.name.text)}` ends before it begins"
        yield _make_finding(message, holdout.name.span, "write `until` later than `from`")


def _check_channels(path: Path) -> Iterator[Finding]:
    for channel in path.channels or ():
        after, within = channel.after, channel.within
        if after and within and within.days < after.days:
            message = f"steps by `{shorten_text(channel.name.text)}` are over before they are due: `within` is shorter than `after`"
            yield _make_finding(message, channel.name.span, "write a longer `within`, or a shorter `after`")


def _check_rest(path: Path) -> Iterator[Finding]:
    for rest in path.rest:
        for key, said in (("take", rest.take), ("stay", rest.stay)):
            if rest.do and said is not None:
                yield _make_finding(
                    f"a touch has no `{key}`: it asks for nothing", rest.span, "remove the key"
                )


def _check_each_time(path: Path, names: Names) -> Iterator[Finding]:
    for written in list_step_lists(path):
        belongs = not written.rungs and _is_of_purchase(written)
        for step in written.steps:
            if step.each_time and not belongs:
                help = "write it in the `next` of a product, a bundle or a category"
                yield _make_finding(
                    "`each_time` has no meaning here: the step belongs to no purchase", step.span, help
                )
            elif step.each_time:
                yield from _check_used_up(step, names)
            if step.downsell:
                yield from _check_rungs(step.downsell)


def _is_of_purchase(written: StepList) -> bool:
    return isinstance(written.owner, Product | Bundle | Category) and written.field == "next"


def _check_used_up(step: Step, names: Names) -> Iterator[Finding]:
    item = names.resolve_item(step.subject.text)
    if item is None or isinstance(item, Touch) or holds_only_consumables(item, names):
        return
    message = f"`{shorten_text(item.name.text)}` is not consumable: once owned, it is not asked again"
    yield _make_finding(message, step.span, "remove `each_time`, or offer a consumable")


def _check_rungs(rungs: Iterable[Step]) -> Iterator[Finding]:
    for rung in list_with_rungs(rungs):
        if rung.each_time:
            yield _make_finding(
                "`each_time` belongs to the step, not to a rung", rung.span, "write it at the step"
            )


def _make_finding(message: str, span: Span, help: str) -> Finding:
    return Finding(BAD_VALUE, message, span, help)
