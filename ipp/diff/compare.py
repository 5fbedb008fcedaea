"""Two stores to a report: what customers notice, and what differs in what is written."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from ipp.diff.answers import Departure, Shown, Walked, walk_both
from ipp.diff.pairs import pair_items
from ipp.diff.parts import PartKey, describe_figures, describe_parts, list_differing
from ipp.diff.proofs import compare_findings, describe_unproved
from ipp.diff.report import DiffReport, Looked, Statement
from ipp.diff.stories import compare_stories
from ipp.diff.terms import Sides, describe_differences, find_start
from ipp.engine.policy.compile import Policy
from ipp.loading import Store
from ipp.text.finding import Finding
from ipp.text.source import Source, Span
from ipp.text.words import count_things


class Evidence(NamedTuple):
    """What is known of both sides beside their policies: findings, and the stories that are told of the new one."""

    old_findings: Sequence[Finding] = ()
    new_findings: Sequence[Finding] = ()
    stories: Sequence[Source] = ()
    unproved: int = 0  # products and bundles of the larger side, where findings are not compared


class Noticed(NamedTuple):
    """Who was looked at beside first purchases, and what is said of them: customers of orders, a forecast."""

    looked: tuple[Looked, ...] = ()
    statements: tuple[Statement, ...] = ()


class PolicyDifference(NamedTuple):
    """Two policies, compiled and held against each other; `figures` are differences that forecasts alone read."""

    sides: Sides
    differing: tuple[PartKey, ...]
    figures: tuple[PartKey, ...]

    @property
    def same(self) -> bool:
        """Whether no customer can notice anything."""
        return not self.differing


def compare_policies(old: Policy, new: Policy) -> PolicyDifference:
    """Return what differs between two policies, compiled."""
    pairs = pair_items(old.names, new.names)
    differing = list_differing(describe_parts(old, pairs.rename), describe_parts(new))
    figures = list_differing(describe_figures(old, pairs.rename), describe_figures(new))
    return PolicyDifference(Sides(old, new, pairs), tuple(differing), tuple(figures))


def compare_stores(
    old: Store,
    new: Store,
    difference: PolicyDifference,
    today: date,
    evidence: Evidence,
    noticed: Noticed,
) -> DiffReport:
    """Return the whole report; what orders or a forecast say goes before the rest."""
    sides = difference.sides
    told = [*describe_differences(sides, difference.differing, difference.figures)]
    if difference.same:
        return DiffReport(old.source.name, new.source.name, True, (), (*noticed.statements, *told))
    walked = walk_both(sides.old, sides.new, sides.pairs, difference.differing, today)
    statements = [
        *noticed.statements,
        *_describe_departures(walked.departures, sides),
        *told,
        *compare_findings(evidence.old_findings, evidence.new_findings),
        *([describe_unproved(evidence.unproved, find_start(sides.new))] if evidence.unproved else ()),
        *compare_stories(evidence.stories, old, new),
    ]
    return DiffReport(
        old.source.name, new.source.name, False, (*noticed.looked, _count_walked(walked)), tuple(statements)
    )


def _count_walked(walked: Walked) -> Looked:
    departures = walked.departures
    return Looked(
        "first purchases",
        walked.looked,
        len({each.start.name for each in departures}),
        len({each.start.name for each in departures if not each.answers}),
        len({each.start.name for each in departures if each.loses}),
        walked.left,
    )


def _describe_departures(departures: Iterable[Departure], sides: Sides) -> Iterator[Statement]:
    """Yield what first purchases lead to now, one statement for all that part alike."""
    alike: dict[tuple[str, bool], list[Departure]] = {}
    for each in departures:
        said = f"{describe_shown(each.before)} -> {describe_shown(each.after)}"
        alike.setdefault((said, each.loses), []).append(each)
    for (said, lost), group in sorted(alike.items(), key=lambda each: -len(each[1])):
        shortest = min(group, key=lambda each: len(each.answers))
        what = f"{said} ({_describe_start(shortest)})"
        yield Statement(
            "lost" if lost else "change",
            "answers",
            what,
            _find_span(shortest, sides),
            len({each.start.name for each in group}),
        )


def describe_shown(shown: Shown) -> str:
    """Say what a customer notices of an answer."""
    if shown.name is None:
        return {"stranded": "nothing", "complete": "complete"}.get(shown.state, shown.state)
    price = f" {shown.price:f}" if shown.price is not None else ""
    via = f" via {shown.via}" if shown.via else ""
    wait = f" in {count_things(shown.days, 'day')}" if shown.days else ""
    return f"{shown.name}{price}{via}{wait}{' (held)' if shown.state == 'held' else ''}"


def _describe_start(departure: Departure) -> str:
    start = departure.start
    first = f"buys {start.name}" if start.name else "bought nothing"
    return ", ".join((f"{first}{start.profile.text}", *departure.answers))


def _find_span(departure: Departure, sides: Sides) -> Span:
    names = (departure.after.name, departure.before.name, departure.start.name)
    found = (sides.new.names.resolve_item(name) for name in names if name)
    return next((item.name.span for item in found if item), find_start(sides.new))
