"""One path file on both sides: read, held against each other, with what findings, stories, orders and forecasts say."""

from datetime import date
from typing import NamedTuple

from ipp.cli import terminal
from ipp.cli.filesystem.sides import Side, SidePair
from ipp.cli.jobs.diff.stories_beside import read_stories_beside
from ipp.cli.orders.options import OrderOptions
from ipp.cli.rule_selection import choose_terms
from ipp.diff.compare import Evidence, Noticed, PolicyDifference, compare_policies, compare_stores
from ipp.diff.report import DiffReport, refuse_comparison
from ipp.diff.worth import compare_worth
from ipp.lint.check import examine_store
from ipp.loading import Store, UnreadFile
from ipp.path.names import list_goods
from ipp.text.finding import Finding
from ipp.text.words import count_things

MOST_PROVED = 20_000
"""Products and bundles of a store of which findings are compared; of larger ones it is said that they are not."""


class FurtherLook(NamedTuple):
    """What else is asked: the orders, log and customers with how they are read, and a forecast."""

    files: tuple[str | None, str | None, str | None]
    reading: OrderOptions
    forecast: bool


def compare_pair(pair: SidePair, today: date, further: FurtherLook) -> DiffReport:
    """Return the report of one path file; what cannot be compared is said, not raised."""
    old, new = _load_side(pair.old, "is new"), _load_side(pair.new, "is gone")
    if isinstance(old, str) or isinstance(new, str):
        return refuse_comparison(pair.old.name, pair.new.name, old if isinstance(old, str) else str(new))
    difference = compare_policies(old.policy, new.policy)
    evidence = Evidence()
    if not difference.same:
        stories = read_stories_beside(pair.file, pair.revision) if pair.file else ()
        goods = max(sum(1 for _ in list_goods(store.path)) for store in (old, new))
        evidence = Evidence(stories=tuple(stories), unproved=goods)
        if goods <= MOST_PROVED:
            evidence = Evidence(_find_findings(old, today), _find_findings(new, today), evidence.stories)
    noticed = _look_further(difference, today, further)
    with terminal.show_progress(f"comparing {new.source.name}"):
        return compare_stores(old, new, difference, today, evidence, noticed)


def _look_further(difference: PolicyDifference, today: date, further: FurtherLook) -> Noticed:
    """Return what orders and a forecast say, as far as they were asked for and can differ."""
    found = Noticed()
    if further.files[0] is not None and not difference.same:
        from ipp.cli.orders.both_plans import compare_customers  # Ibis costs forty bare starts

        found = compare_customers(difference.sides, further.files, further.reading, today)
    if further.forecast and (difference.differing or difference.figures):
        with terminal.watch_work("forecast") as watch:
            worth = tuple(compare_worth(difference.sides, today, watch))
        found = found._replace(statements=(*found.statements, *worth))
    return found


def _load_side(side: Side, missing: str) -> Store | str:
    """Return the store of a side, or why there is none to be compared."""
    if side.load is None:
        return f"{side.name} {missing}: there is nothing to compare it with"
    loaded = side.load()
    if isinstance(loaded, UnreadFile) or loaded.findings:
        first = loaded.findings[0]
        mistakes = count_things(len(loaded.findings), "mistake")
        return f"{side.name} has {mistakes}; line {first.span.line}: {first.rule.code} {first.message}"
    return loaded


def _find_findings(store: Store, today: date) -> tuple[Finding, ...]:
    """Return the findings of a store, as `ipp validate` does."""
    terms = choose_terms(today, select=None, ignore=None, depth=None, proof=False)
    return examine_store(store, terms.depth, today, terms.rules, terms.limits).findings
