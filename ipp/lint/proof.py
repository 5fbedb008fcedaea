"""The proof of one store as the rules share it."""

from functools import cached_property

from ipp.engine.policy import Policy
from ipp.proof.replay import replay, with_waits_over
from ipp.proof.shortest import Depth, Search
from ipp.proof.told import Stranding


class Proof:
    """Shortest stranding histories, each replayed on the engine, and asked for once."""

    def __init__(self, policy: Policy, depth: Depth) -> None:
        self.policy = policy
        self.depth = depth
        self.refuted: list[
            Stranding
        ] = []  # found and not confirmed by the engine: never told, and a bug worth knowing of
        self._found: dict[str, Stranding | None] = {}

    @cached_property
    def search(self) -> Search:
        return Search(self.waits_over, self.depth)

    @cached_property
    def waits_over(self) -> Policy:
        """The policy as it is when every window, and every `within`, is over."""
        return with_waits_over(self.policy)

    def stranding(self, name: str) -> Stranding | None:
        """Return the shortest history that begins with buying `name` and leaves nothing; None within the depth."""
        if name not in self._found:
            found = self.search.after(name)
            if found and replay(self.waits_over, found) is None:
                self.refuted.append(found)
                found = None
            self._found[name] = found
        return self._found[name]
