"""What is renewed for a customer for whom nothing else is left: refills, and the entries of `rest`."""

from ipp.engine.customer.state import State
from ipp.engine.days import add_days
from ipp.engine.decision.action import Action, PassedOver, Reason, make_list_price_action, make_touch_action
from ipp.engine.decision.due_days import find_closed, put_off, put_off_message
from ipp.engine.policy.clauses import Good, Renewal


def list_renewals(state: State, passed: list[PassedOver]) -> list[Action]:
    """Return the next turns of what is open to this customer, in order; note what is not, and why."""
    return [
        action
        for renewal in state.policy.written_renewals
        if (action := _find_turn(state, renewal, passed)) is not None
    ]


def _find_turn(state: State, renewal: Renewal, passed: list[PassedOver]) -> Action | None:
    """Return the next turn of an entry of `rest`, or of a refill; None when it is not for this customer."""
    if renewal.refill and renewal.name not in state.got:
        return None
    unavailable = Reason(renewal.unavailable) if renewal.unavailable else None
    closed = unavailable or find_closed(state, renewal.gate, state.today) or _find_open_ask(state, renewal)
    if closed:
        passed.append(PassedOver(renewal.name, None, closed))
        return None
    if renewal.good:
        return _make_renewal_offer(state, renewal, renewal.good)
    last = state.done.get(renewal.name)
    due = put_off_message(state, add_days(last, renewal.every) if last else state.today)
    return make_touch_action(renewal.name, due, renewal.via, "rest")


def _find_open_ask(state: State, renewal: Renewal) -> Reason | None:
    sharing = state.find_sharing_good(renewal.good) if renewal.good else None
    return Reason("open ask", sharing.offer[0]) if sharing else None


def _make_renewal_offer(state: State, renewal: Renewal, good: Good) -> Action:
    bought = state.got if good.kind == "product" else state.bought
    times = [day for day in (bought.get(good.name), state.offered.get((good.name, None))) if day]
    due = add_days(max(times), renewal.every) if times else state.today
    return make_list_price_action(
        good, put_off(state, due), renewal.via, "refill" if renewal.refill else "rest"
    )
