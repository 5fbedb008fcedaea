"""The documentation as a site: it is built strictly, loads nothing from other servers, and answers what people want to know within two clicks."""

import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin

import pytest

from tests.amounts import long
from tests.needed import program

ROOT = Path(__file__).parents[1]
CONFIG = ROOT / ".ci" / "site" / "mkdocs.yml"
WANTED = {
    "what do I offer this customer": "tutorial.html",
    "how do I write a path for my shop": "import.html",
    "how do I run it every night": "nightly.html",
    "how do I know that it works": "how-to/experiments.html",
    "why does validate complain": "rules/IPP201.html",
}
FROM_ELSEWHERE = re.compile(
    r"""<(?:script|link|img|iframe)\b[^>]*\b(?:src|href)=["']?(?:https?:)?//[^"'>]+"""
)
HREF = re.compile(r"""<a\b[^>]*\bhref=["']?([^"'>\s#]+)""")

pytestmark = [long, pytest.mark.xdist_group("site")]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built with every warning an error."""
    target = tmp_path_factory.mktemp("site")
    done = subprocess.run(
        [program("mkdocs"), "build", "--strict", "--quiet", "--config-file", CONFIG, "--site-dir", target],
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    return target


def list_links(page: Path, site: Path) -> Iterator[str]:
    """Yield the pages of the site that a page links to."""
    here = page.relative_to(site).as_posix()
    for target in HREF.findall(page.read_text(encoding="utf-8")):
        if not re.match(r"[a-z]+:|//", target):
            yield urljoin(here, target)


@pytest.mark.parametrize("question", WANTED)
def test_what_people_want_to_know_is_two_clicks_away(site: Path, question: str) -> None:
    first = set(list_links(site / "index.html", site))
    second = {there for page in first if page.endswith(".html") for there in list_links(site / page, site)}
    assert WANTED[question] in first | second


def test_nothing_is_loaded_from_other_servers(site: Path) -> None:
    pages = list(site.rglob("*.html"))
    assert len(pages) > 60
    assert not [
        (page.name, FROM_ELSEWHERE.findall(text))
        for page in pages
        if FROM_ELSEWHERE.search(text := page.read_text(encoding="utf-8"))
    ]


def test_every_document_is_on_the_site(site: Path) -> None:
    documents = [
        each.relative_to(ROOT / "docs").with_suffix(".html") for each in (ROOT / "docs").rglob("*.md")
    ]
    assert not [
        each for each in documents if not (site / str(each).replace("README.html", "index.html")).exists()
    ]
