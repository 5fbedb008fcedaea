"""What is said of goods and actions of a story: in its transcript, and in warnings."""

from ipp.engine.customer.typed import describe_unfounded
from ipp.engine.decision.action import Action, label_offer
from ipp.path.keys import Quantity
from ipp.path.rules import BAD_VALUE
from ipp.text.finding import Finding, Rule
from ipp.text.source import Span

UNFOUNDED = Rule(BAD_VALUE.code, BAD_VALUE.name, "warning")
"""What is given back and was not theirs: the story goes on."""


def warn_of_unfounded(pieces: int, span: Span) -> Finding:
    """Say that so many pieces were given back that were not theirs."""
    return Finding(UNFOUNDED, describe_unfounded(pieces), span)


def list_pieces(names: tuple[str, ...], items: tuple[Quantity, ...]) -> str:
    """Return names with their numbers, as in `2 × Mug, Teapot`."""
    written = (
        f"{item.number} × {name}" if item.number != 1 else name
        for name, item in zip(names, items, strict=True)
    )
    return ", ".join(written)


def label_action(action: Action) -> str:
    """Return what is offered and at which price, or what is done."""
    return label_offer(action.offer) if action.offer else action.name
