"""Scalar nodes to values: one reader for each kind that is a single text."""

import re
from collections.abc import Callable
from typing import Any

from ipp.path import values
from ipp.path.keys import Key, Kind, Name
from ipp.path.model import TOUCH_KINDS
from ipp.path.rules import BAD_VALUE, MISSING_KEY, UNKNOWN_KEY, WRONG_TYPE
from ipp.path.terms import HELD
from ipp.text.alternatives import make_rename_fix, name_either
from ipp.text.cells import BLANKS
from ipp.text.finding import Finding, FindingSink, Rule
from ipp.text.source import Source, Span
from ipp.text.suggest import Suggester
from ipp.text.visible import shorten_text
from ipp.text.yaml.nodes import Mapping, Node, Scalar, Sequence


def _parse_touch_kind(text: str) -> str:
    if text.lower() not in TOUCH_KINDS:
        hint = "the kinds are " + ", ".join(TOUCH_KINDS)
        raise values.BadValue("is no kind of touch", hint, wrong=text, words=TOUCH_KINDS)
    return text.lower()


def _parse_held(text: str) -> str:
    if text.lower() not in HELD:
        raise values.BadValue("is nothing to hold back", "write offers or everything", wrong=text, words=HELD)
    return text.lower()


_PARSERS: dict[Kind, Callable[[str], Any]] = {
    Kind.TEXT: str,
    Kind.MONEY: values.parse_money,
    Kind.RATE: values.parse_rate,
    Kind.DURATION: values.parse_duration,
    Kind.PERIOD: values.parse_period,
    Kind.DAY: values.parse_day,
    Kind.WINDOW_DAY: values.parse_window_day,
    Kind.COUNT: values.parse_count,
    Kind.POSITIVE: values.parse_positive,
    Kind.FLAG: values.parse_flag,
    Kind.VERSION: values.parse_count,
    Kind.TOUCH_KIND: _parse_touch_kind,
    Kind.DISCOUNT: values.parse_discount,
    Kind.SHARE: values.parse_share_range,
    Kind.HELD: _parse_held,
}
SCALAR_KINDS = frozenset(_PARSERS)
_new = tuple.__new__  # half the time of a named tuple's own constructor, a million times


class ScalarReader:
    """Reads single texts of one source, and reports those that it cannot read."""

    def __init__(self, source: Source, report: FindingSink, suggester: Suggester) -> None:
        self.source = source
        self.report = report
        self.suggester = suggester

    def make_span(self, node: Node) -> Span:
        return _new(Span, (self.source, node.start, node.end))

    def report_finding(self, rule: Rule, node: Node, message: str, help: str | None = None) -> None:
        self.report(Finding(rule, message, self.make_span(node), help))

    def report_wrong_type(self, node: Node, what: str, wanted: str) -> None:
        found = describe_node(node)
        message = f"{what} takes {wanted}, not {found}"
        self.report(Finding(WRONG_TYPE, message, self.make_span(node), f"write {wanted}", label=found))

    def read_scalar(self, kind: Kind, node: Node, what: str) -> Any:
        """Return the value of a scalar node, or None after reporting."""
        if not isinstance(node, Scalar):
            self.report_wrong_type(node, what, "one value")
            return None
        try:
            return _PARSERS[kind](node.text)
        except values.BadValue as bad:
            self.report_bad_value(node, what, bad)
            return None

    def report_bad_value(self, node: Scalar, what: str, bad: values.BadValue) -> None:
        """Report a value that cannot be read, with what was probably meant."""
        near = self.suggester.list_likely(bad.wrong, bad.words) if bad.words else []
        help = f"did you mean {name_either(near)}?" if near else bad.hint
        meant = node.text.replace(bad.wrong, near[0]) if len(near) == 1 else bad.suggestion
        fix = make_rename_fix(self.make_span(node), meant, f"write `{meant}`", False) if meant else None
        message = f"{what}: {shorten_text(node.text, 60)!r} {bad}"
        self.report(Finding(BAD_VALUE, message, self.make_span(node), help, fix=fix))

    def read_name(self, node: Node, what: str) -> Name | None:
        """Return a name as written, or None after reporting."""
        if not isinstance(node, Scalar):
            self.report_wrong_type(node, what, "a name")
            return None
        if not node.text.strip(BLANKS):
            self.report_finding(BAD_VALUE, node, f"{what}: a name cannot be empty")
            return None
        text, start, end, _plain = node
        return _new(Name, (text, _new(Span, (self.source, start, end))))

    def read_names(self, node: Node, what: str) -> tuple[Name, ...] | None:
        """Return a list of names; a single one does for a list of one."""
        if isinstance(node, Mapping):
            self.report_wrong_type(node, what, "a name or a list of names")
            return None
        parts = node.items if isinstance(node, Sequence) else [node]
        found = [self.read_name(part, what) for part in parts]
        return tuple([name for name in found if name is not None])

    def read_texts(self, node: Node, what: str) -> tuple[str, ...] | None:
        """Return a list of texts; a single one does for a list of one, and an empty one says nothing."""
        if isinstance(node, Mapping):
            self.report_wrong_type(node, what, "a text or a list of texts")
            return None
        parts = node.items if isinstance(node, Sequence) else [node]
        found = [self.read_scalar(Kind.TEXT, part, what) for part in parts]
        return tuple([text for text in found if text and text.strip(BLANKS)])

    def report_unknown_key(self, key: Scalar, legal: dict[str, Any], node: Mapping, what: str) -> str | None:
        """Report a key that means nothing; return the one that was probably meant."""
        near = self.suggester.list_likely(key.text, legal)
        help = f"did you mean {name_either(near)}?" if near else "the keys are " + ", ".join(legal)
        fix = None
        if len(near) == 1 and node.find_key(near[0]) is None:
            safe = _is_same_key(key.text, near[0])
            fix = make_rename_fix(self.make_span(key), near[0], f"rename the key to `{near[0]}`", safe)
        message = f"{what} has no key `{shorten_text(key.text)}`"
        self.report(Finding(UNKNOWN_KEY, message, self.make_span(key), help, fix=fix, label="no such key"))
        return near[0] if near else None

    def report_missing(self, node: Node, required: str, key: Key, what: str) -> None:
        start = node.start
        first = node.entries[0][0] if isinstance(node, Mapping) and node.entries else None
        end = first.end if first else min(node.end, start + 1)
        where = Span(self.source, first.start if first else start, end)
        self.report(Finding(MISSING_KEY, f"{what} has no `{required}`", where, key.doc))


def describe_node(node: Node) -> str:
    """Say what a node is, in words."""
    if isinstance(node, Sequence):
        return "a list"
    return "a mapping" if isinstance(node, Mapping) else "a single value"


def _is_same_key(one: str, other: str) -> bool:
    """Whether two keys differ in case, hyphens and blanks only."""
    return re.sub(r"[-_ ]", "", one).casefold() == re.sub(r"[-_ ]", "", other).casefold()
