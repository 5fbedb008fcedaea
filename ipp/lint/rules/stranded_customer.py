"""A customer can reach a point where no offer is left, before the ultimate action was asked.

The proof searches for the SHORTEST such history: a few purchases in any order, then a No to each offer, for a customer with
certain attributes. Before a history is reported, it is replayed on the engine, and the help shows the command that repeats it. `--depth` sets
how far the search goes: by default two purchases and one No. A product that is not sold on its own is bought when it is offered, and this counts as a purchase. Paused
products count as closed, and the finding names them. Where there is a store-wide `next`, the search also looks at customers who give everything back and then say No. A store-wide `next` that ends in the ultimate action leaves nobody stranded.

Wrong::

    ipp: 1
    ultimate: Club
    products:
      Slippers: {price: 24, next: [Nail Kit, Club]}
      Nail Kit: {price: 22, next: [Insoles, {offer: Club, when: fans}]}
      Insoles: {price: 39, next: Club}
      Club: {price: 29}
    touches: {Letter: {kind: content}}
    rest: [{do: Letter, every: 30d}]
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
"""

from collections import Counter
from collections.abc import Iterator
from itertools import groupby

from ipp.engine.policy.clauses import Ladder
from ipp.lint.facts.no_offer import find_gap_with_nothing, find_judged_gap
from ipp.lint.facts.reachability import find_leading, find_lost
from ipp.lint.facts.store import Checked
from ipp.lint.repairs import ask_everybody
from ipp.lint.wording import describe_attributes, describe_facts, join_words
from ipp.path.model import Bundle, Product
from ipp.proof.customers.fact_floors import find_floors, list_domain
from ipp.proof.history import Move, Stranding
from ipp.proof.replay import find_charge, find_given_back
from ipp.proof.ultimate.closed import NOTHING_KEPT
from ipp.text.finding import Finding, Rule

RULE = Rule("IPP205", "stranded-customer", "warning")


def check(checked: Checked) -> Iterator[Finding]:
    """Find the shortest history of each product that leaves its buyer with nothing."""
    if checked.goal is None or checked.doubtful or checked.proof.search.everybody_asked:
        return  # of a store with mistakes nothing can be proved
    found = [(good, history) for good in checked.leading_on if (history := _find_history(checked, good))]
    mendable = (history for _, history in found if not _find_owned_part(checked, history))
    mends = Counter(name for history in mendable for name in history.bought)
    for good, history in found:
        yield _make_finding(checked, good, history, mends)
    nothing_kept = _find_history_with_nothing(checked)
    if nothing_kept:
        yield _make_finding_with_nothing(checked, nothing_kept)


def _find_history_with_nothing(checked: Checked) -> Stranding | None:
    """Return a history of somebody who gave everything back that no other rule tells; a store that says nothing to them tells none."""
    if not checked.path.next or find_gap_with_nothing(checked) or checked.asks.find_closed(NOTHING_KEPT):
        return None
    return checked.proof.find_stranding(None)


def _make_finding_with_nothing(checked: Checked, history: Stranding) -> Finding:
    message = f"a customer who gives everything back{_list_rest(checked, history)} is left with nothing{_describe_end(checked, history)}"
    goal = checked.goal.good.name if checked.goal else ""
    help = f"end the store-wide `next` with `{goal}`; {_show_command(checked, history)}"
    span = checked.path.next[0].subject.span
    return Finding(RULE, message, span, help, fix=ask_everybody(checked), label="all that they read")


def _list_rest(checked: Checked, history: Stranding) -> str:
    """Say what somebody does and has who gave everything back."""
    parts = [*_list_moves(history.history), *_list_traits(checked, history)]
    return f", {join_words(parts)}" if len(parts) > 1 else "".join(f" and {part}" for part in parts)


def _list_traits(checked: Checked, history: Stranding) -> list[str]:
    """Say what attributes they have, and what their orders are besides the purchases of the history."""
    who = describe_attributes(checked.policy, history.attributes)
    return [*([f"has {who}"] if who else []), *_list_facts(checked, history)]


def _list_facts(checked: Checked, history: Stranding) -> list[str]:
    """Say what is assumed of their orders and shares beyond their purchases."""
    policy = checked.policy
    floors = find_floors(policy, map(policy.goods.__getitem__, history.bought))
    assumed = {
        name: value
        for name, value in history.attributes.items()
        if len(list_domain(policy, name, floors)) > 1
    }
    return describe_facts(policy, assumed)


def _describe_end(checked: Checked, history: Stranding) -> str:
    """Say what is left at the end all the same, and what is out of stock."""
    cold = " but the cold ask" if checked.goal and checked.goal.cold else ""
    paused, over = checked.proof.find_paused(history), checked.proof.find_over_steps(history)
    when = [f"while `{paused}` is paused"] if paused else []
    when += [f"outside the dates of {_name_all(over.dated)}"] if over.dated else []
    when += [f"once the `within` of {_name_all(over.within)} is over"] if over.within else []
    return "".join([cold, *([f" {join_words(when)}"] if when else [])])


def _name_all(names: tuple[str, ...]) -> str:
    return join_words([f"`{name}`" for name in names])


def _show_command(checked: Checked, history: Stranding) -> str:
    charged = find_charge(checked.policy, history)
    if charged:
        return f"they have `{charged}` already, so its order is only a charge: to see it, tell `ipp next` of the Yes in a log (`accepted`)"
    if not history.bought and not find_given_back(checked.policy):
        return "to see it, let `--orders` tell of an order of things that the path does not know"
    command = checked.proof.find_command(checked.store.policy, checked.store.source.name, history)
    if command.shows:
        return f"see it with: {command.text}"
    facts = _list_facts(checked, history)
    if facts:
        return f"see it for a customer who {join_words(facts)} (tell more orders, or an id), with: {command.text}"
    return f"no day shows all of it; the history is told by: {command.text}"


def _find_history(checked: Checked, good: Product | Bundle) -> Stranding | None:
    """Return a history that no other rule tells: of products that lead on, and to an ultimate action that is open."""
    name = good.name.text
    astray = checked.goal and not checked.goal.ready and name not in find_leading(checked)
    if (
        astray
        or find_judged_gap(checked, good)
        or name in find_lost(checked)
        or checked.asks.find_closed(name)
    ):
        return None
    return checked.proof.find_stranding(name)


def _make_finding(
    checked: Checked, good: Product | Bundle, history: Stranding, mends: Counter[str]
) -> Finding:
    stopped = good.name.text in checked.proof.search.stopped
    early = "; the search was given up early, a shorter history may exist" if stopped else ""
    parts = [*_list_moves(history.history), *_list_traits(checked, history)]
    see = f"{_show_command(checked, history)}{early}"
    part = _find_owned_part(checked, history)
    if part:  # leading on to it would not help
        goal = checked.goal.good.name if checked.goal else ""
        message = f"a customer who {join_words(parts)} is left with nothing: the ultimate action contains `{part}`, which they own"
        help = f"make `{goal}` a product of its own, or let `{part}` lead on to something else, too; {see}"
        return Finding(RULE, message, good.name.span, help, label="bought first")
    best = max(history.bought, key=lambda name: (mends[name], -history.bought.index(name)))
    others = f", which fixes {mends[best]} of these" if mends[best] > 1 else ""
    goal = checked.goal.good.name if checked.goal else ""
    always = " without a condition" if _leads_for_some(checked, best) else ""
    help = f"let `{best}` lead on to `{goal}`{always}{others}; {see}"
    message = f"a customer who {join_words(parts)} is left with nothing{_describe_end(checked, history)}"
    fix = ask_everybody(checked)
    return Finding(RULE, message, good.name.span, help, fix=fix, label="bought first")


def _find_owned_part(checked: Checked, history: Stranding) -> str | None:
    """Return a product of the ultimate action that is theirs at the end of a history: then it is never asked."""
    keeps = checked.goal.good.durables if checked.goal else frozenset[str]()
    owned = (checked.policy.goods[name].durables for name in history.bought)
    return min(keeps & frozenset[str]().union(*owned), default=None)


def _leads_for_some(checked: Checked, name: str) -> bool:
    """Whether the list of something names the ultimate action already, for some customers or some of the time."""
    ladders = (entry for entry in checked.policy.list_entries(name) if isinstance(entry, Ladder))
    return any(
        checked.goal and rung.good.name == checked.goal.good.name
        for ladder in ladders
        for rung in ladder.rungs
    )


_SAYS = {"buys": "buys", "yes": "says Yes to", "no": "says No to"}


def _list_moves(moves: tuple[Move, ...]) -> Iterator[str]:
    """Tell a history in words, like moves together: `buys `A` and `B``, `says No to `C``."""
    for kind, alike in groupby(moves, key=lambda move: move.kind):
        yield f"{_SAYS[kind]} {join_words([f'`{move.offer[0]}`' for move in alike])}"
