"""Run every rule over a store: the one function behind every door."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from ipp.lint.checked import Checked
from ipp.lint.rules import ALL
from ipp.load import Store, Unread
from ipp.proof.shortest import Depth
from ipp.text.finding import Finding, in_order
from ipp.text.place import names_to
from ipp.text.yaml_tree import no_collector


class Examined(NamedTuple):
    """A store after all rules: its findings, and what the rules worked out on the way."""

    findings: tuple[Finding, ...]
    checked: Checked | None  # None for a file that could not be read


def check(
    loaded: Store | Unread, depth: Depth | None = None, today: date | None = None
) -> tuple[Finding, ...]:
    """Return every finding of a store, those of reading it included, sorted by place.

    `depth` says how far the proof looks for stranded customers; steps whose last day lies before `today` are over.
    """
    return examine(loaded, depth, today).findings


def examine(loaded: Store | Unread, depth: Depth | None = None, today: date | None = None) -> Examined:
    """Run every rule; returns what `check` returns, with what the rules know."""
    if isinstance(loaded, Unread):
        return Examined(loaded.findings, None)
    findings = list(loaded.findings)
    with no_collector():
        checked = Checked(loaded, depth, today)
        for rule in ALL:
            if rule.check:
                findings += rule.check(checked)
        return Examined(tuple(_named(in_order(_each_once(findings)), loaded)), checked)


def _each_once(findings: list[Finding]) -> list[Finding]:
    """Drop what is said again of the same place: a ladder inside a ladder, a price that many lists lead to."""
    first: dict[tuple[object, ...], Finding] = {}
    for finding in findings:
        first.setdefault((finding.rule, finding.span, finding.message), finding)
    return list(first.values())


def _named(findings: list[Finding], store: Store) -> Iterator[Finding]:
    """Give each finding the path of names to its place."""
    trees = {id(source): tree for source, tree in store.path.files}
    for finding in findings:
        tree = trees.get(id(finding.span.source))
        yield finding._replace(keys=names_to(tree, finding.span.start)) if tree else finding
