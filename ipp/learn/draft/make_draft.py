"""A draft of a path: for each product what its customers bought next more often than chance, and for the rest what sells best."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from ipp.engine.policy.compile import Policy
from ipp.errors import RequestError
from ipp.learn.backtest.cases import Candidates, list_cases
from ipp.learn.backtest.learned import DAMPING, RECENT, Weights
from ipp.learn.backtest.run import choose_trial, choose_weights, find_trial_day
from ipp.learn.draft.baskets import Together, find_together
from ipp.learn.draft.reading import DetailedReader, PaidPrice
from ipp.learn.pairs import TestedPair
from ipp.learn.supported import Learned, check_share, find_supported
from ipp.orders.engines.protocol import Engine
from ipp.orders.reading import OrdersRequest
from ipp.path.numbered import list_numbered

MOST_BUNDLES = 20
"""Bundles of a draft, the surest ones: an owner looks at each."""
MOST_STEPS = 3
"""Steps of one list."""
MOST_TRIALS = 400
"""Orders of the last weeks by which the ranker's weights are chosen."""


class DraftProduct(NamedTuple):
    """A product that was sold, how many bought it, and what they bought next: `steps`, those to offer first before the others."""

    name: str
    sku: str | None
    paid: PaidPrice | None
    category: str | None
    customers: int
    steps: tuple[TestedPair, ...]


class DraftBundle(NamedTuple):
    """Products that are bought in one order: how many orders hold the surest two of them, and how many would by chance."""

    parts: tuple[str, ...]
    seen: int
    expected: float


class BestSeller(NamedTuple):
    """What sells best, and how many bought it in the last days, and at all."""

    name: str
    recent: int
    customers: int


class Draft(NamedTuple):
    """A path out of history. `best`: best sellers of the store (None) and of each category."""

    learned: Learned
    products: tuple[DraftProduct, ...]
    bundles: tuple[DraftBundle, ...]
    series: tuple[tuple[str, tuple[str, ...]], ...]
    best: Mapping[str | None, tuple[BestSeller, ...]]
    currency: str | None


def make_draft(
    engine: Engine,
    policy: Policy,
    request: OrdersRequest,
    today: date,
    false_share: float = 0.05,
    progress: Callable[[str], None] = lambda _: None,
) -> Draft:
    """Return a path out of some orders; raises RequestError when these cannot be used, or nothing was bought."""
    check_share(false_share)
    progress("reading")
    reader = DetailedReader(engine, policy, request, today)
    history = reader.read_history()
    if not history.items:
        raise RequestError(f"{history.rejects.source}: nothing was bought in it up to {today.isoformat()}")
    progress("counting what follows what")
    learned = find_supported(engine, policy, history, false_share)
    progress("counting what is bought together")
    together = find_together(engine, history.firsts, history.last, false_share)
    progress("looking back")
    shop = _Shop(engine, reader, learned)
    return shop.describe(together)


class _Shop:
    """What is known of the items of a shop, by number."""

    def __init__(self, engine: Engine, reader: DetailedReader, learned: Learned) -> None:
        self.engine, self.reader, self.learned = engine, reader, learned
        self.history = learned.history
        self.names, self.details = self.history.names, reader.details
        firsts = self.history.firsts
        self.customers: dict[int, int] = dict(
            engine.fetch_rows(firsts.group_by("item").agg(who=firsts.count()))
        )
        late = firsts.filter(firsts.day > self.history.last - RECENT)
        self.recent: dict[int, int] = dict(engine.fetch_rows(late.group_by("item").agg(who=late.count())))

    def describe(self, together: Sequence[Together]) -> Draft:
        """Return the draft."""
        order = sorted(self.customers, key=lambda code: (-self.customers[code], self.names[code]))
        series = tuple(
            (stem, tuple(self.names[order[position]] for position in members))
            for stem, members in list_numbered([self.names[code] for code in order])
        )
        steps = self._rank_steps(dict(pair for _, names in series for pair in pairwise(names)))
        skus = self.reader.matcher.list_skus(self.names)
        products = (
            DraftProduct(
                self.names[code],
                skus.get(code),
                self.details.prices.get(code),
                self.details.categories.get(code),
                self.customers[code],
                steps.get(self.names[code], ()),
            )
            for code in order
        )
        bundles = (
            DraftBundle(tuple(self.names[code] for code in each.items), each.pair.seen, each.pair.mean)
            for each in together[:MOST_BUNDLES]
        )
        return Draft(
            self.learned, tuple(products), tuple(bundles), series, self._find_best(), self.details.currency
        )

    def _find_best(self) -> dict[str | None, tuple[BestSeller, ...]]:
        """Return what sold best in the last days, of the store and of each category."""
        found: defaultdict[str | None, list[BestSeller]] = defaultdict(list)
        rank = sorted(
            self.customers,
            key=lambda code: (-self.recent.get(code, 0), -self.customers[code], self.names[code]),
        )
        for code in rank:
            for shelf in dict.fromkeys((None, self.details.categories.get(code))):
                if len(found[shelf]) < MOST_STEPS + 1:  # one of them may be what was just bought
                    found[shelf].append(
                        BestSeller(self.names[code], self.recent.get(code, 0), self.customers[code])
                    )
        return {shelf: tuple(best) for shelf, best in found.items()}

    def _rank_steps(self, successors: Mapping[str, str]) -> dict[str, tuple[TestedPair, ...]]:
        """Return the supported pairs by what was bought first, as the ranker of the backtest would say them; without what a series leads to."""
        codes = {name: code for code, name in self.names.items()}
        own: defaultdict[str, list[TestedPair]] = defaultdict(list)
        for pair in self.learned.supported:
            if successors.get(pair.after) != pair.next:
                own[pair.after].append(pair)
        weights = self._choose_weights()
        share = weights.usual * RECENT / max(RECENT, self.history.last + 1 - self.history.first)

        def weigh(pair: TestedPair) -> tuple[float, int]:
            lift = max(0.0, (pair.seen + DAMPING) / (pair.expected + DAMPING) - 1)
            code = codes[pair.next]
            sold = self.recent.get(code, 0) + share * self.customers[code] + 0.5
            return -sold * (1 + weights.follows / 100 * lift), code

        return {after: tuple(sorted(its, key=weigh)[:MOST_STEPS]) for after, its in own.items()}

    def _choose_weights(self) -> Weights:
        """Return the weights that were right most in the last weeks; of many orders of these weeks only some are looked at."""
        assert self.reader.lines is not None
        lines = self.engine.keep_table(
            "ipp_backtest_lines", self.reader.lines.select("customer", "day", "item")
        )
        end = self.history.last + 1
        candidates = Candidates({code: frozenset([code]) for code in sorted(self.customers)})
        cases = choose_trial(list_cases(self.engine, lines, find_trial_day(end)), end)
        some = cases[:: max(1, -(-len(cases) // MOST_TRIALS))]
        return choose_weights(self.engine, self.history, candidates, some, lambda _: None)
