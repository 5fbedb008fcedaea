"""The face of `ipp forecast --best-order`: which lists to put into another order, and what that brings."""

from collections.abc import Iterator, Sequence

from ipp.engine.decision.action import label_offer
from ipp.engine.policy.compile import Policy
from ipp.path.model import Step
from ipp.render.figures import wrap_text, write_money, write_signed
from ipp.render.page import Line, Piece, fit_lines, make_line
from ipp.text.words import count_things
from ipp.value.forecast import Forecast
from ipp.value.ordering.search import BestOrder, Proposal

_INDENT = "  "


def render_order(forecast: Forecast, best: BestOrder, width: int = 80) -> list[Line]:
    """Return the proposed order as a page."""
    return list(fit_lines(_list_lines(forecast, best, min(width, 120)), width))


def _list_lines(forecast: Forecast, best: BestOrder, width: int) -> Iterator[Line]:
    currency = f" {forecast.policy.path.currency}" if forecast.policy.path.currency else ""
    if best.together is None:
        yield make_line(
            Piece("No better order was found", "bold"),
            f" for the {count_things(best.lists, 'list')} that can be reordered.",
        )
    else:
        gain = best.together.margin
        doubt = f" ± {write_money(gain.half)}" if gain.half > 1e-9 else ""
        yield make_line(
            Piece(f"A better order of {count_things(len(best.proposals), 'list')}", "bold"),
            f" brings {write_signed(gain.value)}{doubt}{currency} margin per entering customer,",
        )
        before = forecast.total.margin.value
        yield make_line(
            f"from {write_money(before)} to {write_money(before + gain.value)} in {count_things(forecast.question.horizon, 'day')}."
        )
        for proposal in best.proposals:
            yield make_line()
            yield from _render_proposal(forecast.policy, proposal, width)
    yield make_line()
    for sentence in _list_remarks(best):
        for place, text in enumerate(wrap_text(sentence, width - 4)):
            yield make_line(Piece(f"{_INDENT}{'  ' if place else '- '}{text}", "dim"))


def _render_proposal(policy: Policy, proposal: Proposal, width: int) -> Iterator[Line]:
    gain = proposal.gain
    doubt = f" ± {write_money(gain.half)}" if gain.half > 1e-9 else ""
    yield make_line(
        Piece(proposal.written.label, "bold"), Piece(f"   {write_signed(gain.value)}{doubt}", "green")
    )
    also = [owner.name or "the store-wide list" for owner in proposal.written.owners[1:]]
    if also:
        yield make_line(_INDENT, Piece(f"the same list is also that of {', '.join(also)}", "dim"))
    for label, steps in (("now", proposal.written.steps), ("better", proposal.steps)):
        texts = wrap_text(", ".join(name_step(policy, step) for step in steps), width - 12)
        for place, text in enumerate(texts):
            yield make_line(_INDENT, Piece(f"{'' if place else label:<8}", "dim"), text)


def name_step(policy: Policy, step: Step) -> str:
    """Name a step, with its price where it has one of its own."""
    item = policy.names.resolve_item(step.subject.text)
    name = item.name.text if item else step.subject.text
    return label_offer((name, step.price)) if step.price is not None else name


def _list_remarks(best: BestOrder) -> Iterator[str]:
    if best.held:
        yield (
            f"the take rate of {best.held} is the same whatever they own already: with one flat rate, asking early and cold always looks best, "
            "so it was not moved. Give its rate by number of products owned (`take: {0: 1%, 3: 8%}`), not by --rates, and its position is tried too"
        )
    tried = f"{count_things(best.trials, 'order')} of {count_things(best.lists, 'list')} tried"
    yield (
        tried
        if best.all_tried
        else f"{tried}, beginning with those that most customers read; the rest was not tried"
    )
    yield "a touch stays with the offer that follows it, courses of a series stay in their order, rungs become cheaper downwards"
    yield "the take rate of an offer is assumed to be the same at every position"
    if best.together is not None:
        yield "--diff shows the file in this order, --write writes it"


def name_steps(policy: Policy, steps: Sequence[Step]) -> list[str]:
    """Return the steps of a list by name."""
    return [name_step(policy, step) for step in steps]
