"""What if: the same store with another take rate, price, cost or churn, with fewer offers, or another store altogether.

    take:Foot Spa Bundle=15%    price:Nail Kit=19    cost:…=7    churn:Happy Feet Club=4%    remove:Nail Kit    stay=95%

Several changes joined by `;` are made together.
"""

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import NamedTuple

from ipp.engine.policy import Policy
from ipp.engine.spoken import read_offer
from ipp.engine.terms import Offer
from ipp.errors import RequestError
from ipp.path.model import Bundle, Path, Product
from ipp.path.names import Names, all_steps, folded
from ipp.path.values import asked, money, rate
from ipp.value.estimate import Estimate, estimated
from ipp.value.forecast import Forecast, swept_for
from ipp.value.outcome import Figures
from ipp.value.question import put_again
from ipp.value.rates import Rates, rates_of
from ipp.value.sweeps import Run, Runs, Watch, evaluated
from ipp.value.terms import Terms

KINDS = "take:NAME=15%, price:NAME=49, cost:NAME=7, churn:NAME=5%, remove:NAME, stay=95%"


class Changed(NamedTuple):
    """A store after a change; `rewalk` when customers may be asked otherwise than before."""

    policy: Policy
    rates: Rates
    rewalk: bool = False


class Difference(NamedTuple):
    """What a change brings per entering customer: changed minus unchanged."""

    said: str
    margin: Estimate
    revenue: Estimate
    lifetime_margin: Estimate
    chance: Estimate
    after: Estimate  # the margin with the change


def what_if(base: Forecast, said: str, watch: Watch = lambda _: None) -> Difference:
    """Return what a change would bring. Raises RequestError for a change that cannot be read."""
    changed = Changed(base.policy, base.question.rates)
    for part in said.split(";"):
        changed = _change(changed, part.strip())
    if changed.rewalk:
        question = base.question._replace(rates=changed.rates)
        runs = swept_for(changed.policy, question, watch, _like(base.runs))[1]
    else:
        runs = _revalued(base.runs, changed)
    return difference(said, base.runs, runs)


def difference(said: str, before: Runs, after: Runs) -> Difference:
    """Return the differences of the totals, run by run: equal seeds make most of the noise the same."""
    pairs = list(_paired(before.each, after.each))

    def of(name: str) -> Estimate:
        return estimated([getattr(new, name) - getattr(old, name) for old, new in pairs])

    margin, revenue, lifetime, chance = map(of, ("margin", "revenue", "lifetime_margin", "chance"))
    return Difference(said, margin, revenue, lifetime, chance, after.figure("margin"))


def _paired(before: Sequence[Run], after: Sequence[Run]) -> list[tuple[Figures, Figures]]:
    most = max(len(before), len(after))  # an exact run goes with every random one
    return [(before[place % len(before)].total, after[place % len(after)].total) for place in range(most)]


def _like(runs: Runs) -> float | None:
    return runs.threshold or None


def _revalued(runs: Runs, changed: Changed) -> Runs:
    """Value the same nets with other rates and money: no noise is added."""
    terms = Terms(runs.terms.ways, changed.rates, changed.policy)
    terms.learn()
    each = tuple(evaluated(run.net, terms, runs.shares) for run in runs.each)
    return Runs(runs.threshold, terms, runs.shares, each)


def _change(store: Changed, said: str) -> Changed:
    kind, colon, rest = said.partition(":")
    if not colon and said.replace(" ", "").startswith("stay="):
        stay = _read(said.partition("=")[2].strip(), rate, said)
        return store._replace(rates=store.rates._replace(stay=stay))
    kind = kind.strip().lower()
    if kind == "remove":
        return _with_item(store, read_offer(store.policy, rest.strip(), "what-if")[0], {"draft": True}, True)
    name, equals, value = (part.strip() for part in rest.rpartition("="))
    if kind not in ("take", "price", "cost", "churn") or not equals:
        raise RequestError(f"--what-if {said!r}: write {KINDS}")
    item, price = read_offer(store.policy, name, "what-if")
    if kind == "take":
        key: str | Offer = item if price is None else store.policy.offer(item, price)
        measured = {
            other: take
            for other, take in store.rates.measured.items()
            if price is not None or not (isinstance(other, tuple) and other[0] == item)
        }
        return store._replace(
            rates=store.rates._replace(measured={**measured, key: _read(value, rate, said)})
        )
    if kind == "churn":
        return _with_item(store, item, {"churn": _read(value, rate, said)}, False)
    return _with_item(
        store,
        item,
        {kind: _read(value, money, said)},
        kind == "price" and _has_specials(store.policy.path, item),
    )


def _with_item(store: Changed, name: str, fields: dict[str, object], rewalk: bool) -> Changed:
    """Return the store with other fields of one item."""
    path = store.policy.path
    item = store.policy.names.item(name)
    if "churn" in fields and not (isinstance(item, Product) and item.every):
        raise RequestError(f"`{name}` is no continuity: it has no churn")
    path = path._replace(
        products=tuple(each._replace(**fields) if each is item else each for each in path.products),  # type: ignore[arg-type]
        bundles=tuple(each._replace(**fields) if each is item else each for each in path.bundles),  # type: ignore[arg-type]
    )
    policy = Policy(path, Names(path))
    rates = rates_of(policy, store.rates.measured, store.rates.fallback)._replace(stay=store.rates.stay)
    return Changed(policy, rates, store.rewalk or rewalk)


def _has_specials(path: Path, name: str) -> bool:
    """Whether some step offers an item at a price of its own: a new list price may then make one offer of two."""
    wanted = folded(name)
    return any(step.price is not None and folded(step.subject.text) == wanted for step in all_steps(path))


def _read(text: str, read: Callable[[str], Decimal], said: str) -> Decimal:
    return asked(f"--what-if {said!r}", text, read)


def against(base: Forecast, other: Policy, name: str, watch: Watch = lambda _: None) -> Difference:
    """Return what another path would bring to the same entering customers; all of them must exist in it."""
    missing = [entry.name for entry in base.question.entries if not _knows(other, entry.name)]
    if missing:
        raise RequestError(
            f"{name}: nothing is called {missing[0]!r} there, by which customers enter here; say --from"
        )
    question = put_again(base.question, other)
    runs = swept_for(other, question, watch, _like(base.runs))[1]
    return difference(name, base.runs, runs)


def _knows(policy: Policy, text: str) -> bool:
    return isinstance(policy.names.find(text), (Product, Bundle))
