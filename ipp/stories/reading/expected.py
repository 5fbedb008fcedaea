"""Nodes to what must come next, and to what a story must lead to."""

from collections.abc import Callable
from decimal import Decimal
from typing import TypeVar, cast

from ipp.path import values
from ipp.path.readers.tables import TableReader
from ipp.path.rules import BAD_VALUE
from ipp.stories.model import Expectation, ExpectedKey, ExpectedValue, ReachStep
from ipp.stories.reading.blanks import is_blank
from ipp.stories.reading.keys import EXPECTED_KEYS, REACH_KEYS, STATES
from ipp.stories.reading.values import parse_days, parse_story_day
from ipp.text.finding import Finding, FindingSink
from ipp.text.source import Source, Span
from ipp.text.suggest import Suggester
from ipp.text.yaml.nodes import Mapping, Node, Scalar

T = TypeVar("T")


def _parse_state(text: str) -> str:
    if text.lower() not in STATES:
        raise values.BadValue(
            "is not a state", f"the states are {', '.join(STATES)}", wrong=text, words=STATES
        )
    return text.lower()


def _parse_price(text: str) -> Decimal | None:
    return None if text.lower() == "none" else values.parse_money(text)


_PARSERS: dict[str, Callable[[str], object]] = {
    "offer": str,
    "do": str,
    "state": _parse_state,
    "price": _parse_price,
    "due": parse_story_day,
    "via": str,
    "rung": values.parse_count,
    "because": str,
}


class ExpectationReader(TableReader):
    """Reads expectations, and counts what was reported: a story with a mistake is not played."""

    def __init__(self, source: Source, report: FindingSink, suggester: Suggester) -> None:
        super().__init__(source, self.count_report, suggester)
        self.sink, self.reported = report, 0

    def count_report(self, finding: Finding) -> None:
        """Pass on a finding."""
        self.reported += 1
        self.sink(finding)

    def read_by(self, parse: Callable[[str], T], node: Node, what: str) -> T | None:
        """Return the value of a node, or None after reporting."""
        if not isinstance(node, Scalar):
            self.report_wrong_type(node, what, "one value")
            return None
        try:
            return parse(node.text)
        except values.BadValue as bad:
            self.report_bad_value(node, what, bad)
            return None

    def read_expectation(self, key: Scalar, node: Node) -> Expectation | None:
        """Return what must come next: a name, `?`, or a mapping of which only what is given is compared."""
        own = node.start >= key.end
        span = self.make_span(node)
        if isinstance(node, Scalar):
            if is_blank(node.text):
                return Expectation(span, (), blank=True, own=own)
            name = self.read_name(node, "`next`")
            return name and Expectation(span, (ExpectedValue("name", name.text, span, name.text),), own=own)
        if not isinstance(node, Mapping):
            self.report_wrong_type(node, "`next`", "a name, ? or a mapping such as {offer: Teapot, due: 3d}")
            return None
        return Expectation(span, self._read_expected_values(node), mapping=node, own=own)

    def _read_expected_values(self, node: Mapping) -> tuple[ExpectedValue, ...]:
        found = []
        for key, value in node.entries:
            if key.text not in EXPECTED_KEYS:
                self.report_unknown_key(key, EXPECTED_KEYS, node, "`next`")
                continue
            before = self.reported
            read = self.read_by(_PARSERS[key.text], value, f"`{key.text}`")
            if self.reported == before and isinstance(value, Scalar):
                word = cast(ExpectedKey, key.text)
                found.append(
                    ExpectedValue(word, value.text, self.make_span(value), read, self.make_span(key))
                )
        if not node.entries:
            self.report_finding(BAD_VALUE, node, "`next` is empty", "say what must come next")
        self._check_subject(node)
        return tuple(found)

    def _check_subject(self, node: Mapping) -> None:
        offer, do = node.find_key("offer"), node.find_key("do")
        if offer and do:
            self.report_finding(BAD_VALUE, do, "`next` is either an `offer` or a `do`, not both", "keep one")

    def read_reach(self, span: Span, node: Node) -> ReachStep | None:
        """Return what a story must lead to: a name, or a mapping with how soon."""
        if not isinstance(node, Mapping):
            name = self.read_name(node, "`reaches`")
            return name and ReachStep(span, name, None, None)
        for key, _ in node.entries:
            if key.text not in REACH_KEYS:
                self.report_unknown_key(key, REACH_KEYS, node, "`reaches`")
        self._check_subject(node)
        subject = node.get("offer") or node.get("do")
        if subject is None:
            self.report_missing(node, "offer", REACH_KEYS["offer"], "`reaches`")
            return None
        name = self.read_name(subject, "`reaches`")
        asks, days = node.get("asks"), node.get("days")
        most_asks = self.read_by(values.parse_count, asks, "`asks`") if asks else None
        most_days = self.read_by(parse_days, days, "`days`") if days else None
        return name and ReachStep(span, name, most_asks, most_days)
