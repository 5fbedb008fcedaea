"""The picture as data, for other programs to draw: the contract is in docs/map.md; minor versions only add keys."""

import json
from typing import Any

from ipp.render.picture.scene import Card, Drawing, Group, Picture, Row, Rung
from ipp.text.finding import Finding
from ipp.text.visible import json_safe

FORMAT_VERSION = "1.0"


def render(picture: Picture) -> Drawing:
    """Return the picture as one JSON object, ending in a line break."""
    body = {
        "format_version": FORMAT_VERSION,
        "store": picture.title,
        "part": picture.part,
        "ultimate": picture.goal,
        "prospects": picture.prospects,
        "storewide": picture.store,
        "rest": picture.rest,
        "groups": [_group(group) for group in picture.groups],
        "cards": [_card(card) for card in picture.cards.values()],
        "findings": [_finding(finding) for finding in picture.findings],
    }
    return Drawing(json_safe(json.dumps(body, ensure_ascii=False, indent=1)) + "\n")


def _group(group: Group) -> dict[str, Any]:
    return {"category": group.name or None, "goods": list(group.goods), "list": group.then}


def _card(card: Card) -> dict[str, Any]:
    return {
        "id": card.number,
        "kind": card.kind,
        "name": card.name,
        "price": card.price or None,
        "facts": list(card.facts),
        "items": [content._asdict() for content in card.holds],
        "ladder": [_rung(rung) for rung in card.rungs],
        "folded": card.folded,
        "list": [_row(row) for row in card.rows],
        "findings": [_finding(finding) for finding in card.findings],
    }


def _row(row: Row) -> dict[str, Any]:
    return {
        "to": row.number,
        "name": row.name,
        "touch": row.touch,
        "price": row.price or None,
        "terms": list(row.terms),
        "conditional": row.conditional,
        "ladder": [_rung(rung) for rung in row.rungs],
        "findings": [finding.rule.code for finding in row.findings],
    }


def _rung(rung: Rung) -> dict[str, Any]:
    return {"id": rung.number, "name": rung.name, "price": rung.price or None}


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "code": finding.rule.code,
        "name": finding.rule.name,
        "severity": finding.rule.severity,
        "message": finding.message,
        "file": finding.span.source.name,
        "line": finding.span.line,
    }
