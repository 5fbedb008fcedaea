"""Stores to forecast, and the question that is asked of them."""

import datetime as dt
import random
from collections.abc import Sequence
from decimal import Decimal

from ipp.engine.policy.clauses import Basket
from ipp.engine.policy.compile import Policy
from ipp.value.forecast import Forecast, make_forecast
from ipp.value.inputs.question import Question, make_shares, make_single, put_question
from tests.engine.feet import written
from tests.oracle.maker import LAST_DAY

TODAY = LAST_DAY


def shop(text: str) -> Policy:
    """Read a path file without its first line."""
    return written("ipp: 1\n" + text).policy


def asked(
    policy: Policy, *names: str | Basket | None, horizon: int = 365, thinking: int = 0, **more: str
) -> Question:
    """The question of those who enter by these, products or whole orders, in equal shares; by every product without."""
    orders = [name if isinstance(name, tuple) else make_single(name) for name in names]
    entries = make_shares(dict.fromkeys(orders, 1.0)) if names else None
    return put_question(policy, TODAY, entries=entries, horizon=horizon, thinking=thinking, attributes=more)


def forecast_of(text: str, *names: str, threshold: float | None = None, horizon: int = 365) -> Forecast:
    policy = shop(text)
    return make_forecast(policy, asked(policy, *names, horizon=horizon), threshold=threshold)


def crossed(seed: int, products: int = 9, stay: str = "90%") -> str:
    """A store whose lists lead everywhere: too many ways for lots to be needless, few enough to walk them all."""
    chance = random.Random(seed)
    names = [f"P{number}" for number in range(products)]
    lines = [
        f"ultimate: {{offer: Club, take: {{0: 3%, 2: 8%, 4: 20%}}, retries: {chance.randint(0, 1)}}}",
        f"defaults: {{take: 15%, stay: {stay}, patience: {chance.choice(['2d', '7d'])}, gap: 1d}}",
        "products:",
    ]
    for name in names:
        others = chance.sample([other for other in names if other != name], 3)
        steps = ", ".join(f"{{offer: {other}, take: {chance.randint(3, 40)}%}}" for other in others)
        money = f"price: {chance.randint(10, 90)}, cost: {chance.randint(1, 9)}"
        lines.append(f"  {name}: {{{money}, next: [{steps}, Box]}}")
    lines.append("  Club: {price: 30, cost: 10, every: month, churn: 8%}")
    lines.append(f"bundles: {{Box: {{items: [P0, P1], price: 77, downsell: [P{products - 1}, P2]}}}}")
    return "\n".join(lines)


def bushy(chance: random.Random, stay: str, width: int = 3) -> str:
    """A store like a tree: each offer stands in one list only."""
    lines = [
        f"ultimate: {{offer: Club, cold: false, retries: 0}}\ndefaults: {{stay: {stay}, patience: 0d}}\nproducts:",
        "  Club: {price: 1}",
    ]
    tops = [f"A{number}" for number in range(width)]
    for top in tops:
        leaves = [f"{top}{letter}" for letter in "xy"[: chance.randint(0, 2)]]
        below = ", ".join(offered(leaf, chance) for leaf in leaves)
        lines.append(f"  {top}: {{price: {chance.randint(5, 99)}{f', next: [{below}]' if leaves else ''}}}")
        lines += [f"  {leaf}: {{price: {chance.randint(5, 99)}}}" for leaf in leaves]
    steps = ", ".join(offered(top, chance) for top in tops)
    lines.append(f"  Root: {{price: 9, next: [{steps}]}}")
    return "\n".join(lines)


def offered(name: str, chance: random.Random) -> str:
    """A step with a take rate."""
    return f"{{offer: {name}, take: {chance.randint(2, 60)}%}}"


def days(number: int) -> dt.date:
    """The day so many days after the first."""
    return TODAY + dt.timedelta(number)


def percent(*numbers: str) -> Sequence[Decimal]:
    return [Decimal(number) / 100 for number in numbers]


def some_order(policy: Policy, chance: random.Random) -> Basket:
    """A first order of one thing, half the time of several with their pieces; now and then one of which nothing is kept."""
    if chance.random() < 0.1:
        return ()
    names = sorted(
        chance.sample(policy.goods_in_order, min(chance.choice([1, 1, 2, 3]), len(policy.goods_in_order))),
        key=policy.positions.__getitem__,
    )
    return tuple((name, chance.choice([1, 1, 2, 3]) if len(names) > 1 else 1) for name in names)
