"""`--rates FILE`: measured take rates, as CSV with the columns offer and take, or as a YAML mapping of offers to rates."""

import csv
from collections.abc import Iterator
from decimal import Decimal
from io import StringIO

from ipp.engine.policy import Policy
from ipp.engine.spoken import read_offer
from ipp.engine.terms import Offer
from ipp.errors import RequestError
from ipp.path.values import asked, rate
from ipp.text.columns import columns_named
from ipp.text.finding import Finding
from ipp.text.nodes import Mapping, Scalar
from ipp.text.source import Source
from ipp.text.yaml_tree import read_tree

OFFER_COLUMNS = ("offer", "name", "item", "product", "sku")
TAKE_COLUMNS = ("take", "rate", "takerate")


def read_rates(policy: Policy, source: Source) -> dict[str | Offer, Decimal]:
    """Return take rates by item, or by offer where a price is said (`Foot Spa Bundle for 49`).

    Raises RequestError, with the line, for what is no rate, no offer of the path, or said twice.
    """
    found: dict[str | Offer, Decimal] = {}
    for line, name, text in _rows(source):
        place = f"{source.name}:{line}"
        item, price = _named(policy, name, place)
        key: str | Offer = item if price is None else policy.offer(item, price)
        if key in found:
            raise RequestError(f"{place}: `{name}` has a rate already")
        found[key] = asked(place, text, rate)
    if not found:
        raise RequestError(
            f"{source.name}: no rates in it; a line is `Foot Spa Bundle, 12%`, under `offer, take`"
        )
    return found


def _named(policy: Policy, name: str, place: str) -> tuple[str, Decimal | None]:
    try:
        return read_offer(policy, name, "rates")
    except RequestError as error:
        raise RequestError(f"{place}: {str(error).removeprefix('--rates: ')}") from None


def _rows(source: Source) -> Iterator[tuple[int, str, str]]:
    """Yield line, offer and rate as written."""
    if source.name.lower().endswith((".csv", ".tsv", ".txt")) or _has_columns(source):
        yield from _table(source)
    else:
        yield from _mapping(source)


def _has_columns(source: Source) -> bool:
    """Tell whether the first line names the columns; what comes from stdin or a pipe has no ending that says so."""
    head = source.text.partition("\n")[0].strip().split(",")
    return len(columns_named({"offer": OFFER_COLUMNS, "take": TAKE_COLUMNS}, head)) == 2


def _table(source: Source) -> Iterator[tuple[int, str, str]]:
    delimiter = "\t" if source.name.lower().endswith(".tsv") else ","
    rows = csv.reader(StringIO(source.text, newline=""), delimiter=delimiter)  # lines end where CSV says so
    try:
        head = next(rows, [])
        found = columns_named({"offer": OFFER_COLUMNS, "take": TAKE_COLUMNS}, head)
        if len(found) < 2:
            raise RequestError(f"{source.name}: the first line names the columns: `offer` and `take`")
        offer, take = head.index(found["offer"]), head.index(found["take"])
        for row in rows:
            if len(row) > max(offer, take) and any(cell.strip() for cell in row):
                yield rows.line_num, row[offer].strip(), row[take].strip()
            elif any(cell.strip() for cell in row):
                raise RequestError(f"{source.name}:{rows.line_num}: a line without an offer and a rate")
    except csv.Error as error:
        raise RequestError(f"{source.name}:{rows.line_num}: this is not CSV: {error}") from None


def _mapping(source: Source) -> Iterator[tuple[int, str, str]]:
    mistakes: list[Finding] = []
    tree = read_tree(source, mistakes.append)
    if mistakes:
        raise RequestError(f"{source.name}:{mistakes[0].span.line}: {mistakes[0].message}")
    if not isinstance(tree, Mapping):
        raise RequestError(f"{source.name}: rates are a mapping of offers: `Foot Spa Bundle: 12%`")
    for key, value in tree.entries:
        line = source.place(key.start)[0]
        if not isinstance(value, Scalar):
            raise RequestError(f"{source.name}:{line}: `{key.text}` takes one rate, such as 12%")
        yield line, key.text, value.text
