"""Customers in words."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, assert_never

from ipp.engine.policy.compile import Policy
from ipp.engine.policy.supposed_facts import Axis


def describe_attributes(policy: Policy, attributes: Mapping[str, str | None]) -> str:
    """Name the attributes that somebody has, as the segments write them: `country = CA`."""
    spelt = policy.spellings
    plain = {name: value for name, value in attributes.items() if name not in policy.axes}
    return join_words(
        [f"{spelt[name]} = {spelt[value]}" for name, value in plain.items() if value is not None]
    )


def describe_facts(policy: Policy, attributes: Mapping[str, str | None]) -> list[str]:
    """Say what is supposed of somebody's orders and shares: `has fewer than 10 orders`, to stand behind `who`."""
    found: list[str] = []
    for name, value in attributes.items():
        if name in policy.axes:
            axis, cuts = policy.axes[name]
            place = 0 if value is None else 1 + policy.attribute_values[name].index(value)
            found.append(_describe_range(axis, cuts[place - 1] if place else None, cuts[place] if place < len(cuts) else None))  # fmt: skip
    return found


def _describe_range(axis: Axis, low: Any, high: Any) -> str:
    """Say that somebody is on a piece of an axis, from `low` on and below `high`; None: to either end."""
    match axis.kind:
        case "orders":
            return f"has {_count_between(low, high, 'no', 'order', 'orders')}"
        case "pieces":
            item = f"`{axis.about}`"
            if (low, high) in ((None, 1), (1, None)):
                return f"has bought {item}" if low else f"has not bought {item}"
            return f"has bought {_count_between(low, high, 'no', item, item)}"
        case "spent":
            least = f"{low} or more" if low is not None else ""
            return (
                f"has spent {least}{', but ' if least and high else ''}{f'less than {high}' if high else ''}"
            )
        case "quiet":
            if low is None:
                return f"ordered something less than {_count_days(high)} ago" if high else "never ordered"
            return f"last ordered {_count_between(low, high, 'no', 'day', 'days')} ago"
        case "share":
            return _describe_share(axis.about, low, high)
        case _:
            assert_never(axis.kind)


def _count_between(low: int | None, high: int | None, none: str, one: str, many: str) -> str:
    """Return a number of things from `low` to one below `high`."""
    if high is None:
        return f"{low} or more {many}"
    if not low:
        return f"{none} {one}" if high <= 1 else f"fewer than {high} {many}"
    if high == low + 1:
        return f"{low} {one if low == 1 else many}"
    return f"{low} to {high - 1} {many}"


def _count_days(number: int) -> str:
    return f"{number} day{'s' if number != 1 else ''}"


def _describe_share(salt: str, low: str | None, high: str | None) -> str:
    if low is None:
        return f"is in the first {_write_percent(high)} by `{salt}`"
    if high is None:
        return f"is past the first {_write_percent(low)} by `{salt}`"
    return f"is between {_write_percent(low)} and {_write_percent(high)} by `{salt}`"


def _write_percent(draw: str | None) -> str:
    """Write the share below a draw of 8 hex digits."""
    share = Decimal(int(draw or "0", 16)) * 100 / 2**32
    return f"{share.quantize(Decimal('0.01')).normalize():f}%"


def describe_customer(policy: Policy, attributes: Mapping[str, str | None]) -> str:
    """Describe a customer: `a customer with country = CA, whose sport is unknown or another and who has fewer than 10 orders`."""
    has = describe_attributes(policy, attributes)
    plain = {name: value for name, value in attributes.items() if name not in policy.axes}
    unknown = [policy.spellings[name] for name, value in plain.items() if value is None]
    others = f"whose {join_words(unknown)} {'is unknown or another' if len(unknown) == 1 else 'are unknown or others'}"
    parts = [f"with {has}"] * bool(has) + [others] * bool(unknown)
    parts += [f"who {fact}" for fact in describe_facts(policy, attributes)]
    return " ".join(["a customer", *([join_words(parts)] if parts else [])])


def join_words(parts: Sequence[str]) -> str:
    """Join words as people do: `a, b and c`."""
    return " and ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)
