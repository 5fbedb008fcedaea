"""The policy as ONE relational expression: lines of orders, the offers log and people in, everybody's next action out.

It is built of numbers, and knows no engine: DuckDB, Spark and a warehouse get the same expression, each in its own words.
The interpreter for one customer is `ipp/engine/decision/decide.py`; that both say the same is a test.
"""

from functools import partial

from ipp.batch.expression.account.account import Account, AccountKeeping, find_winbacks
from ipp.batch.expression.account.goal_spans import GoalSpans
from ipp.batch.expression.account.held import (
    find_held,
    find_order_days,
    find_ultimate_owners,
    list_order_days,
)
from ipp.batch.expression.account.ordered import Ordered, list_ordered
from ipp.batch.expression.frames import Frames, Inputs
from ipp.batch.expression.gates import evaluate_segments, pack_gates
from ipp.batch.expression.held_out import find_held_out, find_stopped, forget_held, keep_held
from ipp.batch.expression.history import OfferAnswers, OfferHistory
from ipp.batch.expression.live_lines import read_lines
from ipp.batch.expression.opening.days_ahead import DaysAhead, changes_by_time, ends_holdout
from ipp.batch.expression.opening.openings import OpeningSearch
from ipp.batch.expression.renewals import RenewalTurns
from ipp.batch.expression.states import CustomerStates
from ipp.batch.expression.wording import AnswerWording
from ipp.batch.lowering.codes import NONE
from ipp.batch.lowering.tables import LoweredPolicy
from ipp.orders.engines.relations import union_tables
from ipp.orders.log import ACCEPTED
from ipp.orders.sql import Table


def translate_policy(frames: Frames, inputs: Inputs) -> Table:
    """Return everybody's next action: `who`, and the columns of `saying.COLUMNS`. Rows are in no order."""
    states = find_states(frames, inputs)
    reading = read_lines(frames, states)
    chosen = reading.choose_lines(partial(find_gates, frames, inputs.people))
    others = frames.add_stage("left_over", reading.left_over)
    soft = None if states.winbacks is None else chosen.filter(chosen.firm == 0)
    chosen = chosen.select("who", "key", "due")
    rested = others if soft is None else union_tables(others, soft.select("who"))
    turns = RenewalTurns(frames, reading.states, rested, reading.asked).find_turns()
    if turns is not None:
        turns = frames.add_stage("turns", turns)
        if soft is not None:
            chosen, turns = compare_winbacks(frames, chosen, soft, turns)
        others = frames.add_stage("through", others.anti_join(turns, "who"))
    if changes_by_time(frames.lowered):
        opened = DaysAhead(frames, reading, others, inputs.people).find_openings()
    else:
        opened = OpeningSearch(frames, reading, others).find_openings()
    return AnswerWording(frames, states).word_everybody(chosen, turns, opened, others)


def compare_winbacks(frames: Frames, chosen: Table, soft: Table, turns: Table) -> tuple[Table, Table]:
    """Return the lines and the turns of `rest` that come first where a win-back waits: what is due today, else what is due soonest."""
    both = soft.select("who", waits="due").join(turns, "who")
    beaten = both.filter((both.due <= frames.today) | (both.due < both.waits)).select("who")
    beaten = frames.add_stage("beaten", beaten)
    ahead = soft.anti_join(beaten, "who")
    chosen = frames.add_stage("chosen_of_two", chosen.anti_join(beaten, "who"))
    return chosen, frames.add_stage("turns_of_two", turns.anti_join(ahead, "who"))


def find_states(frames: Frames, inputs: Inputs) -> CustomerStates:
    """Return where everybody stands today; what happened later is not known yet."""
    lowered, goal = frames.lowered, frames.lowered.policy.goal
    bought = lines = frames.add_stage("bought", inputs.lines.filter(inputs.lines.day <= frames.today))
    account = keep_account(frames, lines, inputs)
    lost = None
    if account is None:
        got = frames.add_stage("who_got", find_held(frames, lines))
    else:
        lost = account.find_last_lost()
        lost = None if lost is None else frames.add_stage("last_lost", lost)
        lines = account.lines
        got = frames.add_stage("who_got", account.find_held(frames, account.answering, "who", lost))
    ordered = list_ordered(frames, bought, lines, inputs.spending, account and account.refunds)
    facts = None if ordered is None else ordered.find_facts(frames, inputs.people, "who")
    strange = frames.add_stage("strange", lines.filter(lines["item"] == NONE).select("who", "day"))
    orders = None if account is None else lines.select("who", "day")
    ready, never = judge_people(frames, inputs.people, got, facts)
    winbacks = find_winbacks(frames, lost, got, "who")
    had = find_ultimate_owners(frames, got, "who") if goal else None
    spans = find_goal_spans(frames, account)
    had = had if spans is None else spans.correct_since(had)
    given_up = None if spans is None else spans.find_given_up()
    account_read = (inputs, lines, got, strange, account, orders, given_up, ordered)
    return CustomerStates(
        inputs.people.select("who"),
        got,
        strange,
        had,
        ready,
        None,
        _find_answers(frames, *account_read),
        None,
        orders,
        None if winbacks is None else frames.add_stage("winbacks_read", winbacks),
        None if spans is None else spans.find_return(given_up),
        given_up,
        facts,
        find_stopped(frames, inputs.stops, never),
        find_held_out(lowered, inputs.people),
        _find_answers(frames.prefix_stages("after_"), *account_read) if ends_holdout(lowered) else None,
    )


def find_goal_spans(frames: Frames, account: Account | None) -> GoalSpans | None:
    """Return the times in which the ultimate action was had, where it can be lost."""
    if not frames.lowered.policy.goal or account is None or account.lost is None:
        return None
    return GoalSpans(frames, account, account.answering)


def judge_people(
    frames: Frames, people: Table, got: Table, facts: Table | None
) -> tuple[Table | None, Table | None]:
    """Return who is ready for the ultimate action, and who never gets anything."""
    lowered, goal = frames.lowered, frames.lowered.policy.goal
    ready, never = goal.ready if goal else None, lowered.policy.never
    if not ready and not never:
        return None, None
    judged = evaluate_segments(frames, people, "who", got, facts=facts)
    return (
        keep_segment(lowered, judged, ready) if ready else None,
        keep_segment(lowered, judged, never) if never else None,
    )


def keep_segment(lowered: LoweredPolicy, judged: Table, segment: str) -> Table:
    """Return the customers who are in a segment."""
    return judged.filter(judged[f"in_{list(lowered.policy.conditions).index(segment)}"]).select("who")


def keep_account(frames: Frames, lines: Table, inputs: Inputs) -> Account | None:
    """Return the account of pieces, where something can be given back, charged or cancelled."""
    returns = inputs.returns
    if returns is None and not any(good.membership for good in frames.lowered.codes.goods):
        return None
    if returns is not None:
        returns = frames.add_stage("given_back", returns.filter(returns.day <= frames.today))
    return AccountKeeping(
        frames, lines, returns, inputs.rounds, _list_yeses(frames, inputs.log)
    ).keep_account()


def _list_yeses(frames: Frames, log: Table | None) -> Table | None:
    """Return what the log says was accepted up to today: who, item, day."""
    if log is None:
        return None
    yeses = log.filter((log.event == ACCEPTED) & (log.day <= frames.today))
    return yeses.join(frames["ipp_offers"].select("answer", "item"), "answer").select("who", "item", "day")


def find_gates(frames: Frames, people: Table, states: CustomerStates, some: Table) -> Table | None:
    """Return which gates are open for some of the people, of whom alone the states tell what they have; None where the path has no gates."""
    if not frames.lowered.gates:
        return None
    some_of = people.semi_join(some, "who")
    return pack_gates(frames, evaluate_segments(frames, some_of, "who", states.got, "gate", states.facts))


def _find_answers(
    frames: Frames,
    inputs: Inputs,
    lines: Table,
    got: Table,
    strange: Table,
    account: Account | None,
    orders: Table | None,
    given_up: Table | None,
    ordered: Ordered | None,
) -> OfferAnswers | None:
    told = inputs.log
    if told is not None and frames.prefix:
        told = forget_held(frames.lowered, told, inputs.people)
    elif told is not None and frames.lowered.holds_out:
        told = keep_held(frames.lowered, told, inputs.people)
    if told is None and account is not None and account.lost is not None:
        told = _make_empty_log(lines)  # what was given back is a No all the same
    if told is None:
        return None
    log = frames.add_stage("log", told.filter(told.day <= frames.today))
    some = log.select("who").distinct()
    days = (
        find_order_days(got.semi_join(some, "who"), strange.semi_join(some, "who"))
        if orders is None
        else list_order_days(orders.semi_join(some, "who"))
    )
    answering = lines if account is None else account.answering
    return OfferHistory(
        frames, answering, log, inputs.people, frames.add_stage("orders", days), account, given_up, ordered
    ).find_answers()


def _make_empty_log(lines: Table) -> Table:
    none = lines.filter(lines.day < 0)
    return none.select("who", "day", seq="day", event="day", answer="day")
