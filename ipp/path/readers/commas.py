"""Numbers that a comma parted: in braces, `{price: 12,50}` says to YAML that the price is 12, and that there is a key 50."""

import re
from collections.abc import Collection

from ipp.text.yaml.nodes import Mapping, Node, Scalar

_DIGITS = r"(?a:[0-9]+(?:\.[0-9]+)?\s*[^\w:]*)"


def rejoin_numbers(node: Mapping, legal: Collection[str]) -> Mapping:
    """Return a mapping in braces with the numbers that its commas parted in one piece, as they were meant."""
    if not node.flow or all(key.text in legal for key, _ in node.entries):
        return node
    entries: list[tuple[Scalar, Node]] = []
    for key, value in node.entries:
        before = entries[-1][1] if entries else None
        if isinstance(before, Scalar) and _is_following(before, key, value):
            text = f"{before.text},{key.text}"
            entries[-1] = entries[-1][0], Scalar(text, before.start, key.end, plain=True)
        else:
            entries.append((key, value))
    return node._replace(entries=entries)


def _is_following(before: Scalar, key: Scalar, value: Node) -> bool:
    """Whether a key is the rest of the number before it: digits without a value, right after its comma."""
    whole = before.plain and key.plain and before.text[-1:].isdigit() and key.start == before.end + 1
    return whole and isinstance(value, Scalar) and value.empty and bool(re.fullmatch(_DIGITS, key.text))
