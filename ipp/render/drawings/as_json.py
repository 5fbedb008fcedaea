"""The picture as data, for other programs to draw: the contract is in docs/map.md; minor versions only add keys."""

import json
from typing import Any

from ipp.render.picture.scene import Card, Drawing, Group, Picture, Row, RungNote
from ipp.text.finding import Finding
from ipp.text.visible import escape_json

FORMAT_VERSION = "1.0"


def draw_json(picture: Picture) -> Drawing:
    """Return the picture as one JSON object, ending in a line break."""
    body = {
        "format_version": FORMAT_VERSION,
        "store": picture.title,
        "part": picture.part,
        "ultimate": picture.goal,
        "prospects": picture.prospects,
        "storewide": picture.store,
        "rest": picture.rest,
        "groups": [_describe_group(group) for group in picture.groups],
        "cards": [_describe_card(card) for card in picture.cards.values()],
        "findings": [_describe_finding(finding) for finding in picture.findings],
    }
    return Drawing(escape_json(json.dumps(body, ensure_ascii=False, indent=1)) + "\n")


def _describe_group(group: Group) -> dict[str, Any]:
    return {"category": group.name or None, "goods": list(group.goods), "list": group.then}


def _describe_card(card: Card) -> dict[str, Any]:
    return {
        "id": card.number,
        "kind": card.kind,
        "name": card.name,
        "price": card.price or None,
        "facts": list(card.facts),
        "items": [content._asdict() for content in card.holds],
        "ladder": [_describe_rung(rung) for rung in card.rungs],
        "folded": card.folded,
        "list": [_describe_row(row) for row in card.rows],
        "findings": [_describe_finding(finding) for finding in card.findings],
    }


def _describe_row(row: Row) -> dict[str, Any]:
    return {
        "to": row.number,
        "name": row.name,
        "touch": row.touch,
        "price": row.price or None,
        "terms": list(row.terms),
        "conditional": row.conditional,
        "ladder": [_describe_rung(rung) for rung in row.rungs],
        "findings": [finding.rule.code for finding in row.findings],
    }


def _describe_rung(rung: RungNote) -> dict[str, Any]:
    return {"id": rung.number, "name": rung.name, "price": rung.price or None}


def _describe_finding(finding: Finding) -> dict[str, Any]:
    return {
        "code": finding.rule.code,
        "name": finding.rule.name,
        "severity": finding.rule.severity,
        "message": finding.message,
        "file": finding.span.source.name,
        "line": finding.span.line,
    }
