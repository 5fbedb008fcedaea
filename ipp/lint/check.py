"""Run every rule over a store: the one function behind every door."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from ipp.lint.accept.ignores import apply_ignores
from ipp.lint.facts.store import Checked
from ipp.lint.limits import USUAL_LIMITS, RuleLimits
from ipp.lint.report import ALWAYS, Suppressed
from ipp.lint.rules import ALL
from ipp.lint.rules.unused_ignore import RULE as UNUSED_IGNORE
from ipp.loading import Store, UnreadFile
from ipp.proof.stranded.search import ProofDepth
from ipp.text.collector import pause_collector
from ipp.text.finding import Finding, sort_findings
from ipp.text.yaml.key_path import find_key_path

EVERY_RULE = frozenset(page.rule.code for page in ALL)
READING = frozenset(page.rule.code for page in ALL if page.check is None) - {UNUSED_IGNORE.code}
"""Rules whose findings reading a file already brings."""


class Examined(NamedTuple):
    """A store after all rules: its findings, those that it accepts, and what the rules worked out on the way."""

    findings: tuple[Finding, ...]
    suppressed: tuple[Suppressed, ...]
    checked: Checked | None  # None for a file that could not be read


def check_store(
    loaded: Store | UnreadFile,
    depth: ProofDepth | None = None,
    today: date | None = None,
    customers: int | None = None,
) -> tuple[Finding, ...]:
    """Return every finding of a store that it does not accept, those of reading it included, sorted by place.

    `depth` says how far the proof looks for stranded customers; steps whose last day lies before `today` are over. `customers`: how many come in a month.
    """
    return examine_store(loaded, depth, today, customers=customers).findings


def examine_store(
    loaded: Store | UnreadFile,
    depth: ProofDepth | None = None,
    today: date | None = None,
    rules: frozenset[str] = EVERY_RULE,
    limits: RuleLimits = USUAL_LIMITS,
    customers: int | None = None,
) -> Examined:
    """Run the rules with these codes, and ALWAYS; returns what `check` returns, with what the rules know."""
    rules |= ALWAYS
    if isinstance(loaded, UnreadFile):
        return Examined(_select_findings(rules, loaded.findings), (), None)
    findings = list(_select_findings(rules, loaded.findings))
    with pause_collector():
        checked = Checked(loaded, depth, today, limits, customers)
        for rule in ALL:
            if rule.check and rule.rule.code in rules:
                findings += rule.check(checked)
        named = list(_add_key_paths(sort_findings(_drop_repeated(findings)), loaded))
        accepted = apply_ignores(loaded.path, named, find_certain(loaded, rules))
        about = _add_key_paths(sort_findings(list(_select_findings(rules, accepted.about_ignores))), loaded)
        left = sort_findings([*accepted.remaining, *about])
        return Examined(tuple(left), tuple(accepted.suppressed), checked)


def find_certain(loaded: Store | UnreadFile, rules: frozenset[str]) -> frozenset[str]:
    """Return those of the rules that have told everything: where something could not be read, others hold back."""
    if isinstance(loaded, UnreadFile):
        return ALWAYS
    if not loaded.findings:
        return rules
    return rules & READING if loaded.path.complete else ALWAYS


def _select_findings(rules: frozenset[str], findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(finding for finding in findings if finding.rule.code in rules)


def _drop_repeated(findings: list[Finding]) -> list[Finding]:
    """Drop what is said again of the same place: a ladder inside a ladder, a price that many lists lead to."""
    first: dict[tuple[object, ...], Finding] = {}
    for finding in findings:
        first.setdefault((finding.rule, finding.span, finding.message), finding)
    return list(first.values())


def _add_key_paths(findings: list[Finding], store: Store) -> Iterator[Finding]:
    """Give each finding the path of names to its place; of those of one rule in one place, the second gets a 2, and so on."""
    trees = dict(store.path.files)
    counted: Counter[tuple[str, ...]] = Counter()
    for finding in findings:
        source = finding.span.source
        tree = trees.get(source)
        keys = find_key_path(tree, finding.span.start) if tree else ()
        named = (finding.rule.code, source.name, *keys)
        counted[named] += 1
        yield finding._replace(keys=keys if counted[named] == 1 else (*keys, str(counted[named])))
