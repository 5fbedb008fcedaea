"""Run every rule over a store: the one function behind every door."""

from collections.abc import Iterator

from ipp.lint.checked import Checked
from ipp.lint.rules import ALL
from ipp.load import Store, Unread
from ipp.text.finding import Finding, in_order
from ipp.text.place import names_to
from ipp.text.yaml_tree import no_collector


def check(loaded: Store | Unread) -> tuple[Finding, ...]:
    """Return every finding of a store, those of reading it included, sorted by place."""
    if isinstance(loaded, Unread):
        return loaded.findings
    findings = list(loaded.findings)
    with no_collector():
        checked = Checked(loaded)
        for rule in ALL:
            if rule.check:
                findings += rule.check(checked)
    return tuple(_named(in_order(findings), loaded))


def _named(findings: list[Finding], store: Store) -> Iterator[Finding]:
    """Give each finding the path of names to its place."""
    trees = {id(source): tree for source, tree in store.path.files}
    for finding in findings:
        tree = trees.get(id(finding.span.source))
        yield finding._replace(keys=names_to(tree, finding.span.start)) if tree else finding
