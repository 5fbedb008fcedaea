"""Random stores whose years are walked."""

from ipp.proof.assumptions import open_paused
from ipp.proof.customers.sellable import list_sellable
from ipp.proof.silence.search import SilenceSearch
from tests.engine.agreement import read
from tests.oracle.strategies import case

LETTER = {"do": "Letter", "every": "30d"}


def silences_of(seed: int, *, rest: bool = True) -> SilenceSearch:
    """Return the years of a random store, with an entry of `rest` for everybody unless told otherwise."""
    plain = case(seed, given=seed % 3 > 0)[0]
    if rest:
        touches = {**plain.get("touches", {}), "Letter": {"kind": "content"}}
        plain = {**plain, "touches": touches, "rest": [*plain.get("rest", []), LETTER]}
    policy = open_paused(read(plain).policy)
    goal = policy.goal
    firsts = tuple(name for name in list_sellable(policy) if not (goal and name == goal.good.name))
    return SilenceSearch(policy, firsts, 60)
