"""When a No to the ultimate action expires, and it may be asked again."""

from ipp.batch.expression.frames import Frames, clip_day
from ipp.batch.lowering.codes import limit_days
from ipp.orders import sql
from ipp.orders.engines.relations import join_outer, make_number
from ipp.orders.sql import Table


def find_expiry(frames: Frames, declined: Table, given_up: Table | None) -> Table | None:
    """Return on which day a No to the ultimate action expires: who, again. `declined` are all Noes, a row each.

    Noes before the day on which it was given up (who, gave_up) do not count against `retries`.
    """
    goal = frames.lowered.policy.goal
    if goal is None or goal.good.draft or not goal.retries:
        return None
    offers = frames["ipp_offers"]
    noes = declined.join(offers.filter(offers.of_goal == 1), "answer")
    late = noes.goal
    if given_up is not None:
        noes = join_outer(noes, given_up, "who")
        late = sql.ifelse(noes.day < noes.gave_up.fill_null(0), make_number(0), noes.goal)
    noes = noes.select("who", "goal", "day", late=late)
    found = noes.group_by("who").agg(noes=noes.goal.sum(), late=noes.late.sum(), last_no=noes.day.max())
    found = found.filter((found.noes > 0) & (found.late <= goal.retries))
    return found.select("who", again=clip_day(found.last_no + make_number(limit_days(goal.again_after))))
