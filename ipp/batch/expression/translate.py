"""The policy as ONE relational expression: lines of orders, the offers log and people in, everybody's next action out.

It is built of numbers, and knows no engine: DuckDB, Spark and a warehouse get the same expression, each in its own words.
The interpreter for one customer is `ipp/engine/decision/decide.py`; that both say the same is a test.
"""

from functools import partial

from ibis import Table

from ipp.batch.expression.frames import Frames, Inputs
from ipp.batch.expression.gates import evaluate_segments, pack_gates
from ipp.batch.expression.held import find_held, find_order_days, find_ultimate_owners
from ipp.batch.expression.history import OfferAnswers, OfferHistory
from ipp.batch.expression.live_lines import read_lines
from ipp.batch.expression.openings import OpeningSearch
from ipp.batch.expression.renewals import RenewalTurns
from ipp.batch.expression.states import CustomerStates
from ipp.batch.expression.wording import AnswerWording
from ipp.batch.lowering.codes import NONE


def translate_policy(frames: Frames, inputs: Inputs) -> Table:
    """Return everybody's next action: `who`, and the columns of `saying.COLUMNS`. Rows are in no order."""
    states = find_states(frames, inputs)
    people = inputs.people.select("who")
    reading = read_lines(frames, states)
    chosen = reading.choose_lines(partial(find_gates, frames, inputs.people, states))
    others = people.anti_join(chosen, "who")
    if states.answers is not None:
        others = others.anti_join(states.answers.pending, "who")
    others = frames.add_stage("left_over", others)
    turns = RenewalTurns(frames, reading.states, others, reading.asked).find_turns()
    if turns is not None:
        turns = frames.add_stage("turns", turns)
        others = frames.add_stage("through", others.anti_join(turns, "who"))
    opened = OpeningSearch(frames, reading, others).find_openings()
    return AnswerWording(frames, states).word_everybody(chosen, turns, opened, others)


def find_states(frames: Frames, inputs: Inputs) -> CustomerStates:
    """Return where everybody stands today; what happened later is not known yet."""
    lowered = frames.lowered
    goal = lowered.policy.goal
    lines = inputs.lines.filter(inputs.lines.day <= frames.today)
    lines = frames.add_stage("bought", lines)
    got = frames.add_stage("who_got", find_held(frames, lines))
    strange = frames.add_stage("strange", lines.filter(lines["item"] == NONE).select("who", "day"))
    ready = None
    if goal and goal.ready:
        known = evaluate_segments(frames, inputs.people, "who", got)
        ready = known.filter(known[f"in_{list(lowered.policy.conditions).index(goal.ready)}"]).select("who")
    return CustomerStates(
        inputs.people.select("who"),
        got,
        strange,
        find_ultimate_owners(frames, got, "who") if goal else None,
        ready,
        None,
        _find_answers(frames, inputs, lines, got, strange),
    )


def find_gates(frames: Frames, people: Table, states: CustomerStates, some: Table) -> Table | None:
    """Return which gates are open for some of the people; None where the path has no gates."""
    if not frames.lowered.gates:
        return None
    held = states.got.semi_join(some, "who")
    return pack_gates(frames, evaluate_segments(frames, people.semi_join(some, "who"), "who", held, "gate"))


def _find_answers(
    frames: Frames, inputs: Inputs, lines: Table, got: Table, strange: Table
) -> OfferAnswers | None:
    if inputs.log is None:
        return None
    log = frames.add_stage("log", inputs.log.filter(inputs.log.day <= frames.today))
    some = log.select("who").distinct()
    orders = frames.add_stage(
        "orders", find_order_days(got.semi_join(some, "who"), strange.semi_join(some, "who"))
    )
    return OfferHistory(frames, lines, log, inputs.people, orders).find_answers()
