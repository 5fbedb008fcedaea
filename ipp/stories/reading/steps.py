"""Nodes to the steps of stories."""

from collections.abc import Callable, Iterator
from typing import NamedTuple, cast

from ipp.path.rules import BAD_VALUE
from ipp.stories.model import (
    AnswerWord,
    Ban,
    Expectation,
    Identity,
    Knowledge,
    Loss,
    Purchase,
    ReachStep,
    Silence,
    Step,
    StopStep,
    StopWord,
    StoryAnswer,
    StoryDay,
)
from ipp.stories.reading.expected import ExpectationReader
from ipp.stories.reading.keys import BARE, DATED, KNOWN, STEP_KEYS, STOPS, WORDS
from ipp.stories.reading.values import parse_silence, parse_story_day
from ipp.text.source import Span
from ipp.text.visible import shorten_text
from ipp.text.yaml.nodes import Mapping, Node, Scalar


class StepWord(NamedTuple):
    """One word of a step: the whole step, the key, what stands behind it, and the day beside it."""

    span: Span
    key: Scalar
    value: Node
    on: StoryDay | None = None


class StepReader(ExpectationReader):
    """Reads steps; `ExpectationReader` reads what must come next, `TableReader` names and quantities."""

    def read_step(self, node: Node) -> Iterator[Step]:
        """Yield what a step says; what is known of the customer comes first."""
        if isinstance(node, Scalar):
            step = self._read_bare_word(node)
            if step is not None:
                yield step
        elif isinstance(node, Mapping):
            yield from self._read_mapping(node)
        else:
            self.report_wrong_type(node, "a step", "one word with what belongs to it, as in `bought: Mug`")

    def _read_bare_word(self, node: Scalar) -> StoryAnswer | StopStep | None:
        if node.text in (*BARE, *STOPS):
            return _make_bare_step(self.make_span(node), node.text, None)
        known = node.text in STEP_KEYS
        near = None if known else self.suggester.find_nearest(node.text, STEP_KEYS)
        hint = f"did you mean `{near}`?" if near else f"the steps are {', '.join(STEP_KEYS)}"
        if known:
            hint = f"write `{node.text}: …`"
        what = "needs more" if known else "is not a step"
        self.report_finding(BAD_VALUE, node, f"`{shorten_text(node.text, 60)}` {what}", hint)
        return None

    def _read_mapping(self, node: Mapping) -> Iterator[Step]:
        said = [(key, value) for key, value in node.entries if key.text in WORDS]
        for key, _ in node.entries:
            if key.text not in STEP_KEYS:
                self.report_unknown_key(key, STEP_KEYS, node, "a step")
        if len(said) > 1:
            message = f"a step has one word, not `{said[0][0].text}` and `{said[1][0].text}`"
            self.report_finding(BAD_VALUE, said[1][0], message, "write two steps")
            return
        span = self.make_span(node)
        on = self._read_on(node, said[0][0].text if said else None)
        known = [(key, value) for key, value in node.entries if key.text in KNOWN]
        for key, value in known:
            yield from self._list_read(self.read_word(StepWord(span, key, value)))
        for key, value in said:
            yield from self._list_read(self.read_word(StepWord(span, key, value, on)))
        if not said and not known and all(key.text in STEP_KEYS for key, _ in node.entries):
            self.report_finding(BAD_VALUE, node, "a step has no word", f"the steps are {', '.join(WORDS)}")

    @staticmethod
    def _list_read(step: Step | None) -> tuple[Step, ...]:
        return () if step is None else (step,)

    def _read_on(self, node: Mapping, word: str | None) -> StoryDay | None:
        on, key = node.get("on"), node.find_key("on")
        if on is None or key is None:
            return None
        if word is not None and word not in DATED:
            self.report_finding(
                BAD_VALUE, key, f"`{word}` has no `on`", f"`on` belongs to {', '.join(DATED)}"
            )
            return None
        return self.read_day(on)

    def read_day(self, node: Node) -> StoryDay | None:
        """Return the day that a node says, or None after reporting."""
        return self.read_by(parse_story_day, node, "`on`")

    def read_word(self, word: StepWord) -> Step | None:
        """Return what one word of a step says, or None after reporting."""
        key, value = word.key, word.value
        if isinstance(value, Scalar) and value.empty:
            if key.text in (*BARE, *STOPS):
                return _make_bare_step(word.span, key.text, word.on)
            self.report_finding(BAD_VALUE, key, f"`{key.text}` has no value", "write one, or remove the key")
            return None
        return _READERS[key.text](self, word)

    def read_goods(self, word: StepWord) -> Purchase | Loss | None:
        """Read `bought`, `returned` or `cancelled`."""
        key = word.key.text
        items = self.read_quantities(word.value, f"`{key}`")
        if not items:
            return None
        if key == "bought":
            return Purchase(word.span, items, word.on)
        return Loss(word.span, "returned" if key == "returned" else "cancelled", items, word.on)

    def read_answer(self, word: StepWord) -> StoryAnswer | None:
        """Read `did`, `accepts` or `declines` with a name."""
        name = self.read_name(word.value, f"`{word.key.text}`")
        return StoryAnswer(word.span, cast(AnswerWord, word.key.text), name, word.on) if name else None

    def read_silence(self, word: StepWord) -> Silence | None:
        """Read `silent`."""
        days = self.read_by(parse_silence, word.value, "`silent`")
        return Silence(word.span, word.value.text, days) if days and isinstance(word.value, Scalar) else None

    def read_knowledge(self, word: StepWord) -> Knowledge | None:
        """Read `with`: names of attributes, each with one value."""
        if not isinstance(word.value, Mapping):
            self.report_wrong_type(
                word.value, "`with`", "attributes with their values, as in {concern: heel}"
            )
            return None
        entries = word.value.entries
        read = [(self.read_name(name, "`with`"), self._read_attribute(name, text)) for name, text in entries]
        return Knowledge(word.span, tuple((name, text) for name, text in read if name and text is not None))

    def _read_attribute(self, name: Scalar, value: Node) -> str | None:
        what = f"`{shorten_text(name.text)}`"
        if not isinstance(value, Scalar):
            self.report_wrong_type(value, what, "one value")
            return None
        if value.empty:
            hint = "leave it out where nothing is known of it: unset is not the same as `no` or `false`"
            self.report_finding(BAD_VALUE, name, f"{what} has no value", hint)
            return None
        return value.text

    def read_identity(self, word: StepWord) -> Identity | None:
        """Read `customer`."""
        name = self.read_name(word.value, "`customer`")
        return Identity(word.span, name.text) if name else None

    def read_stop(self, word: StepWord) -> StopStep | None:
        """Read `stopped` or `resumed` with a day."""
        day = self.read_by(parse_story_day, word.value, f"`{word.key.text}`")
        return StopStep(word.span, cast(StopWord, word.key.text), day) if day else None

    def read_ban(self, word: StepWord) -> Ban | None:
        """Read `never`."""
        names = self.read_names(word.value, "`never`")
        return Ban(word.span, names) if names else None

    def read_next(self, word: StepWord) -> Expectation | None:
        """Read `next`."""
        return self.read_expectation(word.key, word.value)

    def read_reaches(self, word: StepWord) -> ReachStep | None:
        """Read `reaches`."""
        return self.read_reach(word.span, word.value)


def _make_bare_step(span: Span, word: str, on: StoryDay | None) -> StoryAnswer | StopStep:
    """Return what a word without more says: it is about what is next, or about today."""
    if word in STOPS:
        return StopStep(span, cast(StopWord, word), on)
    return StoryAnswer(span, cast(AnswerWord, word), None, on)


_READERS: dict[str, Callable[[StepReader, StepWord], Step | None]] = {
    "bought": StepReader.read_goods,
    "returned": StepReader.read_goods,
    "cancelled": StepReader.read_goods,
    "did": StepReader.read_answer,
    "accepts": StepReader.read_answer,
    "declines": StepReader.read_answer,
    "silent": StepReader.read_silence,
    "stopped": StepReader.read_stop,
    "resumed": StepReader.read_stop,
    "with": StepReader.read_knowledge,
    "customer": StepReader.read_identity,
    "next": StepReader.read_next,
    "never": StepReader.read_ban,
    "reaches": StepReader.read_reaches,
}
