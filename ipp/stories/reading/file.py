"""Nodes to stories: every mistake is told, not just the first, and a story with one is known to be broken."""

from collections.abc import Iterator
from typing import cast

from ipp.path import values
from ipp.path.keys import Name
from ipp.path.rules import BAD_VALUE, MISSING_KEY, UNSUPPORTED_VERSION
from ipp.stories.model import Identity, Knowledge, Situation, Step, StopWord, Story, StoryDay, StoryFile
from ipp.stories.reading.blanks import read_story_tree
from ipp.stories.reading.keys import CASE_KEYS, FILE_KEYS, KNOWN, STOPS, TOLD
from ipp.stories.reading.steps import StepReader, StepWord
from ipp.stories.reading.values import parse_story_day
from ipp.text.collector import pause_collector
from ipp.text.finding import Finding, FindingSink
from ipp.text.source import Source, Span
from ipp.text.suggest import Suggester
from ipp.text.visible import shorten_text
from ipp.text.yaml import nodes
from ipp.text.yaml.nodes import Node, Scalar, Sequence

VERSION = 1


def read_story_file(source: Source, report: FindingSink) -> StoryFile:
    """Return what a story file says; what cannot be read is reported and left out."""
    with pause_collector():
        reader = _StoryReader(source, report, Suggester())
        tree = read_story_tree(source, reader.report)
        if tree is None:
            return StoryFile(source, None, None, None, ())
        return reader.read_file(tree)


class _StoryReader(StepReader):
    """Reads whole files; `StepReader` reads the steps."""

    def read_file(self, tree: Node) -> StoryFile:
        nothing = StoryFile(self.source, tree, None, None, ())
        if not isinstance(tree, nodes.Mapping):
            self.report_wrong_type(tree, "a story file", "a mapping with `ipp-test`, `today` and `stories`")
            return nothing
        if not self._is_supported(tree):
            return nothing
        self._check_keys(tree)
        path, today = tree.get("path"), tree.get("today")
        return StoryFile(
            self.source,
            tree,
            self.read_name(path, "`path`") if path else None,
            self.read_by(values.parse_day, today, "`today`") if today else None,
            (*self._read_stories(tree.get("stories")), *self._read_cases(tree.get("cases"))),
        )

    def _is_supported(self, tree: nodes.Mapping) -> bool:
        version = tree.get("ipp-test")
        if version is None:
            hint = (
                "this is a path file: `ipp validate` reads it" if tree.get("ipp") else "write `ipp-test: 1`"
            )
            self._report_missing(tree, "ipp-test", hint)
            return tree.get("ipp") is None
        number = self.read_by(values.parse_count, version, "`ipp-test`")
        if number in (None, VERSION):
            return True
        message = f"this file has format version {number} of stories; ipp 0.x reads version {VERSION}"
        self.report_finding(UNSUPPORTED_VERSION, version, message, f"write `ipp-test: {VERSION}`")
        return False

    def _check_keys(self, tree: nodes.Mapping) -> None:
        for key, _ in tree.entries:
            if key.text not in FILE_KEYS:
                self.report_unknown_key(key, FILE_KEYS, tree, "a story file")
        if tree.get("today") is None:
            hint = "write the day on which its stories begin, as in `today: 2026-11-22`: the clock would change what they say"
            self._report_missing(tree, "today", hint)
        if tree.get("stories") is None and tree.get("cases") is None:
            self._report_missing(tree, "stories", "write `stories` or `cases`")

    def _report_missing(self, tree: nodes.Mapping, key: str, hint: str) -> None:
        first = tree.entries[0][0] if tree.entries else tree
        span = Span(self.source, first.start, first.end)
        self.report(Finding(MISSING_KEY, f"a story file has no `{key}`", span, hint))

    def _read_stories(self, node: Node | None) -> Iterator[Story]:
        if node is None or _is_empty(node):
            return
        if not isinstance(node, nodes.Mapping):
            self.report_wrong_type(node, "`stories`", "names of stories, each with its steps")
            return
        for key, body in node.entries:
            before = self.reported
            name = self.read_name(key, "a story")
            steps = tuple(self._read_story_steps(key, body))
            if name is not None:
                yield Story(name.text, name.span, steps, self.reported > before)

    def _read_story_steps(self, key: Scalar, body: Node) -> Iterator[Step]:
        what = f"the story `{shorten_text(key.text)}`"
        if _is_empty(body) or (isinstance(body, Sequence) and not body.items):
            self.report_finding(BAD_VALUE, key, f"{what} has no steps", "write its steps")
        elif not isinstance(body, Sequence):
            self.report_wrong_type(body, what, "a list of steps")
        else:
            for item in body.items:
                yield from self.read_step(item)

    def _read_cases(self, node: Node | None) -> Iterator[Story]:
        if node is None or _is_empty(node):
            return
        if not isinstance(node, Sequence):
            self.report_wrong_type(node, "`cases`", "a list of cases such as {bought: Mug, next: Teapot}")
            return
        for item in node.items:
            if not isinstance(item, nodes.Mapping):
                self.report_wrong_type(item, "a case", "a mapping such as {bought: Mug, next: Teapot}")
                continue
            before = self.reported
            situation = self._read_situation(item)
            steps = (situation, *self._read_case_steps(item))
            yield Story(
                _name_case(situation, steps), self.make_span(item), steps, self.reported > before, True
            )

    def _read_situation(self, item: nodes.Mapping) -> Situation:
        told: list[tuple[str, Name]] = []
        for key, value in item.entries:
            if key.text in TOLD:
                told += ((key.text, name) for name in self.read_names(value, f"`{key.text}`") or ())
        on = item.get("on")
        day = self.read_day(on) if on is not None else None
        return Situation(self.make_span(item), tuple(told), day, tuple(self._read_stops(item)))

    def _read_stops(self, item: nodes.Mapping) -> Iterator[tuple[StopWord, StoryDay]]:
        for key, value in item.entries:
            if key.text in STOPS:
                day = self.read_by(parse_story_day, value, f"`{key.text}`")
                if day:
                    yield cast(StopWord, key.text), day

    def _read_case_steps(self, item: nodes.Mapping) -> Iterator[Step]:
        for key, value in item.entries:
            if key.text not in CASE_KEYS:
                self.report_unknown_key(key, CASE_KEYS, item, "a case")
            elif key.text in (*KNOWN, "next", "never", "reaches"):
                step = self.read_word(StepWord(self.make_span(item), key, value))
                if step is not None:
                    yield step
        if not any(item.get(key) for key in ("next", "never", "reaches")):
            self.report_missing(item, "next", CASE_KEYS["next"], "a case")


def _is_empty(node: Node) -> bool:
    return isinstance(node, Scalar) and node.empty


def _name_case(situation: Situation, steps: tuple[Step, ...]) -> str:
    """Name a case by what it tells, as in `bought Nail Kit, declined Crème de Pieds`."""
    parts: list[str] = []
    for option in dict.fromkeys(option for option, _ in situation.told):
        parts.append(f"{option} {', '.join(name.text for each, name in situation.told if each == option)}")
    known = [step for step in steps if isinstance(step, Knowledge)]
    parts += [f"{word} {day.text}" for word, day in situation.stops]
    parts += [f"with {name.text} {text}" for step in known for name, text in step.attributes]
    parts += [f"customer {step.id}" for step in steps if isinstance(step, Identity)]
    return ", ".join(parts) or "bought nothing"
