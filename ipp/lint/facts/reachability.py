"""From where the ultimate action can be reached: by the lists alone, and by the answers of a customer.

The first is a search backwards from it. It needs no graph library, so that a sound path is checked without importing one.
"""

from collections.abc import Iterator

from ipp.engine.policy.edges import Node
from ipp.lint.facts.store import Checked
from ipp.path.model import Product
from ipp.path.names import list_goods
from ipp.proof.ultimate.lost import LostCustomers


def find_leading(checked: Checked) -> frozenset[Node]:
    """Return the nodes from which some list leads to the ultimate action.

    Doubtful things count as leading there: nothing is concluded from a mistake that is reported already.
    """
    return checked.ask_once(_search_leading)


def _search_leading(checked: Checked) -> frozenset[Node]:
    reached: set[Node] = set(checked.doubtful)
    if checked.goal:
        reached.add(checked.goal.good.name)
    if checked.leads_everybody:  # nothing needs to be searched
        return frozenset(reached | {good.name.text for good in list_goods(checked.path)})
    waiting = list(reached)
    while waiting:
        for before in checked.before.get(waiting.pop(), ()):
            if before not in reached:
                reached.add(before)
                waiting.append(before)
    return frozenset(reached)


def find_lost(checked: Checked) -> dict[str, LostCustomers]:
    """Return the products from which some customers are not led to the ultimate action by any answers, with who they are.

    Of a store with mistakes only what no list leads on at all: that is certain whatever was meant. Customers who can never be asked, whatever they
    buy, are left out: rule `ultimate-closed` tells of them.
    """
    return checked.ask_once(_judge_lost)


def _judge_lost(checked: Checked) -> dict[str, LostCustomers]:
    return dict(_list_lost(checked)) if _is_judged(checked) else {}


def _is_judged(checked: Checked) -> bool:
    goal = checked.goal
    if goal is None or goal.good.name in checked.doubtful:
        return False
    return not goal.ready or not (goal.good.draft or checked.doubtful or checked.leads.ready_for_some)


def _list_lost(checked: Checked) -> Iterator[tuple[str, LostCustomers]]:
    assert checked.goal
    in_parts = bool(
        checked.goal.ready or (checked.goal.good.kept_whole and checked.goal.good.kind == "bundle")
    )
    by_lists = checked.doubtful or not in_parts  # whether the lists alone can tell that there is no way
    for good in checked.leading_on:
        name = good.name.text
        if isinstance(good, Product):
            if by_lists and name not in find_leading(checked):
                yield name, LostCustomers({}, True)
            elif not checked.doubtful and (found := checked.leads.find_lost(name)):
                yield name, found
