"""Make the fixes of findings, and keep only what mends without harm.

A fix is kept when reading and checking the mended text finds nothing new and every comment is still there. Fixes that want the same
characters wait for the next round. So the result is the same however often it is asked for, and in whatever order.
"""

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Callable, Iterable
from typing import NamedTuple

from ipp.lint.ignores import is_ignore
from ipp.loading import Store, Texts, Unread
from ipp.text.comments import comments
from ipp.text.edits import edited, overlapping
from ipp.text.finding import Edit, Finding, worst_first
from ipp.text.source import Source

MOST_ROUNDS = 100
"""Rounds of mending; each makes at least one fix, or is the last."""
_DEEPEST = 4
"""Rounds that may mend what a fix uncovered before it is given up."""

Loader = Callable[[Texts], Store | Unread]
"""Reads a store, with these texts in the place of what the files hold."""
Look = Callable[[Store | Unread], tuple[Finding, ...]]
"""Returns the findings of a store."""


class Mended(NamedTuple):
    """What fixing came to: the texts that changed, the findings that were mended, and those whose fix would have done harm."""

    texts: dict[str, str]
    made: tuple[Finding, ...]
    refused: tuple["Refused", ...]


class Refused(NamedTuple):
    """A finding whose fix was not made: why."""

    finding: Finding
    why: str


class _Harm(NamedTuple):
    """What speaks against fixes, and the findings that they lead to."""

    why: str
    findings: list[Finding]


class _State(NamedTuple):
    """A store on the way."""

    texts: dict[str, str]
    loaded: Store | Unread
    findings: tuple[Finding, ...]
    made: tuple[Finding, ...]


def mend(load: Loader, look: Look, wanted: Callable[[Finding], bool]) -> Mended:
    """Make the fixes of the wanted findings of one store that does no harm, round after round."""
    return _Mending(load, look, wanted).result()


class _Mending:
    def __init__(self, load: Loader, look: Look, wanted: Callable[[Finding], bool]) -> None:
        self.load, self.look, self.wanted = load, look, wanted
        self.refused: dict[tuple[str, ...], Refused] = {}

    def result(self) -> Mended:
        state = first = self.state({}, ())
        again = False
        for _ in range(MOST_ROUNDS):
            after = self.best(state)
            if after is None and not again:
                break
            # What did harm may do none now: only a round in which nothing can be made is the last.
            again = after is not None
            if after is None:
                self.refused.clear()
            state = after or state
        else:
            for finding in self.fixable(state.findings):
                self.refused[_named(finding)] = Refused(finding, "it is too much for one time: fix again")
        self.miss(first, state)
        return Mended(state.texts, state.made, tuple(self.refused.values()))

    def miss(self, first: _State, last: _State) -> None:
        """Refuse what is left of the findings whose fix was one with that of others, and mended only those."""
        offered = {_said(finding) for finding in self.fixable(first.findings)}
        offered -= {_said(finding) for finding in last.findings if finding.fix}
        for finding in last.findings:
            if _said(finding) in offered:
                self.refused[_named(finding)] = Refused(finding, "its fix mended another finding only")

    def state(self, texts: dict[str, str], made: tuple[Finding, ...]) -> _State:
        loaded = self.load(texts)
        return _State(texts, loaded, tuple(worst_first(self.look(loaded))), made)

    def fixable(self, findings: Iterable[Finding]) -> list[Finding]:
        """Return the findings with a wanted fix that was not refused, the worst first."""
        return [
            finding
            for finding in findings
            if finding.fix and self.wanted(finding) and _named(finding) not in self.refused
        ]

    def best(self, state: _State) -> _State | None:
        """Make as many of the fixes as do no harm together; None when none does."""
        while chosen := compatible(self.fixable(state.findings)):
            after = self.most(state, chosen)
            if after:
                return after
        return None

    def most(self, state: _State, chosen: list[Finding]) -> _State | None:
        """Return the store with all of the fixes made, else with those that look harmless, or half of them, and so on.

        What does harm alone is refused.
        """
        after = self.tried(state, chosen)
        if isinstance(after, _State):
            return after
        if len(chosen) == 1:
            self.refused[_named(chosen[0])] = Refused(chosen[0], after.why)
            return None
        first, second = _parted(chosen, {_item(finding) for finding in after.findings})
        return self.most(state, first) or self.most(state, second)

    def tried(self, state: _State, chosen: list[Finding]) -> "_State | _Harm":
        """Return the store with the fixes made, and with what they uncover mended; or what speaks against it."""
        after, against = self.made(state, chosen), _Harm("a comment would be lost", [])
        for _ in range(_DEEPEST):
            if _comments_lost(state, after):
                return against
            if _still_there(chosen, state, after):
                return _Harm("it does not mend", [])
            new = new_findings(state.findings, after.findings)
            if not new:
                return after
            against = _Harm(f"it leads to {new[0].rule.code}: {new[0].message}", new)
            further = compatible(self.fixable(new))
            if not further:
                return against
            after = self.made(after, further)
        return against

    def made(self, state: _State, chosen: list[Finding]) -> _State:
        """Return the store with fixes made."""
        edits = (edit for finding in chosen if finding.fix for edit in finding.fix.edits)
        texts = {source.name: text for source, text in edited(edits).items()}
        return self.state({**state.texts, **texts}, (*state.made, *chosen))


def _parted(chosen: list[Finding], harmed: set[tuple[str, ...]]) -> tuple[list[Finding], list[Finding]]:
    """Part findings into those outside of the harmed items and those inside; into halves where that parts nothing."""
    inside = [finding for finding in chosen if _item(finding) in harmed]
    if 0 < len(inside) < len(chosen):
        return [finding for finding in chosen if _item(finding) not in harmed], inside
    half = len(chosen) // 2
    return chosen[:half], chosen[half:]


def _item(finding: Finding) -> tuple[str, ...]:
    """Return the item in which a finding stands: its file, and the first two names on the way to it."""
    return finding.span.source.name, *finding.keys[:2]


def compatible(findings: Iterable[Finding]) -> list[Finding]:
    """Return findings of whose fixes no two want the same characters; of two that do, the first. Equal edits go together."""
    taken: dict[Source, list[Edit]] = {}
    chosen = []
    for finding in findings:
        edits = finding.fix.edits if finding.fix else ()
        kept = [taken.setdefault(edit.span.source, []) for edit in edits]
        if all(_fits(edit, others) for edit, others in zip(edits, kept, strict=True)):
            chosen.append(finding)
            for edit, others in zip(edits, kept, strict=True):
                if edit not in others[bisect_left(others, _at(edit), key=_at) :][:1]:
                    insort(others, edit, key=_at)
    return chosen


def _fits(edit: Edit, others: list[Edit]) -> bool:
    """Whether an edit leaves alone what others want, or is one of them; `others` are apart from each other, in order."""
    place = bisect_left(others, _at(edit), key=_at)
    neighbours = others[max(0, place - 1) : place + 1]
    return edit in neighbours or not any(overlapping(edit, other) for other in neighbours)


def _at(edit: Edit) -> tuple[int, int]:
    return edit.span.start, edit.span.end


def new_findings(before: Iterable[Finding], after: Iterable[Finding]) -> list[Finding]:
    """Return the findings that were not there before; a finding is known by its rule, file and message."""
    known = Counter(_said(finding) for finding in before)
    new = []
    for finding in after:
        said = _said(finding)
        known[said] -= 1
        if known[said] < 0:
            new.append(finding)
    return new


def _said(finding: Finding) -> tuple[str, str, str]:
    return finding.rule.code, finding.span.source.name, finding.message


def _still_there(chosen: Iterable[Finding], before: _State, after: _State) -> bool:
    """Whether a fix did not mend what it is for: of each chosen finding, one less must be told."""
    were, left = (Counter(map(_said, state.findings)) for state in (before, after))
    gone = Counter(map(_said, chosen))
    return any(left[said] > were[said] - number for said, number in gone.items())


def _comments_lost(before: _State, after: _State) -> bool:
    """Whether a comment is gone; those that are ignores may go, in part or whole."""
    if isinstance(after.loaded, Unread):
        return False  # and there is worse to tell
    return bool(_comments(before) - _comments(after))


def _comments(state: _State) -> Counter[str]:
    if isinstance(state.loaded, Unread):
        return Counter()
    return Counter(
        comment.text
        for source, tree in state.loaded.path.files
        for comment in comments(source, tree)
        if not is_ignore(comment.text)
    )


def _named(finding: Finding) -> tuple[str, ...]:
    """Name a finding and its fix so that it is known again when its lines have moved."""
    title = finding.fix.title if finding.fix else ""
    return (finding.rule.code, finding.span.source.name, finding.message, title, *finding.keys)
