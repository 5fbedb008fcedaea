"""Candidates as drafts in the path file: a `next` for each product, with a comment that says so."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from ipp.importers.merging.edits import is_empty, set_key, write_value
from ipp.importers.suggestions.candidates import Suggestion
from ipp.text.edits import apply_edits, join_insertions
from ipp.text.finding import Edit
from ipp.text.source import Span
from ipp.text.yaml.edits import fill_value
from ipp.text.yaml.nodes import Mapping as Mapped
from ipp.text.yaml.nodes import Scalar

_NOTHING = re.compile(r"[ \t]*(?=\r|\n|\Z)")
MARK = "draft of ipp suggest"


class Drafts(NamedTuple):
    """The new text of each file by name, how many lists were written, and the names of products whose list cannot be."""

    texts: Mapping[str, str]
    written: int
    by_hand: tuple[str, ...]


def write_drafts(suggestions: Iterable[Suggestion]) -> Drafts:
    """Return the files with a `next` of the candidates for each product that has any."""
    edits: list[Edit] = []
    written, by_hand = 0, list[str]()
    for suggestion in suggestions:
        if suggestion.candidates:
            found = _write_next(suggestion)
            edits += found or []
            written += found is not None
            if found is None:
                by_hand.append(suggestion.product.name.text)
    texts = {source.name: text for source, text in apply_edits(join_insertions(edits)).items()}
    return Drafts(texts, written, tuple(by_hand))


def _write_next(suggestion: Suggestion) -> list[Edit] | None:
    product = suggestion.product
    value = tuple(candidate.good.name.text for candidate in suggestion.candidates)
    if not is_empty(product.body):
        edits = set_key(product, "next", value)
    else:
        span = product.name.span
        name = Scalar(product.name.text, span.start, span.end, True)
        assert product.body is not None
        edit = fill_value(span.source, name, product.body, f"{{next: {write_value(value)}}}")
        edits = None if edit is None else [edit]
    return None if edits is None else [*_mark_draft(suggestion, edits)]


def _mark_draft(suggestion: Suggestion, edits: list[Edit]) -> Iterator[Edit]:
    """Yield edits with a comment behind the list: behind it on a line of its own, else at the end of the item's line, if that is free."""
    body, source = suggestion.product.body, suggestion.product.name.span.source
    last = edits[-1]
    if isinstance(body, Mapped) and not body.flow and last.span.start == last.span.end:
        text = last.text.rstrip("\r\n")
        yield from edits[:-1]
        yield last._replace(text=f"{text}    # {MARK}{last.text[len(text) :]}")
        return
    end = body.end if isinstance(body, Mapped) and body.flow else last.span.end
    free = _NOTHING.match(source.text, end)
    if free and free.end() == last.span.end:
        yield from edits[:-1]
        yield last._replace(text=f"{last.text}    # {MARK}")
        return
    yield from edits
    if free:
        yield Edit(Span(source, free.end(), free.end()), f"    # {MARK}")
