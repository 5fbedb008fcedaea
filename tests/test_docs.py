"""Every command and output in the documents is run: `IPP_UPDATE=1 pytest tests/test_docs.py` writes them anew.

A comment `<!-- transcript: COMMAND -->` is followed by a block with the command and what it prints, and a comment
`<!-- file: NAME -->` by a block with the file.
"""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.amounts import long

from .cli.program import inside

ROOT = Path(__file__).parent.parent
DOCUMENTS = [
    ROOT / "README.md",
    ROOT / "CONTRIBUTING.md",
    ROOT / "examples" / "README.md",
    *sorted((ROOT / "docs").glob("*.md")),
    *sorted((ROOT / "docs" / "how-to").glob("*.md")),
]
TRANSCRIPT = re.compile(r"<!-- (transcript|file): (.+?) -->\n(?:```(?:console|yaml)\n(.*?)```\n)?", re.DOTALL)
CLEAN = {
    "PATH": os.environ["PATH"],
    "LC_ALL": "C.UTF-8",
    "PYTHONPATH": str(ROOT),
    "PYTHONIOENCODING": "utf-8",
}


def _block(kind: str, what: str) -> str:
    if kind == "file":
        return f"```yaml\n{(ROOT / what).read_text(encoding='utf-8')}```\n"
    program, *arguments = shlex.split(what)
    assert program == "ipp", what
    said = inside(*arguments)
    assert said.code in (0, 1), said.err
    return f"```console\n$ {what}\n{said.out}{said.err}```\n"


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.relative_to(ROOT).as_posix())
def test_what_documents_show_is_what_happens(document: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    text = document.read_text(encoding="utf-8")
    fresh = TRANSCRIPT.sub(
        lambda found: f"<!-- {found[1]}: {found[2]} -->\n{_block(found[1], found[2])}", text
    )
    if os.environ.get("IPP_UPDATE"):
        document.write_text(fresh, encoding="utf-8")
    assert fresh == text or os.environ.get("IPP_UPDATE")


@long
@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.relative_to(ROOT).as_posix())
def test_python_in_documents_runs(document: Path) -> None:
    for code in re.findall(
        r"<!-- python -->\n```python\n(.*?)```", document.read_text(encoding="utf-8"), re.DOTALL
    ):
        subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=CLEAN, check=True, capture_output=True)


def test_the_documents_hold_transcripts() -> None:
    found = {
        document.name: len(TRANSCRIPT.findall(document.read_text(encoding="utf-8"))) for document in DOCUMENTS
    }
    assert sum(found.values()) >= 10
