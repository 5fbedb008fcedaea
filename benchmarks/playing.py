"""What stories cost, and what they notice: `python -m benchmarks playing`.

1,000 stories of eight steps against one `ipp next`; and, of a path with one mistake planted at a time, how many the generated suite
notices of those that a pool of ten times as many random stories notices.
"""

import random
import re
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from benchmarks.child import ROOT, clean_environment, seconds
from benchmarks.figures import ratio, table
from benchmarks.start_up import program
from ipp.api.customers import load
from ipp.loading import Store, load_store
from ipp.stories.coverage.rung_spans import RungSpans
from ipp.stories.generate.search import Chosen, choose_walks
from ipp.stories.generate.walk import Start, walk_path
from ipp.stories.generate.write import write_story_file
from ipp.stories.run import StoryTerms, run_story_files
from ipp.text.source import Source

ROUNDS = 5
STORIES = 1_000
MOST_TIMES = 20
"""The target: what 1,000 stories of eight steps may cost, in calls of `ipp next`."""
MUTANTS = 60
FILES = ("examples/coach.yaml", "examples/courses.yaml")
TODAY = date(2026, 11, 22)


def report(rounds: int | None = None) -> str:
    """Measure, and return the report in Markdown."""
    return f"## Stories\n\n{report_cost(rounds or ROUNDS)}\n{report_mutants()}"


def report_cost(rounds: int) -> str:
    """Say what 1,000 stories cost in calls of `ipp next`."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "store.test.yaml"
        file.write_text(write_stories(STORIES, str(ROOT / "paths/store.yaml")), encoding="utf-8")
        asked = (*program(), "next", "--bought", "Toe Massager 5000", "--path", "paths/store.yaml")
        played = (*program(), "test", str(file))
        times = [
            (seconds(played, clean_environment()), seconds(asked, clean_environment()))
            for _ in range(rounds + 1)
        ]
    found = ratio([one for one, _ in times[1:]], [other for _, other in times[1:]])
    return (
        f"{STORIES:,} stories of eight steps take {found} calls of `ipp next`. "
        f"Target: at most {MOST_TIMES}: {found.held(MOST_TIMES)}.\n"
    )


def write_stories(number: int, path: str, seed: int = 1) -> str:
    """Return so many random stories of eight steps: a purchase and answers, each with what is next after it."""
    policy, chance = load(path).policy, random.Random(seed)
    spans = RungSpans(policy)
    walks: list[Chosen] = []
    while len(walks) < number:
        start = Start(chance.choice(policy.goods_in_order))
        walk = walk_path(spans, start, TODAY, frozenset(), chance, [])
        if len(walk.told) >= 4:
            walks.append(Chosen(walk, walk.told[:4], ()))
    return write_story_file(walks, path, TODAY)


def report_mutants() -> str:
    """Say how many planted mistakes the generated suites notice, of those that ten times as many random stories notice."""
    rows = [_count_noticed(file) for file in FILES]
    return (
        "One mistake planted at a time: a price, a wait or a rate of time changed, an entry left out or moved, a condition left out.\n\n"
        + table(("path", "stories", "mutants", "noticed by the pool", "of them by the suite", "share"), rows)
    )


def _count_noticed(file: str) -> tuple[str, ...]:
    store = load(str(ROOT / file))
    chosen = choose_walks(store.policy, TODAY, 500)
    suite = Source("suite.test.yaml", write_story_file(chosen, file, TODAY))
    pool = Source("pool.test.yaml", write_stories(10 * len(chosen), str(ROOT / file)))
    mutants = list(_list_mutants(store.source.text))
    by_pool = [mutant for mutant in mutants if _notices(pool, mutant)]
    both = sum(_notices(suite, mutant) for mutant in by_pool)
    share = f"{100 * both // max(1, len(by_pool))}%"
    return file, str(len(chosen)), str(len(mutants)), str(len(by_pool)), str(both), share


def _notices(stories: Source, store: Store) -> bool:
    """Whether a story fails, or cannot be played, with a changed path."""
    report = run_story_files([stories], StoryTerms(lambda _: store))
    return bool(report.failed or report.broken)


def _list_mutants(text: str, seed: int = 1) -> Iterator[Store]:
    """Yield stores with one change each that are read without a finding."""
    changes = list(_list_changes(text))
    random.Random(seed).shuffle(changes)
    found = 0
    for changed in changes:
        store = load_store(Source("mutant.yaml", changed), lambda owner, _: owner)
        if isinstance(store, Store) and not store.findings and found < MUTANTS:
            found += 1
            yield store


def _list_changes(text: str) -> Iterator[str]:
    for match in re.finditer(r"(?<=price: )[0-9]+|(?<=after: )[0-9]+(?=d)|(?<=patience: )[0-9]+(?=d)", text):
        yield text[: match.start()] + str(int(match[0]) + 3) + text[match.end() :]
    for match in re.finditer(r", (?:when|unless): [\w-]+", text):
        yield text[: match.start()] + text[match.end() :]
    lines = text.splitlines(keepends=True)
    for number, line in enumerate(lines):
        if re.match(r"\s+- \{(?:do|offer): ", line):
            yield "".join(lines[:number] + lines[number + 1 :])
            after = lines[number + 1] if number + 1 < len(lines) else ""
            if re.match(r"\s+- \{(?:do|offer): ", after):
                yield "".join([*lines[:number], after, line, *lines[number + 2 :]])
