"""Which order of steps and rungs brings most: by index first, then by changing neighbours, each change valued by itself."""

from collections.abc import Iterator
from typing import NamedTuple

from ipp.path.model import Path, Step
from ipp.path.names import fold_name
from ipp.value.forecast import Forecast, run_question
from ipp.value.inputs.question import put_again
from ipp.value.ordering.divergence import Divergence, estimate_divergence
from ipp.value.ordering.index import value_block
from ipp.value.ordering.lists import (
    Block,
    WrittenList,
    compile_path,
    find_lists,
    is_allowed,
    reorder_list,
    split_blocks,
)
from ipp.value.process.compiled.compiled_policy import CompiledPolicy
from ipp.value.process.rates import find_flat_goal
from ipp.value.process.transitions import Transitions
from ipp.value.process.walker import Walker
from ipp.value.solve.estimate import Estimate, estimate_mean
from ipp.value.solve.runs import Watch
from ipp.value.solve.valuation import Valuation
from ipp.value.what_if import Difference, compare_runs

MOST_TRIALS = 300
"""Orders that are tried where they have to be estimated; those of the lists that most customers read come first."""
MOST_EXACT_TRIALS = 5_000
WORTH_SAYING = 1e-9


class Proposal(NamedTuple):
    """One list in a better order."""

    written: WrittenList
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


def find_best_order(base: Forecast, watch: Watch = lambda _: None) -> BestOrder:
    """Search the best order of every list of a forecast's path."""
    search = _OrderSearch(base, watch)
    search.improve_lists()
    found, flat = search.list_proposals(), search.flat
    together = search.value_together() if found else None
    if together is None or together.margin.low <= WORTH_SAYING:
        found, together = (), None
    path = search.policy.path if found else base.policy.path
    return BestOrder(
        found, together, path, len(search.lists), search.trials, search.trials < search.most, flat
    )


class _OrderSearch:
    def __init__(self, base: Forecast, watch: Watch) -> None:
        self.base, self.watch = base, watch
        self.policy, self.runs, self.question = base.policy, base.runs, base.question
        self.flat = find_flat_goal(base.policy, base.question.rates)
        self.fixed = frozenset((fold_name(self.flat),) if self.flat else ())
        self.lists = self._sort_by_traffic()
        self.gains: dict[tuple[tuple[int, int], ...], Estimate] = {}
        self.trials = 0
        self.most = MOST_EXACT_TRIALS if base.runs.exact else MOST_TRIALS

    def _sort_by_traffic(self) -> list[WrittenList]:
        """Return the lists that can be in another order, those whose offers are made most first."""
        asked: dict[str, float] = {}
        for leak in self.base.offers:
            asked[leak.offer[0]] = asked.get(leak.offer[0], 0.0) + leak.asked.value

        def measure_traffic(written: WrittenList) -> float:
            items = (self.policy.names.resolve_item(step.subject.text) for step in written.steps)
            return -sum(asked.get(item.name.text, 0.0) for item in items if item)

        lists = find_lists(self.policy.path)
        return sorted(
            (each for each in lists if len(split_blocks(self.policy, each.steps)[0]) > 1), key=measure_traffic
        )

    def improve_lists(self) -> None:
        """Go through the lists until no change is better; where changes have to be estimated, once."""
        better = True
        while better and self.trials < self.most:
            better = False
            waiting = self.policy.path
            for number, written in enumerate(self._list_current()):
                self.watch(f"orders of list {number + 1} of {len(self.lists)}, {self.trials} tried")
                steps, gain = self._find_better(written)
                if gain is None:
                    continue
                better = True
                self.gains[written.key] = gain
                waiting = reorder_list(waiting, written, steps)
                if self.runs.exact:
                    self._adopt_path(waiting)
            if not self.runs.exact:
                self._adopt_path(waiting)
                return

    def _list_current(self) -> Iterator[WrittenList]:
        """Yield the lists as they stand now."""
        path, known = None, {}
        for old in self.lists:
            if path is not self.policy.path:  # a list before this one was put into another order
                path = self.policy.path
                known = {each.key: each for each in find_lists(path)}
            yield known[old.key]

    def _adopt_path(self, path: Path) -> None:
        self.policy = compile_path(path)
        question = put_again(self.question, self.policy)
        if self.runs.exact:
            self.runs = run_question(self.policy, question, self.watch, 0.0)[1]

    def _find_better(self, written: WrittenList) -> tuple[tuple[Step, ...], Estimate | None]:
        """Return the best order of one list that was found, and what it gains; None when it is good as it is."""
        now, rest = split_blocks(self.policy, written.steps)
        order, gain, tried = tuple(now), None, {tuple(now)}
        for first in self._propose_by_index(written, order):
            tried.add(first)
            order, gain = self._try_order(written, first, rest, order, gain)
        place = 0
        while place < len(order) - 1 and self.trials < self.most:
            swapped = (*order[:place], order[place + 1], order[place], *order[place + 2 :])
            before = order
            if swapped not in tried:
                tried.add(swapped)
                order, gain = self._try_order(written, swapped, rest, order, gain)
            place = max(0, place - 1) if order is not before else place + 1
        return _join_blocks(order, rest), gain

    def _propose_by_index(self, written: WrittenList, order: Changing) -> Iterator[Changing]:
        if written.owners[0].field == "next":
            owner, question = written.owners[0], put_again(self.question, self.policy)
            compiled = self.runs.terms.transitions.walk.compiled
            worth = {
                block: value_block(self.policy, question, owner, block, compiled).rank for block in order
            }
            best = tuple(sorted(order, key=lambda block: -worth[block]))
            if best != order:
                yield best

    def _try_order(
        self, written: WrittenList, order: Changing, rest: Block, best: Changing, gain: Estimate | None
    ) -> tuple[Changing, Estimate | None]:
        """Return the better of an order and the best so far, which gains `gain` (None: it is the one that is written)."""
        if not is_allowed(self.policy, written, order, self.fixed):
            return best, gain
        self.trials += 1
        found = self._measure_gain(written, _join_blocks(order, rest))
        least = WORTH_SAYING + (gain.value if gain else 0.0)
        return (order, found) if found.low > WORTH_SAYING and found.value > least else (best, gain)

    def _measure_gain(self, written: WrittenList, steps: tuple[Step, ...]) -> Estimate:
        """Return what another order of one list brings per entering customer."""
        policy = compile_path(reorder_list(self.policy.path, written, steps))
        old, question = self.runs.terms.transitions, self.question
        compiled = CompiledPolicy(
            policy, question.attributes, question.today, old.walk.compiled, self._list_changed_lists(written)
        )
        walk = Walker(compiled, old.walk.horizon, old.walk.thinking, old.walk.most_owned)
        terms = Valuation(Transitions(walk, old, self._list_readers(written)), self.runs.terms.rates)
        divergence = Divergence(old, terms.transitions)
        return estimate_mean(
            [
                estimate_divergence(run, self.runs, terms, divergence, seed)
                for seed, run in enumerate(self.runs.each)
            ]
        )

    def _list_changed_lists(self, written: WrittenList) -> frozenset[str] | None:
        """Return the products and bundles whose own lists change; None when it can be any."""
        return frozenset() if written.owners[0].kind == "store" else self._list_readers(written)

    def _list_readers(self, written: WrittenList) -> frozenset[str] | None:
        """Return the products and bundles whose lists change; None when it can be any."""
        found: set[str] = set()
        for owner in written.owners:
            if owner.kind == "store" or owner.field == "downsell":
                return None
            if owner.kind != "category":
                found.add(owner.name)
                continue
            for product in self.policy.path.products:
                if product.category and fold_name(product.category.text) == fold_name(owner.name):
                    found.add(product.name.text)
        return frozenset(found)

    def list_proposals(self) -> tuple[Proposal, ...]:
        """Return the lists that stand in another order now, the best gain first."""
        now = {each.key: each.steps for each in find_lists(self.policy.path)}
        found = [
            Proposal(written, now[written.key], self.gains[written.key])
            for written in self.lists
            if now[written.key] != written.steps
        ]
        return tuple(sorted(found, key=lambda each: -each.gain.value))

    def value_together(self) -> Difference:
        """Return what all changes bring together, valued over all customers."""
        self.watch("all changes together")
        runs = run_question(
            self.policy, put_again(self.question, self.policy), self.watch, self.base.runs.threshold
        )[1]
        return compare_runs("best order", self.base.runs, runs)


def _join_blocks(order: Changing, rest: Block) -> tuple[Step, ...]:
    return (*(step for block in order for step in block), *rest)
