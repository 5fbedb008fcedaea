"""What customers bought next more often than chance, learned from an export of orders."""

from collections import defaultdict
from datetime import date

from ipp.cli import terminal
from ipp.cli.orders.open_orders import open_orders
from ipp.cli.orders.options import OrderOptions
from ipp.engine.policy.compile import Policy
from ipp.learn.pairs import TestedPair
from ipp.learn.supported import learn_pairs
from ipp.text.words import count_things


def list_bought(
    policy: Policy, orders: str, reading: OrderOptions, today: date
) -> dict[str, list[tuple[str, str]]]:
    """Return by product what was bought next, the surest first, each with its evidence; say how much was found."""
    with open_orders((orders, None, None), reading, today) as opened:
        learned = learn_pairs(opened.engine, policy, opened.request, today, progress=opened.progress)
    supported, name = len(learned.supported), learned.history.rejects.source
    terminal.print_note(
        f"{name}: {supported:,} of {count_things(learned.tested, 'pair')} tested are supported"
    )
    found: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for pair in learned.supported:
        found[pair.after].append((pair.next, _describe_evidence(pair)))
    return dict(found)


def _describe_evidence(pair: TestedPair) -> str:
    return f"bought next by {pair.seen:,} of {pair.opportunities:,}, by chance {pair.expected:,.1f}"
