"""Small stores for the tests of the proof."""

from pathlib import Path
from textwrap import dedent
from typing import Any

from ipp.engine.policy.compile import Policy
from ipp.loading import Store, load_store, make_opener
from ipp.text.source import Source


def without(node: Any, key: str) -> Any:
    """Return a plain store, or a part of one, without a key, wherever it stands."""
    if isinstance(node, list):
        return [without(each, key) for each in node]
    if not isinstance(node, dict):
        return node
    return {name: without(value, key) for name, value in node.items() if name != key}


def policy_of(text: str) -> Policy:
    """Read the rest of a path file; it must be without mistakes."""
    loaded = load_store(Source("store.yaml", "ipp: 1\n" + dedent(text)), make_opener(Path()))
    assert isinstance(loaded, Store)
    assert not loaded.findings
    return loaded.policy
