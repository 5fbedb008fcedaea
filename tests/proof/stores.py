"""Small stores for the tests of the proof."""

from pathlib import Path
from textwrap import dedent

from ipp.engine.policy.compile import Policy
from ipp.loading import Store, load_store, make_opener
from ipp.text.source import Source


def policy_of(text: str) -> Policy:
    """Read the rest of a path file; it must be without mistakes."""
    loaded = load_store(Source("store.yaml", "ipp: 1\n" + dedent(text)), make_opener(Path()))
    assert isinstance(loaded, Store)
    assert not loaded.findings
    return loaded.policy
