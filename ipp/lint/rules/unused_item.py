"""A bundle, touch or segment is not mentioned anywhere, or a category has no product.

It is never offered, done or asked about: a leftover, or a `next` that was forgotten. Mark what is not ready as `draft: true`.

Wrong::

    ipp: 1
    ultimate: Club
    products:
      Slippers: {price: 24, next: Club}
      Club: {price: 29}
    touches: {Letter: {kind: content}, Review it: {kind: review}}
    rest: [{do: Letter, every: 30d}]

Right::

    ipp: 1
    ultimate: Club
    products:
      Slippers: {price: 24, next: [Review it, Club]}
      Club: {price: 29}
    touches: {Letter: {kind: content}, Review it: {kind: review}}
    rest: [{do: Letter, every: 30d}]
"""

from collections.abc import Iterator

from ipp.lint.facts.store import Checked
from ipp.path.keys import Name
from ipp.path.model import Bundle, Step, Touch
from ipp.path.names import fold_name, list_parts
from ipp.path.terms import Rest
from ipp.text.finding import Finding, Rule

RULE = Rule("IPP103", "unused-item", "warning")


def check(checked: Checked) -> Iterator[Finding]:
    """Find items that nothing mentions."""
    path = checked.path
    if checked.store.findings:
        return  # what could not be read may well mention them
    items, segments = _list_mentioned(checked), _list_mentioned_segments(checked)
    needed: tuple[Bundle | Touch, ...] = (*path.bundles, *path.touches)
    for item in needed:
        retired = isinstance(item, Bundle) and item.retired  # its owners keep their list
        if fold_name(item.name.text) not in items and not item.draft and not retired:
            what = "bundle" if isinstance(item, Bundle) else "touch"
            yield _make_finding(item.name, what, "mention it in a `next`, or remove it")
    for segment in path.segments:
        if fold_name(segment.name.text) not in segments:
            yield _make_finding(segment.name, "segment", "name it in a `when` or `unless`, or remove it")
    used = _fold_names({product.category.text for product in path.products if product.category})
    for category in path.categories:
        if fold_name(category.name.text) not in used:
            message = f"no product is in the category `{category.name.text}`"
            yield Finding(RULE, message, category.name.span, "give a product this `category`, or remove it")


def _make_finding(name: Name, what: str, help: str) -> Finding:
    return Finding(
        RULE, f"nothing mentions the {what} `{name.text}`", name.span, help, label="mentioned nowhere"
    )


def _list_mentioned(checked: Checked) -> set[str]:
    path = checked.path
    names = {step.subject.text for step in checked.steps} | {rest.subject.text for rest in path.rest}
    if path.ultimate and path.ultimate.offer:
        names.add(path.ultimate.offer.text)
    return _fold_names(names)


def _list_mentioned_segments(checked: Checked) -> set[str]:
    path = checked.path
    gated: tuple[Step | Rest, ...] = (*checked.steps, *path.rest)
    names = {name.text for step in gated if step.when or step.unless for name in (*step.when, *step.unless)}
    names |= {name.text for segment in path.segments for name in list_parts(segment)}
    if path.never:
        names.add(path.never.text)
    if path.ultimate and path.ultimate.ready:
        names.add(path.ultimate.ready.text)
    return _fold_names(names)


def _fold_names(texts: set[str]) -> set[str]:
    return {fold_name(text) for text in texts}
