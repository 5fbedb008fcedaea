"""Random stores of the three kinds that deceived the proof once.

An ultimate action that holds consumables; products that are sold only when they are offered; bundles that hold the ultimate action.
"""

from typing import Any

from tests.oracle.choice import Choice, seeded
from tests.oracle.plain import folded

Plain = dict[str, Any]


def deceiving(plain: Plain, seed: int) -> Plain:
    """Return the store with one of the three kinds of deceit in it, or all, or none."""
    choice, kind = seeded(seed), seed % 5
    plain = {**plain, "products": {name: {**(body or {})} for name, body in plain["products"].items()}}
    if kind in (1, 4):
        plain = with_consumables_in_ultimate(plain, choice)
    if kind in (2, 4):
        plain = with_bonuses(plain, choice)
    if kind in (3, 4):
        plain = with_ultimate_in_bundle(plain, choice)
    return plain


def with_bonuses(plain: Plain, choice: Choice) -> Plain:
    """Return the store with some of its products not sold, unless they are offered."""
    for body in plain["products"].values():
        if choice.chance(40):
            body["sold"] = False
    return plain


def with_consumables_in_ultimate(plain: Plain, choice: Choice) -> Plain:
    """Return the store with an ultimate action that is a bundle of a consumable, and of another product at times."""
    used_up = choice.one(list(plain["products"]))
    plain["products"][used_up]["consumable"] = True
    plain["products"][used_up].pop("draft", None)
    for key in ("sold", "every", "lapses", "winback"):
        plain["products"][used_up].pop(key, None)
    items = {used_up: 6}
    if choice.chance(30):
        items[choice.one(list(plain["products"]))] = 1
    plain = _drop_reading(plain, used_up)
    bundles = {**plain.get("bundles", {}), "Big Pack": {"items": items, "price": "490"}}
    asking = choice.one(list(plain["products"]))
    body = plain["products"][asking]
    body["next"] = [*_steps(body.get("next", [])), "Big Pack"]
    ultimate = plain["ultimate"]
    terms = {**ultimate, "offer": "Big Pack"} if isinstance(ultimate, dict) else {"offer": "Big Pack"}
    return {**plain, "bundles": bundles, "ultimate": terms}


def with_ultimate_in_bundle(plain: Plain, choice: Choice) -> Plain:
    """Return the store with a bundle that holds the ultimate action, or what is in it, and that a product leads to."""
    ultimate = plain["ultimate"]
    name = ultimate["offer"] if isinstance(ultimate, dict) else ultimate
    last = next((each for each in plain["products"] if folded(each) == folded(name)), None)
    whole = next(
        (body for each, body in plain.get("bundles", {}).items() if folded(each) == folded(name)), None
    )
    inside = [last] if last else list(dict.fromkeys(_listed(whole["items"]))) if whole else []
    more = choice.one(list(plain["products"]))
    items = [*inside, *([more] if folded(more) not in map(folded, inside) else [])]
    leading = choice.one(list(plain["products"]))
    body = plain["products"][leading]
    body["next"] = [*_steps(body.get("next", [])), "Great Box"]
    return {**plain, "bundles": {**plain.get("bundles", {}), "Great Box": {"items": items, "price": "99"}}}


def _listed(value: Any) -> list[Any]:
    return list(value) if isinstance(value, (list, dict)) else [value]


def _steps(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list) else [value]


def _drop_reading(plain: Plain, product: str) -> Plain:
    """Return the store with no segment that asks whether a consumable is owned: that is a mistake."""
    segments = {
        name: {key: value for key, value in body.items() if not _asks_for(key, value, product)}
        for name, body in plain.get("segments", {}).items()
    }
    kept = {name: body or {"owns": 1} for name, body in segments.items()}
    return {**plain, "segments": kept} if kept else plain


def _asks_for(key: str, value: Any, product: str) -> bool:
    return key in ("owns_any", "owns_all") and any(folded(each) == folded(product) for each in _listed(value))
