"""What mutants are made of: the project's own path files, parts of them, and random stores."""

from functools import cache
from pathlib import Path
from typing import Any

from ipp.cli.filesystem.story_files import is_story_file
from ipp.loading import decode_content, load_store, make_opener
from ipp.text.source import Source
from ipp.text.yaml.nodes import Mapping, Node, Sequence
from ipp.text.yaml.tree import read_tree

from ..oracle.choice import Choice
from ..oracle.maker import Maker
from ..oracle.plain import Store
from ..path.sample import MAIN

ROOT = Path(__file__).parents[2]
FOLDERS = ("paths", "examples", "tests/cases")
SECTIONS = ("products", "bundles", "touches", "segments", "series", "categories")
FEW = 6
"""Entries of a section that a part of a file keeps."""


def some_store(choice: Choice) -> Store:
    """Return a store to begin with: a part of one of the project's files, or a random one."""
    if choice.chance(50):
        return Maker(choice).make()
    sound, broken = written_stores()
    return part_of(choice.one(sound if choice.chance(80) else broken), choice)


@cache
def written_stores() -> tuple[list[Store], list[Store]]:
    """Return the project's own path files as dicts, lists and texts: those without mistakes, and those with some."""
    files = [
        file
        for folder in FOLDERS
        for file in sorted((ROOT / folder).glob("*.yaml"))
        if not is_story_file(file)
    ]
    found = (decode_content(file.name, file.read_bytes()) for file in files)
    sources = [Source("sample.yaml", MAIN), *(each for each in found if isinstance(each, Source))]
    stores = [(load_store(source, make_opener(ROOT)), plain_store(source)) for source in sources]
    broken = [store for loaded, store in stores if store and loaded.findings]
    return [store for loaded, store in stores if not loaded.findings], broken


def plain_store(source: Source) -> Store:
    """Return what a text holds; nothing for a text that is no mapping."""
    tree = read_tree(source, lambda _: None)
    return plain(tree) if isinstance(tree, Mapping) else {}


def plain(node: Node) -> Any:
    """Return a tree as new dicts, lists and texts."""
    if isinstance(node, Mapping):
        return {key.text: plain(value) for key, value in node.entries}
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return node.text


def part_of(store: Store, choice: Choice) -> Store:
    """Return a copy of a store with few entries in each section, and nothing that names the others."""
    kept: Store = {key: value for key, value in store.items() if key not in ("ipp", "include")}
    gone: set[str] = set()
    for section in SECTIONS:
        entries = kept.get(section)
        if isinstance(entries, dict) and len(entries) > FEW:
            names = choice.some(sorted(entries), FEW, FEW)
            gone |= {name for name in entries if name not in names}
            kept[section] = {name: value for name, value in entries.items() if name in names}
    last = goal_of(kept)
    if last in gone:
        products = kept.setdefault("products", {})
        products[last] = {"price": "99"}
        gone.discard(last)
    return {key: without(value, gone) for key, value in kept.items()}


def goal_of(store: Store) -> str:
    """Return the name of the ultimate action, "" where there is none."""
    said = store.get("ultimate", "")
    found = said.get("offer", "") if isinstance(said, dict) else said
    return found if isinstance(found, str) else ""


def without(value: Any, gone: set[str]) -> Any:
    """Return a copy of a value without steps and names that are gone."""
    if isinstance(value, dict):
        return {
            name: without(inner, gone)
            for name, inner in value.items()
            if name not in gone and not is_gone(inner, gone)
        }
    if isinstance(value, list):
        return [without(inner, gone) for inner in value if not is_gone(inner, gone)]
    return value


def is_gone(value: Any, gone: set[str]) -> bool:
    """Whether a value is a name that is gone, or a step that needs one."""
    if isinstance(value, dict):
        subject = value.get("offer", value.get("do", ""))
        return isinstance(subject, str) and subject in gone
    return isinstance(value, str) and value in gone
