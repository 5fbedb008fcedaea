"""Answers that count since the latest purchase of something only."""

from ipp.value.process.chain_state import ChainState
from ipp.value.process.relevance import Relevance


def note_answer(relevance: Relevance, state: ChainState, answer: int, day: int) -> ChainState:
    """Return the customer on a day, with the fact that something was answered or bought on it."""
    state = state if day == state.day else state.move_to(day)
    answer &= relevance.recent
    if not answer:
        return state
    compiled = relevance.compiled
    return state._replace(
        lists=tuple(
            (name, since, latest, answers | answer & compiled.compile_list_of(name).recent)
            for name, since, latest, answers in state.lists
        ),
        goal_answers=state.goal_answers | answer & compiled.own.recent,
        fresh=state.fresh | answer,
    )
