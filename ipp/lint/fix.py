"""Make the fixes of findings, and keep only what mends without harm.

A fix is kept when reading and checking the mended text finds nothing new and every comment is still there. Fixes that want the same
characters wait for the next round. So the result is the same however often it is asked for, and in whatever order.
"""

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Callable, Iterable
from typing import NamedTuple

from ipp.lint.accept.ignores import is_ignore
from ipp.loading import Store, Texts, UnreadFile
from ipp.text.edits import apply_edits, do_overlap
from ipp.text.finding import Edit, Finding, sort_worst_first
from ipp.text.source import Source
from ipp.text.yaml.comments import list_comments

MOST_ROUNDS = 100
"""Rounds of mending; each makes at least one fix, or is the last."""
_DEEPEST = 4
"""Rounds that may mend what a fix uncovered before it is given up."""

Loader = Callable[[Texts], Store | UnreadFile]
"""Reads a store, with these texts in the place of what the files hold."""
Look = Callable[[Store | UnreadFile], tuple[Finding, ...]]
"""Returns the findings of a store."""


class FixResult(NamedTuple):
    """What fixing came to: the texts that changed, the findings that were mended, and those whose fix would have done harm."""

    texts: dict[str, str]
    made: tuple[Finding, ...]
    refused: tuple["RefusedFix", ...]


class RefusedFix(NamedTuple):
    """A finding whose fix was not made: why."""

    finding: Finding
    why: str


class _Harm(NamedTuple):
    """What speaks against fixes, and the findings that they lead to."""

    why: str
    findings: list[Finding]


class _StoreState(NamedTuple):
    """A store on the way."""

    texts: dict[str, str]
    loaded: Store | UnreadFile
    findings: tuple[Finding, ...]
    made: tuple[Finding, ...]


def fix_store(load: Loader, look: Look, wanted: Callable[[Finding], bool]) -> FixResult:
    """Make the fixes of the wanted findings of one store that does no harm, round after round."""
    return _Fixing(load, look, wanted).run_rounds()


class _Fixing:
    def __init__(self, load: Loader, look: Look, wanted: Callable[[Finding], bool]) -> None:
        self.load, self.look, self.wanted = load, look, wanted
        self.refused: dict[tuple[str, ...], RefusedFix] = {}

    def run_rounds(self) -> FixResult:
        state = first = self.make_state({}, ())
        again = False
        for _ in range(MOST_ROUNDS):
            after = self.apply_best(state)
            if after is None and not again:
                break
            # What did harm may do none now: only a round in which nothing can be made is the last.
            again = after is not None
            if after is None:
                self.refused.clear()
            state = after or state
        else:
            for finding in self.list_fixable(state.findings):
                self.refused[_make_stable_key(finding)] = RefusedFix(
                    finding, "it is too much for one time: fix again"
                )
        self.refuse_shared(first, state)
        return FixResult(state.texts, state.made, tuple(self.refused.values()))

    def refuse_shared(self, first: _StoreState, last: _StoreState) -> None:
        """Refuse what is left of the findings whose fix was one with that of others, and mended only those."""
        offered = {_make_key(finding) for finding in self.list_fixable(first.findings)}
        offered -= {_make_key(finding) for finding in last.findings if finding.fix}
        for finding in last.findings:
            if _make_key(finding) in offered:
                self.refused[_make_stable_key(finding)] = RefusedFix(
                    finding, "its fix mended another finding only"
                )

    def make_state(self, texts: dict[str, str], made: tuple[Finding, ...]) -> _StoreState:
        loaded = self.load(texts)
        return _StoreState(texts, loaded, tuple(sort_worst_first(self.look(loaded))), made)

    def list_fixable(self, findings: Iterable[Finding]) -> list[Finding]:
        """Return the findings with a wanted fix that was not refused, the worst first."""
        return [
            finding
            for finding in findings
            if finding.fix and self.wanted(finding) and _make_stable_key(finding) not in self.refused
        ]

    def apply_best(self, state: _StoreState) -> _StoreState | None:
        """Make as many of the fixes as do no harm together; None when none does."""
        while chosen := select_compatible(self.list_fixable(state.findings)):
            after = self.apply_most(state, chosen)
            if after:
                return after
        return None

    def apply_most(self, state: _StoreState, chosen: list[Finding]) -> _StoreState | None:
        """Return the store with all of the fixes made, else with those that look harmless, or half of them, and so on.

        What does harm alone is refused.
        """
        after = self.try_fixes(state, chosen)
        if isinstance(after, _StoreState):
            return after
        if len(chosen) == 1:
            self.refused[_make_stable_key(chosen[0])] = RefusedFix(chosen[0], after.why)
            return None
        first, second = _split_findings(chosen, {_find_item(finding) for finding in after.findings})
        return self.apply_most(state, first) or self.apply_most(state, second)

    def try_fixes(self, state: _StoreState, chosen: list[Finding]) -> "_StoreState | _Harm":
        """Return the store with the fixes made, and with what they uncover mended; or what speaks against it."""
        after, against = self.apply_fixes(state, chosen), _Harm("a comment would be lost", [])
        for _ in range(_DEEPEST):
            if _has_lost_comments(state, after):
                return against
            if _is_still_there(chosen, state, after):
                return _Harm("it does not mend", [])
            new = list_new_findings(state.findings, after.findings)
            if not new:
                return after
            against = _Harm(f"it leads to {new[0].rule.code}: {new[0].message}", new)
            further = select_compatible(self.list_fixable(new))
            if not further:
                return against
            after = self.apply_fixes(after, further)
        return against

    def apply_fixes(self, state: _StoreState, chosen: list[Finding]) -> _StoreState:
        """Return the store with fixes made."""
        edits = (edit for finding in chosen if finding.fix for edit in finding.fix.edits)
        texts = {source.name: text for source, text in apply_edits(edits).items()}
        return self.make_state({**state.texts, **texts}, (*state.made, *chosen))


def _split_findings(
    chosen: list[Finding], harmed: set[tuple[str, ...]]
) -> tuple[list[Finding], list[Finding]]:
    """Part findings into those outside of the harmed items and those inside; into halves where that parts nothing."""
    inside = [finding for finding in chosen if _find_item(finding) in harmed]
    if 0 < len(inside) < len(chosen):
        return [finding for finding in chosen if _find_item(finding) not in harmed], inside
    half = len(chosen) // 2
    return chosen[:half], chosen[half:]


def _find_item(finding: Finding) -> tuple[str, ...]:
    """Return the item in which a finding stands: its file, and the first two names on the way to it."""
    return finding.span.source.name, *finding.keys[:2]


def select_compatible(findings: Iterable[Finding]) -> list[Finding]:
    """Return findings of whose fixes no two want the same characters; of two that do, the first. Equal edits go together."""
    taken: dict[Source, list[Edit]] = {}
    chosen = []
    for finding in findings:
        edits = finding.fix.edits if finding.fix else ()
        kept = [taken.setdefault(edit.span.source, []) for edit in edits]
        if all(_is_compatible(edit, others) for edit, others in zip(edits, kept, strict=True)):
            chosen.append(finding)
            for edit, others in zip(edits, kept, strict=True):
                if edit not in others[bisect_left(others, _get_range(edit), key=_get_range) :][:1]:
                    insort(others, edit, key=_get_range)
    return chosen


def _is_compatible(edit: Edit, others: list[Edit]) -> bool:
    """Whether an edit leaves alone what others want, or is one of them; `others` are apart from each other, in order."""
    place = bisect_left(others, _get_range(edit), key=_get_range)
    neighbours = others[max(0, place - 1) : place + 1]
    return edit in neighbours or not any(do_overlap(edit, other) for other in neighbours)


def _get_range(edit: Edit) -> tuple[int, int]:
    return edit.span.start, edit.span.end


def list_new_findings(before: Iterable[Finding], after: Iterable[Finding]) -> list[Finding]:
    """Return the findings that were not there before, infos left out: advice is no harm.

    A finding is known by its rule, file and message.
    """
    known = Counter(_make_key(finding) for finding in before)
    new = []
    for finding in after:
        said = _make_key(finding)
        known[said] -= 1
        if known[said] < 0 and finding.rule.severity != "info":
            new.append(finding)
    return new


def _make_key(finding: Finding) -> tuple[str, str, str]:
    return finding.rule.code, finding.span.source.name, finding.message


def _is_still_there(chosen: Iterable[Finding], before: _StoreState, after: _StoreState) -> bool:
    """Whether a fix did not mend what it is for: of each chosen finding, one less must be told."""
    were, left = (Counter(map(_make_key, state.findings)) for state in (before, after))
    gone = Counter(map(_make_key, chosen))
    return any(left[said] > were[said] - number for said, number in gone.items())


def _has_lost_comments(before: _StoreState, after: _StoreState) -> bool:
    """Whether a comment is gone; those that are ignores may go, in part or whole."""
    if isinstance(after.loaded, UnreadFile):
        return False  # and there is worse to tell
    return bool(_count_comments(before) - _count_comments(after))


def _count_comments(state: _StoreState) -> Counter[str]:
    if isinstance(state.loaded, UnreadFile):
        return Counter()
    return Counter(
        comment.text
        for source, tree in state.loaded.path.files
        for comment in list_comments(source, tree)
        if not is_ignore(comment.text)
    )


def _make_stable_key(finding: Finding) -> tuple[str, ...]:
    """Name a finding and its fix so that it is known again when its lines have moved."""
    title = finding.fix.title if finding.fix else ""
    return (finding.rule.code, finding.span.source.name, finding.message, title, *finding.keys)
