"""Fixes that several rules offer. None of them is safe: each decides something for the shop."""

from ipp.engine.policy.clauses import Ladder, Rung
from ipp.lint.facts.store import Checked
from ipp.path.model import Touch
from ipp.text.finding import Edit, Fix
from ipp.text.source import Source, Span
from ipp.text.yaml.edits import add_key, append_entry, has_own_entries
from ipp.text.yaml.nodes import Mapping, Node
from ipp.text.yaml.nodes import Sequence as Listed
from ipp.text.yaml.scalars import write_scalar


def ask_everybody(checked: Checked) -> Fix | None:
    """Return the fix that puts the ultimate action into the store-wide `next`; None where it stands there."""
    if checked.goal is None or checked.leads_everybody:
        return None
    name = write_scalar(checked.goal.good.name)
    edit = _add_entry(checked, "next", name)
    return (
        Fix(f"let the store-wide `next` lead to `{checked.goal.good.name}`", False, (edit,)) if edit else None
    )


def add_rest(checked: Checked) -> Fix | None:
    """Return the fix that gives the store a `rest` of a touch that it has; None where it has none."""
    touches = [touch for touch in checked.path.touches if not touch.draft]
    touch = min(touches, key=_can_repeat, default=None)
    if touch is None:
        return None
    edit = _add_entry(checked, "rest", f"{{do: {write_scalar(touch.name.text)}, every: 30d}}")
    return Fix(f"do `{touch.name.text}` every 30 days when nothing is left", False, (edit,)) if edit else None


def _can_repeat(touch: Touch) -> bool:
    """Content can be sent again and again; everything else comes second."""
    return touch.kind != "content"


def _add_entry(checked: Checked, key: str, entry: str) -> Edit | None:
    """Return the edit that adds an entry to a list at the top of the main file, or the list with it."""
    source, tree = checked.path.files[0]
    if not isinstance(tree, Mapping) or not tree.entries:
        return None
    listed, named = tree.get(key), tree.find_key(key)
    if listed is None or named is None:
        return add_key(source, tree, key, f"[{entry}]")
    return append_entry(source, listed, entry) if listed.start >= named.end else None


def add_series(checked: Checked, source: Source, name: str, members: list[str]) -> Fix | None:
    """Return the fix that writes a series; None where one of that name stands already."""
    tree = next((tree for each, tree in checked.path.files if each is source), None)
    if not isinstance(tree, Mapping) or not tree.entries:
        return None
    written = f"[{', '.join(write_scalar(member) for member in members)}]"
    listed, named = tree.get("series"), tree.find_key("series")
    if listed is None or named is None:
        edit = add_key(source, tree, "series", f"{{{write_scalar(name)}: {written}}}")
    elif (
        isinstance(listed, Mapping)
        and listed.entries
        and listed.start >= named.end
        and listed.get(name) is None
    ):
        edit = add_key(source, listed, write_scalar(name), written)
    else:
        return None
    if edit is None:
        return None
    return Fix(f"make a series of {', '.join(f'`{member}`' for member in members)}", False, (edit,))


def sort_downsells(checked: Checked, ladder: Ladder) -> Fix | None:
    """Return the fix that orders the downsells of a ladder by price; None where they stand in several lists, or order cannot help."""
    top, *rungs = ladder.rungs
    listed = _find_list(checked, rungs[0])
    if listed is None or len(listed[1].items) != len(rungs):
        return None
    source, items = listed[0], listed[1].items
    here = [
        each.start <= rung.span.start < each.end
        for each, rung in zip(items, rungs, strict=True)
        if rung.span.source is source
    ]
    prices = [rung.price for rung in (top, *rungs) if rung.price is not None]
    orderly = len(set(prices)) == len(ladder.rungs) and max(prices) == top.price
    written = source.text[listed[1].start : listed[1].end]
    if (
        len(here) != len(rungs)
        or not all(here)
        or not orderly
        or "#" in written
        or not has_own_entries(listed[1])
    ):
        return None
    texts = [source.text[each.start : each.end] for each in items]
    order = sorted(range(len(rungs)), key=lambda position: -(rungs[position].price or 0))
    edits = tuple(
        Edit(Span(source, each.start, each.end), texts[position])
        for each, position in zip(items, order, strict=True)
        if texts[position] != source.text[each.start : each.end]
    )
    return Fix("order the downsells from the dearest to the cheapest", False, edits)


def _find_list(checked: Checked, rung: Rung) -> tuple[Source, Listed] | None:
    """Return the innermost list in which a rung is written, with its file."""
    span = rung.span
    node: Node | None = next((tree for source, tree in checked.path.files if source is span.source), None)
    found = None
    while isinstance(node, (Mapping, Listed)):
        if isinstance(node, Listed):
            found = span.source, node
        parts = node.items if isinstance(node, Listed) else [value for _, value in node.entries]
        node = next((part for part in parts if part.start <= span.start < part.end), None)
    return found
