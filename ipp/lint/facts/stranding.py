"""The proof of one store as the rules share it."""

from functools import cached_property

from ipp.engine.customer.events import Did
from ipp.engine.policy.compile import Policy
from ipp.proof.assumptions import end_waits, open_paused, open_ultimate
from ipp.proof.command import OverSteps, ShownCommand, find_command, find_over_steps
from ipp.proof.history import Stranding
from ipp.proof.replay import find_remaining_offer, replay_history
from ipp.proof.stranded.search import ProofDepth, StrandingSearch


class Proof:
    """Shortest stranding histories, each replayed on the engine, and asked for once."""

    def __init__(self, policy: Policy, depth: ProofDepth) -> None:
        self.policy = open_ultimate(policy)
        self.depth = depth
        self.refuted: list[
            Stranding
        ] = []  # found and not confirmed by the engine: never told, and a bug worth knowing of
        self._found: dict[str | None, Stranding | None] = {}

    @cached_property
    def search(self) -> StrandingSearch:
        return StrandingSearch(self.waits_over, self.depth)

    @cached_property
    def waits_over(self) -> Policy:
        """The policy as it is when every window, and every `within`, is over."""
        return end_waits(self.policy)

    def find_stranding(self, name: str | None) -> Stranding | None:
        """Return the shortest history that begins with buying `name`, or with nothing kept, and leaves nothing; None within the depth."""
        if name not in self._found:
            search = self.search
            found = search.find_stranding_with_nothing() if name is None else search.find_stranding(name)
            if found and replay_history(self.waits_over, found) is None:
                self.refuted.append(found)
                found = None
            self._found[name] = found
        return self._found[name]

    def find_over_steps(self, found: Stranding) -> OverSteps:
        """Return what a history would leave on other days."""
        return find_over_steps(self.policy, found)

    def find_command(self, policy: Policy, file: str, found: Stranding) -> ShownCommand:
        """Return the command that shows a history, of the store as it is."""

        def list_did() -> tuple[str, ...]:
            replayed = replay_history(self.waits_over, found)
            events = replayed.customer.events if replayed else ()
            return tuple(event.touch for event in events if isinstance(event, Did))

        return find_command(policy, file, found, self.find_over_steps(found), list_did)

    def find_paused(self, found: Stranding) -> str | None:
        """Return what is paused and would be left to somebody after a history, were it in stock."""
        in_stock = open_paused(self.policy)
        offer = None if in_stock is self.policy else find_remaining_offer(end_waits(in_stock), found)
        return offer and self._list_paused(offer[0])[0]

    def _list_paused(self, name: str) -> list[str]:
        """Return what is paused of an item and its contents, by place in the file."""
        names = (name, *self.policy.goods[name].products)
        items = {each: self.policy.names.resolve_item(each) for each in names}
        return sorted(
            (each for each, item in items.items() if item and item.paused),
            key=self.policy.positions.__getitem__,
        )
