"""Text in markdown that does nothing: what has a meaning in markdown, HTML or a forge is written as an entity.

Names stand in `<code>`, where nobody is mentioned and nothing is linked, and elsewhere a character of no width stands behind `@`, `#` and the like.
"""

import re

from ipp.text.visible import make_visible

MOST_CHARACTERS = 60_000
"""Characters of a comment; GitHub takes 65,536."""
_ACTING = re.compile(r"[!\"#$%&*:<>@\[\\\]^_`{|}~]|(?<=www)\.", re.IGNORECASE)
_CODE = re.compile(r"`([^`]+)`")
_CALLS = re.compile(r"(&#(?:33|35|36|37|38|64|126);|\bGH)", re.IGNORECASE)  # ! # $ % & @ ~, and GH-1
_LINKS = re.compile(r"\b(https?|ftp|www|mailto|xmpp)\b", re.IGNORECASE)
_NOTHING = "&#8203;"


def write_text(text: str) -> str:
    """Return text in which what stands between backticks is code, and the rest is harmless."""
    parts = _CODE.split(make_visible(text))
    return "".join(write_code(part) if number % 2 else write_prose(part) for number, part in enumerate(parts))


def write_code(text: str) -> str:
    """Return a name as code."""
    return f"<code>{_escape_markdown(make_visible(text))}</code>"


def write_prose(text: str) -> str:
    """Return text without mentions, references and links, also of those who look for them after the entities."""
    return _CALLS.sub(rf"\1{_NOTHING}", _LINKS.sub(rf"\1{_NOTHING}", _escape_markdown(make_visible(text))))


def _escape_markdown(text: str) -> str:
    return _ACTING.sub(lambda found: f"&#{ord(found.group())};", text)
