"""Which pairs follow each other more often than chance, and what that says of the steps of a path."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Literal, NamedTuple

from ipp.engine.policy.compile import Policy
from ipp.errors import RequestError
from ipp.learn.discoveries import count_discoveries
from ipp.learn.expected import count_pairs
from ipp.learn.history import PurchaseHistory, PurchaseReader
from ipp.learn.opportunities import Opportunities, find_opportunities
from ipp.learn.pairs import PairRow, TestedPair, describe_pair, fetch_likely, fetch_named
from ipp.learn.poisson import find_lower_tail
from ipp.learn.rates.placement_rates import PlacementRates, learn_placement_rates
from ipp.learn.rates.placements import find_placements
from ipp.learn.rates.take_rates import TakeRate, learn_rates
from ipp.learn.steps import PathStep, list_path_steps
from ipp.orders.engines.protocol import Engine
from ipp.orders.reading import OrdersRequest
from ipp.orders.rejected_rows import RejectedRows
from ipp.orders.sql import Table

Verdict = Literal["supported", "unclear", "worse", "too few"]
VERDICTS: tuple[Verdict, ...] = ("supported", "unclear", "worse", "too few")
MOST_FALSE = 0.2
"""The greatest share of chance finds that can be asked for."""


class StepVerdict(NamedTuple):
    """What a history says of a step of the path; of a pair that cannot be tested only how many customers came back after `after`."""

    step: PathStep
    verdict: Verdict
    customers: int
    pair: TestedPair | None


class Learned(NamedTuple):
    """What a history says: the supported pairs of those that could be tested, the surest first, and the steps of the path in its order.

    `false_share`: how much of what is supported may be chance; `returned`: customers who came back for something new. `rates`: the take rates
    that a log tells, `placements` those by rung and by list, None without one; `unread`: rows of the log that were set aside.
    """

    history: PurchaseHistory
    returned: int
    tested: int
    false_share: float
    supported: tuple[TestedPair, ...]
    steps: tuple[StepVerdict, ...]
    rates: tuple[TakeRate, ...] | None = None
    placements: PlacementRates | None = None
    unread: RejectedRows | None = None


def learn_pairs(
    engine: Engine,
    policy: Policy,
    request: OrdersRequest,
    today: date,
    false_share: float = 0.05,
    progress: Callable[[str], None] = lambda _: None,
) -> Learned:
    """Return what follows what in some orders more often than chance, and the take rates of a log; raises RequestError when these cannot be used."""
    check_share(false_share)
    progress("reading")
    reader = PurchaseReader(engine, policy, request, today)
    history = reader.read_history()
    progress("counting what follows what")
    learned = find_supported(engine, policy, history, false_share)
    if request.offers is None:
        return learned
    progress("counting answers")
    answers, placements = reader.read_answers(), find_placements(policy)
    return learned._replace(
        rates=learn_rates(policy, placements, answers),
        placements=learn_placement_rates(placements, answers),
        unread=reader.rejects[1],
    )


def check_share(false_share: float) -> None:
    """Raise RequestError for a share of chance finds that cannot be asked for."""
    if not 0 < false_share <= MOST_FALSE:
        raise RequestError(f"--fdr must be a share above 0 and up to {MOST_FALSE:.0%}", "write it as 5%")


def find_supported(engine: Engine, policy: Policy, history: PurchaseHistory, false_share: float) -> Learned:
    """Return what follows what in a history."""
    found = find_opportunities(engine, history.firsts, history.last)
    pairs = count_pairs(engine, history.firsts, found)
    ((tested,),) = engine.fetch_rows(pairs.agg(rows=pairs.count()))
    ((returned,),) = engine.fetch_rows(found.pairs.agg(who=found.pairs.who.nunique()))
    likely = fetch_likely(engine, pairs)
    number = count_discoveries([chance for chance, _ in likely], tested, false_share)
    steps = list_path_steps(policy)
    listed = {(step.after, good): step.place for step in reversed(steps) for good in step.goods}
    rows = [row for _, row in likely[:number]]
    supported = tuple(describe_pair(row, history.names, listed) for row in rows)
    judge = _StepJudge(engine, history.names, listed, false_share)
    return Learned(
        history, returned, tested, false_share, supported, judge.judge_steps(steps, pairs, found, rows)
    )


class _StepJudge:
    """Holds steps of the path against what was counted."""

    def __init__(
        self,
        engine: Engine,
        names: Mapping[int, str],
        listed: Mapping[tuple[str, str], int],
        false_share: float,
    ) -> None:
        self.engine, self.names, self.listed, self.false_share = engine, names, listed, false_share

    def judge_steps(
        self, steps: Sequence[PathStep], pairs: Table, found: Opportunities, supported: Sequence[PairRow]
    ) -> tuple[StepVerdict, ...]:
        """Return a verdict on each step. Those that fare worse are found as the supported ones are, among the steps."""
        if not steps:
            return ()
        codes = {name: code for code, name in self.names.items()}
        keys = [(codes[step.after], codes[step.next]) for step in steps]
        tested = fetch_named(self.engine, pairs, keys)
        customers = dict(self.engine.fetch_rows(found.counts))
        better = {(row.after, row.next) for row in supported}
        worse = self._find_worse(tested)
        verdicts = []
        for step, key in zip(steps, keys, strict=True):
            row = tested.get(key)
            pair = None if row is None else describe_pair(row, self.names, self.listed)
            verdict: Verdict = (
                "too few"
                if row is None
                else "supported"
                if key in better
                else "worse"
                if key in worse
                else "unclear"
            )
            verdicts.append(StepVerdict(step, verdict, customers.get(key[0], 0), pair))
        return tuple(verdicts)

    def _find_worse(self, tested: Mapping[tuple[int, int], PairRow]) -> set[tuple[int, int]]:
        """Return the pairs that were bought more rarely than chance."""
        chances = sorted((find_lower_tail(row.seen, row.mean), key) for key, row in tested.items())
        number = count_discoveries([chance for chance, _ in chances], len(tested), self.false_share)
        return {key for _, key in chances[:number]}
