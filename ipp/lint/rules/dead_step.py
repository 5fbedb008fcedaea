"""A step can never be offered; the finding says why.

There are five possible reasons. Every offer of the step contains something that was just bought, and an offer that contains an owned product is never made.
Its `within` ends before its `after` begins. Its window contains no day. Its segments can never include a reader of the list. Or its ladder is longer than ipp follows.
The first reason is not checked in shared lists, of a category or of the store: there it is normal that a step suits only some buyers.

A smaller offer waits from the No to an offer above it, and its `within` and that of its step count from the same day. If that `within` is shorter, the smaller offer cannot be made after the No.
Whoever buys again before the wait is over can still get a step or a smaller offer of which the `within` is shorter than the `after`.

Wrong::

    ipp: 1
    ultimate: Club
    products:
      Slippers: {price: 24, next: [Foot Pair, Nail Kit, Club]}
      Nail Kit: {price: 22, next: [Slippers, Club]}
      Club: {price: 29}
    bundles:
      Foot Pair: {items: [Slippers, Nail Kit], price: 39}
    touches: {Letter: {kind: content}}
    rest: [{do: Letter, every: 30d}]

Right::

    ipp: 1
    ultimate: Club
    products:
      Slippers: {price: 24, next: [Nail Kit, Club]}
      Nail Kit: {price: 22, next: [Slippers, Club]}
      Club: {price: 29}
    touches: {Letter: {kind: content}}
    rest: [{do: Letter, every: 30d}]
"""

from collections.abc import Iterator

from ipp.engine.ownership import is_owned
from ipp.engine.policy.clauses import Entry, Gate, Good, Ladder, Rung, TouchStep
from ipp.engine.policy.compile import LONGEST_LADDER
from ipp.engine.policy.entries import list_rungs
from ipp.engine.windows import have_common_day
from ipp.lint.facts.store import Checked
from ipp.path.model import Step
from ipp.proof.ultimate.closed import UltimateAsks
from ipp.text.finding import Finding, Rule
from ipp.text.source import Span
from ipp.text.words import count_things

RULE = Rule("IPP206", "dead-step", "warning")
_OPEN = Gate()
_NO_DAY = "there is no day between its `from` and its `until`"


def check(checked: Checked) -> Iterator[Finding]:
    """Find steps of a product's or bundle's own list that nobody can ever be offered."""
    asks = checked.asks if checked.goal else None
    within = checked.policy.usual_within
    for good in checked.goods:
        bought = checked.policy.goods[good.name.text]
        for step, entry in checked.policy.pair_own_steps(good, within):
            if _is_plainly_open(entry, bought):
                continue
            if checked.names.resolve_item(step.subject.text) is good:
                continue  # it offers itself: an error of its own
            dead = _explain_dead_entry(entry, bought)
            reason = dead or _explain_never_open(entry, asks, bought)
            if reason:
                message = f"`{step.subject.text}` can never be offered after `{good.name.text}`: {reason}"
                help = "remove it, or " + (
                    "offer something that they do not own" if dead else "change what closes it"
                )
                yield Finding(RULE, message, step.subject.span, help, label="never offered")
    for steps, usual in _list_shared(checked):
        yield from _check_shared_list(checked, steps, usual)
    yield from _check_rungs(checked)


def _list_shared(checked: Checked) -> Iterator[tuple[tuple[Step, ...], int | None]]:
    """Yield the lists that do not belong to one purchase, each with the usual `within` of its steps in days."""
    path = checked.path
    yield from ((steps, None) for steps in (path.next, path.prospects))
    yield from ((category.next, checked.policy.usual_within) for category in path.categories)
    yield from ((product.winback, None) for product in path.products if product.winback)


def _check_shared_list(checked: Checked, steps: tuple[Step, ...], usual: int | None) -> Iterator[Finding]:
    asks = checked.asks if checked.goal else None
    for step, entry in checked.policy.pair_entries(steps, usual):
        reason = _explain_never_open(entry, asks, None)
        if reason:
            message = f"`{step.subject.text}` can never be offered: {reason}"
            yield Finding(
                RULE, message, step.subject.span, "remove it, or change what closes it", label="never offered"
            )


def _check_rungs(checked: Checked) -> Iterator[Finding]:
    """Find rungs below the first that nobody can ever be offered after a No, each once, wherever its ladder is offered."""
    seen = set[Span]()
    for entry in _list_entries(checked):
        if _explain_never_due(entry):
            continue  # the whole step is reported
        for rung, reason in list_rungs_never_due(entry):
            if rung.span not in seen:
                seen.add(rung.span)
                yield Finding(
                    RULE,
                    f"`{rung.good.name}` can never be offered {reason}",
                    rung.span,
                    "remove it, or change what closes it",
                    label="never offered",
                )


def _list_entries(checked: Checked) -> Iterator[Entry]:
    """Yield the entries of all lists, and the ladder of the ultimate action."""
    policy = checked.policy
    for good in checked.goods:
        yield from (entry for _step, entry in policy.pair_own_steps(good, policy.usual_within))
    for steps, usual in _list_shared(checked):
        yield from (entry for _step, entry in policy.pair_entries(steps, usual))
    if policy.goal:
        yield policy.goal.ladder


def list_rungs_never_due(entry: Entry) -> Iterator[tuple[Rung, str]]:
    """Yield the rungs below the first whose days never come after a No, and why."""
    for rung in list_rungs(entry)[1:]:
        if rung.gate == _OPEN or rung.good.unavailable not in (None, "paused"):
            continue
        if rung.gate.windows and not have_common_day(rung.gate.windows):
            yield rung, f"below another offer: {_NO_DAY}"
        elif rung.gate.within is not None and rung.gate.within < rung.after:
            yield rung, f"after a No to an offer above it: {_explain_over(rung.gate.within, rung.after)}"


def _is_plainly_open(entry: Entry, bought: Good) -> bool:
    """Whether nothing can be wrong with an entry: the short way, which most of them take."""
    if entry.gate != _OPEN:
        return False
    if isinstance(entry, TouchStep):
        return True
    first = entry.rungs[0]
    sold = first.good.unavailable in (None, "paused")
    return (
        sold
        and first.gate == _OPEN
        and first.good.durables.isdisjoint(bought.durables)
        and len(entry.rungs) < LONGEST_LADDER
    )


def _explain_never_open(entry: Entry, asks: UltimateAsks | None, bought: Good | None) -> str | None:
    """Say why an entry is closed for everybody who reads it, from now on."""
    never_due = _explain_never_due(entry)
    if never_due:
        return never_due
    if asks is None or not asks.reads_ownership(entry.gate):
        return None  # attributes can be anything
    owned = bought.durables if bought else frozenset[str]()

    def may_open(gate: Gate) -> bool:
        return asks.can_step_open(gate, owned)

    segments, _times = entry.gate.split_gate()
    if may_open(segments):
        return None
    never = [f"`{name}` can never hold" for name in entry.gate.when if not may_open(Gate(when=(name,)))]
    always = [f"`{name}` always holds" for name in entry.gate.unless if not may_open(Gate(unless=(name,)))]
    together = ["its conditions never hold together"]
    return f"{(never + always + together)[0]} for a customer who reads this list"


def _explain_never_due(entry: Entry) -> str | None:
    """Say why the days of an entry never come: of a ladder, those of its first rung."""
    gate = entry.gate if isinstance(entry, TouchStep) else entry.rungs[0].gate
    if gate.within is not None and gate.within < entry.after:
        return _explain_over(gate.within, entry.after)
    if gate.windows and not have_common_day(gate.windows):
        return _NO_DAY
    return None


def _explain_over(within: int, after: int) -> str:
    """Say that time is over before it begins: both count in days from the same one, but `within` anew from each purchase."""
    return (
        f"its `within` of {count_things(within, 'day')} is over before its `after` of {count_things(after, 'day')},"
        " unless they buy again in between"
    )


def _explain_dead_entry(entry: Entry, bought: Good) -> str | None:
    """Say why every rung of a ladder is dead after a purchase; what is not for sale has a rule of its own."""
    if isinstance(entry, TouchStep):
        return None
    sold = [
        (number, rung) for number, rung in enumerate(entry.rungs) if rung.good.unavailable in (None, "paused")
    ]
    reasons = [_explain_dead_rung(rung, entry.rungs[:number], bought) for number, rung in sold]
    return _explain_too_long(entry) if None in reasons else next(iter(reasons), None)


def _explain_too_long(ladder: Ladder) -> str | None:
    return f"its ladder has more than {LONGEST_LADDER} rungs" if len(ladder.rungs) >= LONGEST_LADDER else None


def _explain_dead_rung(rung: Rung, above: tuple[Rung, ...], bought: Good) -> str | None:
    kept = sorted(rung.good.durables & bought.durables)
    if kept == [rung.good.name]:
        return "it was just bought"
    if kept:
        return f"it contains `{kept[0]}`, which was just bought"
    theirs = next(
        (higher.good for higher in above if is_owned(higher.good, bought.durables)),
        None,
    )
    return f"`{theirs.name}` above it is theirs already" if theirs else None
