"""Changes of keys, numbers, terms, conditions and bundles."""

from copy import deepcopy
from typing import Any

from ipp.path.keys import Kind, list_keys
from ipp.text.source import Source

from ..oracle.choice import Choice
from ..oracle.maker import EVERY
from ..oracle.plain import Store
from ..path.mutants import HOSTILE
from ..path.tables import GOOD
from .handles import put_into_one, some_step
from .places import ITEMS, mappings, names, spots
from .starts import goal_of, plain_store
from .values import DATES, FLAGS, LENGTHS, NUMBERS, RATES

_OURS = {
    **dict.fromkeys(["Toe", "Club", "Nail Kit", "Small", "Tiny", "Soap", "Kit"], ("products", "bundles")),
    **dict.fromkeys(["Video", "Letter", "Guide"], ("touches",)),
    **dict.fromkeys(["loyal", "new"], ("segments",)),
    **dict.fromkeys(["J 101", "J 201", "a"], ("products",)),
}  # fmt: skip


def add_key(store: Store, choice: Choice) -> None:
    """Add a key with a good value, with the names of this store in it."""
    model, body = choice.one(mappings(store))
    fitting = [key for key in list_keys(model) if key not in ("ipp", "include")]
    key = choice.one(fitting)
    value = plain_store(Source("value.yaml", f"x: {GOOD[model, key][0]}"))["x"]
    if isinstance(body.get(key), dict) and isinstance(value, dict):
        return  # a section is not lost for an example
    if key in ("do", "offer") and {"do", "offer"} & set(body):
        return
    body[key] = _at_home(store, choice, key, value)


def remove_key(store: Store, choice: Choice) -> None:
    """Take a key out of a mapping."""
    model, body = choice.one(mappings(store))
    needed = {key for key, (_, spec) in list_keys(model).items() if spec.required} | {
        "offer",
        "do",
        "every",
        "products",
    }
    found = [key for key in body if key not in needed or choice.chance(5)]
    if found:
        del body[choice.one(found)]


def change_value(store: Store, choice: Choice) -> None:
    """Change a number, a price, a wait, a date, a rate or a flag to another of its kind."""
    pools = {
        Kind.MONEY: NUMBERS, Kind.RATE: RATES, Kind.DURATION: LENGTHS, Kind.PERIOD: EVERY, Kind.WINDOW_DAY: DATES,
        Kind.COUNT: ["0", "1", "2", "3", "100"], Kind.POSITIVE: ["1", "2", "5", "1000"], Kind.FLAG: FLAGS,
        Kind.RATES: ["5%"],
    }  # fmt: skip
    found = [
        (body, key, pools[spec.kind])
        for model, body in mappings(store)
        for key, (_, spec) in list_keys(model).items()
        if key in body and spec.kind in pools
    ]
    if found:
        body, key, pool = choice.one(found)
        body[key] = choice.one(pool)


def flip_flag(store: Store, choice: Choice) -> None:
    """Say of a thing that it is used up, a draft, not sold or final, or the contrary."""
    model, body = choice.one(mappings(store))
    flags = [key for key, (_, spec) in list_keys(model).items() if spec.kind is Kind.FLAG]
    if flags:
        key = choice.one(flags)
        body[key] = "false" if str(body.get(key)).lower() == "true" else "true"


def change_terms(store: Store, choice: Choice) -> None:
    """Give a step a few terms."""
    step = some_step(store, choice)
    if step is None:
        return
    segments = names(store, "segments")
    terms: dict[str, Any] = {
        "after": choice.one(LENGTHS),
        "from": choice.one(DATES),
        "until": choice.one(DATES),
    }
    if segments:
        terms |= {"when": [choice.one(segments)], "unless": [choice.one(segments)]}
    if "do" not in step:
        terms |= {"price": choice.one(NUMBERS), "patience": choice.one(LENGTHS), "take": choice.one(RATES)}
    for key in choice.some(list(terms), 1, 3):
        step[key] = terms[key]


def fill_bundle(store: Store, choice: Choice) -> None:
    """Put other things into a bundle: now and then a bundle, itself, or the ultimate action."""
    found = names(store, "bundles")
    if not found:
        store["bundles"] = {"Crate": {"items": [], "price": "9"}}
        found = ["Crate"]
    body = store["bundles"][choice.one(found)]
    if isinstance(body, dict):
        pool = names(store, "products", *(["bundles"] if choice.chance(8) else []))
        inside = choice.some(pool, 1, 4)
        key = "free" if choice.chance(20) else "items"
        body[key] = {name: choice.integer(1, 4) for name in inside} if choice.chance(40) else inside


def change_segment(store: Store, choice: Choice) -> None:
    """Give a segment another condition, now and then a circle."""
    found = names(store, "segments")
    if not found:
        store["segments"] = {"some": {"owns": "1"}}
        found = ["some"]
    name = choice.one(found)
    earlier = found[: found.index(name)]
    others = found if choice.chance(5) else earlier
    conditions: dict[str, Any] = {
        "owns": str(choice.integer(1, 9)),
        "where": {"tier": choice.some(["a", "b", "c"], 1, 2)},
    }
    durable = [name for name in names(store, "products") if "consumable" not in store["products"][name]]
    if durable:
        conditions |= {"owns_any": choice.some(durable, 1, 3), "owns_all": choice.some(durable, 1, 3)}
    if others:
        conditions |= {key: choice.some(others, 1, 2) for key in ("any", "all", "not")}
    store["segments"][name] = {key: conditions[key] for key in choice.some(list(conditions), 1, 2)}


def change_goal(store: Store, choice: Choice) -> None:
    """Make something else the ultimate action, or ask for it on other terms."""
    found = names(store, "products", "bundles")
    if not found:
        return
    name = choice.one(found) if choice.chance(50) else goal_of(store) or choice.one(found)
    made: dict[str, Any] = {
        "offer": name,
        "again_after": choice.one(LENGTHS),
        "retries": choice.one(["0", "1", "2", "9"]),
    }
    made |= {"cold": choice.one(FLAGS), "take": choice.one(["1%", {"0": "1%", "2": "8%"}])}
    if segments := names(store, "segments"):
        made["ready"] = choice.one(segments)
    store["ultimate"] = {"offer": name, **{key: made[key] for key in choice.some(list(made), 0, 4)}}


def ignore_something(store: Store, choice: Choice) -> None:
    """Accept a finding, or one that there is not."""
    rule = choice.one(["IPP2", "IPP201", "IPP205", "IPP302", "no-rest", "all", "IPP9"])
    entry = {"rule": rule, "reason": "known", "at": choice.one([*names(store, *ITEMS), "x"])}
    store["ignore"] = [
        {key: entry[key] for key in choice.some(list(entry), 2, 3)} | {"rule": rule, "reason": "x"}
    ]


def put_hostile(store: Store, choice: Choice) -> None:
    """Put a hostile text somewhere, now and then."""
    if choice.chance(25):
        put_into_one(choice, list(spots(store)), choice.one(HOSTILE))


def exchange(store: Store, choice: Choice) -> None:
    """Let two values of any kind change places, now and then."""
    found = list(spots(store))
    if len(found) > 1 and choice.chance(15):
        one, other = choice.some(found, 2, 2)
        first, second = deepcopy(one.value), deepcopy(other.value)
        one.put(second)
        other.put(first)


def _at_home(store: Store, choice: Choice, key: str, value: Any) -> Any:
    """Return an example with the names of this store in the place of its own."""
    if isinstance(value, dict):
        return {
            _named(store, choice, key, name): _at_home(store, choice, name, inner)
            for name, inner in value.items()
        }
    if isinstance(value, list):
        return [_at_home(store, choice, key, inner) for inner in value]
    return _named(store, choice, key, value)


def _named(store: Store, choice: Choice, key: str, text: str) -> str:
    if key in ("store", "currency", "sku", "category", "note", "url", "via", "where", "at"):
        return text
    known = names(store, *_OURS.get(text, ()))
    return choice.one(known) if known else text
