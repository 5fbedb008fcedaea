r"""The shortest history after which nothing authored is left.

Definitions. A customer owns the products of what they bought; W is the set of their purchases, A of the offers that they
declined, theta their attributes. A state is *stranded* if the ultimate action U is undecided (not theirs, not declined) and no
authored offer is live: none of the lists of W, of the store-wide list, or of U itself while its `ready` segment holds. Touches
lead nowhere, windows count as closed, and the cold ask and `rest` are not authored.

Theorem (buy first). Conditions read attributes and what is owned, never answers. So if any history strands a customer, then so does
"buy W in any order, then say No to each offer made", with the same W and theta and no more answers: once W is bought the conditions
are fixed, whatever is offered must be dead in the stranded state and is not dead by ownership, so it is in A. Hence the
shortest history for W has |W| purchases and as many Noes as there are different open offers, minimised over theta; U itself must be closed.

Search. Purchase sets are grown from the one thing bought, breadth first. If W can be extended to a stranding set, then some offer that is
open at W is dead there because of purchases alone, or W would do already. Its fate hangs only on what is in it, on the rungs
above it, and on the products that its conditions name (on every product, if they count). So it is enough to extend W by goods that
touch one of these, for one offer after the other; an offer of U open to everybody and not to be overlapped ends the branch.
If more offers are open to everybody at W than Noes may be said, then so many and one more are enough: purchases must take one of those away.

Products with `sold: false` come with a Yes to an offer of them, and count as purchases. For a set that holds one the length above is a lower bound:
others must be declined, perhaps, before it is offered, and other purchases may be needed to have it offered. A set with a good bound is
searched move by move (`ipp.proof.stranded.offered_first`). From such a set it is enough to go on to what bears on any offer of its lists, on their order, and on the
ladders that offer what is not sold: leave anything else out of a history, and the same things are offered and declined before each Yes.
"""

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import NamedTuple

from ipp.engine.policy.clauses import Gate, Ladder, Rung
from ipp.engine.policy.compile import Policy
from ipp.path.names import list_goods
from ipp.proof.budget import Budget
from ipp.proof.customers.owned_set import OwnedSet, is_open_to_all
from ipp.proof.customers.sellable import list_sellable, list_unsold
from ipp.proof.customers.three_valued import Gates
from ipp.proof.history import Stranding
from ipp.proof.stranded.fewest_noes import FewestNoes
from ipp.proof.stranded.offered_first import OrderedSearch

MOST_SETS = 3_000
"""Purchase sets looked at for one product; beyond, the proof says that it stopped there."""
MOST_WORK = 200_000
"""Offers looked at for one product, counted each time; beyond, the proof says that it stopped there."""
FEW_WORK = 500
"""The same for each product once the store has used up its own bound."""
MOST_WORK_OF_STORE = 2_000_000
"""Offers looked at in one store, and MOST_WORK_PER_GOOD more for each product and bundle."""
MOST_WORK_PER_GOOD = 500


class ProofDepth(NamedTuple):
    """How far a proof looks: purchases, and Noes."""

    purchases: int = 2
    noes: int = 1


class StrandingSearch:
    """Finds shortest stranding histories in one store; what goods touch what is worked out once."""

    def __init__(self, policy: Policy, depth: ProofDepth) -> None:
        self.policy = policy
        self.depth = depth
        self.sets = 0  # purchase sets looked at, in all
        self.stopped: set[str] = set()  # names whose search was stopped early
        of_store = MOST_WORK_OF_STORE + MOST_WORK_PER_GOOD * len(policy.positions)
        self.work = Budget(MOST_WORK, FEW_WORK, of_store)

    @cached_property
    def goods(self) -> tuple[str, ...]:
        """What can be bought without being offered, in the order of the file."""
        return tuple(name for name in list_sellable(self.policy) if name not in self.unsold)

    @cached_property
    def unsold(self) -> frozenset[str]:
        """The products that come only with a Yes to an offer of them, or in a bundle."""
        return list_unsold(self.policy)

    @cached_property
    def bonuses(self) -> dict[str, list[tuple[str | None, Ladder]]]:
        """Unsold product -> the ladders that offer it, each with the good in whose list it is; None for the store-wide list."""
        found: dict[str, list[tuple[str | None, Ladder]]] = {}
        if self.unsold:
            lists = [
                (name.name.text, self.policy.list_entries(name.name.text))
                for name in list_goods(self.policy.path)
            ]
            for name, entries in (*lists, (None, self.policy.storewide)):
                for ladder in (entry for entry in entries if isinstance(entry, Ladder)):
                    for bonus in self.unsold.intersection(rung.good.name for rung in ladder.rungs):
                        found.setdefault(bonus, []).append((name, ladder))
        return {name: found[name] for name in list_sellable(self.policy) if name in found}

    @cached_property
    def holders(self) -> dict[str, tuple[str, ...]]:
        """Product -> the goods by which it can be bought."""
        found: dict[str, list[str]] = {}
        for name in self.obtainable:
            for product in self.policy.goods[name].products:
                found.setdefault(product, []).append(name)
        return {product: tuple(names) for product, names in found.items()}

    @cached_property
    def everybody_asked(self) -> bool:
        """Whether the store-wide list asks everybody for the ultimate action: then nobody can be stranded."""
        return self.is_always_asked(OwnedSet(self.policy, ()))

    def is_always_asked(self, owned_set: OwnedSet) -> bool:
        """Whether a list asks for the ultimate action in a way that nothing but its own Yes can take away.

        That is: first on a ladder, without a condition, and not to be overlapped.
        """
        goal = self.policy.goal
        if goal is None or goal.good.kind == "bundle":
            return False
        return any(
            not gates and ladder.rungs[0].offer == goal.offer and self._opens_with(owned_set, ladder)
            for ladder, gates in owned_set.list_ladders()
        )

    @staticmethod
    def _opens_with(owned_set: OwnedSet, ladder: Ladder) -> bool:
        """Whether the first rung of a ladder is alive, and open to everybody who is let into the ladder."""
        number_gates = next(((number, gates) for _, number, gates in owned_set.list_alive(ladder, ())), None)
        return number_gates == (0, ())

    def find_stranding_with_nothing(self) -> Stranding | None:
        """Return the fewest Noes that strand somebody who kept nothing, within the depth; with a purchase they are who bought that."""
        if self.policy.goal is None or self.everybody_asked:
            return None
        self.work.begin_product()
        return self.find_fewest(OwnedSet(self.policy, ()), self.depth.noes)

    def find_stranding(self, name: str) -> Stranding | None:
        """Return the shortest stranding history that begins with buying `name`, within the depth."""
        goal = self.policy.goal
        if goal is None or self.everybody_asked:
            return None
        best: Stranding | None = None
        self.work.begin_product()
        layer: list[tuple[str, ...]] = [(name,)]
        seen = {frozenset(layer[0])}
        for size in range(1, self.depth.purchases + 1):
            following: list[tuple[str, ...]] = []
            for bought in layer:
                if self.work.over:
                    break
                found, touching = self.check_purchases(bought, self.limit_noes(best, size))
                best = found or best
                if size < self.depth.purchases and self.limit_noes(best, size + 1) >= 0:
                    following += self.extend_purchases(bought, touching, seen)
            layer = following
            if len(seen) > MOST_SETS or self.work.over:
                self.stopped.add(name)
                break
        return best

    def limit_noes(self, best: Stranding | None, size: int) -> int:
        """Return how many Noes a set of so many purchases may need to be worth having."""
        return self.depth.noes if best is None else min(self.depth.noes, best.length - size - 1)

    def extend_purchases(
        self, bought: tuple[str, ...], by: dict[str, None], seen: set[frozenset[str]]
    ) -> Iterator[tuple[str, ...]]:
        for name in by:
            more = frozenset((*bought, name))
            if more not in seen and len(seen) <= MOST_SETS:
                seen.add(more)
                yield (*bought, name)

    def check_purchases(
        self, bought: tuple[str, ...], limit: int
    ) -> tuple[Stranding | None, dict[str, None]]:
        """Return how this purchase set strands, if it does, and the goods that could make it."""
        self.sets += 1
        owned_set = OwnedSet(self.policy, bought)
        try:
            return self._check_set(owned_set, limit)
        finally:
            self.work.spend_work(owned_set.looked + 1)

    def _check_set(self, owned_set: OwnedSet, limit: int) -> tuple[Stranding | None, dict[str, None]]:
        if self.policy.goal is None or owned_set.arrived or self.is_always_asked(owned_set):
            return None, {}
        last, sold = len(owned_set.bought) == self.depth.purchases, self.unsold.isdisjoint(owned_set.bought)
        too_many = max(limit if last else self.depth.noes, 0) + 1
        surely = owned_set.open_to_all(too_many)
        if len(surely) == too_many:
            if last:
                return None, {}
            return None, self.list_touching(owned_set, surely.values()) if sold else self.list_needed(
                owned_set
            )
        found = self.find_fewest(owned_set, limit)
        if last:
            return found if sold else found and self.find_in_order(owned_set.bought, limit), {}
        if sold:
            return found, self.list_touching(owned_set, *self.list_open_parts(owned_set))
        return found and self.find_in_order(owned_set.bought, limit), self.list_needed(owned_set)

    def find_fewest(self, owned_set: OwnedSet, limit: int) -> Stranding | None:
        """Return how this purchase set strands with the fewest Noes, were everything in it sold."""
        goal, offers = self.policy.goal, owned_set.list_offers()
        if goal is None or limit < 0 or is_open_to_all(offers.get(goal.offer, ())):
            return None
        noes = FewestNoes(owned_set, offers, goal.offer, limit, self.work)
        found = noes.find_fewest()
        if noes.stopped:
            self.stopped.update(owned_set.bought[:1])
        return found and Stranding(owned_set.bought, found[0], found[1])

    def list_open_parts(self, owned_set: OwnedSet) -> tuple[list[tuple[Rung, ...]], list[Gates]]:
        """Return, for each ladder, its rungs down to the last one alive, and the gates of all that are alive."""
        parts, doors = list[tuple[Rung, ...]](), dict[Gates, None]()
        for ladder, gates in owned_set.list_ladders():
            alive = list(owned_set.list_alive(ladder, gates))
            doors.update((ways, None) for _, _, ways in alive)
            parts.append(ladder.rungs[: alive[-1][1] + 1] if alive else ())
        return parts, list(doors)

    def find_in_order(self, bought: tuple[str, ...], limit: int) -> Stranding | None:
        """Return the shortest history of purchases of which some must be offered first."""
        way = OrderedSearch(self.policy, bought, self.unsold, limit, self.work)
        found = way.find_shortest()
        if way.stopped:
            self.stopped.add(bought[0])
        return found

    def list_touching(
        self, owned_set: OwnedSet, parts: Iterable[tuple[Rung, ...]], gate_pairs: Iterable[Gates] = ()
    ) -> dict[str, None]:
        """Return the goods that bear on the fate of offers, given with the rungs above them, and on gates, in the order of the file's lists."""
        found: dict[str, None] = {}
        for rungs in parts:
            self.work.spend_work(len(rungs))
            for rung in rungs:
                found[rung.good.name] = None
                for product in sorted(rung.good.products):
                    found.update(self.list_holders(product))
        for gates in gate_pairs:
            reads = self.policy.reading.judge_gates(*gates)
            if reads.counts:
                found.update(self.obtainable)
            for product in sorted(reads.products):
                found.update(self.list_holders(product))
        self.work.spend_work(len(found))
        return {name: None for name in found if self._can_buy(owned_set, name)}

    def list_needed(self, owned_set: OwnedSet) -> dict[str, None]:
        """Return the goods that bear on how purchases come about of which some must be offered first.

        That is: on any offer of their lists, open now or earlier, on the order of the lists, and on the offers of what is not sold.
        """
        goal = self.policy.goal
        ladders = [entry for entry in owned_set.list_entries() if isinstance(entry, Ladder)]
        ladders += [goal.ladder._replace(gate=Gate(when=(goal.ready,)))] if goal and goal.ready else []
        found: dict[str, None] = {}
        for name in owned_set.bought:
            for offerer, ladder in self.bonuses.get(name, ()):
                ladders.append(ladder)
                found.update({offerer: None, **self.list_holders(offerer)} if offerer else {})
        for product in owned_set.lists:
            found.update(self.list_holders(product))
        parts = [ladder.rungs for ladder in ladders]
        doors = [(ladder.gate, *(rung.gate for rung in ladder.rungs)) for ladder in ladders]
        found.update(self.list_touching(owned_set, parts, doors))
        return {name: None for name in found if self._can_buy(owned_set, name)}

    def _can_buy(self, owned_set: OwnedSet, name: str) -> bool:
        """Whether a good can be bought next; a membership that came in a bundle would only be charged, but what is not sold is had by a Yes, which answers."""
        charged = name in owned_set.got and self.policy.goods[name].membership and name not in self.unsold
        return name not in owned_set.bought and name in self.obtainable and not charged

    def list_holders(self, product: str) -> dict[str, None]:
        """Return the goods by which a product comes."""
        return dict.fromkeys(self.holders.get(product, ()))

    @cached_property
    def obtainable(self) -> dict[str, None]:
        """What can be bought, or taken when it is offered."""
        return dict.fromkeys((*self.goods, *self.bonuses))
