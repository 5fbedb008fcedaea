"""A plain store as the text of a path file."""

from typing import Any

from .plain import Store

PLAIN_VALUES = {
    "price", "after", "patience", "gap", "spacing", "within", "every", "refill", "from", "until", "again_after",
    "retries", "owns", "cold", "consumable", "draft", "sold", "ipp",
    "lapses", "paused", "retired", "each_time",
}  # fmt: skip
"""Keys with numbers, money, durations, dates and flags: their values stand unquoted."""


def quoted(text: str) -> str:
    """A double-quoted scalar, JSON-style; whatever does not print is escaped."""
    found = []
    for char in text:
        if char in '"\\':
            found.append("\\" + char)
        elif char.isprintable() and char != "\ufeff":
            found.append(char)
        else:
            found.append(f"\\U{ord(char):08X}")
    return '"' + "".join(found) + '"'


def scalar(key: str, value: Any) -> str:
    """One value."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if key in PLAIN_VALUES or isinstance(value, int):
        return str(value)
    return quoted(str(value))


def flow(key: str, value: Any) -> str:
    """A value on one line."""
    if isinstance(value, dict):
        inside = ", ".join(f"{quoted(k)}: {flow(k, v)}" for k, v in value.items())
        return "{" + inside + "}"
    if isinstance(value, list):
        return "[" + ", ".join(flow(key, one) for one in value) + "]"
    return scalar(key, value)


def to_yaml(store: Store) -> str:
    """The path file: one line for each item, segment, series and list."""
    lines = ["ipp: 1"]
    for key, value in store.items():
        if key in ("products", "bundles", "touches", "segments", "series", "categories"):
            lines.append(f"{key}:")
            lines += [f"  {quoted(name)}: {flow('', made)}" for name, made in value.items()]
        else:
            lines.append(f"{key}: {flow(key, value)}")
    return "\n".join(lines) + "\n"
