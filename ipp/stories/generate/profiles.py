"""What may be known of the customers of stories: attributes, and an id by which shares are drawn."""

from collections.abc import Iterator
from typing import NamedTuple

from ipp.engine.policy.compile import Policy
from ipp.engine.policy.facts import Share, is_in_share

MOST_IDS = 20_000
"""Made-up customers that are drawn until one belongs to a share: one in a thousand is found."""


class Profile(NamedTuple):
    """What is known of a customer: attributes, and what the shop calls them."""

    attributes: tuple[tuple[str, str], ...] = ()
    customer: str | None = None

    @property
    def text(self) -> str:
        """What a name of a story says of it, with a blank in front; empty where nothing is known."""
        parts = [f"{name} {value}" for name, value in self.attributes]
        parts += [self.customer] if self.customer else []
        return f" with {', '.join(parts)}" if parts else ""


def list_profiles(policy: Policy) -> Iterator[Profile]:
    """Yield what may be known of a customer: nothing, what lets a segment hold, and an id in each share and its like."""
    attributes = list(_list_attributes(policy))
    ids = list(dict.fromkeys(find_member(policy, fact) for fact in policy.facts if isinstance(fact, Share)))
    yield from (Profile(known) for known in attributes)
    yield from (Profile(known, id) for id in ids if id for known in attributes)


def find_member(policy: Policy, share: Share) -> str | None:
    """Return a made-up customer of a share whom no holdout leaves without offers; None where none is found."""
    holdout = policy.holdout
    ids = (f"customer {number}" for number in range(1, MOST_IDS + 1))
    return next(
        (id for id in ids if is_in_share(share, id) and not (holdout and is_in_share(holdout.share, id))),
        None,
    )


def _list_attributes(policy: Policy) -> Iterator[tuple[tuple[str, str], ...]]:
    found: list[tuple[tuple[str, str], ...]] = [()]
    for segment in policy.conditions:
        values = dict(sorted(policy.reading.judge(segment).values))
        known = tuple((policy.spellings[name], policy.spellings[value]) for name, value in values.items())
        if known not in found:
            found.append(known)
    yield from found
