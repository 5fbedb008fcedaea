"""Which order of steps and rungs brings most: by index first, then by changing neighbours, each change valued by itself."""

from collections.abc import Iterator
from typing import NamedTuple

from ipp.engine.policy import Policy
from ipp.path.model import Path, Step
from ipp.path.names import folded
from ipp.value.changes import Difference, difference
from ipp.value.chart import Chart
from ipp.value.estimate import Estimate, estimated
from ipp.value.felt import Felt, felt_difference
from ipp.value.forecast import Forecast, swept_for
from ipp.value.index import block_worth
from ipp.value.lists import Block, Written, allowed, blocks, policy_of, reordered, written_lists
from ipp.value.question import Question, put_again
from ipp.value.sweeps import Watch
from ipp.value.terms import Terms
from ipp.value.walk import Walk
from ipp.value.ways import Ways

MOST_TRIALS = 300
"""Orders that are tried where they have to be estimated; those of the lists that most customers read come first."""
MOST_EXACT_TRIALS = 5_000
WORTH_SAYING = 1e-9


class Proposal(NamedTuple):
    """One list in a better order."""

    written: Written
    steps: tuple[Step, ...]
    gain: Estimate  # of the margin per entering customer, by this change alone


class BestOrder(NamedTuple):
    """The changes that are proposed, and what they bring together; None where nothing better was found."""

    proposals: tuple[Proposal, ...]
    together: Difference | None
    path: Path
    lists: int  # that could be in another order
    trials: int
    all_tried: bool
    held: str | None  # the ultimate action, when its place was held because its rate is flat


Changing = tuple[Block, ...]


def best_order(base: Forecast, watch: Watch = lambda _: None) -> BestOrder:
    """Search the best order of every list of a forecast's path."""
    search = _Search(base, watch)
    search.improve()
    found, flat = search.proposals(), search.flat
    together = search.together() if found else None
    if together is None or together.margin.low <= WORTH_SAYING:
        found, together = (), None
    path = search.policy.path if found else base.policy.path
    return BestOrder(
        found, together, path, len(search.lists), search.trials, search.trials < search.most, flat
    )


class _Search:
    def __init__(self, base: Forecast, watch: Watch) -> None:
        self.base, self.watch = base, watch
        self.policy, self.runs, self.question = base.policy, base.runs, base.question
        self.flat = flat_goal(base.policy, base.question)
        self.fixed = frozenset((folded(self.flat),) if self.flat else ())
        self.lists = self._by_traffic()
        self.gains: dict[tuple[tuple[int, int], ...], Estimate] = {}
        self.trials = 0
        self.most = MOST_EXACT_TRIALS if base.runs.exact else MOST_TRIALS

    def _by_traffic(self) -> list[Written]:
        """Return the lists that can be in another order, those whose offers are made most first."""
        asked: dict[str, float] = {}
        for leak in self.base.offers:
            asked[leak.offer[0]] = asked.get(leak.offer[0], 0.0) + leak.asked.value

        def traffic(written: Written) -> float:
            items = (self.policy.names.item(step.subject.text) for step in written.steps)
            return -sum(asked.get(item.name.text, 0.0) for item in items if item)

        lists = written_lists(self.policy.path)
        return sorted((each for each in lists if len(blocks(self.policy, each.steps)[0]) > 1), key=traffic)

    def improve(self) -> None:
        """Go through the lists until no change is better; where changes have to be estimated, once."""
        better = True
        while better and self.trials < self.most:
            better = False
            waiting = self.policy.path
            for number, written in enumerate(self._now()):
                self.watch(f"orders of list {number + 1} of {len(self.lists)}, {self.trials} tried")
                steps, gain = self._better(written)
                if gain is None:
                    continue
                better = True
                self.gains[written.key] = gain
                waiting = reordered(waiting, written, steps)
                if self.runs.exact:
                    self._adopt(waiting)
            if not self.runs.exact:
                self._adopt(waiting)
                return

    def _now(self) -> Iterator[Written]:
        """Yield the lists as they stand now."""
        path, known = None, {}
        for old in self.lists:
            if path is not self.policy.path:  # a list before this one was put into another order
                path = self.policy.path
                known = {each.key: each for each in written_lists(path)}
            yield known[old.key]

    def _adopt(self, path: Path) -> None:
        self.policy = policy_of(path)
        question = put_again(self.question, self.policy)
        if self.runs.exact:
            self.runs = swept_for(self.policy, question, self.watch, 0.0)[1]

    def _better(self, written: Written) -> tuple[tuple[Step, ...], Estimate | None]:
        """Return the best order of one list that was found, and what it gains; None when it is good as it is."""
        now, rest = blocks(self.policy, written.steps)
        order, gain, tried = tuple(now), None, {tuple(now)}
        for first in self._by_index(written, order):
            tried.add(first)
            order, gain = self._tried(written, first, rest, order, gain)
        place = 0
        while place < len(order) - 1 and self.trials < self.most:
            swapped = (*order[:place], order[place + 1], order[place], *order[place + 2 :])
            before = order
            if swapped not in tried:
                tried.add(swapped)
                order, gain = self._tried(written, swapped, rest, order, gain)
            place = max(0, place - 1) if order is not before else place + 1
        return _steps(order, rest), gain

    def _by_index(self, written: Written, order: Changing) -> Iterator[Changing]:
        if written.owners[0].field == "next":
            owner, question = written.owners[0], put_again(self.question, self.policy)
            chart = self.runs.terms.ways.walk.chart
            worth = {block: block_worth(self.policy, question, owner, block, chart).rank for block in order}
            best = tuple(sorted(order, key=lambda block: -worth[block]))
            if best != order:
                yield best

    def _tried(
        self, written: Written, order: Changing, rest: Block, best: Changing, gain: Estimate | None
    ) -> tuple[Changing, Estimate | None]:
        """Return the better of an order and the best so far, which gains `gain` (None: it is the one that is written)."""
        if not allowed(self.policy, written, order, self.fixed):
            return best, gain
        self.trials += 1
        found = self._gain(written, _steps(order, rest))
        least = WORTH_SAYING + (gain.value if gain else 0.0)
        return (order, found) if found.low > WORTH_SAYING and found.value > least else (best, gain)

    def _gain(self, written: Written, steps: tuple[Step, ...]) -> Estimate:
        """Return what another order of one list brings per entering customer."""
        policy = policy_of(reordered(self.policy.path, written, steps))
        old, question = self.runs.terms.ways, self.question
        chart = Chart(policy, question.attributes, question.today, old.walk.chart, self._rewritten(written))
        walk = Walk(chart, old.walk.horizon, old.walk.thinking, old.walk.most_owned)
        terms = Terms(Ways(walk, old, self._readers(written)), self.runs.terms.rates)
        felt = Felt(old, terms.ways)
        return estimated(
            [felt_difference(run, self.runs, terms, felt, seed) for seed, run in enumerate(self.runs.each)]
        )

    def _rewritten(self, written: Written) -> frozenset[str] | None:
        """Return the products and bundles whose own lists change; None when it can be any."""
        return frozenset() if written.owners[0].kind == "store" else self._readers(written)

    def _readers(self, written: Written) -> frozenset[str] | None:
        """Return the products and bundles whose lists change; None when it can be any."""
        found: set[str] = set()
        for owner in written.owners:
            if owner.kind == "store" or owner.field == "downsell":
                return None
            if owner.kind != "category":
                found.add(owner.name)
                continue
            for product in self.policy.path.products:
                if product.category and folded(product.category.text) == folded(owner.name):
                    found.add(product.name.text)
        return frozenset(found)

    def proposals(self) -> tuple[Proposal, ...]:
        """Return the lists that stand in another order now, the best gain first."""
        now = {each.key: each.steps for each in written_lists(self.policy.path)}
        found = [
            Proposal(written, now[written.key], self.gains[written.key])
            for written in self.lists
            if now[written.key] != written.steps
        ]
        return tuple(sorted(found, key=lambda each: -each.gain.value))

    def together(self) -> Difference:
        """Return what all changes bring together, valued over all customers."""
        self.watch("all changes together")
        runs = swept_for(
            self.policy, put_again(self.question, self.policy), self.watch, self.base.runs.threshold
        )[1]
        return difference("best order", self.base.runs, runs)


def _steps(order: Changing, rest: Block) -> tuple[Step, ...]:
    return (*(step for block in order for step in block), *rest)


def flat_goal(policy: Policy, question: Question) -> str | None:
    """Return the ultimate action when as many say Yes to it whatever they own: asking it early then looks better than it is."""
    goal = policy.goal
    if goal is None:
        return None
    measured = question.rates.measured
    tiered = len(question.rates.tiers) > 1 and goal.good.name not in measured and goal.offer not in measured
    return None if tiered else goal.good.name
