"""Hooks of the site: files of the repository beside docs/ are part of it, and links are what they are in the repository."""

import posixpath
import re
from pathlib import Path
from typing import Any

from mkdocs.config.config_options import ExtraScriptValue
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from pymdownx.superfences import fence_code_format

ROOT = Path(__file__).resolve().parents[2]
DOCS = "docs/"
BESIDE = ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md", "LICENSE")
FOLDERS = ("examples", "paths")
SCHEMAS = "ipp/*.schema.json"
LINK = re.compile(r"(!?\[(?:[^][]|\[[^][]*\])*\])\(([^)\s]+)\)")
FENCE = re.compile(r"^ *(```|~~~)")


MERMAID = ROOT / ".ci" / "node_modules" / "mermaid" / "dist" / "mermaid.min.js"
"""What draws Mermaid, where `.ci/pictures` brought it; elsewhere its text is shown, for nothing is loaded from other servers."""


def on_config(config: Any) -> Any:
    """Let the page draw Mermaid, if it can be done without another server."""
    if MERMAID.exists():
        fence = {"name": "mermaid", "class": "mermaid", "format": fence_code_format}
        config.mdx_configs["pymdownx.superfences"] = {"custom_fences": [fence]}
        config.extra_javascript = [*config.extra_javascript, ExtraScriptValue("assets/mermaid.min.js")]
    return config


def on_files(files: Files, config: Any) -> Files:
    """Add what documents link to beside docs/: examples, path files, schemas."""
    for path in list_beside():
        name = f"repository/{path}" if path == "README.md" else path  # the site has a first page of its own
        files.append(File.generated(config, name, abs_src_path=str(ROOT / path)))
    if MERMAID.exists():
        files.append(File.generated(config, "assets/mermaid.min.js", abs_src_path=str(MERMAID)))
    return files


def list_beside() -> list[str]:
    """Return the files beside docs/ that belong to the site."""
    found = [ROOT / name for name in BESIDE]
    for folder in FOLDERS:
        found += [each for each in sorted((ROOT / folder).rglob("*")) if each.is_file()]
    found += sorted(ROOT.glob(SCHEMAS))
    return [each.relative_to(ROOT).as_posix() for each in found if each.exists()]


def on_page_markdown(markdown: str, page: Page, **_: Any) -> str:
    """Let the links of a page lead to where their files stand on the site."""
    here, lines, fenced = page.file.src_uri, [], False
    for line in markdown.splitlines():
        fenced ^= bool(FENCE.match(line))
        lines.append(line if fenced else LINK.sub(lambda found: move_link(found, here), line))
    return "\n".join(lines)


def move_link(found: re.Match[str], here: str) -> str:
    """Return a link of the page `here` with its target on the site."""
    text, target = found.groups()
    if re.match(r"[a-z]+:|#", target):
        return found[0]
    name, _, anchor = target.partition("#")
    in_repository = posixpath.normpath(posixpath.join(posixpath.dirname(find_source(here)), name))
    on_site = find_place(in_repository)
    relative = posixpath.relpath(on_site, posixpath.dirname(here) or ".")
    return f"{text}({relative}{'#' if anchor else ''}{anchor})"


def find_source(on_site: str) -> str:
    """Return where a page of the site stands in the repository."""
    if on_site == "repository/README.md":
        return "README.md"
    return on_site if (ROOT / on_site).exists() and on_site != "README.md" else DOCS + on_site


def find_place(in_repository: str) -> str:
    """Return where a file of the repository stands on the site."""
    if in_repository == "README.md":
        return "repository/README.md"
    if (ROOT / in_repository).is_dir():  # a folder without a page: the nearest page above it
        page = in_repository + "/README.md"
        return page if (ROOT / page).exists() else find_place(posixpath.dirname(in_repository))
    return in_repository.removeprefix(DOCS)
