"""SVG elements as text; whatever stands in them is made harmless here."""

import re
from html import escape

from ipp.text.visible import visible

_NOT_XML = re.compile("[\ufffe\uffff]")


def words(text: str) -> str:
    """Return text as it can stand in an element or an attribute."""
    return escape(_NOT_XML.sub(lambda found: f"\\u{ord(found.group()):04x}", visible(text)))


def number(value: float) -> str:
    """Write a length: at most one decimal."""
    return f"{value:.1f}".rstrip("0").rstrip(".")


def element(name: str, body: str = "", /, **attributes: str | float) -> str:
    """Return an element; `class_` is `class`, `data_x` is `data-x`."""
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{number(value) if isinstance(value, float) else words(str(value))}"'
        for key, value in attributes.items()
    )
    return f"<{name}{written}>{body}</{name}>" if body else f"<{name}{written}/>"


def text(x: float, y: float, said: str, look: str, **attributes: str | float) -> str:
    """Return one line of text with its baseline at `y`."""
    return element("text", words(said), x=x, y=y, class_=look, **attributes) if said else ""


def title(said: str) -> str:
    """Return what a browser shows when the pointer rests on the element around it."""
    return element("title", words(said))


def box(x: float, y: float, width: float, height: float, look: str, round_: float = 7.0) -> str:
    """Return a rectangle with round corners."""
    return element("rect", x=x, y=y, width=width, height=height, rx=round_, class_=look)
