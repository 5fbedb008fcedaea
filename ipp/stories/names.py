"""Names in stories, held against a path: unknown ones, old ones, and those of the wrong kind."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Literal, NamedTuple, assert_never

from ipp.engine.policy.compile import Policy
from ipp.path.keys import Name
from ipp.path.model import Bundle, Product, Touch
from ipp.path.names import Item, Names, fold_name, list_skus
from ipp.path.rules import BAD_VALUE, UNKNOWN_NAME
from ipp.path.values import BadValue, parse_money
from ipp.stories.model import (
    Ban,
    Expectation,
    Identity,
    Knowledge,
    Loss,
    Purchase,
    ReachStep,
    Silence,
    Situation,
    Step,
    StopStep,
    Story,
    StoryAnswer,
)
from ipp.stories.reading.keys import ENDS
from ipp.stories.situation import find_bad_day, split_day
from ipp.text.alternatives import make_rename_fix, name_either
from ipp.text.finding import Finding, FindingSink, Rule
from ipp.text.suggest import Suggester
from ipp.text.visible import shorten_text

RENAMED = Rule(UNKNOWN_NAME.code, UNKNOWN_NAME.name, "info")
"""A name that an item had: it is still understood."""
Wanted = Literal["good", "touch", "any", "end"]
_KINDS: dict[Wanted, tuple[type, ...]] = {
    "good": (Product, Bundle),
    "touch": (Touch,),
    "any": (Product, Bundle, Touch),
    "end": (Product, Bundle, Touch),
}
_THINGS: dict[Wanted, str] = {
    "good": "product or bundle",
    "touch": "touch",
    "any": "product, bundle or touch",
    "end": "product, bundle or touch",
}


class Subject(NamedTuple):
    """What a name in a story means: an item, and the price of one offer of it where the name says one."""

    name: str
    price: Decimal | None
    touch: bool


def find_subject(names: Names, text: str) -> Subject | None:
    """Return what a text means, as in `ipp next`: a name, a sku or an old name, and perhaps ` for PRICE`."""
    meant = names.find_offer(text)
    if meant is None:
        return None
    try:
        price = None if meant.price is None else parse_money(meant.price)
    except BadValue:
        return None
    return Subject(meant.item.name.text, price, isinstance(meant.item, Touch))


def check_story_names(policy: Policy, story: Story, report: FindingSink, suggester: Suggester) -> bool:
    """Report the names of a story that mean nothing, or something else, and those that are old; tell whether it can be played."""
    playable = not _report_bad_days(policy.names, story, report)
    if not playable:
        return False
    for name, wanted in (each for step in story.steps for each in _list_names(policy.names, step)):
        finding = _check_name(policy.names, name, wanted, suggester)
        if finding is not None:
            report(finding)
            playable &= finding.rule is RENAMED
    return playable


def _report_bad_days(names: Names, story: Story, report: FindingSink) -> bool:
    """Report days behind the names of a case that are none; tell whether there was one."""
    told = [each for step in story.steps if isinstance(step, Situation) for each in step.told]
    bad = [(option, name, why) for option, name in told if (why := find_bad_day(names, name.text))]
    for option, name, why in bad:
        day = name.text.rpartition("@")[2]
        report(Finding(BAD_VALUE, f"`{option}`: {day!r} {why}", name.span, why.hint or None))
    return bool(bad)


def _list_names(names: Names, step: Step) -> Iterator[tuple[Name, Wanted]]:
    match step:
        case Purchase(items=items) | Loss(items=items):
            yield from ((item.name, "good") for item in items)
        case StoryAnswer(word=word, name=name):
            if name is not None:
                yield name, "touch" if word == "did" else "good"
        case Expectation():
            yield from _list_expected_names(step)
        case Ban(names=banned):
            yield from ((name, "any") for name in banned)
        case ReachStep(name=name):
            yield name, "any"
        case Situation(told=told):
            for option, name in told:
                bare, _ = split_day(names, name.text)
                yield name._replace(text=bare), "touch" if option == "did" else "good"
        case Silence() | Knowledge() | Identity() | StopStep():
            pass
        case _:
            assert_never(step)


def _list_expected_names(expectation: Expectation) -> Iterator[tuple[Name, Wanted]]:
    for each in expectation.values:
        name = Name(each.text, each.span)
        match each.key:
            case "name":
                yield name, "end"
            case "offer":
                yield name, "good"
            case "do":
                yield name, "touch"
            case "because":
                if each.text.lower() != "none":
                    yield name, "good"
            case _:
                pass


def _check_name(names: Names, name: Name, wanted: Wanted, suggester: Suggester) -> Finding | None:
    meant = names.find_offer(name.text)
    if meant is None:
        if wanted == "end" and name.text.lower() in ENDS:
            return None
        return _describe_unknown(names, name, wanted, suggester)
    if not isinstance(meant.item, _KINDS[wanted]):
        return _describe_wrong_kind(name, meant.item)
    return _describe_old_name(names, name, meant.item, meant.price)


def _describe_unknown(names: Names, name: Name, wanted: Wanted, suggester: Suggester) -> Finding:
    near = suggester.list_likely(name.text, names.list_names(_KINDS[wanted]))
    help = f"did you mean {name_either(near)}?" if near else "`ipp map` shows what there is"
    written = name.span.source.text[name.span.start : name.span.end]
    whole = len(near) == 1 and name.text in written
    text = written.strip("'\"").replace(name.text, near[0]) if whole else ""
    fix = make_rename_fix(name.span, text, f"write `{near[0]}`", False) if text else None
    message = f"no {_THINGS[wanted]} is called `{shorten_text(name.text)}`"
    return Finding(UNKNOWN_NAME, message, name.span, help, fix=fix)


def _describe_wrong_kind(name: Name, item: Item) -> Finding:
    kind = (
        "a touch: it is done, not bought"
        if isinstance(item, Touch)
        else "not a touch: it is offered or bought"
    )
    return Finding(BAD_VALUE, f"`{shorten_text(name.text)}` is {kind}", name.span)


def _describe_old_name(names: Names, name: Name, item: Item, price: str | None) -> Finding | None:
    """Say that an item is called otherwise now; a sku is no old name."""
    old = name.text if price is None else name.text.rpartition(" for ")[0]
    if names.resolve_item(old) is not None or _is_sku(item, old):
        return None
    written = name.span.source.text[name.span.start : name.span.end].strip("'\"")
    new = item.name.text
    fix = (
        make_rename_fix(name.span, written.replace(old, new), f"write `{new}`", True)
        if old in written
        else None
    )
    message = f"`{shorten_text(old)}` is called `{shorten_text(new)}` now"
    return Finding(RENAMED, message, name.span, "`ipp test --update` writes the new name", fix=fix)


def _is_sku(item: Item, text: str) -> bool:
    return not isinstance(item, Touch) and any(fold_name(sku) == fold_name(text) for sku in list_skus(item))
