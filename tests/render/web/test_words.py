"""The words of the page: those of the terminal."""

import re
from pathlib import Path

from ipp.render.signs import SIGNS

SCRIPTS = Path(__file__).parents[3] / "ipp" / "render" / "web" / "page"


def test_signs_are_those_of_the_terminal() -> None:
    written = re.search(r"const MARKS = \{(.+?)\};", (SCRIPTS / "parts.js").read_text(encoding="utf-8"))
    assert written
    assert dict(re.findall(r'(\w+): "(.)"', written[1])) == SIGNS
