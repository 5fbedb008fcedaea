"""The path as one page to look around in and to play: no network, nothing outside the file.

Names stand in it as text only: in the picture escaped, in the data as JSON without `<`, and the scripts write them as text.
"""

import json
from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256
from html import escape
from importlib.resources import files
from typing import Any

from ipp.engine.policy import Policy
from ipp.render.ink.drawn import draw
from ipp.render.ink.legend import entries
from ipp.render.ink.palette import DARK, LIGHT, coloured, style
from ipp.render.ink.shapes import number, words
from ipp.render.picture.scene import Card, Drawing, Picture, Row
from ipp.render.picture.terms import content_text, rung_text
from ipp.render.web.compiled import compiled
from ipp.text.finding import Finding
from ipp.text.visible import json_safe, visible

INTERPRETER = ("state.js", "steps.js", "play.js")
"""The scripts that follow the policy, each standing on those before it."""


def render(policy: Policy, picture: Picture) -> Drawing:
    """Return the page; what is played follows the whole path, also where the picture shows a part of it."""
    drawn = draw(picture)
    styled, play, look = _style(), "".join(map(_asset, INTERPRETER)), _asset("map.js")
    goal = picture.cards[picture.goal].name if picture.goal is not None else None
    parts = {
        "policy": escape(_security((play, look), styled)),
        "title": words(f"{picture.title}: the path"),
        "style": styled,
        "store": words(picture.title),
        "goal": f"every purchase leads to ★ <bdi>{words(goal)}</bdi>" if goal else "",
        "width": number(drawn.width),
        "height": number(drawn.height),
        "picture": drawn.elements,
        "legend": "".join(_legend(picture)),
        "data": _data({"policy": compiled(policy), **_described(picture)}),
        "play": play,
        "map": look,
    }
    return Drawing(_filled(_asset("page.html"), parts))


def _asset(name: str) -> str:
    return files("ipp.render.web").joinpath(name).read_text(encoding="utf-8")


def _filled(template: str, parts: dict[str, str]) -> str:
    """Return the template with its parts; in their order."""
    pieces = []
    for name, part in parts.items():
        before, _, template = template.partition(f"{{{name}}}")
        pieces += [before, part]
    return "".join((*pieces, template))


def _style() -> str:
    """Return the style sheet: colours are names, so that the reader can change between light and dark."""
    rules = style() + _asset("page.css")
    named = coloured(rules, {name: f"var(--{name})" for name in LIGHT})
    light, dark = (";".join(f"--{name}:{colour}" for name, colour in each.items()) for each in (LIGHT, DARK))
    return (
        f":root{{{light}}}\n@media screen{{@media (prefers-color-scheme:dark){{:root{{{dark}}}}}\n"
        f":root[data-theme=light]{{{light};color-scheme:light}}\n:root[data-theme=dark]{{{dark};color-scheme:dark}}}}\n{named}"
    )


def _security(scripts: tuple[str, ...], styled: str) -> str:
    """Return a policy under which nothing runs and nothing is loaded but what stands in the page."""
    run = " ".join(map(_hash, scripts))
    return f"default-src 'none'; script-src {run}; style-src {_hash(styled)}; base-uri 'none'; form-action 'none'"


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def _legend(picture: Picture) -> Iterator[str]:
    for sign, meaning in entries(picture):
        yield f'<li><svg class="ipp" width="24" height="16" aria-hidden="true">{sign}</svg>{words(meaning)}</li>'


def _data(body: dict[str, Any]) -> str:
    text = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
    return json_safe(text).replace("<", "\\u003c").replace("&", "\\u0026")


def _described(picture: Picture) -> dict[str, Any]:
    return {
        "currency": visible(picture.currency),
        "goal": picture.goal,
        "store": picture.store,
        "groups": [{"name": visible(group.name), "goods": group.goods} for group in picture.groups],
        "cards": [_card(card) for card in picture.cards.values()],
        "findings": list(map(_finding, picture.findings)),
    }


def _card(card: Card) -> dict[str, Any]:
    return {
        "n": card.number,
        "kind": card.kind,
        "name": visible(card.name),
        "price": card.price,
        "facts": list(map(visible, card.facts)),
        "note": visible(card.note),
        "holds": [visible(content_text(content)) for content in card.holds],
        "rungs": [visible(rung_text(rung)) for rung in card.rungs],
        "rows": list(map(_row, card.rows)),
        "findings": list(map(_finding, card.findings)),
    }


def _row(row: Row) -> dict[str, Any]:
    return {
        "to": row.number,
        "name": visible(row.name),
        "kind": row.kind,
        "price": row.price,
        "terms": list(map(visible, row.terms)),
        "rungs": [visible(rung_text(rung)) for rung in row.rungs],
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "severity": finding.rule.severity,
        "rule": f"{finding.rule.code} {finding.rule.name}",
        "message": visible(finding.message),
        "help": visible(finding.help or ""),
        "place": visible(f"{finding.span.source.name}, line {finding.span.line}"),
    }
