"""Story files to a report: read, held against their path files, and played; every story, whatever the one before came to."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

from ipp.errors import RequestError
from ipp.loading import Store, UnreadFile
from ipp.path.keys import Name
from ipp.path.rules import BAD_VALUE, MISSING_KEY
from ipp.stories.model import Ban, Expectation, ReachStep, Step, Story, StoryAnswer, StoryFile
from ipp.stories.names import check_story_names
from ipp.stories.play import play_story
from ipp.stories.reading.file import read_story_file
from ipp.stories.result import StoryReport, StoryResult
from ipp.stories.watcher import Watcher
from ipp.text.finding import Finding, sort_findings
from ipp.text.source import STDIN, Source, Span
from ipp.text.suggest import Suggester
from ipp.text.visible import shorten_text
from ipp.text.words import count_things
from ipp.text.yaml.key_path import find_key_path
from ipp.text.yaml.nodes import Node

LoadStore = Callable[[str], Store | UnreadFile]
"""Reads the store of a path file by its name; raises RequestError when it cannot be opened."""


class StoryTerms(NamedTuple):
    """How stories are run: which of them, and against which path file where their own is not meant."""

    load_store: LoadStore
    path: str | None = None  # goes before the `path` of the files
    usual_path: Callable[[], str] | None = None  # for files without one; raises RequestError
    wanted: str | None = None  # a part of FILE::NAME
    watch: Callable[[Store], Watcher] | None = None  # asked for each story


def run_story_files(sources: Iterable[Source], terms: StoryTerms) -> StoryReport:
    """Return what all stories of some files come to."""
    run = _StoryRun(terms)
    files = [run.run_file(source) for source in sources]
    results = tuple(result for found in files for result in found)
    return StoryReport(results, tuple(sort_findings(run.findings)), len(files), run.unserved, run.unread)


class _StoryRun:
    def __init__(self, terms: StoryTerms) -> None:
        self.terms = terms
        self.findings: list[Finding] = []
        self.unserved = 0
        self.unread = 0
        self.suggester = Suggester()
        self._stores: dict[str, Store | UnreadFile | RequestError] = {}

    def run_file(self, source: Source) -> list[StoryResult]:
        """Play the stories of one file that are wanted."""
        first = len(self.findings)
        file = read_story_file(source, self.findings.append)
        self.unread += not file.stories and len(self.findings) > first
        found = self._run_stories(file)
        if file.tree is not None:
            self.findings[first:] = [_add_keys(file.tree, finding) for finding in self.findings[first:]]
        return found

    def _run_stories(self, file: StoryFile) -> list[StoryResult]:
        stories = [story for story in file.stories if self._is_wanted(file, story)]
        if file.tree is None or not (stories or file.stories):
            return []
        store = self._find_store(file)
        if store is None or file.today is None:
            return [StoryResult(file, story, (), broken=True) for story in stories]
        return [self._run_story(file, story, store) for story in stories]

    def _is_wanted(self, file: StoryFile, story: Story) -> bool:
        wanted = self.terms.wanted
        return wanted is None or wanted.casefold() in f"{file.source.name}::{story.name}".casefold()

    def _run_story(self, file: StoryFile, story: Story, store: Store) -> StoryResult:
        playable = check_story_names(store.policy, story, self.findings.append, self.suggester)
        if story.broken or not playable or file.today is None:
            return StoryResult(file, story, (), broken=True)
        if not any(map(_can_fail, story.steps)):
            self.findings.append(_describe_idle(story))
            return StoryResult(file, story, (), broken=True)
        watcher = self.terms.watch(store) if self.terms.watch else None
        return play_story(store.policy, file, story, file.today, watcher, self.findings.append)

    def _find_store(self, file: StoryFile) -> Store | None:
        """Return the store that stories are about; None after saying why it cannot be used."""
        try:
            name = self._find_path(file)
        except RequestError as error:
            self._refuse_path(file, str(error), None)
            return None
        if name not in self._stores:
            self._stores[name] = self._load_store(name)
        store = self._stores[name]
        if isinstance(store, RequestError):
            self._refuse_path(file, str(store), None)
            return None
        if isinstance(store, UnreadFile) or store.findings:
            message = (
                f"{name} has {count_things(len(store.findings), 'mistake')}: its stories cannot be played"
            )
            self._refuse_path(file, message, f"run `ipp validate {name}`")
            return None
        return store

    def _load_store(self, name: str) -> Store | UnreadFile | RequestError:
        try:
            return self.terms.load_store(name)
        except RequestError as error:
            return error

    def _find_path(self, file: StoryFile) -> str:
        if self.terms.path is not None:
            return self.terms.path
        if file.path is not None:
            folder = Path() if file.source.name == STDIN else Path(file.source.name).parent
            return _join_path(folder, file.path)
        if self.terms.usual_path is None:
            raise RequestError("a story file has no `path`")
        return self.terms.usual_path()

    def _refuse_path(self, file: StoryFile, message: str, hint: str | None) -> None:
        self.unserved += 1
        span = file.path.span if file.path and self.terms.path is None else Span(file.source, 0, 0)
        self.findings.append(Finding(BAD_VALUE, f"`path`: {message}", span, hint))


def _can_fail(step: Step) -> bool:
    """Whether a step says what must or must not come next, or answers what is next."""
    answers = isinstance(step, StoryAnswer) and (step.name is None or step.on is None)
    return answers or isinstance(step, Expectation | Ban | ReachStep)


def _describe_idle(story: Story) -> Finding:
    message = f"the story `{shorten_text(story.name)}` has no `next`: it checks nothing"
    return Finding(
        MISSING_KEY, message, story.span, "write what must come next: `next`, `never` or `reaches`"
    )


def _add_keys(tree: Node, finding: Finding) -> Finding:
    """Return a finding with the names that lead to its place."""
    return finding._replace(keys=find_key_path(tree, finding.span.start))


def _join_path(folder: Path, name: Name) -> str:
    """Return a path file's name as people in the working folder say it."""
    parts: list[str] = []
    for part in (folder / name.text).parts:
        if part == ".." and parts and parts[-1] not in ("..", "/"):
            parts.pop()
        else:
            parts.append(part)
    return str(Path(*parts))
