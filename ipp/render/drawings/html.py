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

from ipp.engine.policy.compile import Policy
from ipp.render.answers.reasons import list_reason_words
from ipp.render.picture.scene import Card, Drawing, Picture, Row
from ipp.render.picture.terms import write_content, write_rung
from ipp.render.svg.elements import draw_picture
from ipp.render.svg.legend import list_signs
from ipp.render.svg.palette import DARK, LIGHT, fill_colours, make_style
from ipp.render.svg.shapes import escape_words, write_length
from ipp.render.web.compiler import compile_policy
from ipp.render.web.numbers import compile_numbers
from ipp.render.web.search_terms import compile_search_terms
from ipp.text.currencies import count_decimals
from ipp.text.finding import Finding
from ipp.text.visible import escape_json, make_visible
from ipp.value.forecast import Forecast

INTERPRETER = (
    "days.js",
    "facts.js",
    "holdings.js",
    "state.js",
    "steps.js",
    "play.js",
    "switches.js",
    "finder.js",
)
"""The scripts that need no page: they follow the policy, and find things. Each stands on those before it."""
PAGE = (
    "parts.js",
    "values.js",
    "layers.js",
    "carrier.js",
    "view.js",
    "levels.js",
    "detail_level.js",
    "crossings.js",
    "gestures.js",
    "paper.js",
    "reach.js",
    "words.js",
    "highlight.js",
    "detail.js",
    "findings.js",
    "tabs.js",
    "search.js",
    "lanes.js",
    "overview.js",
    "roads.js",
    "figures.js",
    "example.js",
    "moments.js",
    "trail.js",
    "node_marks.js",
    "playing.js",
    "asking.js",
    "paint_svg.js",
    "paint_html.js",
    "image.js",
    "start.js",
    "links.js",
)
"""The scripts of the page around the picture: they share one scope, and run in this order."""


def draw_html(
    policy: Policy, picture: Picture, forecast: Forecast | None = None, chosen: int | None = None
) -> Drawing:
    """Return the page; what is played follows the whole path, also where the picture shows a part of it.

    With a forecast its figures can be seen at every level; the card that is `chosen` shows its recommended path at first.
    """
    drawn = draw_picture(picture)
    styled, play, look = _make_style(), "".join(map(_read_asset, INTERPRETER)), _join_page_scripts()
    goal = picture.cards[picture.goal].name if picture.goal is not None else None
    parts = {
        "policy": escape(_make_security_policy((play, look), styled)),
        "title": escape_words(f"{picture.title}: the path"),
        "style": styled,
        "store": escape_words(picture.title),
        "goal": f"every purchase leads to ★ <bdi>{escape_words(goal)}</bdi>" if goal else "",
        "legend": "".join(_list_legend(picture)),
        "width": write_length(drawn.width),
        "height": write_length(drawn.height),
        "picture": drawn.elements,
        "data": _write_data(
            {
                "policy": compile_policy(policy),
                "reasons": list_reason_words(),
                "terms": compile_search_terms(policy),
                **_describe_picture(picture),
                "figures": compile_numbers(policy, forecast) if forecast else None,
                "chosen": chosen,
            }
        ),
        "play": play,
        "map": look,
    }
    return Drawing(_fill_template(_read_asset("page.html"), parts))


def _read_asset(name: str) -> str:
    return files("ipp.render.web").joinpath(name).read_text(encoding="utf-8")


def _join_page_scripts() -> str:
    body = "".join(_read_asset(f"page/{name}") for name in PAGE)
    return f'"use strict";\n(() => {{\n{body}}})();\n'


def _fill_template(template: str, parts: dict[str, str]) -> str:
    """Return the template with its parts; in their order."""
    pieces = []
    for name, part in parts.items():
        before, _, template = template.partition(f"{{{name}}}")
        pieces += [before, part]
    return "".join((*pieces, template))


def _make_style() -> str:
    """Return the style sheet: colours are names, so that the reader can change between light and dark."""
    rules = make_style() + _read_asset("page.css")
    named = fill_colours(rules, {name: f"var(--{name})" for name in LIGHT})
    light, dark = (";".join(f"--{name}:{colour}" for name, colour in each.items()) for each in (LIGHT, DARK))
    return (
        f":root{{{light}}}\n@media screen{{@media (prefers-color-scheme:dark){{:root{{{dark}}}}}\n"
        f":root[data-theme=light]{{{light};color-scheme:light}}\n:root[data-theme=dark]{{{dark};color-scheme:dark}}}}\n{named}"
    )


def _make_security_policy(scripts: tuple[str, ...], styled: str) -> str:
    """Return a policy under which nothing runs and nothing is loaded but what stands in the page."""
    run = " ".join(map(_hash_text, scripts))
    return f"default-src 'none'; script-src {run}; style-src {_hash_text(styled)}; base-uri 'none'; form-action 'none'"


def _hash_text(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def _list_legend(picture: Picture) -> Iterator[str]:
    for sign, meaning in list_signs(picture):
        yield f'<li><svg class="ipp" width="24" height="16" aria-hidden="true">{sign}</svg>{escape_words(meaning)}</li>'


def _write_data(body: dict[str, Any]) -> str:
    text = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
    return escape_json(text).replace("<", "\\u003c").replace("&", "\\u0026")


def _describe_picture(picture: Picture) -> dict[str, Any]:
    return {
        "currency": make_visible(picture.currency),
        "decimals": count_decimals(picture.currency),
        "goal": picture.goal,
        "store": picture.store,
        "rest": picture.rest,
        "prospects": picture.prospects,
        "part": picture.part,
        "groups": [
            {"name": make_visible(group.name), "goods": group.goods, "then": group.then}
            for group in picture.groups
        ],
        "cards": [_describe_card(card) for card in picture.cards.values()],
        "findings": list(map(_describe_finding, picture.findings)),
    }


def _describe_card(card: Card) -> dict[str, Any]:
    return {
        "n": card.number,
        "kind": card.kind,
        "name": make_visible(card.name),
        "price": card.price,
        "facts": list(map(make_visible, card.facts)),
        "note": make_visible(card.note),
        "holds": [make_visible(write_content(content)) for content in card.holds],
        "rungs": [make_visible(write_rung(rung)) for rung in card.rungs],
        "rows": list(map(_describe_row, card.rows)),
        "findings": list(map(_describe_finding, card.findings)),
    }


def _describe_row(row: Row) -> dict[str, Any]:
    return {
        "to": row.number,
        "name": make_visible(row.name),
        "kind": row.kind,
        "price": row.price,
        "conditional": row.conditional,
        "terms": list(map(make_visible, row.terms)),
        "rungs": [make_visible(write_rung(rung)) for rung in row.rungs],
    }


def _describe_finding(finding: Finding) -> dict[str, Any]:
    return {
        "severity": finding.rule.severity,
        "rule": f"{finding.rule.code} {finding.rule.name}",
        "message": make_visible(finding.message),
        "help": make_visible(finding.help or ""),
        "place": make_visible(f"{finding.span.source.name}, line {finding.span.line}"),
    }
