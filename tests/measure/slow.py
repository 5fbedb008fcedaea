"""`ipp measure` a second time, slow and obvious: loops over the rows of the files, and formulas as they stand in docs/measuring.md."""

from datetime import date, timedelta
from math import exp, lgamma, log, sqrt
from typing import NamedTuple

from .simulated import BEGIN, COSTS, PRICES, Files, Shop, is_held, read_csv


class Someone(NamedTuple):
    entered: date
    offer: str
    held: bool
    before: float
    bought: float
    paid: float
    margin: float


class SlowAnswer(NamedTuple):
    asked: int
    held: int
    open: int
    factor: float
    problems: dict[str, tuple[int, int]]
    effect: dict[str, dict[str, float] | None]
    offers: dict[str, tuple[int, int, dict[str, float] | None]]


def measure_slowly(files: Files, shop: Shop, today: date) -> SlowAnswer:
    last = BEGIN + timedelta(days=shop.days - 1)
    orders = [row for row in read_csv(files.orders) if date.fromisoformat(row["date"]) <= today]
    rows = [
        row for row in read_csv(files.log) if BEGIN <= date.fromisoformat(row["date"]) <= min(last, today)
    ]
    rows.sort(key=lambda row: row["date"])
    own = [
        row
        for row in rows
        if row["event"] == "offered" or (row["event"] == "held" and row["holdout"] == shop.name)
    ]
    first: dict[str, dict[str, str]] = {}
    for row in own:
        first.setdefault(row["customer"], row)
    end = min(today, max(date.fromisoformat(row["date"]) for row in orders) + timedelta(days=1))
    bought: dict[str, list[dict[str, str]]] = {}
    for order in orders:
        bought.setdefault(order["customer"], []).append(order)
    people = {
        customer: describe(customer, row, bought.get(customer, []), shop) for customer, row in first.items()
    }
    over = [someone for someone in people.values() if someone.entered + timedelta(days=shop.window) <= end]
    asked, held = [p for p in over if not p.held], [p for p in over if p.held]
    inside = sum(p.held for p in people.values())
    return SlowAnswer(
        len(asked),
        len(held),
        len(people) - len(over),
        weigh(inside, len(people), shop.share),
        list_problems(own, rows, shop),
        {
            "buyers": compare(asked, held, "bought", 1),
            "revenue": compare(asked, held, "paid", 0.995),
            "revenue_raw": compare(asked, held, "paid", 1),
            "margin": compare(asked, held, "margin", 0.995),
            "margin_raw": compare(asked, held, "margin", 1),
        },
        by_offer(asked, held),
    )


def describe(customer: str, row: dict[str, str], orders: list[dict[str, str]], shop: Shop) -> Someone:
    entered = date.fromisoformat(row["date"])
    before = paid = cost = 0.0
    bought = False
    for order in orders:
        day, pieces = date.fromisoformat(order["date"]), int(order["quantity"])
        money = float(order["total"] or PRICES[order["item"]] * pieces)
        if day < entered:
            before += money
        elif day < entered + timedelta(days=shop.window):
            bought = True
            paid += money
            cost += pieces * float(COSTS[order["item"]])
    return Someone(entered, row["offer"], is_held(shop, customer), before, float(bought), paid, paid - cost)


def list_problems(
    own: list[dict[str, str]], rows: list[dict[str, str]], shop: Shop
) -> dict[str, tuple[int, int]]:
    inside = {row["customer"] for row in own if is_held(shop, row["customer"])}
    asked = {row["customer"] for row in own if row["event"] == "offered"}
    held = {row["customer"] for row in own if row["event"] == "held"}
    renamed = {row["customer"] for row in rows if row["event"] == "held" and row["holdout"] != shop.name}
    found = {
        "asked": (len(inside & asked), len(inside)),
        "strangers": (len(held - inside), len(held)),
        "renamed": (len(renamed), len(held)),
    }
    return {kind: numbers for kind, numbers in found.items() if numbers[0]}


def weigh(inside: int, people: int, share: float) -> float:
    def log_beta(one: float, two: float) -> float:
        return lgamma(one) + lgamma(two) - lgamma(one + two)

    others = people - inside
    other_share = log_beta(100 * share + inside, 100 * (1 - share) + others) - log_beta(
        100 * share, 100 * (1 - share)
    )
    return exp(min(700, other_share - inside * log(share) - others * log(1 - share)))


def cap(values: list[float], share: float) -> list[float]:
    ranked = sorted(values)
    top = ranked[min(len(ranked) - 1, int(share * len(ranked)))] or ranked[-1]
    return [min(value, top) for value in values] if share < 1 else values


def compare(
    asked: list[Someone], held: list[Someone], what: str, share: float, doubt: float = 0.05
) -> dict[str, float] | None:
    if len(asked) < 100 or len(held) < 100:
        return None
    y = cap([getattr(p, what) for p in asked + held], share)
    x = cap([p.before for p in asked + held], 0.995)
    n, number = len(asked), len(asked) + len(held)
    groups = [(y[:n], x[:n]), (y[n:], x[n:])]
    means = [(sum(ys) / len(ys), sum(xs) / len(xs)) for ys, xs in groups]
    xy = sum(
        (a - my) * (b - mx)
        for (ys, xs), (my, mx) in zip(groups, means, strict=True)
        for a, b in zip(ys, xs, strict=False)
    )
    xx = sum((b - mx) ** 2 for (_, xs), (_, mx) in zip(groups, means, strict=True) for b in xs)
    slope = xy / xx if xx else 0.0
    rest = sum(
        (a - my - slope * (b - mx)) ** 2
        for (ys, xs), (my, mx) in zip(groups, means, strict=True)
        for a, b in zip(ys, xs, strict=False)
    )
    deviation = sqrt(rest / (number - 3))
    middle = sum(x) / number
    one, two = (my - slope * (mx - middle) for my, mx in means)
    t = 1 / (1 / n + 1 / len(held))
    rho = (-2 * log(doubt) + log(-2 * log(doubt) + 1)) / 400
    half = deviation * sqrt(2 * (t * rho + 1) / (t * t * rho) * log(sqrt(t * rho + 1) / doubt))
    return {
        "value": one - two,
        "low": one - two - half,
        "high": one - two + half,
        "first": one,
        "second": two,
    }


def by_offer(
    asked: list[Someone], held: list[Someone]
) -> dict[str, tuple[int, int, dict[str, float] | None]]:
    groups = {
        offer: ([p for p in asked if p.offer == offer], [p for p in held if p.offer == offer])
        for offer in {p.offer for p in asked + held}
    }
    shown = sum(min(len(one), len(two)) >= 100 for one, two in groups.values())
    return {
        offer: (len(one), len(two), compare(one, two, "paid", 0.995, 0.05 / max(1, shown)))
        for offer, (one, two) in groups.items()
    }
