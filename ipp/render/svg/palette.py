"""The colours of pictures, light and dark. Text on its ground keeps a contrast of 4.5 to 1 or more; a test measures it."""

import re
from importlib.resources import files

LIGHT = {
    "paper": "#ffffff",
    "ink": "#1c2430",
    "soft": "#556070",
    "lane": "#f5f7fa",
    "edge": "#dde3ea",
    "card": "#ffffff",
    "line": "#b9c3cf",
    "list": "#fbf6e9",
    "listline": "#d9c99a",
    "goal": "#fff4d1",
    "gold": "#a87b00",
    "accent": "#1f5fbf",
    "touch": "#0c7f6a",
    "wire": "#7d8a99",
    "back": "#b3491b",
    "track": "#d3c08a",
    "error": "#c22626",
    "warning": "#955f00",
    "info": "#33648f",
}
DARK = {
    "paper": "#14181e",
    "ink": "#e8edf3",
    "soft": "#a9b4c1",
    "lane": "#1a2028",
    "edge": "#2c3540",
    "card": "#222a34",
    "line": "#4a5664",
    "list": "#2b2718",
    "listline": "#6b5d31",
    "goal": "#3a3010",
    "gold": "#e7bb45",
    "accent": "#78aef5",
    "touch": "#4fd0b5",
    "wire": "#8492a3",
    "back": "#f08c5a",
    "track": "#7a6a35",
    "error": "#ff7d75",
    "warning": "#f0b04a",
    "info": "#86b9e6",
}


def make_style() -> str:
    """Return the style sheet of pictures, with `$name` in the place of colours."""
    return files("ipp.render.svg").joinpath("picture.css").read_text(encoding="utf-8")


def fill_colours(text: str, palette: dict[str, str]) -> str:
    """Return a style sheet with the colours of a palette."""
    return re.sub(r"\$([a-z]+)", lambda found: palette[found[1]], text)
