"""The words of the page: whatever the engine can say has some."""

import re
from pathlib import Path
from typing import get_args

from ipp.engine.decision.action import Why
from ipp.render.signs import SIGNS

SCRIPTS = Path(__file__).parents[3] / "ipp" / "render" / "web" / "page"


def test_every_reason_has_words_on_the_page() -> None:
    _, words = (SCRIPTS / "words.js").read_text(encoding="utf-8").split("const PASSED = {")
    table, _, _ = words.partition("\n};")
    said = [quoted or plain for quoted, plain in re.findall(r'(?:"([^"]+)"|\b(\w+)): \(', table)]
    assert sorted(said) == sorted(get_args(Why))


def test_signs_are_those_of_the_terminal() -> None:
    written = re.search(r"const MARKS = \{(.+?)\};", (SCRIPTS / "parts.js").read_text(encoding="utf-8"))
    assert written
    assert dict(re.findall(r'(\w+): "(.)"', written[1])) == SIGNS
