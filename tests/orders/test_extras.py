"""What a command says to install is what the extra brings."""

import re
import tomllib

from ipp.orders.extras import NEEDED
from tests.cli.program import ROOT


def test_what_is_said_is_what_the_extras_bring() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    brought = {
        re.split("[<>=[]", text)[0]: text
        for extra in NEEDED
        for text in project["optional-dependencies"][extra]
        if not text.startswith(project["name"])
    }
    for needed in NEEDED.values():
        assert all(brought[module] == text for module, text in needed.items())


def test_nobody_is_told_to_install_a_name_that_is_not_ours() -> None:
    """An index may have another package of our name; an address, or a clone, is ours."""
    pages = [*(ROOT / "docs").rglob("*.md"), *(ROOT / "ipp").rglob("*.py"), ROOT / "README.md"]
    told = re.compile(r"(?:pip|pipx|uv) (?:tool )?install [^\n`]*ideal-purchase-path(?!\[\w+\] @ git)")
    assert not [page.name for page in pages if told.search(page.read_text(encoding="utf-8"))]
