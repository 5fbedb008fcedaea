"""What a YAML text is made of: texts, lists and mappings, each with its place."""

from typing import NamedTuple


class Scalar(NamedTuple):
    """A text; `plain` when it was written without quotes."""

    text: str
    start: int
    end: int
    plain: bool

    @property
    def empty(self) -> bool:
        """Whether nothing was written at all, as in `price:`."""
        return self.plain and not self.text


class Sequence(NamedTuple):
    """A list of nodes; `flow` when it was written in brackets."""

    items: list["Node"]
    start: int
    end: int
    flow: bool


class Mapping(NamedTuple):
    """Keys and values in the order written, each key once; `flow` when it was written in braces.

    `dropped` is what was written beside them and means nothing: a key's second value, a key that is no name.
    """

    entries: list[tuple[Scalar, "Node"]]
    start: int
    end: int
    flow: bool
    dropped: tuple["Node", ...] = ()

    def get(self, key: str) -> "Node | None":
        for name, value in self.entries:
            if name.text == key:
                return value
        return None

    def find_key(self, key: str) -> Scalar | None:
        return next((name for name, _ in self.entries if name.text == key), None)


Node = Scalar | Sequence | Mapping
