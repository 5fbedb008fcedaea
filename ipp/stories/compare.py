"""One expectation and one decision: what differs, and why what was expected was passed over."""

from collections.abc import Iterator
from datetime import date

from ipp.engine.decision.action import Action, Decision, PassedOver
from ipp.engine.policy.compile import Policy
from ipp.engine.policy.entries import list_rungs
from ipp.path.names import fold_name
from ipp.stories.customer import StoryCustomer
from ipp.stories.model import Expectation, ExpectedValue, StoryDay
from ipp.stories.names import Subject, find_subject
from ipp.stories.result import Absence, AttributeHint, WrongNext

SUBJECTS = ("name", "offer", "do")
"""The keys that say what comes next."""


def compare_next(customer: StoryCustomer, expectation: Expectation) -> WrongNext | None:
    """Return what differs from what must come next; None when nothing does."""
    decision = customer.decide()
    if expectation.blank:
        return WrongNext(expectation, (), decision)
    clock = customer.clock
    wrong = tuple(each for each in expectation.values if not _holds(customer.policy, each, decision, clock))
    if not wrong:
        return None
    subject = _find_missing_subject(customer.policy, wrong)
    if subject is None:
        return WrongNext(expectation, wrong, decision)
    reasons = list_reasons(customer.policy, decision, subject)
    absence = _find_absence(customer, decision, subject, reasons)
    hints = tuple(list_hints(customer, reasons))
    return WrongNext(expectation, wrong, decision, absence, reasons, hints)


def is_action(action: Action | None, subject: Subject) -> bool:
    """Whether an action is what a name means, at its price if it says one."""
    if action is None or action.name != subject.name:
        return False
    return subject.price is None or action.price == subject.price


def find_due(action: Action, clock: date) -> date:
    """Return the day on which an action is due, as seen from a day: what is due since long is due today."""
    return max(action.due, clock)


def _holds(policy: Policy, expected: ExpectedValue, decision: Decision, clock: date) -> bool:
    action, value = decision.action, expected.value
    if expected.key == "state":
        return decision.state == value
    if expected.key in SUBJECTS:
        return _is_subject(policy, expected, decision)
    if action is None:
        return expected.text.lower() == "none"
    match expected.key:
        case "price":
            return action.price == value
        case "due":
            assert isinstance(value, StoryDay)
            return value.find_date(clock) in (action.due, find_due(action, clock))
        case "rung":
            return action.rung == value
        case "because":
            subject = find_subject(policy.names, expected.text)
            return action.because == (subject.name if subject else None)
        case _:
            return fold_name(action.via or "none") == fold_name(expected.text)


def _is_subject(policy: Policy, expected: ExpectedValue, decision: Decision) -> bool:
    subject = find_subject(policy.names, expected.text)
    if subject is None:
        return decision.action is None and decision.state == expected.text.lower()
    return is_action(decision.action, subject)


def _find_missing_subject(policy: Policy, wrong: tuple[ExpectedValue, ...]) -> Subject | None:
    names = (find_subject(policy.names, each.text) for each in wrong if each.key in SUBJECTS)
    return next(filter(None, names), None)


def list_reasons(policy: Policy, decision: Decision, subject: Subject) -> tuple[PassedOver, ...]:
    """Return why offers of an item, or a touch, were passed over, each reason once."""
    found = [each for each in decision.passed if _names_same(policy, each.step, subject)]
    return tuple(dict.fromkeys(found))


def _names_same(policy: Policy, step: str, subject: Subject) -> bool:
    meant = find_subject(policy.names, step)
    return meant is not None and meant.name == subject.name


def _find_absence(
    customer: StoryCustomer, decision: Decision, subject: Subject, reasons: tuple[PassedOver, ...]
) -> Absence | None:
    """Say where what was expected is; None where it is next at another price."""
    if decision.action and decision.action.name == subject.name:
        return None
    if decision.awaiting:
        return "an answer is waited for"
    if reasons:
        return "passed over"
    return "behind" if subject.name in _list_within_reach(customer) else "nowhere"


def _list_within_reach(customer: StoryCustomer) -> set[str]:
    """Return what stands in the lists that are read for a customer."""
    found = {renewal.name for renewal in customer.policy.written_renewals}
    for entry, _ in customer.state.list_reading_order():
        rungs = list_rungs(entry)
        found |= {rung.good.name for rung in rungs} if rungs else {getattr(entry, "touch", "")}
    return found


def list_hints(customer: StoryCustomer, reasons: tuple[PassedOver, ...]) -> Iterator[AttributeHint]:
    """Yield the attributes that are missing for a segment to hold, where that closed something."""
    policy, state = customer.policy, customer.state
    known = {fold_name(name): fold_name(value) for name, value in customer.attributes.items()}
    segments = [each.reason.about for each in reasons if each.reason.why == "closed segment"]
    for segment in dict.fromkeys(filter(None, segments)):
        if state.segments.judge(segment):
            continue
        read, spell = policy.reading.judge(segment), policy.spellings
        for name in sorted(read.attributes):
            wanted = sorted(value for attribute, value in read.values if attribute == name)
            if known.get(name) not in wanted:
                yield AttributeHint(
                    segment, spell[name], tuple(spell[each] for each in wanted), known.get(name)
                )
