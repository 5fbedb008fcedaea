"""Only nodes from which an offer is still ahead are valued anew when its rate changes."""

from ipp.value.forecast import run_question
from ipp.value.process.transitions import END
from ipp.value.solve.ancestors import Ancestors
from ipp.value.solve.sweep import Sweep

from ..shops import asked, crossed, shop


def ahead(net: Sweep, place: int, param: int) -> bool:
    if place == END:
        return False
    return net.transitions[place].rate_key == param or any(
        ahead(net, child, param) for child in (net.yes[place], net.no[place])
    )


def test_just_those_from_whom_it_is_ahead_later_ones_first() -> None:
    policy = shop(crossed(3, products=4))
    runs = run_question(policy, asked(policy, "P2", "P3", horizon=20), threshold=0.0)[1]
    net, found = runs.each[0].sweep, 0
    above = Ancestors(net)
    for param in range(len(runs.terms.params)):
        places = [place for place in range(len(net.transitions)) if ahead(net, place, param)]
        assert above.list_above((param,)) == places[::-1]
        found += 0 < len(places) < len(net.transitions)
    assert found
    assert above.list_above(()) == []


def test_what_few_can_buy_again_is_looked_at_for_these_few() -> None:
    """Twenty soaps with a refill each, and no way from one to another: a twentieth of the nodes for each."""
    soaps = "\n".join(f"  Soap {n}: {{price: 5, consumable: true, refill: 30d}}" for n in range(20))
    policy = shop(f"ultimate: {{offer: Club, cold: false}}\nproducts:\n{soaps}\n  Club: {{price: 9}}")
    runs = run_question(policy, asked(policy, *(f"Soap {n}" for n in range(20)), horizon=100), threshold=0.0)[
        1
    ]
    net = runs.each[0].sweep
    above = Ancestors(net)
    assert {len(above.list_above((param,))) for param in range(20)} == {len(net.transitions) // 20}
