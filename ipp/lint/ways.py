"""From where the ultimate action can be reached: a search backwards from it.

It needs no graph library, so that a sound path is checked without importing one.
"""

from ipp.engine.edges import Node
from ipp.lint.checked import Checked
from ipp.path.names import goods_of


def leading(checked: Checked) -> frozenset[Node]:
    """Return the nodes from which some list leads to the ultimate action.

    Doubtful things count as leading there: nothing is concluded from a mistake that is reported already.
    """
    if checked.leading is None:
        reached: set[Node] = set(checked.doubtful)
        if checked.goal:
            reached.add(checked.goal.good.name)
        if checked.everybody_led:  # nothing needs to be searched
            checked.leading = frozenset(reached | {good.name.text for good in goods_of(checked.path)})
            return checked.leading
        waiting = list(reached)
        while waiting:
            for before in checked.before.get(waiting.pop(), ()):
                if before not in reached:
                    reached.add(before)
                    waiting.append(before)
        checked.leading = frozenset(reached)
    return checked.leading
