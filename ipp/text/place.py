"""The path of names to a place in a tree: what stays the same when lines move."""

from ipp.text.yaml_tree import Mapping, Node, Scalar, Sequence


def names_to(tree: Node, offset: int) -> tuple[str, ...]:
    """Return the keys from the root to what stands at `offset`, and its text if it is a scalar in a list."""
    names: list[str] = []
    node: Node | None = tree
    while node is not None:
        if isinstance(node, Mapping):
            node = _into(node, offset, names)
        elif isinstance(node, Sequence):
            node = next((item for item in node.items if item.start <= offset <= item.end), None)
        else:
            names.append(node.text)
            break
    return tuple(names)


def _into(node: Mapping, offset: int, names: list[str]) -> Node | None:
    for key, value in node.entries:
        if key.start <= offset <= max(key.end, value.end):
            names.append(key.text)
            inside = value.start <= offset <= value.end and not (
                isinstance(value, Scalar) and key.start <= offset <= key.end
            )
            return value if inside and not isinstance(value, Scalar) else None
    return None
