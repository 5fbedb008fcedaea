"""From where the ultimate action can be reached."""

from collections.abc import Hashable

from ipp.lint.checked import Checked


def leading(checked: Checked) -> frozenset[Hashable]:
    """Return the nodes of the graph from which some list leads to the ultimate action.

    Doubtful things count as leading there: nothing is concluded from a mistake that is reported already.
    """
    if checked.leading is None:
        pred = checked.graph.pred
        goal = checked.goal
        reached: set[Hashable] = {name for name in checked.doubtful if name in pred}
        if goal:
            reached |= {goal.good.name}
        waiting = list(reached)
        while waiting:
            for before in pred[waiting.pop()]:
                if before not in reached:
                    reached.add(before)
                    waiting.append(before)
        checked.leading = frozenset(reached)
    return checked.leading
