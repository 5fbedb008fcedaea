"""Every ladder that is written, each once."""

from collections.abc import Iterable, Iterator

from ipp.engine.policy.clauses import Ladder
from ipp.lint.facts.store import Checked
from ipp.path.lists import StepList
from ipp.path.model import Step


def list_ladders(checked: Checked) -> tuple[Ladder, ...]:
    """Return the ladder of each item that has one, and of each step with a price or a downsell of its own.

    Its first rung points at the item or at the step, each further rung at where it is written.
    """
    return checked.ask_once(_find_ladders)


def _find_ladders(checked: Checked) -> tuple[Ladder, ...]:
    return (*_list_own_ladders(checked), *_list_ladders_of_steps(checked))


def _list_own_ladders(checked: Checked) -> Iterator[Ladder]:
    for good in checked.goods:
        if good.downsell:
            yield checked.policy.own_ladder(good.name)


def _list_ladders_of_steps(checked: Checked) -> Iterator[Ladder]:
    for step in _list_first_rungs(checked.written):
        if (
            step.offer
            and (step.downsell or step.price is not None)
            and checked.names.resolve_item(step.offer.text)
        ):
            entry = checked.policy.find_entry(step)
            if isinstance(entry, Ladder) and len(entry.rungs) > 1:
                yield entry


def _list_first_rungs(lists: Iterable[StepList]) -> Iterator[Step]:
    """Yield the steps by which a ladder is entered: those of lists. A rung alone is no ladder of its own."""
    for written in lists:
        if not written.rungs:
            yield from written.steps
