"""Who belongs to which share, digits in an engine's own words: SHA-256, as `ipp/engine/policy/facts.py` draws one customer."""

import re
from collections.abc import Callable, Iterable

from ipp.engine.policy.compile import Policy
from ipp.engine.policy.facts import LOWEST, Share
from ipp.orders import sql
from ipp.orders.engines.relations import make_number
from ipp.orders.sql import Value

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
        column: sql.ifelse(is_among(share, customer, dialect), make_number(1), make_number(0))
        for share, column in list_shares(policy).items()
    }


def is_among(share: Share, customer: Value, dialect: str) -> Value:
    """Whether customers, as plans write them, belong to a share."""
    digits, below = draw_customer(share.salt, customer, dialect), _COMPARE.get(dialect, _compare_texts)
    parts = [] if share.end is None else [below(digits, sql.literal(share.end))]
    parts += [] if share.first == LOWEST else [~below(digits, sql.literal(share.first))]
    found = sql.literal(True)
    for part in parts:
        found = found & part
    return found


def draw_customer(salt: str, customer: Value, dialect: str) -> Value:
    """Return the first 8 hex digits of SHA-256 of `ipp:1:SALT:CUSTOMER`."""
    text = sql.literal("ipp:1:")
    for part in _split_salt(salt):
        text = text + sql.literal(part)
    return sql.call("string", "LEFT", _HASHES[dialect](text + sql.literal(":") + customer), 8)


def _split_salt(salt: str) -> Iterable[str]:
    return (part for part in _OBEYED.split(salt) if part)


def _compare_texts(digits: Value, bound: Value) -> Value:
    return digits < bound


def _encode(text: Value) -> Value:
    hashed = sql.call("bytes", "SHA256", sql.call("bytes", "CONVERT_TO", text, "UTF8"))
    return sql.call("string", "ENCODE", hashed, "hex")


def _sha2(text: Value) -> Value:
    return sql.call("string", "SHA2", text, 256)


def _is_less(digits: Value, bound: Value) -> Value:
    return sql.call("boolean", "text_pattern_lt", digits, bound)


_HASHES: dict[str, Hash] = {
    "duckdb": lambda text: sql.call("string", "SHA256", text),
    "spark": _sha2,
    "snowflake": _sha2,
    "bigquery": lambda text: sql.call("string", "TO_HEX", sql.call("bytes", "SHA256", text)),
    "postgres": _encode,
}
_COMPARE: dict[str, Callable[[Value, Value], Value]] = {"postgres": _is_less}
"""PostgreSQL compares texts as its locale does; digits and letters are compared by their codes here."""
