"""Nodes to the parts of the model: mappings and lists, led by the fields of each class."""

from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar

from ipp.path.keys import Key, Kind, list_keys
from ipp.path.model import OFFER_ONLY, Bundle, Category, Path, Product, Step, Touch
from ipp.path.readers.commas import rejoin_numbers
from ipp.path.readers.scalars import SCALAR_KINDS
from ipp.path.readers.tables import TableReader
from ipp.path.rules import BAD_VALUE, MISSING_KEY, UNKNOWN_KEY
from ipp.path.segments import Segment
from ipp.path.terms import Channel, Defaults, Holdout, Ignore, Refill, Rest, Ultimate
from ipp.path.values import Yearday
from ipp.text.finding import Finding
from ipp.text.visible import shorten_text
from ipp.text.yaml.nodes import Mapping, Node, Scalar, Sequence
from ipp.text.yaml.tree import MERGE

NAMING = frozenset({"include", "products", "bundles", "touches", "segments"})
"""The keys of a path file under which names are declared."""

legal_keys = cache(list_keys)


@cache
def required_keys(model: type) -> dict[str, Key]:
    """Return the keys of a model that must be written."""
    return {name: said for name, (_, said) in legal_keys(model).items() if said.required}


CONDITIONS = tuple(key for key in list_keys(Segment) if key not in ("salt", "note"))
M = TypeVar("M")


class CollectionReader(TableReader):
    """Reads mappings and lists; `ScalarReader` reads the single values."""

    complete = True

    def read_fields(self, node: Mapping, model: type, what: str, *, lenient: bool = False) -> dict[str, Any]:
        """Read the keys of a mapping; what cannot be read is reported and left out."""
        legal = legal_keys(model)
        node = rejoin_numbers(node, legal)
        found: dict[str, Any] = {}
        misspelt: set[str | None] = set()
        for key, value in node.entries:
            known = legal.get(key.text)
            if known is None:
                meant = self.report_unknown_key(key, legal, node, what)
                misspelt.add(meant)
                self.complete &= model is not Path or meant not in NAMING
                continue
            field, said = known
            got = self.read_value(said.kind, value, key)
            if got is not None:
                found[field] = got
            elif model is Path and key.text in NAMING:
                self.complete = False
        required = {} if lenient else required_keys(model)
        if required and not any(isinstance(part, Scalar) and part.text == MERGE for part in node.dropped):
            self.check_required(node, required, what, misspelt)
        return found

    def check_required(
        self, node: Mapping, required: dict[str, Key], what: str, misspelt: set[str | None]
    ) -> None:
        """Report keys that are needed and not there, not even misspelt."""
        written = {key.text for key, _ in node.entries} | misspelt
        for name, said in required.items():
            if name not in written and not (name == "products" and "include" in written):
                self.report_missing(node, name, said, what)

    def read_value(self, kind: Kind, node: Node, key: Scalar) -> Any:
        if isinstance(node, Scalar) and not node.text and node.empty:
            self.report_finding(BAD_VALUE, key, f"`{key.text}` has no value", "write one, or remove the key")
            return None
        if kind in SCALAR_KINDS:
            return self.read_scalar(kind, node, f"`{key.text}`")
        return _COLLECTIONS[kind](self, node, f"`{key.text}`")

    def read_model(self, node: Node, model: Callable[..., M], what: str) -> M | None:
        """Read a mapping that is one model without a name."""
        if not isinstance(node, Mapping):
            self.report_wrong_type(node, what, "a mapping")
            return None
        return model(**self.read_fields(node, model, what))  # type: ignore[arg-type]

    def read_named(self, node: Node, model: Callable[..., M], what: str) -> tuple[M, ...] | None:
        """Read a mapping of names to bodies; an unreadable body still declares its name."""
        if not isinstance(node, Mapping):
            self.report_wrong_type(node, what, "a mapping of names")
            return None
        found = []
        for key, body in node.entries:
            name = self.read_name(key, what)
            if name is None:
                continue
            if isinstance(body, Scalar) and body.empty:
                found.append(model(name, body))
            elif not isinstance(body, Mapping):
                self.report_wrong_type(body, f"`{shorten_text(key.text)}`", "a mapping of keys")
                found.append(model(name, body))
            else:
                draft = body.get("draft")
                lenient = isinstance(draft, Scalar) and draft.text.lower() in ("true", "yes")
                said = f"`{shorten_text(key.text)}`"
                found.append(model(name, body, **self.read_fields(body, model, said, lenient=lenient)))  # type: ignore[arg-type]
        return tuple(found)

    def read_bundles(self, node: Node, what: str) -> tuple[Bundle, ...] | None:
        found = self.read_named(node, Bundle, what)
        for bundle in found or ():
            if isinstance(bundle.body, Scalar) and bundle.body.empty:
                self.report_missing_items(bundle)
        return found

    def report_missing_items(self, bundle: Bundle) -> None:
        _, said = legal_keys(Bundle)["items"]
        self.report(
            Finding(
                MISSING_KEY, f"`{shorten_text(bundle.name.text)}` has no `items`", bundle.name.span, said.doc
            )
        )

    def read_segments(self, node: Node, what: str) -> tuple[Segment, ...] | None:
        found = self.read_named(node, Segment, what)
        for segment in found or ():
            said = segment.body.entries if isinstance(segment.body, Mapping) else []
            blank = isinstance(segment.body, Scalar) and segment.body.empty
            silent = all(key.text in ("note", "salt") for key, _ in said)
            if blank or (isinstance(segment.body, Mapping) and silent):
                self.report(
                    Finding(
                        MISSING_KEY,
                        f"segment `{shorten_text(segment.name.text)}` says no condition",
                        segment.name.span,
                        f"say one of {', '.join(CONDITIONS)}",
                    )
                )
        return found

    def read_steps(self, node: Node, what: str) -> tuple[Step, ...]:
        parts = node.items if isinstance(node, Sequence) else [node]
        found = [self.read_step(part, what) for part in parts]
        return tuple([step for step in found if step is not None])

    def read_step(self, node: Node, what: str) -> Step | None:
        if isinstance(node, Scalar):
            name = self.read_name(node, what)
            return Step(name.span, name) if name else None
        if isinstance(node, Sequence):
            self.report_wrong_type(node, what, "names and mappings, each")
            return None
        found = self.read_fields(node, Step, "a step")
        if not self.has_one_subject(node, "a step"):
            return None
        if "do" in found:
            self.refuse_money(node)
        self.check_window_years(node, found)
        return Step(self.make_span(node), **found) if "offer" in found or "do" in found else None

    def has_one_subject(self, node: Mapping, what: str) -> bool:
        """Check that a mapping says either `offer` or `do`; one that is there but unreadable is reported already."""
        says = [key for key, _ in node.entries if key.text in ("offer", "do")]
        if not says:
            self.report_missing(node, "offer", legal_keys(Step)["offer"][1], what)
        elif len(says) == 2:
            self.report_finding(
                BAD_VALUE, says[1], f"{what} is an `offer` or a `do`, not both", "make two entries of it"
            )
        return len(says) == 1

    def check_window_years(self, node: Mapping, found: dict[str, Any]) -> None:
        """Report a window of which one end has a year and the other has none."""
        first, last = found.get("from_"), found.get("until")
        if first and last and isinstance(first, Yearday) != isinstance(last, Yearday):
            (until,) = (value for key, value in node.entries if key.text == "until")
            with_year, without = ("until", "from") if isinstance(first, Yearday) else ("from", "until")
            self.report_finding(
                BAD_VALUE,
                until,
                f"`{with_year}` has a year, `{without}` has none",
                "write both with a year, or both without one for every year",
            )

    def refuse_money(self, node: Mapping) -> None:
        for key, _ in node.entries:
            if key.text in OFFER_ONLY:
                self.report_finding(
                    UNKNOWN_KEY,
                    key,
                    f"a touch has no `{key.text}`: it asks for no money",
                    "write `offer` for a product or bundle",
                )

    def read_rungs(self, node: Node, what: str) -> tuple[Step, ...]:
        found = self.read_steps(node, what)
        for step in found:
            if step.do:
                self.report(
                    Finding(
                        BAD_VALUE, "a rung is an offer, not a touch", step.do.span, "put touches into `next`"
                    )
                )
        return tuple(step for step in found if not step.do)

    def read_rests(self, node: Node, what: str) -> tuple[Rest, ...]:
        parts = node.items if isinstance(node, Sequence) else [node]
        found = []
        for part in parts:
            if not isinstance(part, Mapping):
                self.report_wrong_type(part, what, "mappings such as {do: Newsletter, every: 30d}")
                continue
            fields = self.read_fields(part, Rest, "a rest entry")
            if (
                self.has_one_subject(part, "a rest entry")
                and ("offer" in fields or "do" in fields)
                and "every" in fields
            ):
                found.append(Rest(self.make_span(part), **fields))
        return tuple(found)

    def read_refill(self, node: Node, what: str) -> Refill | None:
        if not isinstance(node, Mapping):
            every = self.read_scalar(Kind.PERIOD, node, what)
            return None if every is None else Refill(every)
        found = self.read_model(node, Refill, what)
        return found if found and found.every else None

    def read_ultimate(self, node: Node, what: str) -> Ultimate | None:
        if isinstance(node, Scalar):
            return Ultimate(self.read_name(node, what))
        return self.read_model(node, Ultimate, what)

    def read_holdout(self, node: Node, what: str) -> Holdout | None:
        found = self.read_model(node, Holdout, what)
        return found if found and found.name and found.share is not None else None

    def read_ignores(self, node: Node, what: str) -> tuple[Ignore, ...]:
        parts = node.items if isinstance(node, Sequence) else [node]
        found = []
        for part in parts:
            if isinstance(part, Mapping):
                found.append(
                    Ignore(self.make_span(part), **self.read_fields(part, Ignore, "an ignore entry"))
                )
            else:
                self.report_wrong_type(part, what, "mappings such as {rule: IPP205, reason: …}")
        return tuple(found)


_COLLECTIONS: dict[Kind, Callable[[CollectionReader, Node, str], Any]] = {
    Kind.NAME: CollectionReader.read_name,
    Kind.NAMES: CollectionReader.read_names,
    Kind.FILES: CollectionReader.read_names,
    Kind.TEXTS: CollectionReader.read_texts,
    Kind.REFILL: CollectionReader.read_refill,
    Kind.RATES: CollectionReader.read_rates,
    Kind.QUANTITIES: CollectionReader.read_quantities,
    Kind.ATTRIBUTES: CollectionReader.read_attributes,
    Kind.STEPS: CollectionReader.read_steps,
    Kind.RUNGS: CollectionReader.read_rungs,
    Kind.RESTS: CollectionReader.read_rests,
    Kind.ULTIMATE: CollectionReader.read_ultimate,
    Kind.IGNORES: CollectionReader.read_ignores,
    Kind.CHANNEL: CollectionReader.read_name,
    Kind.CHANNELS: lambda self, node, what: self.read_named(node, Channel, what),
    Kind.HOLDOUT: CollectionReader.read_holdout,
    Kind.DEFAULTS: lambda self, node, what: self.read_model(node, Defaults, what),
    Kind.PRODUCTS: lambda self, node, what: self.read_named(node, Product, what),
    Kind.BUNDLES: CollectionReader.read_bundles,
    Kind.TOUCHES: lambda self, node, what: self.read_named(node, Touch, what),
    Kind.SERIES: CollectionReader.read_series,
    Kind.CATEGORIES: lambda self, node, what: self.read_named(node, Category, what),
    Kind.SEGMENTS: CollectionReader.read_segments,
}
