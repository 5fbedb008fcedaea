"""Nodes to the model, led by the model's own fields: every mistake is told, not just the first.

A thing whose body cannot be read still declares its name, so that one mistake does not become many.
"""

from collections.abc import Callable
from decimal import Decimal
from functools import cache
from typing import Any, TypeVar

from ipp.path.commas import rejoin_numbers
from ipp.path.model import (
    OFFER_ONLY,
    PART_KEYS,
    Attribute,
    Bundle,
    Category,
    Defaults,
    Ignore,
    Key,
    Kind,
    Path,
    Product,
    Quantity,
    Rest,
    Segment,
    Series,
    Step,
    Touch,
    Ultimate,
    keys,
)  # fmt: skip
from ipp.path.rules import BAD_VALUE, MISSING_KEY, UNKNOWN_KEY, UNSUPPORTED_VERSION
from ipp.path.scalars import SCALAR_KINDS, ScalarReader
from ipp.path.values import Yearday
from ipp.text.finding import Finding, Report
from ipp.text.nodes import Mapping, Node, Scalar, Sequence
from ipp.text.source import Source
from ipp.text.suggest import Suggester
from ipp.text.visible import shortened
from ipp.text.yaml_tree import DUPLICATE_KEY, MERGE, read_tree

VERSION = 1
_NAMING = frozenset({"include", "products", "bundles", "touches", "segments"})

legal_keys = cache(keys)
M = TypeVar("M")


def read_path(
    source: Source, report: Report, suggester: Suggester, *, part: bool = False, pure: bool = False
) -> Path | None:
    """Return what one file says, or None after reporting that it cannot be read at all.

    A `part` is an included file: it brings items, and leaves the terms of the store to the main file.
    """
    reader = _Reader(source, report, suggester)
    tree = read_tree(source, reader.syntax, pure=pure)
    return None if tree is None else reader.path(tree, part)


class _Reader(ScalarReader):
    """Reads the collections; `ScalarReader` reads the single values."""

    complete = True

    def syntax(self, finding: Finding) -> None:
        """Pass on what is wrong with the YAML; of a collection written twice, or merged, some names are lost."""
        written = self.source.text[finding.span.start : finding.span.end]
        if written == MERGE or (finding.rule is DUPLICATE_KEY and written in _NAMING):
            self.complete = False
        self.report(finding)

    def path(self, tree: Node, part: bool) -> Path | None:
        if not isinstance(tree, Mapping):
            self.wrong_type(tree, "a path file", "a mapping with `ipp`, `ultimate` and `products`")
            return None
        version = tree.get("ipp")
        if version is not None and not self.supported(version):
            return None
        if part:
            tree = self.part_of(tree)
        fields = self.fields(tree, Path, "a path file", lenient=part)
        return Path(((self.source, tree),), self.complete, **fields)

    def part_of(self, tree: Mapping) -> Mapping:
        """Return an included file without the keys that only the main file may have, which are reported."""
        for key, _ in tree.entries:
            if key.text in legal_keys(Path) and key.text not in PART_KEYS:
                self.tell(UNKNOWN_KEY, key, f"`{key.text}` belongs in the main file, not in an included one")
        kept, dropped = list[tuple[Scalar, Node]](), list(tree.dropped)
        for key, node in tree.entries:
            if key.text in PART_KEYS or key.text not in legal_keys(Path):
                kept.append((key, node))
            else:
                dropped += (key, node)
        return tree._replace(entries=kept, dropped=tuple(dropped))

    def supported(self, node: Node) -> bool:
        if not isinstance(node, Scalar) or not (node.text.isascii() and node.text.isdecimal()):
            return True
        number = int(node.text.lstrip("0")[:9] or "0")
        if number == VERSION:
            return True
        message = f"this file has format version {shortened(node.text, 9)}; ipp 0.x reads version {VERSION}"
        newer = number > VERSION
        self.tell(
            UNSUPPORTED_VERSION,
            node,
            message,
            "upgrade ipp: a later release reads it" if newer else f"write `ipp: {VERSION}`",
        )
        return False

    def fields(self, node: Mapping, model: type, what: str, *, lenient: bool = False) -> dict[str, Any]:
        """Read the keys of a mapping; what cannot be read is reported and left out."""
        legal = legal_keys(model)
        node = rejoin_numbers(node, legal)
        found: dict[str, Any] = {}
        misspelt: set[str | None] = set()
        for key, value in node.entries:
            if key.text not in legal:
                meant = self.unknown_key(key, legal, node, what)
                misspelt.add(meant)
                self.complete &= model is not Path or meant not in _NAMING
                continue
            field, said = legal[key.text]
            got = self.value(said.kind, value, key)
            if got is not None:
                found[field] = got
            elif model is Path and key.text in _NAMING:
                self.complete = False
        if not lenient and not any(isinstance(part, Scalar) and part.text == MERGE for part in node.dropped):
            self.required(node, legal, what, misspelt)
        return found

    def required(
        self, node: Mapping, legal: dict[str, tuple[str, Key]], what: str, misspelt: set[str | None]
    ) -> None:
        """Report keys that are needed and not there, not even misspelt."""
        written = {key.text for key, _ in node.entries} | misspelt
        for name, (_, said) in legal.items():
            if said.required and name not in written and not (name == "products" and "include" in written):
                self.missing(node, name, said, what)

    def value(self, kind: Kind, node: Node, key: Scalar) -> Any:
        if isinstance(node, Scalar) and node.empty:
            self.tell(BAD_VALUE, key, f"`{key.text}` has no value", "write one, or remove the key")
            return None
        if kind in SCALAR_KINDS:
            return self.scalar(kind, node, f"`{key.text}`")
        return _COLLECTIONS[kind](self, node, f"`{key.text}`")

    def whole(self, node: Node, model: Callable[..., M], what: str) -> M | None:
        """Read a mapping that is one model without a name."""
        if not isinstance(node, Mapping):
            self.wrong_type(node, what, "a mapping")
            return None
        return model(**self.fields(node, model, what))  # type: ignore[arg-type]

    def named(self, node: Node, model: Callable[..., M], what: str) -> tuple[M, ...] | None:
        """Read a mapping of names to bodies; an unreadable body still declares its name."""
        if not isinstance(node, Mapping):
            self.wrong_type(node, what, "a mapping of names")
            return None
        found = []
        for key, body in node.entries:
            name = self.name(key, what)
            if name is None:
                continue
            if isinstance(body, Scalar) and body.empty:
                found.append(model(name, body))
            elif not isinstance(body, Mapping):
                self.wrong_type(body, f"`{shortened(key.text)}`", "a mapping of keys")
                found.append(model(name, body))
            else:
                draft = body.get("draft")
                lenient = isinstance(draft, Scalar) and draft.text.lower() in ("true", "yes")
                said = f"`{shortened(key.text)}`"
                found.append(model(name, body, **self.fields(body, model, said, lenient=lenient)))  # type: ignore[arg-type]
        return tuple(found)

    def bundles(self, node: Node, what: str) -> tuple[Bundle, ...] | None:
        found = self.named(node, Bundle, what)
        for bundle in found or ():
            if isinstance(bundle.body, Scalar) and bundle.body.empty:
                self.tell_missing_items(bundle)
        return found

    def tell_missing_items(self, bundle: Bundle) -> None:
        _, said = legal_keys(Bundle)["items"]
        self.report(
            Finding(
                MISSING_KEY, f"`{shortened(bundle.name.text)}` has no `items`", bundle.name.span, said.doc
            )
        )

    def segments(self, node: Node, what: str) -> tuple[Segment, ...] | None:
        found = self.named(node, Segment, what)
        for segment in found or ():
            said = segment.body.entries if isinstance(segment.body, Mapping) else []
            blank = isinstance(segment.body, Scalar) and segment.body.empty
            if blank or (isinstance(segment.body, Mapping) and all(key.text == "note" for key, _ in said)):
                self.report(
                    Finding(
                        MISSING_KEY,
                        f"segment `{shortened(segment.name.text)}` says no condition",
                        segment.name.span,
                        "say `where`, `owns`, `owns_any`, `owns_all`, `any`, `all` or `not`",
                    )
                )
        return found

    def steps(self, node: Node, what: str) -> tuple[Step, ...]:
        parts = node.items if isinstance(node, Sequence) else [node]
        found = [self.step(part, what) for part in parts]
        return tuple(step for step in found if step is not None)

    def step(self, node: Node, what: str) -> Step | None:
        if isinstance(node, Scalar):
            name = self.name(node, what)
            return Step(name.span, name) if name else None
        if isinstance(node, Sequence):
            self.wrong_type(node, what, "names and mappings, each")
            return None
        found = self.fields(node, Step, "a step")
        if not self.one_of_two(node, "a step"):
            return None
        if "do" in found:
            self.no_money(node)
        self.one_kind_of_year(node, found)
        return Step(self.span(node), **found) if "offer" in found or "do" in found else None

    def one_of_two(self, node: Mapping, what: str) -> bool:
        """Check that a mapping says either `offer` or `do`; one that is there but unreadable is reported already."""
        says = [key for key, _ in node.entries if key.text in ("offer", "do")]
        if not says:
            self.missing(node, "offer", legal_keys(Step)["offer"][1], what)
        elif len(says) == 2:
            self.tell(
                BAD_VALUE, says[1], f"{what} is an `offer` or a `do`, not both", "make two entries of it"
            )
        return len(says) == 1

    def one_kind_of_year(self, node: Mapping, found: dict[str, Any]) -> None:
        """Report a window of which one end has a year and the other has none."""
        first, last = found.get("from_"), found.get("until")
        if first and last and isinstance(first, Yearday) != isinstance(last, Yearday):
            (until,) = (value for key, value in node.entries if key.text == "until")
            with_year, without = ("until", "from") if isinstance(first, Yearday) else ("from", "until")
            self.tell(
                BAD_VALUE,
                until,
                f"`{with_year}` has a year, `{without}` has none",
                "write both with a year, or both without one for every year",
            )

    def no_money(self, node: Mapping) -> None:
        for key, _ in node.entries:
            if key.text in OFFER_ONLY:
                self.tell(
                    UNKNOWN_KEY,
                    key,
                    f"a touch has no `{key.text}`: it asks for no money",
                    "write `offer` for a product or bundle",
                )

    def rungs(self, node: Node, what: str) -> tuple[Step, ...]:
        found = self.steps(node, what)
        for step in found:
            if step.do:
                self.report(
                    Finding(
                        BAD_VALUE, "a rung is an offer, not a touch", step.do.span, "put touches into `next`"
                    )
                )
        return tuple(step for step in found if not step.do)

    def rests(self, node: Node, what: str) -> tuple[Rest, ...]:
        parts = node.items if isinstance(node, Sequence) else [node]
        found = []
        for part in parts:
            if not isinstance(part, Mapping):
                self.wrong_type(part, what, "mappings such as {do: Newsletter, every: 30d}")
                continue
            fields = self.fields(part, Rest, "a rest entry")
            if (
                self.one_of_two(part, "a rest entry")
                and ("offer" in fields or "do" in fields)
                and "every" in fields
            ):
                found.append(Rest(self.span(part), **fields))
        return tuple(found)

    def ultimate(self, node: Node, what: str) -> Ultimate | None:
        if isinstance(node, Scalar):
            return Ultimate(self.name(node, what))
        return self.whole(node, Ultimate, what)

    def quantities(self, node: Node, what: str) -> tuple[Quantity, ...]:
        if not isinstance(node, Mapping):
            return tuple(Quantity(name, 1) for name in self.names(node, what) or ())
        found = []
        for key, value in node.entries:
            name, number = (
                self.name(key, what),
                self.scalar(Kind.POSITIVE, value, f"the quantity of `{shortened(key.text)}`"),
            )
            if name is not None and number is not None:
                found.append(Quantity(name, number))
        return tuple(found)

    def attributes(self, node: Node, what: str) -> tuple[Attribute, ...] | None:
        if not isinstance(node, Mapping):
            self.wrong_type(node, what, "attributes with their values, as in {concern: [heel, arch]}")
            return None
        read = [
            (self.name(key, what), self.names(value, f"`{shortened(key.text)}`"))
            for key, value in node.entries
        ]
        return tuple(Attribute(name, wanted) for name, wanted in read if name and wanted)

    def rates(self, node: Node, what: str) -> dict[int, Decimal] | None:
        if not isinstance(node, Mapping):
            only = self.scalar(Kind.RATE, node, what)
            return None if only is None else {0: only}
        read = [
            (self.scalar(Kind.COUNT, key, what), self.scalar(Kind.RATE, value, what))
            for key, value in node.entries
        ]
        return {owned: rate for owned, rate in read if owned is not None and rate is not None}

    def series(self, node: Node, what: str) -> tuple[Series, ...]:
        if not isinstance(node, Mapping):
            self.wrong_type(node, what, "a mapping of names to lists of products")
            return ()
        read = [
            (self.name(key, what), self.names(value, f"`{shortened(key.text)}`"))
            for key, value in node.entries
        ]
        return tuple(Series(name, members) for name, members in read if name and members is not None)

    def ignores(self, node: Node, what: str) -> tuple[Ignore, ...]:
        parts = node.items if isinstance(node, Sequence) else [node]
        found = []
        for part in parts:
            if isinstance(part, Mapping):
                found.append(Ignore(self.span(part), **self.fields(part, Ignore, "an ignore entry")))
            else:
                self.wrong_type(part, what, "mappings such as {rule: IPP205, reason: …}")
        return tuple(found)


_COLLECTIONS: dict[Kind, Callable[[_Reader, Node, str], Any]] = {
    Kind.NAME: _Reader.name,
    Kind.NAMES: _Reader.names,
    Kind.FILES: _Reader.names,
    Kind.RATES: _Reader.rates,
    Kind.QUANTITIES: _Reader.quantities,
    Kind.ATTRIBUTES: _Reader.attributes,
    Kind.STEPS: _Reader.steps,
    Kind.RUNGS: _Reader.rungs,
    Kind.RESTS: _Reader.rests,
    Kind.ULTIMATE: _Reader.ultimate,
    Kind.IGNORES: _Reader.ignores,
    Kind.DEFAULTS: lambda self, node, what: self.whole(node, Defaults, what),
    Kind.PRODUCTS: lambda self, node, what: self.named(node, Product, what),
    Kind.BUNDLES: _Reader.bundles,
    Kind.TOUCHES: lambda self, node, what: self.named(node, Touch, what),
    Kind.SERIES: _Reader.series,
    Kind.CATEGORIES: lambda self, node, what: self.named(node, Category, what),
    Kind.SEGMENTS: _Reader.segments,
}
