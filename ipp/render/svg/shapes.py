"""SVG elements as text; whatever stands in them is made harmless here."""

import re
from html import escape

from ipp.text.visible import make_visible

_NOT_XML = re.compile("[\ufffe\uffff]")


def escape_words(text: str) -> str:
    """Return text as it can stand in an element or an attribute."""
    return escape(_NOT_XML.sub(lambda found: f"\\u{ord(found.group()):04x}", make_visible(text)))


def write_length(value: float) -> str:
    """Write a length: at most one decimal."""
    return f"{value:.1f}".rstrip("0").rstrip(".")


def make_element(name: str, body: str = "", /, **attributes: str | float) -> str:
    """Return an element; `class_` is `class`, `data_x` is `data-x`."""
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{write_length(value) if isinstance(value, float) else escape_words(str(value))}"'
        for key, value in attributes.items()
    )
    return f"<{name}{written}>{body}</{name}>" if body else f"<{name}{written}/>"


def draw_text(x: float, y: float, content: str, look: str, **attributes: str | float) -> str:
    """Return one line of text with its baseline at `y`."""
    return make_element("text", escape_words(content), x=x, y=y, class_=look, **attributes) if content else ""


def draw_title(content: str) -> str:
    """Return what a browser shows when the pointer rests on the element around it."""
    return make_element("title", escape_words(content))


def draw_box(x: float, y: float, width: float, height: float, look: str, round_: float = 7.0) -> str:
    """Return a rectangle with round corners."""
    return make_element("rect", x=x, y=y, width=width, height=height, rx=round_, class_=look)
