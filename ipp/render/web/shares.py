"""What segments ask for besides attributes and ownership, and who gets nothing, as data: read by `facts.js`."""

from collections.abc import Iterator
from typing import Any, assert_never

from ipp.engine.policy.compile import Policy
from ipp.engine.policy.facts import (
    LOWEST,
    BoughtAny,
    Fact,
    OrderCount,
    PieceCount,
    QuietFor,
    Share,
    Spent,
    lies_in_share,
)
from ipp.render.money import write_amount
from ipp.text.visible import make_visible


def list_salts(policy: Policy) -> list[str]:
    """Return the salts by which customers are drawn, in the order of the file, that of the holdout last; the page numbers them so."""
    return list(dict.fromkeys(share.salt for _, share in _list_shares(policy)))


def compile_draws(policy: Policy) -> list[dict[str, Any]]:
    """Return for each salt its shares, and the kinds of customers that its draw makes: a draw of theirs, and their shares by number."""
    return [_compile_draw(policy, salt) for salt in list_salts(policy)]


def _compile_draw(policy: Policy, salt: str) -> dict[str, Any]:
    shares = [(name, share) for name, share in _list_shares(policy) if share.salt == salt]
    held = policy.holdout and policy.holdout.share
    begins = {LOWEST, *(cut for _, share in shares for cut in (share.first, share.end) if cut)}
    kinds = [
        [first, [number for number, (_, share) in enumerate(shares) if lies_in_share(share, first)]]
        for first in sorted(begins)
    ]
    return {
        "salt": make_visible(salt),
        "shares": [{"name": make_visible(name), "holdout": share is held} for name, share in shares],
        "kinds": [kind for kind in kinds if kind[1]],
    }


def _list_shares(policy: Policy) -> Iterator[tuple[str, Share]]:
    """Yield the shares of segments and of the holdout, each with its name."""
    for name, condition in policy.conditions.items():
        yield from ((name, fact) for fact in condition.facts if isinstance(fact, Share))
    if policy.holdout:
        yield policy.holdout.name, policy.holdout.share


def compile_fact(policy: Policy, fact: Fact) -> list[Any]:
    """Return a fact as a list: what it asks for, and its terms."""
    match fact:
        case BoughtAny(items):
            return ["bought", sorted(policy.positions[item] for item in items)]
        case PieceCount(item, least):
            return ["pieces", policy.positions[item], least]
        case OrderCount(least):
            return ["orders", least]
        case Spent(least):
            return ["spent", write_amount(least)]
        case QuietFor(days):
            return ["quiet", days]
        case Share(salt, first, end):
            return ["share", list_salts(policy).index(salt), first, end]
        case _:
            assert_never(fact)


def compile_holdout(policy: Policy) -> dict[str, Any] | None:
    """Return who is held out and when; None where nobody is."""
    if policy.holdout is None:
        return None
    # unpacked whole, like clauses: a field that is added is a type error here
    name, share, first, last, everything = policy.holdout
    return {
        "name": make_visible(name),
        "share": compile_fact(policy, share),
        "first": first and first.toordinal(),
        "last": last and last.toordinal(),
        "everything": everything,
    }
