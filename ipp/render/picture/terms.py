"""Terms, prices and contents in words, as they stand in a picture."""

from collections.abc import Iterator
from decimal import Decimal

from ipp.engine.policy.clauses import Content
from ipp.path.model import Product, Step, Touch
from ipp.path.names import Item
from ipp.path.terms import Rest
from ipp.path.values import Duration, write_period
from ipp.render.money import list_coupon_facts, write_day, write_price
from ipp.render.picture.scene import Card, Row, RungNote
from ipp.text.finding import Finding
from ipp.text.words import count_things


def write_item_price(item: Item, currency: str | None, special: Decimal | None = None) -> str:
    """Return the price of a good in words; nothing for a touch, or when no price is known."""
    price = special if special is not None else getattr(item, "price", None)
    every = item.every if isinstance(item, Product) else None
    return "" if price is None else write_price(price, currency, every)


def write_step_terms(step: Step) -> tuple[str, ...]:
    """Return the terms of a step in words, those that decide whether it is open last."""
    return tuple(_list_step_terms(step))


def _list_step_terms(step: Step) -> Iterator[str]:
    if step.after is not None:
        yield f"after {write_wait(step.after)}" if step.after.days else "at once"
    if step.via:
        yield f"via {step.via.text}"
    if step.gap is not None:
        yield f"gap {write_wait(step.gap)}" if step.gap.days else "no gap"
    yield from _list_conditions(step)
    if step.within is not None:
        yield f"within {write_wait(step.within)}" if step.within.days else "within the same day"
    if step.from_:
        yield f"from {write_day(step.from_)}"
    if step.until:
        yield f"until {write_day(step.until)}"
    if step.downsell == ():
        yield "no smaller version"


def write_rest_terms(rest: Rest) -> tuple[str, ...]:
    """Return the terms of an entry of `rest` in words."""
    every = [f"every {write_period(rest.every)}"] if rest.every else []
    via = [f"via {rest.via.text}"] if rest.via else []
    return (*every, *via, *_list_conditions(rest))


def _list_conditions(step: Step | Rest) -> Iterator[str]:
    yield from (f"if {name.text}" for name in step.when)
    yield from (f"unless {name.text}" for name in step.unless)


def list_touch_facts(touch: Touch, currency: str | None) -> Iterator[str]:
    """Yield what a touch is, and what a coupon takes off or a partner pays."""
    yield touch.kind
    if touch.draft:
        yield "draft"
    validity = f"for {write_wait(touch.valid)}" if touch.valid else None
    yield from list_coupon_facts(touch.code, touch.off, validity, currency)
    if touch.earns is not None:
        yield f"earns {write_price(touch.earns, currency, None)} for each who buys there"


def write_wait(wait: Duration) -> str:
    """Write a wait: `1 day`, `3 weeks`."""
    days = wait.days
    number, unit = (days // 7, "week") if days % 7 == 0 and days else (days, "day")
    return count_things(number, unit)


def write_content(content: Content) -> str:
    """Write what is in a bundle: `6 × Silky Soak Formula (3 free)`."""
    number = f"{content.quantity} × " if content.quantity > 1 else ""
    gratis = (
        ""
        if not content.free
        else " (free)"
        if content.free == content.quantity
        else f" ({content.free} free)"
    )
    return f"{number}{content.product}{gratis}"


def write_rung(rung: RungNote) -> str:
    """Write a smaller version: `if No: Soak Three Plus Three  57.00 USD`."""
    return f"if No: {rung.name}  {rung.price}".rstrip()


def write_card_lines(card: Card) -> list[str]:
    """Return what stands on a card under its name, its list aside, in lines."""
    facts = ", ".join(filter(None, (card.price, *(fact for fact in card.facts if fact != "bundle"))))
    holds = f"in it: {', '.join(map(write_content, card.holds))}" if card.holds else ""
    return [*filter(None, (facts, holds)), *map(write_rung, card.rungs), *map(write_finding, card.findings)]


def write_lead(position: int, row: Row) -> str:
    """Write what stands on a lead: its place in the list, its terms, and smaller versions of its own."""
    price = (f"at {row.price}",) if row.special else ()
    return " · ".join((f"{position}", *price, *row.terms, *map(write_rung, row.rungs)))


def write_finding(finding: Finding) -> str:
    """Write a finding in a line."""
    return f"{finding.rule.severity} {finding.rule.code}: {finding.message}"
