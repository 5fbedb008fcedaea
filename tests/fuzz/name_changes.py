"""Changes of names and of whole entries: what is called how, and what is named where."""

from copy import deepcopy
from typing import Any

from ..oracle.choice import Choice
from ..oracle.damage import misspelt
from ..oracle.plain import Store
from .handles import insert_step, put_into_one
from .places import ITEMS, names, references, spots, texts

ODD_NAMES = [
    "No", "101", "1e3", "2026-01-01", "~", "null", "a: b", "#tag", "say 'hi'", 'say "hi"', "Ämter", "Cafe\u0301",
    "ＡＢＣ", "straße", "STRASSE", "ﬁ", "İ", "\u202egnp.exe", "Zero\u200bw", "\x1b[31mred", "[bold]x[/bold]", "::error::x",
    "##[group]x", "=1+1", "</script>", "'; DROP--", "../../etc", "Line\nbreak", "tab\there", " blank ", "a\u00a0b",
    "\u2028", "x" * 300, "🜁", "e\u0301" * 40, "A for 5", "A@2026-01-01", "if", "{x}", "%s", "\\", "`", "$(x)",
]  # fmt: skip


def rename_item(store: Store, choice: Choice) -> None:
    """Give something another name, an odd one, wherever it is named."""
    _rename(
        store,
        *_two_names(store, choice, choice.one(ODD_NAMES) + choice.one(["", "", str(choice.integer(0, 9))])),
    )


def rename_in_one_place(store: Store, choice: Choice) -> None:
    """Write one reference to something as another existing name."""
    known = _alike(store, choice)
    if known:
        put_into_one(choice, references(store, known), choice.one(known))


def swap_names(store: Store, choice: Choice) -> None:
    """Let two things stand in each other's places."""
    known = _alike(store, choice)
    if len(known) > 1:
        one, other = choice.some(known, 2, 2)
        for spot in references(store, [one, other]):
            spot.put(other if spot.value == one else one)


def swap_bodies(store: Store, choice: Choice) -> None:
    """Let two entries of a section change their bodies."""
    section = choice.one(["products", "bundles", "segments"])
    found = names(store, section)
    if len(found) > 1:
        one, other = choice.some(found, 2, 2)
        store[section][one], store[section][other] = store[section][other], store[section][one]


def copy_item(store: Store, choice: Choice) -> None:
    """Add an entry like another, and a step that offers it."""
    section = choice.one(list(ITEMS))
    found = names(store, section)
    if found:
        name = choice.one(found)
        new = f"{name} {choice.integer(2, 9)}"
        store[section][new] = deepcopy(store[section][name])
        insert_step(store, choice, new)


def remove_item(store: Store, choice: Choice) -> None:
    """Take an entry out, now and then with everything that names it."""
    section = choice.one([*ITEMS, "segments"])
    found = names(store, section)
    if found:
        name = choice.one(found)
        del store[section][name]
        if choice.chance(85):
            _forget(store, name)


def misspell(store: Store, choice: Choice) -> None:
    """Misspell one text, now and then."""
    found = [spot for spot in texts(store) if isinstance(spot.value, str)]
    if found and choice.chance(25):
        spot = choice.one(found)
        spot.put(misspelt(spot.value, choice))


def _alike(store: Store, choice: Choice) -> list[str]:
    """Return names that stand for each other: those of products, of products and bundles, or now and then of anything."""
    return names(store, *choice.one([("products",), ("products", "bundles"), ("touches",), ITEMS]))


def _two_names(store: Store, choice: Choice, new: str) -> tuple[str, str]:
    known = names(store, *ITEMS, "segments", "categories")
    return (choice.one(known), new) if known else (new, new)


def _rename(store: Store, old: str, new: str) -> None:
    for spot in references(store, [old]):
        spot.put(new)
    for mapping in [
        value for value in (store, *(spot.value for spot in spots(store))) if isinstance(value, dict)
    ]:
        if old in mapping and new not in mapping:
            entries = [(new if key == old else key, value) for key, value in mapping.items()]
            mapping.clear()
            mapping.update(entries)


def _forget(store: Store, name: str) -> None:
    for listed in [spot.value for spot in spots(store) if isinstance(spot.value, list)]:
        listed[:] = [each for each in listed if each != name and not _is_about(each, name)]
    for spot in list(spots(store)):
        if isinstance(spot.owner, dict) and spot.owner.get(spot.key) == name:
            del spot.owner[spot.key]


def _is_about(value: Any, name: str) -> bool:
    return isinstance(value, dict) and name in (value.get("offer"), value.get("do"))
