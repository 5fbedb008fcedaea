"""What `ipp suggest` says: candidates with their reasons, for people and for programs."""

import json
from collections.abc import Iterator, Sequence

from ipp.importers.suggestions.candidates import Candidate, Suggestion, Suggestions
from ipp.path.model import Bundle, Product
from ipp.render.counts import write_own_next
from ipp.render.money import write_amount, write_price
from ipp.render.page import Line, Piece, make_line, pad_text
from ipp.text.visible import escape_json, shorten_text
from ipp.text.words import count_things, name_few

FORMAT_VERSION = "1.0"
MOST = 20
"""Products that are shown to people."""
_WIDEST = 40


def render_suggestions(
    found: Suggestions, currency: str | None, written: int | None, by_hand: Sequence[str]
) -> Iterator[Line]:
    """Yield the page; `written` is how many drafts were written, None where none were asked for."""
    yield make_line(f"{write_own_next(found.with_next, found.products)}.")
    if written is None:
        yield from _render_bare(found, currency)
    elif not written:
        yield make_line(_explain_nothing(found))
    else:
        yield make_line(f"Wrote {count_things(written, 'draft')}: look for `draft of ipp suggest`.")
    if by_hand:
        yield make_line(f"ipp cannot write these, add them by hand: {name_few(by_hand, 5)}.")


def _explain_nothing(found: Suggestions) -> str:
    """Say why no draft was written."""
    if not found.bare:
        return "Nothing to write: every product that needs a next of its own has one."
    without = [each.product.name.text for each in found.bare if not each.candidates]
    return (
        f"Nothing to write: nothing to suggest for {name_few(without, 5)}."
        if without
        else "Nothing to write."
    )


def _render_bare(found: Suggestions, currency: str | None) -> Iterator[Line]:
    with_some = [each for each in found.bare if each.candidates]
    for suggestion in with_some[:MOST]:
        name = _name_with_price(suggestion.product, currency)
        yield make_line(Piece(name, "bold"), f"    line {suggestion.product.name.span.line}")
        yield from _render_candidates(suggestion, currency)
    if len(with_some) > MOST:
        yield make_line(f"… and {len(with_some) - MOST:,} more (--format json has them all)")
    if len(with_some) < len(found.bare):
        bare = [each.product.name.text for each in found.bare if not each.candidates]
        yield make_line(f"Nothing to suggest for {name_few(bare, 5)}.")
    if with_some:
        yield make_line("--write adds these as drafts to the path file. Read each before you use it.")


def _render_candidates(suggestion: Suggestion, currency: str | None) -> Iterator[Line]:
    names = [_name_with_price(candidate.good, currency) for candidate in suggestion.candidates]
    width = max(map(len, names), default=0)
    for name, candidate in zip(names, suggestion.candidates, strict=True):
        yield make_line("  ", pad_text(name, width), "  ", Piece(candidate.reason, "dim"))


def _name_with_price(good: Product | Bundle, currency: str | None) -> str:
    name = shorten_text(good.name.text, _WIDEST)
    every = good.every if isinstance(good, Product) else None
    return name if good.price is None else f"{name}  {write_price(good.price, currency, every)}"


def write_suggestions_json(found: Suggestions, written: int | None, by_hand: Sequence[str]) -> str:
    """Return the answer as JSON."""
    answer = {
        "format_version": FORMAT_VERSION,
        "products": found.products,
        "with_next": found.with_next,
        "written": written,
        "by_hand": list(by_hand),
        "suggestions": [
            {
                "name": each.product.name.text,
                "file": each.product.name.span.source.name,
                "line": each.product.name.span.line,
                "candidates": [_write_candidate(candidate) for candidate in each.candidates],
            }
            for each in found.bare
        ],
    }
    return escape_json(json.dumps(answer, ensure_ascii=False, indent=2)) + "\n"


def _write_candidate(candidate: Candidate) -> dict[str, str | None]:
    good = candidate.good
    return {
        "name": good.name.text,
        "kind": "bundle" if isinstance(good, Bundle) else "product",
        "price": None if good.price is None else write_amount(good.price),
        "reason": candidate.reason,
    }
