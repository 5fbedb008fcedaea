"""The animated terminal of the README: `python -m tests.terminal` writes docs/pictures/terminal.svg, from what the commands print."""

import os
from html import escape
from pathlib import Path
from typing import NamedTuple

from rich.cells import cell_len

from tests.cli.program import inside

ROOT = Path(__file__).parents[1]
TARGET = ROOT / "docs" / "pictures" / "terminal.svg"
COMMANDS = (
    ("next", "Toe Massager 5000", "--today", "2026-11-22"),
    ("validate", "tests/cases/dead_end.yaml"),
    ("forecast", "--path", "paths/store.yaml", "--today", "2026-11-22"),
)
MOST_LINES, COLUMNS = 26, 82
LINE, WIDTH, LEFT, TOP = 19, 8.45, 18, 52
"""In pixels: a line, a character, and where text begins."""
KEY, PAUSE, READING = 0.045, 0.5, 5.0
"""In seconds: one key, the wait for an answer, and the time to read it."""
STYLE = """\
text{font:14px ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;fill:#d7dde4;white-space:pre}
.typed{fill:#fff;font-weight:bold}.error{fill:#ff7b72}.offer{fill:#7ee787}.goal{fill:#ffd866}.faint{fill:#8b949e}
"""


class Scene(NamedTuple):
    """One command with the first lines of its answer; `begins` in seconds, `ends` when the next one begins."""

    command: str
    lines: tuple[str, ...]
    begins: float
    ends: float


def make_terminal() -> str:
    """Return the animation as SVG; it repeats for ever, and needs no script."""
    scenes = list_scenes()
    whole, height = scenes[-1].ends, TOP + LINE * (MOST_LINES + 2)
    width = round(LEFT * 2 + WIDTH * COLUMNS)
    body = "".join(f"<g>{draw_scene(scene, whole)}</g>\n" for scene in scenes)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img">\n'
        f"<title>{escape(', then '.join(scene.command for scene in scenes))}</title>\n<style>\n{STYLE}</style>\n"
        f'<rect width="{width}" height="{height}" rx="10" fill="#161b22"/>\n'
        '<circle cx="22" cy="20" r="6" fill="#ff5f57"/><circle cx="42" cy="20" r="6" fill="#febc2e"/><circle cx="62" cy="20" r="6" fill="#28c840"/>\n'
        f"{body}</svg>\n"
    )


def list_scenes() -> list[Scene]:
    """Run the commands, and return what is seen of each."""
    scenes, now = list[Scene](), 0.0
    for command in COMMANDS:
        said = inside(*command)
        lines = tuple(said.out.splitlines()[:MOST_LINES])
        text = " ".join(("ipp", *(f'"{word}"' if " " in word else word for word in command)))
        ends = now + len(text) * KEY + PAUSE + READING
        scenes.append(Scene(text, lines, now, ends))
        now = ends
    return scenes


def draw_scene(scene: Scene, whole: float) -> str:
    """Draw one command: it is typed, then its answer appears, then both go."""
    answers = scene.begins + len(scene.command) * KEY + PAUSE
    keys = "".join(
        draw_text(LEFT + WIDTH * (2 + place), 0, char, "typed", scene.begins + place * KEY, scene.ends, whole)
        for place, char in enumerate(scene.command)
        if char != " "
    )
    prompt = draw_text(LEFT, 0, "$", "faint", scene.begins, scene.ends, whole)
    answer = "".join(
        draw_text(LEFT, number, line, choose_class(line), answers, scene.ends, whole)
        for number, line in enumerate(scene.lines, 2)
        if line.strip()
    )
    return prompt + keys + answer


def draw_text(x: float, line: int, text: str, style: str, begins: float, ends: float, whole: float) -> str:
    """Draw a text that is seen from one second to another, again and again."""
    times = ";".join(f"{moment / whole:.4f}" for moment in (0, begins, ends) if moment < whole or moment == 0)
    values = "0;1;0" if ends < whole else "0;1"
    still = int(begins < READING)  # where nothing moves, the first command is seen
    shown = f'<animate attributeName="opacity" calcMode="discrete" dur="{whole:.2f}s" repeatCount="indefinite" keyTimes="{times}" values="{values}"/>'
    length = f' textLength="{cell_len(text) * WIDTH:.0f}"' if len(text) > 1 else ""
    kind = f' class="{style}"' if style else ""
    y = TOP + LINE * line
    return f'<text x="{x:.1f}" y="{y}" xml:space="preserve" opacity="{still}"{kind}{length}>{escape(text)}{shown}</text>\n'


def choose_class(line: str) -> str:
    """Return the colour of a line."""
    if line.startswith(("error", "Found")) or "^^^" in line:
        return "error"
    if line.startswith(("Next offer", "Offer today")):
        return "offer"
    if "★" in line or "start here" in line:
        return "goal"
    return "faint" if line.startswith(("   =", " -->", "--")) else ""


if __name__ == "__main__":
    os.chdir(ROOT)
    TARGET.write_text(make_terminal(), encoding="utf-8")
