"""Random stores whose years are walked."""

from ipp.proof.silence.search import SilenceSearch
from tests.engine.agreement import read
from tests.oracle.strategies import case

LETTER = {"do": "Letter", "every": "30d"}


def silences_of(seed: int, *, rest: bool = True) -> SilenceSearch:
    """Return the years of a random store, with an entry of `rest` for everybody unless told otherwise."""
    plain = case(seed)[0]
    if rest:
        touches = {**plain.get("touches", {}), "Letter": {"kind": "content"}}
        plain = {**plain, "touches": touches, "rest": [*plain.get("rest", []), LETTER]}
    policy = read(plain).policy
    goal = policy.goal
    firsts = tuple(name for name in policy.goods_in_order if not (goal and name == goal.good.name))
    return SilenceSearch(policy, firsts, 60)
