"""Stories that say something else: those that passed on the old side and fail on the new one, and the other way round."""

from collections.abc import Iterator, Sequence

from ipp.diff.report import Statement
from ipp.loading import Store
from ipp.stories.result import StoryResult
from ipp.stories.run import StoryTerms, run_story_files
from ipp.text.source import Source, Span


def compare_stories(sources: Sequence[Source], old: Store, new: Store) -> Iterator[Statement]:
    """Yield the stories of some files that say something else of the new side than of the old one."""
    for before, after in zip(_play(sources, old), _play(sources, new), strict=True):
        name = after.story.name
        if before.passed and not after.passed:
            yield Statement("change", "stories", f"{name}: gives another result now", _find_span(after))
        elif after.passed and not before.passed:
            yield Statement("note", "stories", f"{name}: passes now and did not before", after.story.span)


def _play(sources: Sequence[Source], store: Store) -> tuple[StoryResult, ...]:
    """Play stories against a store, whichever their own is; those that cannot be played did not pass."""
    return run_story_files(sources, StoryTerms(lambda _: store, path=store.source.name)).results


def _find_span(result: StoryResult) -> Span:
    step = next((moment.step for moment in result.moments if moment.failures and moment.step), None)
    return step.span if step else result.story.span
