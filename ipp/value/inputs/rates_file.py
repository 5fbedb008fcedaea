"""`--rates FILE`: measured take rates, as CSV with the columns offer and take, and answers if known, or as a YAML mapping of offers to rates."""

import csv
from collections.abc import Iterator
from decimal import Decimal
from io import StringIO
from math import nan
from typing import NamedTuple

from ipp.engine.customer.typed import read_offer
from ipp.engine.policy.clauses import Offer
from ipp.engine.policy.compile import Policy
from ipp.errors import RequestError
from ipp.path.values import parse_option, parse_rate
from ipp.text.column_names import match_columns
from ipp.text.finding import Finding
from ipp.text.source import Source
from ipp.text.yaml.nodes import Mapping, Scalar
from ipp.text.yaml.tree import read_tree

OFFER_COLUMNS = ("offer", "name", "item", "product", "sku")
TAKE_COLUMNS = ("take", "rate", "takerate")
ANSWER_COLUMNS = ("answers", "settled", "asked")
"""How many answers a rate rests on: what it is worth with those of its kind, its own, or how many were asked."""
MOST_ANSWERS = 10**9


class MeasuredRates(NamedTuple):
    """Take rates by item, or by offer where a price is said, and how many answers each rests on, where that is said."""

    takes: dict[str | Offer, Decimal]
    answers: dict[str | Offer, float]


def read_rates(policy: Policy, source: Source) -> MeasuredRates:
    """Return take rates by item, or by offer where a price is said (`Foot Spa Bundle for 49`).

    Raises RequestError, with the line, for what is no rate, no offer of the path, or said twice.
    """
    found = MeasuredRates({}, {})
    for line, name, text, answers in _read_rows(source):
        place = f"{source.name}:{line}"
        item, price = _find_offer(policy, name, place)
        key: str | Offer = item if price is None else policy.make_offer(item, price)
        if key in found.takes:
            raise RequestError(f"{place}: `{name}` has a rate already")
        found.takes[key] = parse_option(place, text, parse_rate)
        if answers:
            found.answers[key] = _read_answers(answers, place)
    if not found.takes:
        raise RequestError(
            f"{source.name} holds no rates", "write lines such as `Foot Spa Bundle, 12%`, below `offer, take`"
        )
    return found


def _read_answers(text: str, where: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = nan
    if not 0 < number <= MOST_ANSWERS:
        raise RequestError(
            f"{where}: {text!r} is no number of answers", "write how many answered, such as 312"
        )
    return number


def _find_offer(policy: Policy, name: str, where: str) -> tuple[str, Decimal | None]:
    try:
        return read_offer(policy, name, "rates")
    except RequestError as error:
        raise RequestError(f"{where}: {error.message.removeprefix('--rates: ')}", error.tip) from None


def _read_rows(source: Source) -> Iterator[tuple[int, str, str, str]]:
    """Yield line, offer, rate and number of answers as written, the last empty where it is not said."""
    if source.name.lower().endswith((".csv", ".tsv", ".txt")) or _has_columns(source):
        yield from _read_table(source)
    else:
        yield from _read_mapping(source)


def _has_columns(source: Source) -> bool:
    """Tell whether the first line names the columns; what comes from stdin or a pipe has no ending that says so."""
    head = source.text.partition("\n")[0].strip().split(",")
    return len(match_columns({"offer": OFFER_COLUMNS, "take": TAKE_COLUMNS}, head)) == 2


def _read_table(source: Source) -> Iterator[tuple[int, str, str, str]]:
    delimiter = "\t" if source.name.lower().endswith(".tsv") else ","
    rows = csv.reader(StringIO(source.text, newline=""), delimiter=delimiter)  # lines end where CSV says so
    try:
        head = next(rows, [])
        found = match_columns({"offer": OFFER_COLUMNS, "take": TAKE_COLUMNS}, head)
        if len(found) < 2:
            raise RequestError(
                f"{source.name}: the first line does not name the columns",
                "begin the file with `offer, take`",
            )
        offer, take = head.index(found["offer"]), head.index(found["take"])
        said = match_columns({"answers": ANSWER_COLUMNS}, head).get("answers")
        answers = head.index(said) if said else len(head)
        for row in rows:
            if len(row) > max(offer, take) and any(cell.strip() for cell in row):
                number = row[answers].strip() if answers < len(row) and said else ""
                yield rows.line_num, row[offer].strip(), row[take].strip(), number
            elif any(cell.strip() for cell in row):
                raise RequestError(f"{source.name}:{rows.line_num}: a line without an offer and a rate")
    except csv.Error as error:
        raise RequestError(f"{source.name}:{rows.line_num}: this is not CSV: {error}") from None


def _read_mapping(source: Source) -> Iterator[tuple[int, str, str, str]]:
    mistakes: list[Finding] = []
    tree = read_tree(source, mistakes.append)
    if mistakes:
        raise RequestError(f"{source.name}:{mistakes[0].span.line}: {mistakes[0].message}")
    if not isinstance(tree, Mapping):
        raise RequestError(
            f"{source.name} does not hold rates by offer", "write lines such as `Foot Spa Bundle: 12%`"
        )
    for key, value in tree.entries:
        line = source.locate_offset(key.start)[0]
        if not isinstance(value, Scalar):
            raise RequestError(f"{source.name}:{line}: `{key.text}` must have one rate", "write it as 12%")
        yield line, key.text, value.text, ""
