"""What goes wrong in stores: misspelt keys and names, lost lists, ladders upside down, numbers that lead nowhere."""

from typing import Any

from .choice import Choice
from .plain import Store

_LOST = ["next", "rest", "prospects", "categories", "touches", "ultimate", "segments"]
_LONG = {
    "A": "Toe Massager",
    "B": "Spa Slippers",
    "C": "Nail Kit, blue",
    "D": "Foot Cream #2",
    "E": "Insoles",
}
_LONG |= {name.lower(): long.upper() for name, long in _LONG.items()}
_ENTRIES: list[Any] = [
    {"rule": "IPP205", "reason": "known"},
    {"rule": "IPP2", "at": "A", "reason": "A goes in May"},
    {"rule": "no-rest", "reason": "soon"},
    {"rule": "IPP103", "at": "Guide", "reason": "not yet"},
    {"rule": "far-from-ultimat", "reason": "long"},
    {"rule": "all", "at": "Box", "reason": ""},
]


def damaged(store: Store, choice: Choice) -> Store:
    """Return the store with up to four things wrong with it."""
    broken: Store = spelt_out(store) if choice.chance(50) else _copy(store)
    for _ in range(choice.integer(0, 4)):
        choice.one([_key, _key, _name, _name, _lost, _shuffled, _numbered, _idle, _ignored])(broken, choice)
    return broken


def spelt_out(value: Any) -> Any:
    """Return a store with names that are long enough to be misspelt."""
    if isinstance(value, dict):
        return {_LONG.get(key, key): spelt_out(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [spelt_out(inner) for inner in value]
    return _LONG.get(value, value) if isinstance(value, str) else value


def _copy(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _copy(inner) for key, inner in value.items()}
    return [_copy(inner) for inner in value] if isinstance(value, list) else value


def _mappings(value: Any) -> list[dict[str, Any]]:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else []
    return ([value] if isinstance(value, dict) else []) + [each for one in inner for each in _mappings(one)]


def _lists(value: Any) -> list[list[Any]]:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else []
    return ([value] if isinstance(value, list) else []) + [each for one in inner for each in _lists(one)]


def misspelt(word: str, choice: Choice) -> str:
    """Return a word with a letter lost, doubled or swapped, in another case, or with other signs in it."""
    at = choice.integer(0, max(0, len(word) - 1))
    return choice.one(
        [
            word[:at] + word[at + 1 :],
            word.upper(),
            word.capitalize(),
            word[:at] + word[at : at + 1] + word[at:],
            word.replace("_", "-"),
            word[:at] + word[at + 1 : at + 2] + word[at : at + 1] + word[at + 2 :],
            "quite another",
        ]
    ) or "x"  # fmt: skip


def _key(store: Store, choice: Choice) -> None:
    mapping = choice.one(_mappings(store))
    if mapping:
        key = choice.one(list(mapping))
        entries = [(misspelt(key, choice) if each == key else each, value) for each, value in mapping.items()]
        mapping.clear()
        mapping.update(entries)


def _name(store: Store, choice: Choice) -> None:
    lists = [each for each in _lists(store) if each and isinstance(each[0], str)]
    if lists:
        listed = choice.one(lists)
        listed[0] = misspelt(listed[0], choice)


def _lost(store: Store, choice: Choice) -> None:
    store.pop(choice.one(_LOST), None)


def _shuffled(store: Store, choice: Choice) -> None:
    ladders = [each["downsell"] for each in _mappings(store) if isinstance(each.get("downsell"), list)]
    for ladder in ladders:
        ladder.reverse()


def _numbered(store: Store, choice: Choice) -> None:
    products = store.get("products")
    if isinstance(products, dict):
        for number in ("101", "201", "301")[: choice.integer(2, 3)]:
            products[f"Jazz {number}"] = {
                "price": number,
                "next": choice.one([list(products)[:1], ["Jazz 301"]]),
            }


def _idle(store: Store, choice: Choice) -> None:
    touches = store.setdefault("touches", {})
    if isinstance(touches, dict):
        touches["Idle hands"] = {"kind": "review"}


def _ignored(store: Store, choice: Choice) -> None:
    store["ignore"] = choice.some(_ENTRIES, 1, 3)
