"""What a forecast takes for granted, in words: nothing is invented silently."""

from collections.abc import Iterable, Iterator

from ipp.engine.decision.action import label_offer
from ipp.engine.policy.facts import Share, Spent
from ipp.path.model import Product
from ipp.path.names import fold_name
from ipp.text.words import count_things, name_few, write_share
from ipp.value.forecast import Forecast
from ipp.value.inputs.money import list_missing
from ipp.value.process.compiled.memberships import find_running
from ipp.value.process.rates import RateKey, Rates, find_flat_goal

MOST_NAMED = 3
"""Names in one sentence."""


def list_assumptions(forecast: Forecast) -> tuple[str, ...]:
    """Return one sentence for each assumption, the weightiest first."""
    return tuple(_list_sentences(forecast))


def _list_sentences(forecast: Forecast) -> Iterator[str]:
    question = forecast.question
    yield from _describe_rates(forecast)
    yield from _describe_money(forecast)
    yield f"{write_share(question.rates.stay)} of the customers who say No stay customers, and all who say Yes do (`defaults: stay`)"
    when = (
        "on the day they are asked"
        if not question.thinking
        else f"{count_things(question.thinking, 'day')} after they are asked"
    )
    yield f"a Yes comes {when}; a No is silence for as long as `patience`"
    yield from _describe_memberships(forecast)
    yield from _describe_touches(forecast)
    yield from _describe_shares(forecast)
    yield from _describe_customers(forecast)


def _describe_rates(forecast: Forecast) -> Iterator[str]:
    rates = forecast.question.rates
    asked = [rate_key for rate_key in forecast.runs.terms.params if rate_key.turn != "leave"]
    guessed = [rate_key for rate_key in asked if rates.find_given_rate(rate_key) is None]
    if guessed:
        take = write_share(rates.fallback)
        yield f"no take rate is known for {_name_some(_label_rate(rate_key) for rate_key in guessed)}: counted as {take} (write `take`, or `defaults: {{take: …}}`, or give --rates)"
    flat = find_flat_goal(forecast.policy, rates)
    if flat:
        yield f"the take rate of {flat} is the same whatever they own already: give rates by number of products owned (`take: {{0: 1%, 3: 8%}}`){_say_measured(flat, rates)}, or asking early and cold looks better than it is"


def _say_measured(goal: str, rates: Rates) -> str:
    """Say that a rate which was given for the ultimate action goes before all that the file says."""
    given = any(goal == (key if isinstance(key, str) else key[0]) for key in rates.measured)
    return " and none by --rates" if given else ""


def _describe_money(forecast: Forecast) -> Iterator[str]:
    offers = dict.fromkeys(
        [rate_key.offer for rate_key in forecast.runs.terms.params]
        + [(name, None) for entry in forecast.question.entries for name, _ in entry.items]
    )
    lacking: dict[str, list[str]] = {}
    for offer in offers:
        for what in list_missing(forecast.policy, offer):
            lacking.setdefault(what, []).append(label_offer(offer))
    counted = {
        "price": "counted as 0",
        "cost": "counted as 0, so all of the price is margin",
        "churn": "counted as paid once",
    }
    for what, meant in counted.items():
        if what in lacking:
            yield f"no {what} is known for {_name_some(lacking[what])}: {meant}"
    for offer in offers:
        item = forecast.policy.names.resolve_item(offer[0])
        if isinstance(item, Product) and item.every and item.churn == 0:
            yield f"nobody ever leaves {item.name.text} (churn: 0%): its payments are counted up to the horizon"


def _describe_memberships(forecast: Forecast) -> Iterator[str]:
    """Say which memberships end for those who leave them."""
    left = [key.offer[0] for key in forecast.runs.terms.params if key.turn == "leave"]
    if left:
        yield f"customers who leave {_name_some(left)} cancel it, and are offered what `ipp next` says for such customers"


def _describe_touches(forecast: Forecast) -> Iterator[str]:
    """Say what partners pay, and that coupons cost nothing here."""
    policy, rates = forecast.policy, forecast.question.rates
    made = [touch for touch in policy.path.touches if not touch.draft and not touch.paused]
    for touch in made:
        if touch.earns:
            take, known = write_share(rates.find_partner_take(touch)), touch.take is not None
            said = f"{take} of the customers who get {touch.name.text} buy there, for {touch.earns} each"
            yield said if known else f"{said}: the file has no rate for it (`take`)"
    coupons = [touch.name.text for touch in made if touch.kind == "coupon"]
    if coupons:
        yield f"what coupons take off ({_name_some(coupons)}) is not subtracted: prices count in full"


def _describe_shares(forecast: Forecast) -> Iterator[str]:
    """Say how customers are drawn into shares, and what later payments of memberships count for."""
    facts = forecast.policy.facts
    if any(isinstance(fact, Share) for fact in facts):
        yield "customers are assigned to each `share` at random, once and for life"
    members = any(product.every for product in forecast.policy.path.products)
    if members and any(isinstance(fact, Spent) for fact in facts):
        yield "later payments of a membership do not count for `spent`"
    running = find_running(forecast.policy)
    joined = [rate_key.offer[0] for rate_key in forecast.runs.terms.params]
    joined += [name for entry in forecast.question.entries for name, _ in entry.items]
    paid = [name for name in joined if name in running]
    if paid and forecast.policy.quiet_days:
        yield f"whoever joins {_name_some(paid)} is charged every period from then on, which ends `quiet_for`"


def _describe_customers(forecast: Forecast) -> Iterator[str]:
    policy, question = forecast.policy, forecast.question
    asked = set(policy.attribute_values)
    known = {fold_name(name) for name in question.attributes}
    unknown = sorted(asked - known)
    if unknown:
        spelt = [policy.spellings.get(name, name) for name in unknown]
        yield f"no customer's {_name_some(spelt)} is known, so segments that ask for it do not apply (use --attr)"
    asked_offers = {leak.offer for leak in forecast.offers}
    unasked = [
        label_offer(offer)
        for offer in forecast.runs.terms.transitions.walk.compiled.offers
        if offer not in asked_offers
    ]
    if unasked:
        what = "offer of the path is" if len(unasked) == 1 else "offers of the path are"
        yield f"{len(unasked):,} {what} not reached by any of these customers in time: {_name_some(sorted(unasked))}"


def _label_rate(rate_key: RateKey) -> str:
    return label_offer(rate_key.offer)


def _name_some(names: Iterable[str]) -> str:
    return name_few([*dict.fromkeys(names)], MOST_NAMED)
