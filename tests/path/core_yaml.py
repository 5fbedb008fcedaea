"""YAML as editors load it: the core schema of YAML 1.2, as in yaml-language-server, with every key a text.

Plain words become numbers, booleans and nothing here, as they never do in ipp.
"""

import re
from collections.abc import Iterator
from typing import Any

import yaml

NULL = re.compile(r"null|Null|NULL|~|")
BOOLEAN = re.compile(r"true|True|TRUE|false|False|FALSE")
INTEGER = re.compile(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+")
FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
ODD_FLOAT = re.compile(r"[-+]?(\.inf|\.Inf|\.INF)|\.nan|\.NaN|\.NAN")
PLAIN_TAGS = {None, "!", *(f"tag:yaml.org,2002:{kind}" for kind in ("str", "map", "seq"))}
LONGEST = 15
"""Digits that a number in JavaScript keeps."""


def resolved(plain: str) -> Any:
    """What a plain scalar is to an editor."""
    if NULL.fullmatch(plain):
        return None
    if BOOLEAN.fullmatch(plain):
        return plain.lower() == "true"
    if INTEGER.fullmatch(plain):
        if plain[:2] in ("0o", "0x"):
            return int(plain[2:], 8 if plain[1] == "o" else 16)
        return int(plain) if len(plain) <= LONGEST else float(plain)
    if FLOAT.fullmatch(plain):
        return float(plain)
    if ODD_FLOAT.fullmatch(plain):
        return float(plain.replace(".", "", 1))
    return plain


def as_key(value: Any) -> str:
    """A key as a text, as JavaScript writes it."""
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def load(text: str) -> Any:
    """What an editor sees; raises yaml.YAMLError for what is no YAML, or has tags of its own."""
    try:
        events = yaml.parse(text, yaml.CLoader)
        next(events)  # the stream begins
        next(events)  # the document begins
        return _value(next(events), events, {})
    except (UnicodeEncodeError, StopIteration) as error:
        raise yaml.YAMLError(str(error)) from None


def _value(event: Any, events: Iterator[Any], anchors: dict[str, Any]) -> Any:
    if isinstance(event, yaml.AliasEvent):
        if event.anchor not in anchors:
            raise yaml.YAMLError(f"nothing is called {event.anchor}")
        return anchors[event.anchor]
    if event.tag not in PLAIN_TAGS:
        raise yaml.YAMLError(f"the tag {event.tag}")
    if isinstance(event, yaml.ScalarEvent):
        plain = not event.style and event.tag is None
        made = resolved(event.value) if plain else event.value
    elif isinstance(event, yaml.MappingStartEvent):
        made = dict(_pairs(events, anchors))
    elif isinstance(event, yaml.SequenceStartEvent):
        made = [_value(inner, events, anchors) for inner in _inside(events)]
    else:
        raise yaml.YAMLError("nothing")
    if event.anchor:
        anchors[event.anchor] = made
    return made


def _pairs(events: Iterator[Any], anchors: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    for event in _inside(events):
        key = _value(event, events, anchors)
        if isinstance(key, list | dict):
            raise yaml.YAMLError("a key is one value")
        yield as_key(key), _value(next(events), events, anchors)


def _inside(events: Iterator[Any]) -> Iterator[Any]:
    """The events that begin the parts of a collection, up to its end."""
    while not isinstance(event := next(events), yaml.CollectionEndEvent):
        yield event
