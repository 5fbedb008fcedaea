"""What became of each offer that was made: a Yes, a No, or nothing yet, and after how many days."""

from collections import defaultdict
from collections.abc import Mapping

from ipp.engine.policy.clauses import Offer
from ipp.learn.rates.incidence import CountedAnswers
from ipp.orders import sql
from ipp.orders.engines.protocol import Engine
from ipp.orders.engines.relations import SmallTable, get_frame, join_outer_all, make_number, union_tables
from ipp.orders.items import ItemNumbers
from ipp.orders.log import ACCEPTED, DECLINED, OFFERED
from ipp.orders.sql import Table

YES, NO, OPEN = 1, 2, 0
_ASK = ("customer", "answer", "item", "asked")


def count_answers(
    engine: Engine, numbers: ItemNumbers, lines: Table, log: Table
) -> dict[Offer, CountedAnswers]:
    """Return the answers to each offer of a log.

    A purchase of the item is a Yes to the latest ask for it; so is an accepted offer. A declined one, and one that was made again, is a No.
    """
    offered = SmallTable(
        "ipp_learn_offers",
        {"answer": "int64", "item": "int64"},
        sorted((code, numbers.good[name]) for (name, _), code in numbers.offers.items()),
    )
    engine.create_table(offered)
    asks = engine.keep_table("ipp_learn_asks", _list_asks(log, get_frame(offered)))
    accepted = log.filter(log.event == ACCEPTED)
    bought = union_tables(lines, accepted).distinct()
    days = union_tables(lines.select("day"), log.select("day"))
    ends = engine.fetch_rows(days.agg(last=days.day.max()))
    answers = _find_outcomes(asks, bought, log.filter(log.event == DECLINED), ends[0][0] or 0)
    rows = engine.fetch_rows(answers.group_by("answer", "outcome", "days").agg(asks=answers.count()))
    return _sort_answers(rows, {code: offer for offer, code in numbers.offers.items()})


def _list_asks(log: Table, offered: Table) -> Table:
    """Return the asks with the day of the next one for the same item; of several on one day the last."""
    asks = log.filter(log.event == OFFERED).select("customer", "answer", "seq", asked="day")
    asks = asks.join(offered, "answer")
    by = sql.window(group_by=[asks.customer, asks["item"]], order_by=[asks.asked, asks.seq])
    asks = asks.mutate(until=asks.asked.lead().over(by))
    return asks.filter(asks.until.isnull() | (asks.until > asks.asked)).select(*_ASK, "until")


def _find_outcomes(asks: Table, bought: Table, declined: Table, last: int) -> Table:
    """Return what became of each ask, and after how many days."""
    yes = _find_first(asks, bought.select("customer", "item", "day"), ["customer", "item"])
    no = _find_first(asks, declined.select("customer", "answer", "day"), ["customer", "answer"])
    found = join_outer_all(asks, (yes.rename(yes="first"), _ASK), (no.rename(no="first"), _ASK))
    ended = sql.coalesce(found.no, found.until)
    is_yes = (found.yes.notnull() & (ended.isnull() | (found.yes <= ended))).fill_null(False)
    outcome = sql.cases(
        (is_yes, make_number(YES)), (ended.notnull(), make_number(NO)), else_=make_number(OPEN)
    )
    day = sql.cases((is_yes, found.yes), (ended.notnull(), ended), else_=make_number(last))
    return found.select("answer", outcome=outcome, days=day - found.asked)


def _find_first(asks: Table, events: Table, keys: list[str]) -> Table:
    """Return the day of the first event between an ask and the next one, for those asks that have one."""
    joined = asks.join(events, keys)
    joined = joined.filter(
        (joined.day >= joined.asked) & (joined.until.isnull() | (joined.day < joined.until))
    )
    return joined.group_by(*_ASK).agg(first=joined.day.min())


def _sort_answers(
    rows: list[tuple[int, int, int, int]], offers: Mapping[int, Offer]
) -> dict[Offer, CountedAnswers]:
    found: defaultdict[int, tuple[dict[int, int], ...]] = defaultdict(lambda: ({}, {}, {}))
    for code, outcome, days, asks in rows:
        found[code][(YES, NO, OPEN).index(outcome)][days] = asks
    return {offers[code]: CountedAnswers(*found[code]) for code in sorted(found)}
