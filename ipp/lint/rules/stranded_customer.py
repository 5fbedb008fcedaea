"""A customer for whom nothing authored is left before the ultimate action was asked.

The proof looks for the SHORTEST such history: a few purchases, in any order, and then a No to each offer made, for a customer with
certain attributes. It is replayed on the engine before it is told, and the help shows the command that repeats it. How far it
looks is said by `--depth`: two purchases and one No unless you ask for more. What is not sold on its own is taken when it is offered, and counts as a purchase. A store-wide `next` that ends in the ultimate action leaves nobody stranded.

Wrong::

    ipp: 1
    ultimate: Club
    products:
      Slippers: {price: 24, next: [Nail Kit, Club]}
      Nail Kit: {price: 22, next: Insoles}
      Insoles: {price: 39, next: Club}
      Club: {price: 29}
    touches: {Letter: {kind: content}}
    rest: [{do: Letter, every: 30d}]
    next: [{offer: Club, when: fans}]
    segments: {fans: {owns: 2}}

Right::

    ipp: 1
    ultimate: Club
    products:
      Slippers: {price: 24, next: [Nail Kit, Club]}
      Nail Kit: {price: 22, next: [Insoles, Club]}
      Insoles: {price: 39, next: Club}
      Club: {price: 29}
    touches: {Letter: {kind: content}}
    rest: [{do: Letter, every: 30d}]
    next: [{offer: Club, when: fans}]
    segments: {fans: {owns: 2}}
"""

from collections import Counter
from collections.abc import Iterator
from itertools import groupby

from ipp.engine.terms import Ladder
from ipp.lint.checked import Checked
from ipp.lint.gaps import gap_of
from ipp.lint.repairs import asked_of_everybody
from ipp.lint.ways import leading, lost
from ipp.lint.who import having, listed
from ipp.path.model import Bundle, Product
from ipp.proof.replay import as_command
from ipp.proof.told import Move, Stranding
from ipp.text.finding import Finding, Rule

RULE = Rule("IPP205", "stranded-customer", "warning")


def check(checked: Checked) -> Iterator[Finding]:
    """Find the shortest history of each product that leaves its buyer with nothing."""
    if checked.goal is None or checked.doubtful:
        return  # of a store with mistakes nothing can be proved
    found = [(good, history) for good in checked.leading_on if (history := _history(checked, good))]
    mendable = (history for _, history in found if not _part_owned(checked, history))
    mends = Counter(name for history in mendable for name in history.bought)
    for good, history in found:
        yield _finding(checked, good, history, mends)


def _history(checked: Checked, good: Product | Bundle) -> Stranding | None:
    """Return a history that no other rule tells: of products that lead on, and to an ultimate action that is open."""
    name = good.name.text
    astray = checked.goal and not checked.goal.ready and name not in leading(checked)
    if astray or gap_of(checked, good) or name in lost(checked) or checked.asks.closed_after(name):
        return None
    return checked.proof.stranding(name)


def _finding(checked: Checked, good: Product | Bundle, history: Stranding, mends: Counter[str]) -> Finding:
    who = having(checked.policy, history.attributes)
    stopped = good.name.text in checked.proof.search.stopped
    early = "; the search was given up early, a shorter history may exist" if stopped else ""
    parts = [*_told(history.history), *([f"has {who}"] if who else [])]
    see = f"see it with: {as_command(checked.policy, checked.store.source.name, history)}{early}"
    part = _part_owned(checked, history)
    if part:  # leading on to it would not help
        goal = checked.goal.good.name if checked.goal else ""
        message = f"whoever {listed(parts)} is left with nothing: the ultimate action holds `{part}`, which they own"
        help = f"make `{goal}` a product of its own, or let `{part}` lead on to something else, too; {see}"
        return Finding(RULE, message, good.name.span, help, label="bought first")
    best = max(history.bought, key=lambda name: (mends[name], -history.bought.index(name)))
    others = f", which mends {mends[best]} of these" if mends[best] > 1 else ""
    goal = checked.goal.good.name if checked.goal else ""
    always = " without a condition" if _leads_for_some(checked, best) else ""
    help = f"let `{best}` lead on to `{goal}`{always}{others}; {see}"
    cold = " but the cold ask" if checked.goal and checked.goal.cold else ""
    message = f"whoever {listed(parts)} is left with nothing{cold}"
    fix = asked_of_everybody(checked)
    return Finding(RULE, message, good.name.span, help, fix=fix, label="bought first")


def _part_owned(checked: Checked, history: Stranding) -> str | None:
    """Return a product of the ultimate action that is theirs at the end of a history: then it is never asked."""
    keeps = checked.goal.good.keeps if checked.goal else frozenset[str]()
    owned = (checked.policy.goods[name].keeps for name in history.bought)
    return min(keeps & frozenset[str]().union(*owned), default=None)


def _leads_for_some(checked: Checked, name: str) -> bool:
    """Whether the list of something names the ultimate action already, for some customers or some of the time."""
    ladders = (entry for entry in checked.policy.entries(name) if isinstance(entry, Ladder))
    return any(checked.goal and rung.good == checked.goal.good for ladder in ladders for rung in ladder.rungs)


_SAYS = {"buys": "buys", "yes": "says Yes to", "no": "says No to"}


def _told(moves: tuple[Move, ...]) -> Iterator[str]:
    """Tell a history in words, like moves together: `buys `A` and `B``, `says No to `C``."""
    for kind, alike in groupby(moves, key=lambda move: move.kind):
        yield f"{_SAYS[kind]} {listed([f'`{move.offer[0]}`' for move in alike])}"
