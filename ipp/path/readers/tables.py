"""Nodes that map names or numbers to values: quantities, attributes, rates, series."""

from decimal import Decimal

from ipp.path.keys import Kind, Quantity
from ipp.path.model import Series
from ipp.path.readers.scalars import ScalarReader
from ipp.path.segments import Attribute
from ipp.text.visible import shorten_text
from ipp.text.yaml.nodes import Mapping, Node


class TableReader(ScalarReader):
    """Reads what is written under names of its own; `ScalarReader` reads the single values."""

    def read_quantities(self, node: Node, what: str) -> tuple[Quantity, ...]:
        if not isinstance(node, Mapping):
            return tuple(Quantity(name, 1) for name in self.read_names(node, what) or ())
        found = []
        for key, value in node.entries:
            name, number = (
                self.read_name(key, what),
                self.read_scalar(Kind.POSITIVE, value, f"the quantity of `{shorten_text(key.text)}`"),
            )
            if name is not None and number is not None:
                found.append(Quantity(name, number))
        return tuple(found)

    def read_attributes(self, node: Node, what: str) -> tuple[Attribute, ...] | None:
        if not isinstance(node, Mapping):
            self.report_wrong_type(node, what, "attributes with their values, as in {concern: [heel, arch]}")
            return None
        read = [
            (self.read_name(key, what), self.read_names(value, f"`{shorten_text(key.text)}`"))
            for key, value in node.entries
        ]
        return tuple(Attribute(name, wanted) for name, wanted in read if name and wanted)

    def read_rates(self, node: Node, what: str) -> dict[int, Decimal] | None:
        if not isinstance(node, Mapping):
            only = self.read_scalar(Kind.RATE, node, what)
            return None if only is None else {0: only}
        read = [
            (self.read_scalar(Kind.COUNT, key, what), self.read_scalar(Kind.RATE, value, what))
            for key, value in node.entries
        ]
        return {owned: rate for owned, rate in read if owned is not None and rate is not None}

    def read_series(self, node: Node, what: str) -> tuple[Series, ...]:
        if not isinstance(node, Mapping):
            self.report_wrong_type(node, what, "a mapping of names to lists of products")
            return ()
        read = [
            (self.read_name(key, what), self.read_names(value, f"`{shorten_text(key.text)}`"))
            for key, value in node.entries
        ]
        return tuple(Series(name, members) for name, members in read if name and members is not None)
