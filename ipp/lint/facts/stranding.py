"""The proof of one store as the rules share it."""

from functools import cached_property

from ipp.engine.policy.compile import Policy
from ipp.proof.history import Stranding
from ipp.proof.replay import end_waits, replay_history
from ipp.proof.stranded.search import ProofDepth, StrandingSearch


class Proof:
    """Shortest stranding histories, each replayed on the engine, and asked for once."""

    def __init__(self, policy: Policy, depth: ProofDepth) -> None:
        self.policy = policy
        self.depth = depth
        self.refuted: list[
            Stranding
        ] = []  # found and not confirmed by the engine: never told, and a bug worth knowing of
        self._found: dict[str, Stranding | None] = {}

    @cached_property
    def search(self) -> StrandingSearch:
        return StrandingSearch(self.waits_over, self.depth)

    @cached_property
    def waits_over(self) -> Policy:
        """The policy as it is when every window, and every `within`, is over."""
        return end_waits(self.policy)

    def find_stranding(self, name: str) -> Stranding | None:
        """Return the shortest history that begins with buying `name` and leaves nothing; None within the depth."""
        if name not in self._found:
            found = self.search.find_stranding(name)
            if found and replay_history(self.waits_over, found) is None:
                self.refuted.append(found)
                found = None
            self._found[name] = found
        return self._found[name]
