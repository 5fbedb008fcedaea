"""Customers in words."""

from collections.abc import Mapping, Sequence

from ipp.engine.policy.compile import Policy


def describe_attributes(policy: Policy, attributes: Mapping[str, str | None]) -> str:
    """Name the attributes that somebody has, as the segments write them: `country = CA`."""
    spelt = policy.spellings
    return join_words(
        [f"{spelt[name]} = {spelt[value]}" for name, value in attributes.items() if value is not None]
    )


def describe_customer(policy: Policy, attributes: Mapping[str, str | None]) -> str:
    """Describe a customer: `a customer with country = CA and whose sport is unknown or another`."""
    has = describe_attributes(policy, attributes)
    unknown = [policy.spellings[name] for name, value in attributes.items() if value is None]
    others = f"whose {join_words(unknown)} {'is unknown or another' if len(unknown) == 1 else 'are unknown or others'}"
    parts = [f"with {has}"] * bool(has) + [others] * bool(unknown)
    return " ".join(["a customer", *([" and ".join(parts)] if parts else [])])


def join_words(parts: Sequence[str]) -> str:
    """Join words as people do: `a, b and c`."""
    return " and ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)
