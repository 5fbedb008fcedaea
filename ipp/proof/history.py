"""Histories as they are told."""

from typing import Literal, NamedTuple

from ipp.engine.policy.clauses import Offer


class Move(NamedTuple):
    """What a customer does: buys something of their own accord, or answers an offer."""

    kind: Literal["buys", "yes", "no"]
    offer: Offer


class Stranding(NamedTuple):
    """A shortest history that leaves nothing, for a customer with these attributes.

    `bought` are purchases in their order, those by a Yes among them; where there is none, everything was given back. `moves` are given where their order counts; elsewhere the Noes come last.
    """

    bought: tuple[str, ...]
    declined: tuple[Offer, ...]
    attributes: dict[str, str | None]
    moves: tuple[Move, ...] = ()

    @property
    def length(self) -> int:
        return len(self.bought) + len(self.declined)

    @property
    def history(self) -> tuple[Move, ...]:
        """Every move, in an order in which they can be made."""
        buys = (Move("buys", (name, None)) for name in self.bought)
        return self.moves or (*buys, *(Move("no", offer) for offer in self.declined))
