"""Run every rule over a store: the one function behind every door."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from ipp.lint.checked import LONGEST_SILENCE, Checked
from ipp.lint.ignores import accept
from ipp.lint.report import Suppressed
from ipp.lint.rules import ALL
from ipp.lint.rules.unused_ignore import RULE as UNUSED_IGNORE
from ipp.loading import Store, Unread
from ipp.proof.shortest import Depth
from ipp.text.finding import Finding, in_order
from ipp.text.place import names_to
from ipp.text.yaml_tree import INVALID_YAML, no_collector

EVERY_RULE = frozenset(page.rule.code for page in ALL)
ALWAYS = frozenset({INVALID_YAML.code})
"""Rules that cannot be left out: of a file that cannot be read, nothing else is known."""
READING = frozenset(page.rule.code for page in ALL if page.check is None) - {UNUSED_IGNORE.code}
"""Rules whose findings reading a file already brings."""


class Examined(NamedTuple):
    """A store after all rules: its findings, those that it accepts, and what the rules worked out on the way."""

    findings: tuple[Finding, ...]
    suppressed: tuple[Suppressed, ...]
    checked: Checked | None  # None for a file that could not be read


def check(
    loaded: Store | Unread, depth: Depth | None = None, today: date | None = None
) -> tuple[Finding, ...]:
    """Return every finding of a store that it does not accept, those of reading it included, sorted by place.

    `depth` says how far the proof looks for stranded customers; steps whose last day lies before `today` are over.
    """
    return examine(loaded, depth, today).findings


def examine(
    loaded: Store | Unread,
    depth: Depth | None = None,
    today: date | None = None,
    rules: frozenset[str] = EVERY_RULE,
    silence: int = LONGEST_SILENCE,
) -> Examined:
    """Run the rules with these codes, and ALWAYS; returns what `check` returns, with what the rules know."""
    rules |= ALWAYS
    if isinstance(loaded, Unread):
        return Examined(_of(rules, loaded.findings), (), None)
    findings = list(_of(rules, loaded.findings))
    with no_collector():
        checked = Checked(loaded, depth, today, silence)
        for rule in ALL:
            if rule.check and rule.rule.code in rules:
                findings += rule.check(checked)
        named = list(_named(in_order(_each_once(findings)), loaded))
        accepted = accept(loaded.path, named, certain(loaded, rules))
        about = _named(in_order(list(_of(rules, accepted.about_ignores))), loaded)
        left = in_order([*accepted.left, *about])
        return Examined(tuple(left), tuple(accepted.suppressed), checked)


def certain(loaded: Store | Unread, rules: frozenset[str]) -> frozenset[str]:
    """Return those of the rules that have told everything: where something could not be read, others hold back."""
    if isinstance(loaded, Unread):
        return ALWAYS
    if not loaded.findings:
        return rules
    return rules & READING if loaded.path.complete else ALWAYS


def _of(rules: frozenset[str], findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(finding for finding in findings if finding.rule.code in rules)


def _each_once(findings: list[Finding]) -> list[Finding]:
    """Drop what is said again of the same place: a ladder inside a ladder, a price that many lists lead to."""
    first: dict[tuple[object, ...], Finding] = {}
    for finding in findings:
        first.setdefault((finding.rule, finding.span, finding.message), finding)
    return list(first.values())


def _named(findings: list[Finding], store: Store) -> Iterator[Finding]:
    """Give each finding the path of names to its place; of those of one rule in one place, the second gets a 2, and so on."""
    trees = dict(store.path.files)
    counted: Counter[tuple[str, ...]] = Counter()
    for finding in findings:
        source = finding.span.source
        tree = trees.get(source)
        keys = names_to(tree, finding.span.start) if tree else ()
        named = (finding.rule.code, source.name, *keys)
        counted[named] += 1
        yield finding._replace(keys=keys if counted[named] == 1 else (*keys, str(counted[named])))
