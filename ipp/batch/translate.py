"""The policy as ONE relational expression: lines of orders, the offers log and people in, everybody's next action out.

It is built of numbers, and knows no engine: DuckDB, Spark and a warehouse get the same expression, each in its own words.
The interpreter for one customer is `ipp/engine/decide.py`; that both say the same is a test.
"""

from functools import partial

from ibis import Table

from ipp.batch.codes import NONE
from ipp.batch.frames import Frames, Inputs
from ipp.batch.gates import gate_words, known_of
from ipp.batch.history import Answers, Told
from ipp.batch.holding import gained, ordered, reached
from ipp.batch.left import Left
from ipp.batch.opening import Opening
from ipp.batch.reading import Reading
from ipp.batch.saying import Saying
from ipp.batch.standing import Standing


def translate(frames: Frames, inputs: Inputs) -> Table:
    """Return everybody's next action: `who`, and the columns of `saying.COLUMNS`. Rows are in no order."""
    standing = standing_of(frames, inputs)
    people = inputs.people.select("who")
    reading = Reading(frames, standing)
    chosen = reading.chosen(partial(gates_of, frames, inputs.people, standing))
    others = people.anti_join(chosen, "who")
    if standing.answers is not None:
        others = others.anti_join(standing.answers.pending, "who")
    others = frames.stage("left_over", others)
    turns = Left(frames, reading.standing, others).turns()
    if turns is not None:
        turns = frames.stage("turns", turns)
        others = frames.stage("through", others.anti_join(turns, "who"))
    opened = Opening(frames, reading, others).opened()
    return Saying(frames, standing).everybody(chosen, turns, opened, others)


def standing_of(frames: Frames, inputs: Inputs) -> Standing:
    """Return where everybody stands today; what happened later is not known yet."""
    lowered = frames.lowered
    goal = lowered.policy.goal
    lines = inputs.lines.filter(inputs.lines.day <= frames.today)
    lines = frames.stage("bought", lines)
    got = frames.stage("who_got", gained(frames, lines))
    strange = frames.stage("strange", lines.filter(lines["item"] == NONE).select("who", "day"))
    ready = None
    if goal and goal.ready:
        known = known_of(frames, inputs.people, "who", got)
        ready = known.filter(known[f"in_{list(lowered.policy.conditions).index(goal.ready)}"]).select("who")
    return Standing(
        inputs.people.select("who"),
        got,
        strange,
        reached(frames, got, "who") if goal else None,
        ready,
        None,
        _answers(frames, inputs, lines, got, strange),
    )


def gates_of(frames: Frames, people: Table, standing: Standing, some: Table) -> Table | None:
    """Return which gates are open for some of the people; None where the path has no gates."""
    if not frames.lowered.gates:
        return None
    held = standing.got.semi_join(some, "who")
    return gate_words(frames, known_of(frames, people.semi_join(some, "who"), "who", held, "gate"))


def _answers(frames: Frames, inputs: Inputs, lines: Table, got: Table, strange: Table) -> Answers | None:
    if inputs.log is None:
        return None
    log = frames.stage("log", inputs.log.filter(inputs.log.day <= frames.today))
    some = log.select("who").distinct()
    orders = frames.stage("orders", ordered(got.semi_join(some, "who"), strange.semi_join(some, "who")))
    return Told(frames, lines, log, inputs.people, orders).answers()
