"""The path of names to a place in a tree: what stays the same when lines move."""

from bisect import bisect_right

from ipp.text.yaml.nodes import Mapping, Node, Scalar, Sequence


def find_key_path(tree: Node, offset: int) -> tuple[str, ...]:
    """Return the keys from the root to what stands at `offset`, and its text if it is a scalar in a list."""
    names: list[str] = []
    node: Node | None = tree
    while node is not None:
        if isinstance(node, Mapping):
            node = _enter_mapping(node, offset, names)
        elif isinstance(node, Sequence):
            node = _enter_sequence(node, offset)
        else:
            names.append(node.text)
            break
    return tuple(names)


def _enter_mapping(node: Mapping, offset: int, names: list[str]) -> Node | None:
    index = bisect_right(node.entries, offset, key=lambda entry: entry[0].start) - 1
    if index < 0:
        return None
    key, value = node.entries[index]
    if offset > max(key.end, value.end):
        return None
    names.append(key.text)
    return value if value.start <= offset <= value.end and not isinstance(value, Scalar) else None


def _enter_sequence(node: Sequence, offset: int) -> Node | None:
    index = bisect_right(node.items, offset, key=lambda item: item.start) - 1
    return node.items[index] if index >= 0 and offset <= node.items[index].end else None
