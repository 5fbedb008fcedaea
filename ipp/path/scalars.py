"""Scalar nodes to values: one reader for each kind that is a single text."""

import re
from collections.abc import Callable
from typing import Any

from ipp.path import values
from ipp.path.model import TOUCH_KINDS, Key, Kind, Name
from ipp.path.rules import BAD_VALUE, MISSING_KEY, UNKNOWN_KEY, WRONG_TYPE
from ipp.text.finding import Finding, Report, Rule
from ipp.text.meant import either, rewritten
from ipp.text.nodes import Mapping, Node, Scalar, Sequence
from ipp.text.source import Source, Span
from ipp.text.suggest import Suggester
from ipp.text.visible import shortened


def _touch_kind(text: str) -> str:
    if text.lower() not in TOUCH_KINDS:
        hint = "the kinds are " + ", ".join(TOUCH_KINDS)
        raise values.BadValue("is no kind of touch", hint, wrong=text, words=TOUCH_KINDS)
    return text.lower()


_PARSERS: dict[Kind, Callable[[str], Any]] = {
    Kind.TEXT: str,
    Kind.MONEY: values.money,
    Kind.RATE: values.rate,
    Kind.DURATION: values.duration,
    Kind.PERIOD: values.period,
    Kind.WINDOW_DAY: values.window_day,
    Kind.COUNT: values.count,
    Kind.POSITIVE: values.positive,
    Kind.FLAG: values.flag,
    Kind.VERSION: values.count,
    Kind.TOUCH_KIND: _touch_kind,
}
SCALAR_KINDS = frozenset(_PARSERS)


class ScalarReader:
    """Reads single texts of one source, and reports those that it cannot read."""

    def __init__(self, source: Source, report: Report, suggester: Suggester) -> None:
        self.source = source
        self.report = report
        self.suggester = suggester

    def span(self, node: Node) -> Span:
        return Span(self.source, node.start, node.end)

    def tell(self, rule: Rule, node: Node, message: str, help: str | None = None) -> None:
        self.report(Finding(rule, message, self.span(node), help))

    def wrong_type(self, node: Node, what: str, wanted: str) -> None:
        found = kind_of(node)
        message = f"{what} takes {wanted}, not {found}"
        self.report(Finding(WRONG_TYPE, message, self.span(node), f"write {wanted}", label=found))

    def scalar(self, kind: Kind, node: Node, what: str) -> Any:
        """Return the value of a scalar node, or None after reporting."""
        if not isinstance(node, Scalar):
            self.wrong_type(node, what, "one value")
            return None
        try:
            return _PARSERS[kind](node.text)
        except values.BadValue as bad:
            self.bad_value(node, what, bad)
            return None

    def bad_value(self, node: Scalar, what: str, bad: values.BadValue) -> None:
        """Report a value that cannot be read, with what was probably meant."""
        near = self.suggester.meant(bad.wrong, bad.words) if bad.words else []
        help = f"did you mean {either(near)}?" if near else bad.hint
        meant = node.text.replace(bad.wrong, near[0]) if len(near) == 1 else bad.meant
        fix = rewritten(self.span(node), meant, f"write `{meant}`", False) if meant else None
        message = f"{what}: {shortened(node.text, 60)!r} {bad}"
        self.report(Finding(BAD_VALUE, message, self.span(node), help, fix=fix))

    def name(self, node: Node, what: str) -> Name | None:
        """Return a name as written, or None after reporting."""
        if not isinstance(node, Scalar):
            self.wrong_type(node, what, "a name")
            return None
        if not node.text.strip():
            self.tell(BAD_VALUE, node, f"{what}: a name cannot be empty")
            return None
        return Name(node.text, Span(self.source, node.start, node.end))

    def names(self, node: Node, what: str) -> tuple[Name, ...] | None:
        """Return a list of names; a single one does for a list of one."""
        if isinstance(node, Mapping):
            self.wrong_type(node, what, "a name or a list of names")
            return None
        parts = node.items if isinstance(node, Sequence) else [node]
        found = [self.name(part, what) for part in parts]
        return tuple(name for name in found if name is not None)

    def unknown_key(self, key: Scalar, legal: dict[str, Any], node: Mapping, what: str) -> str | None:
        """Report a key that means nothing; return the one that was probably meant."""
        near = self.suggester.meant(key.text, legal)
        help = f"did you mean {either(near)}?" if near else "the keys are " + ", ".join(legal)
        fix = None
        if len(near) == 1 and node.key(near[0]) is None:
            safe = _alike(key.text, near[0])
            fix = rewritten(self.span(key), near[0], f"rename the key to `{near[0]}`", safe)
        message = f"{what} has no key `{shortened(key.text)}`"
        self.report(Finding(UNKNOWN_KEY, message, self.span(key), help, fix=fix, label="no such key"))
        return near[0] if near else None

    def missing(self, node: Node, required: str, said: Key, what: str) -> None:
        start = node.start
        first = node.entries[0][0] if isinstance(node, Mapping) and node.entries else None
        end = first.end if first else min(node.end, start + 1)
        where = Span(self.source, first.start if first else start, end)
        self.report(Finding(MISSING_KEY, f"{what} has no `{required}`", where, said.doc))


def kind_of(node: Node) -> str:
    """Say what a node is, in words."""
    if isinstance(node, Sequence):
        return "a list"
    return "a mapping" if isinstance(node, Mapping) else "a single value"


def _alike(one: str, other: str) -> bool:
    """Whether two keys differ in case, hyphens and blanks only."""
    return re.sub(r"[-_ ]", "", one).casefold() == re.sub(r"[-_ ]", "", other).casefold()
