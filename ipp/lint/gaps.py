"""What two rules ask of one purchase; asked once."""

from ipp.lint.checked import Checked
from ipp.path.model import Bundle, Product
from ipp.proof.gaps import Gap, gap_after


def leads_on(checked: Checked, good: Product | Bundle) -> bool:
    """Whether something must follow: not after the ultimate action, nor after an end that is meant."""
    goal = checked.goal
    if goal and good.name.text == goal.good.name:
        return False
    if isinstance(good, Product):
        return good.sold and not good.final and good.name.text not in (goal.good.products if goal else ())
    inside = checked.policy.goods[good.name.text].products
    contents = [checked.names.item(name) for name in inside]
    if goal and goal.good.keeps and goal.good.keeps <= inside:
        return False
    return bool(contents) and not all(isinstance(item, Product) and item.final for item in contents)


def gap_of(checked: Checked, good: Product | Bundle) -> Gap | None:
    """Return who is offered nothing after a purchase; None when somebody doubtful would be judged."""
    known = checked.gaps
    name = good.name.text
    if name not in known:
        bought = checked.policy.goods[name]
        known[name] = None if bought.products & checked.doubtful else gap_after(checked.policy, name)
    return known[name]
