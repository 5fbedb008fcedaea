"""Wrong values of stories to edits: the engine's answer in their place, and nothing else changes.

Only what `next` says is brought up to date, and old names; what must never come next, or must be reached, is what the shop wants.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from ipp.engine.decision.action import Action, Decision
from ipp.stories.compare import SUBJECTS, find_due
from ipp.stories.model import Expectation, ExpectedValue, StoryDay
from ipp.stories.result import StoryReport, WrongNext
from ipp.text.edits import do_overlap, group_by_source, splice_edits
from ipp.text.finding import Edit
from ipp.text.source import Source, Span
from ipp.text.yaml.scalars import rename_scalar, write_scalar


class StoryUpdate(NamedTuple):
    """The new texts of story files, and the places whose values are written in a way that is changed by hand only; `changed` counts the others."""

    texts: tuple[tuple[Source, str], ...]
    unwritten: tuple[Span, ...]
    changed: int


def update_stories(report: StoryReport) -> StoryUpdate:
    """Return the story files with what the engine says in the place of what is wrong."""
    edits: list[Edit] = []
    unwritten: list[Span] = []
    for failure, clock in _list_wrong(report):
        made = _make_edits(failure, clock)
        if made is None:
            unwritten.append(failure.expectation.span)
        else:
            edits += made
    edits += [
        edit for finding in report.findings if finding.fix and finding.fix.safe for edit in finding.fix.edits
    ]
    texts, changed = [], 0
    for source, own in group_by_source(edits).items():
        kept, dropped = _drop_overlapping(own)
        unwritten += [edit.span for edit in dropped]
        changed += len(kept)
        texts.append((source, splice_edits(source.text, kept)))
    return StoryUpdate(tuple(texts), tuple(unwritten), changed)


def _list_wrong(report: StoryReport) -> Iterator[tuple[WrongNext, date]]:
    for result in report.results:
        for moment in result.moments:
            yield from ((each, moment.day) for each in moment.failures if isinstance(each, WrongNext))


def _drop_overlapping(edits: Iterable[Edit]) -> tuple[list[Edit], list[Edit]]:
    """Return edits of which no two want the same characters, and the others: two stories may share one text by an alias."""
    kept: list[Edit] = []
    dropped: list[Edit] = []
    for edit in dict.fromkeys(edits):
        (dropped if any(do_overlap(edit, other) for other in kept) else kept).append(edit)
    return kept, dropped


def _make_edits(failure: WrongNext, clock: date) -> list[Edit] | None:
    """Return the edits of one expectation; None where one of its values cannot be written in place."""
    expectation, decision = failure.expectation, failure.decision
    if not expectation.own:
        return None
    if expectation.mapping is None:
        edit = _write_bare(expectation, decision)
        return None if edit is None else [edit]
    if _needs_other_keys(failure):
        return _rewrite_mapping(expectation, decision, clock)
    edits = [_write_value(each, decision, clock) for each in failure.wrong]
    return None if None in edits else [edit for edit in edits if edit]


def _write_bare(expectation: Expectation, decision: Decision) -> Edit | None:
    """Return the edit of a name, or of `?`."""
    if expectation.blank:
        return Edit(expectation.span, write_scalar(_name_next(decision, priced=False)))
    (value,) = expectation.values
    return rename_scalar(value.span.source, value.span, _name_next(decision, priced=" for " in value.text))


def _name_next(decision: Decision, *, priced: bool) -> str:
    """Return what a bare `next` says: a name, with its price if it said one that is not the list price, or the word for the end."""
    action = decision.action
    if action is None:
        return decision.state
    special = action.offer and action.offer[1]
    return f"{action.name} for {_write_money(special)}" if priced and special else action.name


def _needs_other_keys(failure: WrongNext) -> bool:
    """Whether the right answer has other keys than the expectation: a touch has no price, and where nothing is left there is nothing."""
    action = failure.decision.action
    keys = {each.key for each in failure.expectation.values}
    if action is None:
        return bool(keys - {"state"})
    return (action.offer is None and bool(keys & {"offer", "price", "rung"})) or (
        action.offer is not None and "do" in keys
    )


def _rewrite_mapping(expectation: Expectation, decision: Decision, clock: date) -> list[Edit] | None:
    """Return the edits of a mapping that gets another key: of the key alone where that is enough, else of all of it, in braces.

    None for a mapping in lines, or with comments, which would get lost.
    """
    keys = {each.key for each in expectation.values}
    if decision.action is not None and not keys & {"price", "rung"}:
        return _rename_subject(expectation, decision, clock)
    written = expectation.span.source.text[expectation.span.start : expectation.span.end]
    if expectation.mapping is None or not expectation.mapping.flow or "#" in written or "&" in written:
        return None
    entries: list[tuple[str, str]] = []
    action = decision.action
    for each in expectation.values:
        if each.key in SUBJECTS:
            entries.append(_write_subject(action, decision))
        elif action is not None and (action.offer is not None or each.key not in ("price", "rung")):
            entries.append((each.key, _write_right(each, decision, clock)))
    if not entries:
        entries = [_write_subject(action, decision)]
    text = ", ".join(f"{key}: {write_scalar(value)}" for key, value in entries)
    return [Edit(expectation.span, f"{{{text}}}")]


def _rename_subject(expectation: Expectation, decision: Decision, clock: date) -> list[Edit] | None:
    word, _ = _write_subject(decision.action, decision)
    keys = [
        Edit(each.key_span, word) for each in expectation.values if each.key in SUBJECTS and each.key_span
    ]
    values = [_write_value(each, decision, clock) for each in expectation.values]
    return None if None in values else [*keys, *(edit for edit in values if edit and not _is_same(edit))]


def _is_same(edit: Edit) -> bool:
    return edit.span.source.text[edit.span.start : edit.span.end] == edit.text


def _write_subject(action: Action | None, decision: Decision) -> tuple[str, str]:
    if action is None:
        return "state", decision.state
    return ("do" if action.offer is None else "offer"), action.name


def _write_value(value: ExpectedValue, decision: Decision, clock: date) -> Edit | None:
    return rename_scalar(value.span.source, value.span, _write_right(value, decision, clock))


def _write_right(value: ExpectedValue, decision: Decision, clock: date) -> str:
    """Return the text that is right for a key of an expectation."""
    action = decision.action
    if value.key == "state" or action is None:
        return decision.state if value.key == "state" else "none"
    match value.key:
        case "price":
            return "none" if action.price is None else _write_money(action.price)
        case "due":
            return _write_due(value, action, clock)
        case "rung":
            return str(action.rung)
        case "via":
            return action.via or "none"
        case "because":
            return action.because or "none"
        case _:
            return _name_next(decision, priced=" for " in value.text)


def _write_due(value: ExpectedValue, action: Action, clock: date) -> str:
    due = find_due(action, clock)
    if isinstance(value.value, StoryDay) and value.value.fixed:
        return action.due.isoformat()
    return f"{(due - clock).days}d" if due > clock else "now"


def _write_money(amount: Decimal) -> str:
    return f"{amount:f}"
