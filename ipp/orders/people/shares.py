"""Who belongs to which share, digits in an engine's own words: SHA-256, as `ipp/engine/policy/facts.py` draws one customer."""

import re
from collections.abc import Callable, Iterable

import ibis
from ibis import Value, udf

from ipp.engine.policy.compile import Policy
from ipp.engine.policy.facts import LOWEST, Share
from ipp.orders.engines.relations import make_number

Hash = Callable[[Value], Value]
"""Returns SHA-256 of the UTF-8 of a text in hex digits."""
_OBEYED = re.compile(r"(?<=[$#\n\r\v\f\x1c-\x1e\x85\u2028\u2029])")
"""Where a salt is cut in two: variables of Spark and commands of GitHub Actions are none when they are written in parts."""


def list_shares(policy: Policy) -> dict[Share, str]:
    """Return the column of each share that decides: those of segments, then that of the holdout."""
    shares = [fact for fact in policy.facts if isinstance(fact, Share)]
    shares += [policy.holdout.share] if policy.holdout else []
    return {share: f"share_{place}" for place, share in enumerate(dict.fromkeys(shares))}


def add_shares(policy: Policy, customer: Value, dialect: str) -> dict[str, Value]:
    """Return the columns that say whether customers, as plans write them, belong to each share: 1 or 0."""
    return {
        column: ibis.ifelse(is_among(share, customer, dialect), make_number(1), make_number(0))
        for share, column in list_shares(policy).items()
    }


def is_among(share: Share, customer: Value, dialect: str) -> Value:
    """Whether customers, as plans write them, belong to a share."""
    digits, below = draw_customer(share.salt, customer, dialect), _COMPARE.get(dialect, _compare_texts)
    parts = [] if share.end is None else [below(digits, ibis.literal(share.end))]
    parts += [] if share.first == LOWEST else [~below(digits, ibis.literal(share.first))]
    found = ibis.literal(True)
    for part in parts:
        found = found & part
    return found


def draw_customer(salt: str, customer: Value, dialect: str) -> Value:
    """Return the first 8 hex digits of SHA-256 of `ipp:1:SALT:CUSTOMER`."""
    text = ibis.literal("ipp:1:")
    for part in _split_salt(salt):
        text = text + ibis.literal(part)
    return _left(_HASHES[dialect](text + ibis.literal(":") + customer), 8)


def _split_salt(salt: str) -> Iterable[str]:
    return (part for part in _OBEYED.split(salt) if part)


def _compare_texts(digits: Value, bound: Value) -> Value:
    return digits < bound


def _take_one(text: Value) -> Value:
    """Stand for a function of an engine with one parameter: nothing of it but its parameters counts."""
    return text


def _take_two(text: Value, other: Value) -> tuple[Value, Value]:
    """Stand for one with two."""
    return text, other


_left = udf.scalar.builtin(_take_two, name="left", signature=((str, int), str))
_sha256 = udf.scalar.builtin(_take_one, name="sha256", signature=((str,), str))
_sha2 = udf.scalar.builtin(_take_two, name="sha2", signature=((str, int), str))
_sha256_bytes = udf.scalar.builtin(_take_one, name="sha256", signature=((str,), bytes))
_to_hex = udf.scalar.builtin(_take_one, name="to_hex", signature=((bytes,), str))
_convert_to = udf.scalar.builtin(_take_two, name="convert_to", signature=((str, str), bytes))
_hash_bytes = udf.scalar.builtin(_take_one, name="sha256", signature=((bytes,), bytes))
_encode = udf.scalar.builtin(_take_two, name="encode", signature=((bytes, str), str))
_is_less = udf.scalar.builtin(_take_two, name="text_pattern_lt", signature=((str, str), bool))

_HASHES: dict[str, Hash] = {
    "duckdb": _sha256,
    "spark": lambda text: _sha2(text, 256),
    "snowflake": lambda text: _sha2(text, 256),
    "bigquery": lambda text: _to_hex(_sha256_bytes(text)),
    "postgres": lambda text: _encode(_hash_bytes(_convert_to(text, "UTF8")), "hex"),
}
_COMPARE: dict[str, Callable[[Value, Value], Value]] = {"postgres": _is_less}
"""PostgreSQL compares texts as its locale does; digits and letters are compared by their codes here."""
