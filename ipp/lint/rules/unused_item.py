"""A bundle, touch or segment is not used anywhere, no step asks for a share, or a category has no product.

It is never offered, made or asked about. Perhaps it is left over, or a `next` was forgotten. Where no step asks for the arms of an experiment, they are treated alike.
Mark what is not ready with `draft: true`.

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

from collections.abc import Iterable, Iterator

from ipp.engine.policy.conditions import find_parts
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
    asked_for = {name.text: name for name in _list_asked_for(checked)}
    segments = _list_mentioned_segments(checked, asked_for)
    for item in _list_unmentioned(checked):
        retired = isinstance(item, Bundle) and item.retired  # its owners keep their list
        if not item.draft and not retired:
            what = "bundle" if isinstance(item, Bundle) else "touch"
            yield _make_finding(item.name, what, "mention it in a `next`, or remove it")
    asked = _list_asked_segments(checked, asked_for.values())
    for segment in path.segments:
        if fold_name(segment.name.text) not in segments:
            yield _make_finding(segment.name, "segment", "name it in a `when` or `unless`, or remove it")
        elif segment.share is not None and segment.name.text not in asked:
            message = f"no step asks for the share `{segment.name.text}`"
            help = "name it in the `when` or `unless` of a step, or remove it"
            yield Finding(RULE, message, segment.name.span, help, label="nobody is treated by it")
    used = _fold_names({product.category.text for product in path.products if product.category})
    for category in path.categories:
        if fold_name(category.name.text) not in used:
            message = f"no product is in the category `{category.name.text}`"
            yield Finding(RULE, message, category.name.span, "give a product this `category`, or remove it")


def _make_finding(name: Name, what: str, help: str) -> Finding:
    return Finding(
        RULE, f"nothing mentions the {what} `{name.text}`", name.span, help, label="mentioned nowhere"
    )


def _list_unmentioned(checked: Checked) -> list[Bundle | Touch]:
    """Return the bundles and touches that no step names, most of which are named as they are declared."""
    mentioned = _list_mentioned(checked)
    needed: tuple[Bundle | Touch, ...] = (*checked.path.bundles, *checked.path.touches)
    found = [item for item in needed if item.name.text not in mentioned]
    folded = _fold_names(mentioned) if found else set[str]()
    return [item for item in found if fold_name(item.name.text) not in folded]


def _list_mentioned(checked: Checked) -> set[str]:
    path = checked.path
    names = {step.subject.text for step in checked.steps} | {rest.subject.text for rest in path.rest}
    if path.ultimate and path.ultimate.offer:
        names.add(path.ultimate.offer.text)
    return names


def _list_mentioned_segments(checked: Checked, asked_for: Iterable[str]) -> set[str]:
    names = set(asked_for)
    names |= {name.text for segment in checked.path.segments for name in list_parts(segment)}
    return _fold_names(names)


def _list_asked_for(checked: Checked) -> Iterator[Name]:
    """Yield the segments that steps and rules for everybody name."""
    path = checked.path
    gated: tuple[Step | Rest, ...] = (*checked.steps, *path.rest)
    for step in gated:
        if step.when or step.unless:
            yield from (*step.when, *step.unless)
    if path.never:
        yield path.never
    if path.ultimate and path.ultimate.ready:
        yield path.ultimate.ready


def _list_asked_segments(checked: Checked, asked_for: Iterable[Name]) -> set[str]:
    """Return the segments that something hangs on, those that they are made of included."""
    policy = checked.store.policy
    found: set[str] = set()
    new = set(policy.resolve_segments(asked_for))
    while new:
        found |= new
        new = {part for name in new for part in find_parts(policy.conditions[name])} - found
    return found


def _fold_names(texts: set[str]) -> set[str]:
    return {fold_name(text) for text in texts}
