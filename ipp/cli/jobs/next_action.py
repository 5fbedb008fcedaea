"""What `ipp next` does."""

import sys
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from ipp.cli import terminal
from ipp.cli.filesystem.path_file import load_usable_store
from ipp.cli.options import choose_day
from ipp.cli.orders.options import OrderOptions
from ipp.engine.customer.events import Customer
from ipp.engine.customer.typed import read_history
from ipp.engine.decision.recommendation import recommend_next
from ipp.engine.policy.compile import Policy
from ipp.engine.policy.facts import Share
from ipp.errors import RequestError
from ipp.loading import pause_items
from ipp.render.answers.next_action.page import render_decision


class NextOptions(NamedTuple):
    """What was asked: what happened to the customer and is known of them, as typed, and how to answer."""

    bought: Sequence[str]
    declined: Sequence[str]
    offered: Sequence[str]
    did: Sequence[str]
    returned: Sequence[str]
    cancelled: Sequence[str]
    stopped: Sequence[str]
    resumed: Sequence[str]
    out_of_stock: Sequence[str]
    attributes: Sequence[str]
    customer: str | None
    files: tuple[str | None, str | None, str | None]
    reading: OrderOptions
    today: str | None
    why: bool
    path: str | None
    as_json: bool


def print_next_action(options: NextOptions) -> int:
    """Print the next action of one customer; returns the exit code: 1 when nothing is left for them."""
    day = choose_day(options.today)
    store = pause_items(load_usable_store(options.path), options.out_of_stock)
    history = read_history(
        store.policy,
        day,
        bought=options.bought,
        declined=options.declined,
        offered=options.offered,
        did=options.did,
        returned=options.returned,
        cancelled=options.cancelled,
        stopped=options.stopped,
        resumed=options.resumed,
        attributes=options.attributes,
    )
    for assumption in history.assumptions:
        terminal.print_note(assumption)
    if options.customer is None and reads_shares(store.policy, day):
        terminal.print_note("shares and the holdout are not drawn without --customer ID")
    customer = _add_files(options, store.policy, day, history.customer)
    result = recommend_next(store.policy, customer, day)
    if options.as_json:
        from ipp.answers import make_answer, write_answer_json  # JSON costs half a bare start

        sys.stdout.write(write_answer_json(make_answer(result)))
    else:
        terminal.write_page(render_decision(result, why=options.why, width=terminal.measure_text_width()))
    return int(result.decision.state == "stranded")


def reads_shares(policy: Policy, day: date) -> bool:
    """Whether it makes a difference on a day who a customer is."""
    lasts = policy.holdout is not None and policy.holdout.lasts_on(day)
    return lasts or any(isinstance(fact, Share) for fact in policy.facts)


def _add_files(options: NextOptions, policy: Policy, today: date, typed: Customer) -> Customer:
    """Return a customer with what the files say of them before what is typed; raises RequestError for half a request."""
    if not any((*options.files, *options.reading)):
        return typed._replace(id=options.customer)
    if options.customer is None:
        raise RequestError("orders are named, but no customer", "name the customer with --customer ID")
    if options.files[0] is None:
        raise RequestError("a customer is named, but no orders", "name the orders with --orders FILE")
    from ipp.cli.orders.one_customer import read_customer_files  # DuckDB need not be installed

    found = read_customer_files(policy, options.customer, options.files, options.reading, today)
    return found._replace(
        events=found.events + typed.events, attributes={**found.attributes, **typed.attributes}
    )
