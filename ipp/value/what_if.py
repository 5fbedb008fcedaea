"""What if: the same store with another take rate, price, cost or churn, with fewer offers, or another store altogether.

    take:Foot Spa Bundle=15%    price:Nail Kit=19    cost:…=7    churn:Happy Feet Club=4%    remove:Nail Kit    stay=95%

Several changes joined by `;` are made together.
"""

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import NamedTuple

from ipp.engine.customer.typed import read_offer
from ipp.engine.policy.clauses import Offer
from ipp.engine.policy.compile import Policy
from ipp.errors import RequestError
from ipp.path.model import Bundle, Path, Product
from ipp.path.names import Names, fold_name, list_steps
from ipp.path.values import parse_money, parse_option, parse_rate
from ipp.value.forecast import Forecast, run_question
from ipp.value.inputs.question import put_again
from ipp.value.posterior import list_rate_draws, revalue_first, widen_figure
from ipp.value.process.compiled.memberships import find_ending
from ipp.value.process.rates import Rates, read_rates_of
from ipp.value.solve.estimate import Estimate, estimate_mean
from ipp.value.solve.outcome import Figures
from ipp.value.solve.runs import SweepRun, SweepRuns, Watch, evaluate_run
from ipp.value.solve.valuation import Valuation

KINDS = "take:NAME=15%, price:NAME=49, cost:NAME=7, churn:NAME=5%, remove:NAME, stay=95%"


class ChangedStore(NamedTuple):
    """A store after a change; `rewalk` when customers may be asked otherwise than before."""

    policy: Policy
    rates: Rates
    rewalk: bool = False


class Difference(NamedTuple):
    """What a change brings per entering customer: changed minus unchanged."""

    change: str
    margin: Estimate
    revenue: Estimate
    lifetime_margin: Estimate
    chance: Estimate
    after: Estimate  # the margin with the change


def evaluate_change(base: Forecast, change: str, watch: Watch = lambda _: None) -> Difference:
    """Return what a change would bring. Raises RequestError for a change that cannot be read."""
    changed = ChangedStore(base.policy, base.question.rates)
    for part in change.split(";"):
        changed = _apply_change(changed, part.strip())
    if changed.rewalk:
        question = base.question._replace(rates=changed.rates)
        runs = run_question(changed.policy, question, watch, _choose_threshold(base.runs))[1]
    else:
        runs = _revalue_runs(base.runs, changed)
    return _widen_difference(compare_runs(change, base.runs, runs), base, runs)


def compare_runs(change: str, before: SweepRuns, after: SweepRuns) -> Difference:
    """Return the differences of the totals, run by run: equal seeds make most of the noise the same."""
    pairs = list(_pair_runs(before.each, after.each))

    def compare_figure(name: str) -> Estimate:
        return estimate_mean([getattr(new, name) - getattr(old, name) for old, new in pairs])

    margin, revenue, lifetime, chance = map(
        compare_figure, ("margin", "revenue", "lifetime_margin", "chance")
    )
    return Difference(change, margin, revenue, lifetime, chance, after.get_figure("margin"))


def _pair_runs(before: Sequence[SweepRun], after: Sequence[SweepRun]) -> list[tuple[Figures, Figures]]:
    most = max(len(before), len(after))  # an exact run goes with every random one
    return [(before[place % len(before)].total, after[place % len(after)].total) for place in range(most)]


def _choose_threshold(runs: SweepRuns) -> float | None:
    return runs.threshold or None


def _revalue_runs(runs: SweepRuns, changed: ChangedStore) -> SweepRuns:
    """Value the same nets with other rates and money: no noise is added."""
    terms = Valuation(runs.terms.transitions, changed.rates, changed.policy)
    terms.learn_rate_keys()
    each = tuple(evaluate_run(run.sweep, terms, runs.shares) for run in runs.each)
    return SweepRuns(runs.threshold, terms, runs.shares, each)


def _apply_change(store: ChangedStore, change: str) -> ChangedStore:
    kind, colon, rest = change.partition(":")
    if not colon and change.replace(" ", "").startswith("stay="):
        stay = _read_number(change.partition("=")[2].strip(), parse_rate, change)
        return store._replace(rates=store.rates._replace(stay=stay))
    kind = kind.strip().lower()
    if kind == "remove":
        return _change_item(
            store, read_offer(store.policy, rest.strip(), "what-if")[0], {"draft": True}, True
        )
    name, equals, value = (part.strip() for part in rest.rpartition("="))
    if kind not in ("take", "price", "cost", "churn") or not equals:
        raise RequestError(f"--what-if {change!r} is not a change", f"write {KINDS}")
    item, price = read_offer(store.policy, name, "what-if")
    if kind == "take":
        key: str | Offer = item if price is None else store.policy.make_offer(item, price)
        measured = {
            other: take
            for other, take in store.rates.measured.items()
            if price is not None or not (isinstance(other, tuple) and other[0] == item)
        }
        return store._replace(
            rates=store.rates._replace(measured={**measured, key: _read_number(value, parse_rate, change)})
        )
    if kind == "churn":
        churn = _read_number(value, parse_rate, change)
        changed = _change_item(store, item, {"churn": churn}, False)
        return changed._replace(
            rewalk=changed.rewalk or find_ending(changed.policy).keys() != find_ending(store.policy).keys()
        )
    return _change_item(
        store,
        item,
        {kind: _read_number(value, parse_money, change)},
        kind == "price" and _has_special_prices(store.policy.path, item),
    )


def _change_item(store: ChangedStore, name: str, fields: dict[str, object], rewalk: bool) -> ChangedStore:
    """Return the store with other fields of one item."""
    path = store.policy.path
    item = store.policy.names.resolve_item(name)
    if "churn" in fields and not (isinstance(item, Product) and item.every):
        raise RequestError(f"`{name}` is not a continuity, so it has no churn")
    path = path._replace(
        products=tuple(each._replace(**fields) if each is item else each for each in path.products),  # type: ignore[arg-type]
        bundles=tuple(each._replace(**fields) if each is item else each for each in path.bundles),  # type: ignore[arg-type]
    )
    policy = Policy(path, Names(path))
    rates = read_rates_of(policy, store.rates.measured, store.rates.fallback)._replace(stay=store.rates.stay)
    return ChangedStore(policy, rates, store.rewalk or rewalk)


def _has_special_prices(path: Path, name: str) -> bool:
    """Whether some step offers an item at a price of its own: a new list price may then make one offer of two."""
    wanted = fold_name(name)
    return any(step.price is not None and fold_name(step.subject.text) == wanted for step in list_steps(path))


def _read_number(text: str, read: Callable[[str], Decimal], change: str) -> Decimal:
    return parse_option(f"--what-if {change!r}", text, read)


def compare_policies(base: Forecast, other: Policy, name: str, watch: Watch = lambda _: None) -> Difference:
    """Return what another path would bring to the same entering customers; all of them must exist in it."""
    names = [name for entry in base.question.entries for name, _ in entry.items]
    missing = [name for name in names if not _has_item(other, name)]
    if missing:
        raise RequestError(
            f"{name}: nothing is called {missing[0]!r} there, and customers enter with it here",
            "say with --from what customers buy first",
        )
    question = put_again(base.question, other)
    runs = run_question(other, question, watch, _choose_threshold(base.runs))[1]
    return _widen_difference(compare_runs(name, base.runs, runs), base, runs)


def _widen_difference(difference: Difference, base: Forecast, after: SweepRuns) -> Difference:
    """Return a difference with intervals that hold for the doubt of the measured rates, too: both sides are valued anew with the same drawn rates.

    A rate that the change says is what it says in every draw.
    """
    known, pairs = base.question.rates, []
    for drawn in list_rate_draws(base):
        rates = after.terms.rates
        same = {
            key: take
            for key, take in drawn.measured.items()
            if rates.measured.get(key) == known.measured[key]
        }
        changed = rates._replace(measured={**rates.measured, **same})
        pairs.append(
            (revalue_first(base.runs, drawn).each[0].total, revalue_first(after, changed).each[0].total)
        )
    if not pairs:
        return difference
    first, last = base.runs.each[0].total, after.each[0].total

    def widen(estimate: Estimate, name: str) -> Estimate:
        still = getattr(last, name) - getattr(first, name)
        gains = [getattr(new, name) - getattr(old, name) - still for old, new in pairs]
        return widen_figure(estimate, sorted(gains))

    return difference._replace(
        margin=widen(difference.margin, "margin"),
        revenue=widen(difference.revenue, "revenue"),
        lifetime_margin=widen(difference.lifetime_margin, "lifetime_margin"),
        chance=widen(difference.chance, "chance"),
        after=widen_figure(difference.after, sorted(new.margin - last.margin for _, new in pairs)),
    )


def _has_item(policy: Policy, text: str) -> bool:
    return isinstance(policy.names.find_item(text), (Product, Bundle))
