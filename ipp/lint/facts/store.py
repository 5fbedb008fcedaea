"""A store as the rules see it: what it says, what it means, and what may be doubted."""

from bisect import bisect_right
from collections.abc import Callable
from datetime import date
from functools import cached_property
from typing import Any, TypeVar

from ipp.engine.ownership import brings_good
from ipp.engine.policy.clauses import Goal, Ladder
from ipp.engine.policy.compile import Policy
from ipp.engine.policy.edges import Node, list_edges
from ipp.lint.facts.stranding import Proof
from ipp.lint.limits import USUAL_LIMITS, RuleLimits
from ipp.loading import Store
from ipp.path.keys import Name
from ipp.path.lists import StepList, list_step_lists
from ipp.path.model import Bundle, Path, Product, Step, Touch
from ipp.path.names import Item, Names, list_goods, list_items, list_steps
from ipp.proof.assumptions import open_paused
from ipp.proof.customers.sellable import list_sellable
from ipp.proof.no_offer import Gaps
from ipp.proof.silence.search import SilenceSearch
from ipp.proof.stranded.search import ProofDepth
from ipp.proof.ultimate.closed import UltimateAsks
from ipp.proof.ultimate.lost import LeadSearch
from ipp.text.source import Source, Span
from ipp.text.yaml.nodes import Mapping

T = TypeVar("T")


class Checked:
    """One store under the rules. A thing with a mistake inside is doubtful: no rule concludes anything from it."""

    def __init__(
        self, store: Store, depth: ProofDepth | None = None, today: date | None = None,
        limits: RuleLimits = USUAL_LIMITS, customers_per_month: int | None = None,
    ) -> None:  # fmt: skip
        self.store = store
        self.today = today  # None: no window is over yet
        self.limits = limits
        self.customers_per_month = customers_per_month  # None: nobody knows
        self.path: Path = store.path
        self.names: Names = store.names
        self.policy: Policy = store.policy.suppose()
        self.proof = Proof(self.policy, depth or ProofDepth())
        self._answers: dict[tuple[object, ...], Any] = {}

    def ask_once(self, question: Callable[..., T], *about: object) -> T:
        """Return what a question about this store, and perhaps about something in it, comes to; later askers get the same answer."""
        key = (question, *about)
        if key not in self._answers:
            self._answers[key] = question(self, *about)
        answer: T = self._answers[key]
        return answer

    @cached_property
    def written(self) -> tuple[StepList, ...]:
        """The lists of the file, those of rungs included."""
        return tuple(list_step_lists(self.path))

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """Every step and rung that is written anywhere."""
        return tuple(list_steps(self.path))

    @cached_property
    def stocked(self) -> Policy:
        """The policy with nothing paused, for all that follows a purchase: stock turns no pull request red."""
        return open_paused(self.policy)

    @cached_property
    def before(self) -> dict[Node, list[Node]]:
        """Node -> the nodes that lead to it."""
        found: dict[Node, list[Node]] = {}
        for start, end, _ in list_edges(self.stocked):
            found.setdefault(end, []).append(start)
        return found

    @cached_property
    def gap_search(self) -> Gaps:
        """Who is offered nothing after a purchase; rules ask `find_judged_gap`, which asks once."""
        return Gaps(self.stocked)

    @property
    def goal(self) -> Goal | None:
        return self.stocked.goal

    @cached_property
    def leads_everybody(self) -> bool:
        """Whether the store-wide list holds the ultimate action: then every purchase leads there."""
        goal = self.goal
        ladders = (entry for entry in self.stocked.storewide if isinstance(entry, Ladder))
        return goal is not None and any(
            rung.good == goal.good and not rung.good.draft for ladder in ladders for rung in ladder.rungs
        )

    @cached_property
    def asks(self) -> UltimateAsks:
        """The ways to the ultimate action; only for a store that has one."""
        return UltimateAsks(self.stocked)

    @cached_property
    def leads(self) -> LeadSearch:
        """From where answers lead to the ultimate action; only for a store that has one."""
        return LeadSearch(self.stocked, self.asks.is_closed)

    @cached_property
    def silences(self) -> SilenceSearch:
        """The years that are walked after each purchase that leads on."""
        firsts = tuple(good.name.text for good in self.leading_on if good.name.text in self.sellable)
        return SilenceSearch(open_paused(self.store.policy), firsts, self.limits.silence)

    @property
    def goal_span(self) -> Span:
        """The place where the ultimate action is named."""
        ultimate = self.path.ultimate
        return ultimate.offer.span if ultimate and ultimate.offer else self.find_beginning()

    @cached_property
    def doubtful(self) -> frozenset[str]:
        """Names of items with a mistake inside; all of them when names were lost, or a list that many share has one."""
        if not self.path.complete:
            return frozenset(item.name.text for item in list_items(self.path))
        mistakes = [finding.span for finding in self.store.findings]
        if not mistakes:
            return frozenset()
        owners = _Owners(self.path)
        found = [owners.find_owner(span) for span in mistakes]
        if None in found:
            return frozenset(item.name.text for item in list_items(self.path))
        return frozenset(item.name.text for item in found if item)

    @cached_property
    def sellable(self) -> frozenset[str]:
        """The names of what can be bought from now on: no drafts, nothing that is retired, no bundle that holds one."""
        return frozenset(list_sellable(self.stocked))

    @cached_property
    def goods(self) -> tuple[Product | Bundle, ...]:
        """What can be theirs, in the order of the file: without drafts, doubtful things and second ones of a name."""
        return tuple(
            good
            for good in list_goods(self.path)
            if not good.draft
            and good.name.text not in self.doubtful
            and self.names.resolve_item(good.name.text) is good
        )

    @cached_property
    def products(self) -> tuple[Product, ...]:
        return tuple(good for good in self.goods if isinstance(good, Product))

    @cached_property
    def bundles(self) -> tuple[Bundle, ...]:
        return tuple(good for good in self.goods if isinstance(good, Bundle))

    @cached_property
    def leading_on(self) -> tuple[Product | Bundle, ...]:
        """The goods after which something must follow, those left out that shut the ultimate action off: another rule tells of them."""
        return tuple(good for good in self.going_on if not self._shuts_off(good))

    @cached_property
    def going_on(self) -> tuple[Product | Bundle, ...]:
        """The goods after which something must follow: not the ultimate action, nor an end that is meant."""
        return tuple(good for good in self.goods if self._must_lead_on(good))

    def _shuts_off(self, good: Product | Bundle) -> bool:
        """Whether a good is a part of the ultimate action that is owned, or a bundle that holds all such parts."""
        keeps = self.goal.good.durables if self.goal else frozenset[str]()
        if isinstance(good, Product):
            return good.name.text in keeps
        return bool(keeps and keeps <= self.policy.goods[good.name.text].durables)

    def _must_lead_on(self, good: Product | Bundle) -> bool:
        bought, goal = self.policy.goods[good.name.text], self.goal
        if goal and brings_good(bought, goal.good):
            return False
        if isinstance(good, Product):
            return good.sold and not good.final
        contents = [self.names.resolve_item(name) for name in bought.products]
        return bool(contents) and not all(isinstance(item, Product) and item.final for item in contents)

    def find_beginning(self) -> Span:
        """Return the place of the file's first key: for findings about what is not there."""
        source, tree = self.path.files[0]
        first = tree.entries[0][0] if isinstance(tree, Mapping) and tree.entries else tree
        return Span(source, first.start, first.end)


def find_key_span(name: Name, item: Product | Bundle | Touch, key: str) -> Span:
    """Return the place of the value of a key of an item; that of its name when the key is not written."""
    body = item.body
    value = body.get(key) if isinstance(body, Mapping) else None
    return Span(name.span.source, value.start, value.end) if value else name.span


class _Owners:
    """Finds the item in whose body a place lies."""

    def __init__(self, path: Path) -> None:
        self.items: dict[Source, list[tuple[int, int, Item]]] = {}
        for item in list_items(path):
            start = item.name.span.start
            end = max(item.body.end if item.body else 0, item.name.span.end)
            self.items.setdefault(item.name.span.source, []).append((start, end, item))
        for found in self.items.values():
            found.sort(key=lambda entry: entry[0])

    def find_owner(self, span: Span) -> Item | None:
        found = self.items.get(span.source, [])
        index = bisect_right(found, span.start, key=lambda entry: entry[0]) - 1
        if index < 0 or span.start > found[index][1]:
            return None
        return found[index][2]
