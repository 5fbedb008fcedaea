"""DOT: what it says, and that the real Graphviz takes it."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from ipp.render.drawings.dot import draw_dot
from ipp.render.picture.scene import Picture
from tests.needed import need
from tests.render.drawings.hostile import NAMES, hostile
from tests.render.picture.drawing import ROOT, picture_of
from tests.shipped import PATH_FILES

PICTURES = {file.stem: file for file in [*PATH_FILES, ROOT / "tests/cases/dead_end.yaml"]}


def picture(of: str) -> Picture:
    return hostile() if of == "hostile" else picture_of(PICTURES[of])


def graphviz(text: str, form: str) -> str:
    found = shutil.which("dot")
    program = need(Path(found) if found else None, "Graphviz is missing: .ci/pictures")
    done = subprocess.run(
        [program, f"-T{form}"], input=text, capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 0, done.stderr
    assert not done.stderr.strip() or "fontconfig" in done.stderr.lower(), done.stderr
    return done.stdout


@pytest.mark.parametrize("of", [*PICTURES, "hostile"])
def test_graphviz_reads_every_card_and_every_lead(of: str) -> None:
    made = picture(of)
    read: dict[str, Any] = json.loads(graphviz(draw_dot(made).text, "dot_json"))
    nodes = [each for each in read["objects"] if each["name"].startswith("n")]
    assert {each["name"] for each in nodes} == {f"n{card.number}" for card in made.list_cards()}
    shared = sum((group.then is not None) + (made.store is not None) for group in made.groups if group.goods)
    assert len(read["edges"]) == len(list(made.list_leads())) + shared


def test_graphviz_draws_it() -> None:
    assert "Sunday Clay Club" in graphviz(draw_dot(picture("tiny")).text, "svg")


def test_hostile_names_are_labels() -> None:
    drawn = graphviz(draw_dot(hostile()).text, "svg")
    assert "<script" not in drawn and "<img" not in drawn
    assert "Back\\slash \\N \\G \\n" in drawn
    assert "&amp;amp; &amp;lt;b&amp;gt;" in drawn
    assert NAMES[12] in drawn
