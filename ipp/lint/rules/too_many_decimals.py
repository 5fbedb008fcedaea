"""An amount has more decimals than its currency: nobody can pay 1299.999 USD, or 12.50 JPY.

The number of decimals is that of `currency` (ISO 4217): most have two, JPY has none, KWD has three. Without a `currency` nothing is said.
A cost for each piece may be worked out more finely on purpose; then accept the finding with the reason.

Wrong::

    ipp: 1
    currency: USD
    ultimate: Club
    products:
      Kiln: {price: 1299.999, next: Club}
      Club: {price: 29}
    touches: {Letter: {kind: content}}
    rest: [{do: Letter, every: 30d}]

Right::

    ipp: 1
    currency: USD
    ultimate: Club
    products:
      Kiln: {price: 1299.99, next: Club}
      Club: {price: 29}
    touches: {Letter: {kind: content}}
    rest: [{do: Letter, every: 30d}]
"""

from collections.abc import Iterator
from decimal import Decimal

from ipp.lint.facts.store import Checked, find_key_span
from ipp.path.model import Touch
from ipp.path.names import Item, list_items, list_steps
from ipp.text.currencies import count_decimals
from ipp.text.finding import Finding, Rule
from ipp.text.source import Span
from ipp.text.words import count_things

RULE = Rule("IPP310", "too-many-decimals", "warning")


def check(checked: Checked) -> Iterator[Finding]:
    """Find prices, costs, commissions and discounts that the currency cannot say."""
    currency = checked.path.currency
    if currency is None:
        return
    least = Decimal(1).scaleb(-count_decimals(currency))
    for item in list_items(checked.path):
        for key, amount in _list_item_amounts(item):
            if amount is not None and amount % least:
                what = f"the `{key}` of `{item.name.text}`"
                yield _make_finding(find_key_span(item.name, item, key), what, amount, currency)
    for step in list_steps(checked.path):
        if step.price is not None and step.offer and step.price % least:
            what = f"the price of `{step.offer.text}` in this step"
            yield _make_finding(step.offer.span, what, step.price, currency)


def _make_finding(span: Span, what: str, amount: Decimal, currency: str) -> Finding:
    most = count_decimals(currency)
    decimals = "no decimals" if most == 0 else count_things(most, "decimal")
    message = f"{what} is {amount}, and {currency} has {decimals}"
    least = Decimal(1).scaleb(-most)
    near = amount.quantize(least) or least  # nobody means nothing
    return Finding(RULE, message, span, f"write an amount such as {near}", label=f"{currency} has {decimals}")


def _list_item_amounts(item: Item) -> tuple[tuple[str, Decimal | None], ...]:
    if isinstance(item, Touch):
        return ("earns", item.earns), ("off", item.off and item.off.money)
    return ("price", item.price), ("cost", item.cost)
