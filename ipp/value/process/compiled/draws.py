"""The shares that customers are drawn into: which kinds of customers the draw of each salt makes, and how many are of each."""

from collections.abc import Iterator
from typing import NamedTuple

from ipp.engine.policy.compile import Policy
from ipp.engine.policy.facts import LOWEST, Share, lies_in_share

ALL = 2**32
"""As many draws there are."""


class Draw(NamedTuple):
    """The parts into which the shares of one salt cut all customers, each with how many of all are in it."""

    parts: tuple[tuple[Share, float], ...]


def list_draws(policy: Policy) -> dict[str, Draw]:
    """Return the draws of the segments of a path, by salt; who is held out is cut off, too."""
    held = [policy.holdout.share] if policy.holdout else []
    found: dict[str, Draw] = {}
    for fact in policy.facts:
        if isinstance(fact, Share) and fact.salt not in found:
            salt = fact.salt
            shares = [
                each for each in (*policy.facts, *held) if isinstance(each, Share) and each.salt == salt
            ]
            found[salt] = Draw(tuple(_cut_draw(salt, shares)))
    return found


def _cut_draw(salt: str, shares: list[Share]) -> Iterator[tuple[Share, float]]:
    cuts = sorted({LOWEST, *(cut for share in shares for cut in (share.first, share.end) if cut is not None)})
    for first, end in zip(cuts, [*cuts[1:], None], strict=True):
        part = Share(salt, first, end)
        yield part, measure_share(part)


def measure_share(share: Share) -> float:
    """Return the part of all customers that is in a share."""
    return (_read_draw(share.end) - int(share.first, 16)) / ALL


def _read_draw(end: str | None) -> int:
    return ALL if end is None else int(end, 16)


def drop_held(draw: Draw, held: Share) -> Draw:
    """Return a draw of those only who are not in a share that is held out; of all of them together."""
    kept = [
        (part, size)
        for part, size in draw.parts
        if part.salt != held.salt or not lies_in_share(held, part.first)
    ]
    total = sum(size for _, size in kept)
    return Draw(tuple((part, size / total) for part, size in kept))
