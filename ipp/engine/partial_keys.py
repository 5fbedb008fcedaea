"""Keys that `ipp next` and `ipp validate` take, and others do not take yet: those refuse a path rather than answer without them."""

from collections.abc import Iterator
from typing import NoReturn

from ipp.engine.policy.facts import Fact
from ipp.errors import RequestError
from ipp.path.model import Path
from ipp.text.source import Span

FACTS = ("bought_any", "quantity", "orders", "spent", "quiet_for", "share")
"""Keys of segments about what a customer ordered ever, and the share that they belong to."""
WHO_GETS_WHAT = frozenset({*FACTS, "never", "holdout"})


def refuse_partial_keys(path: Path, asker: str, keys: frozenset[str]) -> None:
    """Raise RequestError where a path has one of these keys, for what does not take them yet."""
    for key, span in _list_partial_keys(path):
        if key in keys:
            where = f"{span.source.name}:{span.line}"
            raise RequestError(
                f"{where}: {asker} does not take `{key}` yet; `ipp next` and `ipp validate` do"
            )


def refuse_fact(fact: Fact) -> NoReturn:
    """Raise RequestError for a segment that no answer can be made of yet, in a path that was not refused before."""
    raise RequestError(f"segments by {fact!r} are not taken here yet; `ipp next` and `ipp validate` do")


def _list_partial_keys(path: Path) -> Iterator[tuple[str, Span]]:
    for segment in path.segments:
        yield from ((key, segment.name.span) for key in FACTS if getattr(segment, key))
    if path.never:
        yield "never", path.never.span
    if path.holdout and path.holdout.name:
        yield "holdout", path.holdout.name.span
