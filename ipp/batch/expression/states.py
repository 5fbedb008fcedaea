"""Where everybody stands on the day of the plan, or on a later one if nothing happens until then."""

from typing import NamedTuple

from ipp.batch.expression.account.held import find_order_days, list_order_days
from ipp.batch.expression.frames import Frames
from ipp.batch.expression.history import OfferAnswers
from ipp.orders.engines.relations import join_outer, make_number, union_tables
from ipp.orders.sql import Table


class CustomerStates(NamedTuple):
    """Where customers stand on a day. None stands for what no customer has.

    `people`: who. `got`: who, code, moment, since. `strange`: who, day (of orders of unknown things). `had`: who, moment, since (of the
    ultimate action). `ready`: who. `words`: who, open gates. `answers`: what came of offers. `days`: who, today (of whom the day is
    another one than that of the plan). `orders`: who, day of each order, where purchases can be given back. `winbacks`: who, owner,
    moment (of lists for those who cancelled). `given_up`: who, gave_up (the last day on which the ultimate action ceased to be theirs), and
    `gave_up`: who, back (the day up to which it is not asked). `facts`: who, and what they ordered ever. `stopped`: who, asked: they get nothing.
    `held_out`: who; `after`: what came of offers once all that was held is forgotten.
    """

    people: Table
    got: Table
    strange: Table
    had: Table | None
    ready: Table | None
    words: Table | None
    answers: OfferAnswers | None
    days: Table | None = None
    orders: Table | None = None
    winbacks: Table | None = None
    gave_up: Table | None = None
    given_up: Table | None = None
    facts: Table | None = None
    stopped: Table | None = None
    held_out: Table | None = None
    after: OfferAnswers | None = None

    def add_today(self, frames: Frames, rows: Table) -> Table:
        """Add to rows with `who` the day that is theirs, as `today`."""
        if self.days is None:
            return rows.mutate(today=make_number(frames.today))
        return join_outer(rows, self.days, "who")

    def find_order_days(self, people: Table) -> Table:
        """Return when some people ordered anything, first and last: who, first_order, last_order."""
        if self.orders is not None:
            return list_order_days(self.orders.semi_join(people, "who"))
        return find_order_days(self.got.semi_join(people, "who"), self.strange.semi_join(people, "who"))


def find_settled(frames: Frames, states: CustomerStates, *, for_good: bool = False) -> Table | None:
    """Return what is answered or done: who, answer, and where it counts the day. A No that is expired is none, nor, `for_good`, is one that expires later."""
    answers = states.answers
    if answers is None:
        return None
    columns = ("who", "answer", "day") if frames.lowered.anew else ("who", "answer")
    declined = answers.declined.select(*columns)
    if answers.again is not None:
        goal = frames.lowered.policy.goal
        assert goal
        offer = frames.lowered.codes.offers[goal.offer]
        again = states.add_today(frames, answers.again)
        expired = again if for_good else again.filter(again.again <= again.today)
        expired = expired.select("who", answer=make_number(offer))
        declined = declined.anti_join(expired, ["who", "answer"])
    return union_tables(declined, answers.done.select(*columns))


def find_asked_products(frames: Frames, states: CustomerStates) -> Table | None:
    """Return the products in open asks: who, code."""
    answers = states.answers
    if answers is None:
        return None
    items = answers.opens.select("who", "answer").join(
        frames["ipp_offers"].select("answer", "item"), "answer"
    )
    return items.join(frames["ipp_gives"], "item").select("who", "code").distinct()


def find_blocked(frames: Frames, rows: Table, request: Table | None, keys: tuple[str, ...]) -> Table | None:
    """Return which rows (who, the keys, and `share`) share a product with an open ask: who and the keys."""
    if request is None:
        return None
    some = rows.semi_join(request, "who").select("who", *keys, "share")
    shared = some.join(frames["ipp_shares"], "share").semi_join(request, ["who", "code"])
    return shared.select("who", *keys).distinct()
