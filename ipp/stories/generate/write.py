"""Walks as a story file: named by what the customer does, with the terms of each offer written once."""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from ipp.engine.decision.action import Action, Decision
from ipp.stories.generate.search import Chosen
from ipp.stories.generate.walk import Start, WalkStep
from ipp.stories.model import Identity, Knowledge, Loss, Purchase, Silence, StoryAnswer
from ipp.text.visible import shorten_text
from ipp.text.yaml.scalars import write_scalar

_LONGEST_NAME = 90
_HEAD = """\
# Written by `ipp test --generate`: give stories better names, and delete those that nobody needs.

ipp-test: 1
path: {path}
today: {today}
stories:
"""


def write_story_file(chosen: Iterable[Chosen], path: str, today: date) -> str:
    """Return the text of a story file; the same walks make the same bytes."""
    pinned: set[tuple[str, Decimal | None, str | None]] = set()
    names: dict[str, int] = {}
    stories = ["".join(_write_story(each, _name_story(each, names), pinned)) for each in chosen]
    return _HEAD.format(path=write_scalar(path), today=today) + "\n".join(stories)


def _name_story(chosen: Chosen, names: dict[str, int]) -> str:
    """Name a story by its purchases and answers, with a number if there is one of that name."""
    parts = [*_name_start(chosen.walk.start), *filter(None, map(_name_answer, chosen.told))]
    name = parts[0]
    for number, part in enumerate(parts[1:], 1):
        longer = f"{name}, {part}"
        if len(longer) > _LONGEST_NAME:
            name = f"{name} … {len(parts) - number} more"
            break
        name = longer
    name = shorten_text(name, _LONGEST_NAME + 20)
    names[name] = names.get(name, 0) + 1
    return name if names[name] == 1 else f"{name} ({names[name]})"


def _name_start(start: Start) -> Iterator[str]:
    known = start.known.text
    yield f"Buys {start.first}{known}" if start.first else f"Bought nothing{known}"
    if start.cancels:
        yield "cancels it"
    if start.told:
        yield start.told
    if start.year:
        yield "says nothing for a year"


def _name_answer(walked: WalkStep) -> str:
    name = walked.action.name if walked.action else ""
    match walked.step:
        case StoryAnswer(word="accepts"):
            return f"Yes to {name}"
        case StoryAnswer(word="declines"):
            return f"No to {name}"
        case Silence() if name:
            return f"silent on {name}"
        case _:
            return ""


def _write_story(
    chosen: Chosen, name: str, pinned: set[tuple[str, Decimal | None, str | None]]
) -> Iterator[str]:
    if chosen.walk.start.told:
        pinned = set()  # what a proof found hangs on its terms: they are all told
    yield f"  {write_scalar(name)}:\n"
    for walked in chosen.told:
        yield f"    - {_write_step(walked)}\n"
        if not isinstance(walked.step, Knowledge | Identity):
            yield f"    - next: {_write_next(walked.decision, walked.clock, pinned)}\n"


def _write_step(walked: WalkStep) -> str:
    step = walked.step
    match step:
        case Purchase(items=items, on=on):
            name = write_scalar(items[0].name.text)
            return f"{{bought: {name}, on: {on.text}}}" if on else f"bought: {name}"
        case Loss(word=word, items=items, on=on):
            name = write_scalar(items[0].name.text)
            return f"{{{word}: {name}, on: {on.text}}}" if on else f"{word}: {name}"
        case Knowledge(attributes=attributes):
            known = ", ".join(
                f"{write_scalar(name.text)}: {write_scalar(value)}" for name, value in attributes
            )
            return f"with: {{{known}}}"
        case Identity(id=id):
            return f"customer: {write_scalar(id)}"
        case Silence(text=text):
            return f"silent: {text}"
        case StoryAnswer(word=word):
            return word
        case _:
            raise AssertionError(step)


def _write_next(decision: Decision, clock: date, pinned: set[tuple[str, Decimal | None, str | None]]) -> str:
    """Return what is next; where an offer or a touch of a list is met first, with its terms."""
    action = decision.action
    if action is None:
        return decision.state
    key = (action.name, action.price, action.because)
    if decision.awaiting or key in pinned:
        return write_scalar(action.name)
    pinned.add(key)
    due = _write_due(action, clock)
    name = write_scalar(action.name)
    if action.offer is None:
        return f"{{do: {name}, due: {due}}}" if due != "now" else name
    price = f", price: {action.price:f}" if action.price is not None else ""
    return f"{{offer: {name}{price}, due: {due}}}"


def _write_due(action: Action, clock: date) -> str:
    return f"{(action.due - clock).days}d" if action.due > clock else "now"
