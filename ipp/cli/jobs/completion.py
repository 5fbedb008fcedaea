"""What a shell may complete: names in a path file, rules, formats."""

import os

from ipp.cli.filesystem.path_file import find_path_file
from ipp.errors import RequestError
from ipp.lint.rules import ALL
from ipp.loading import Store, load_store_file
from ipp.path import model
from ipp.render.findings import FORMATS
from ipp.text.visible import make_visible


def list_rules(begun: str) -> list[str]:
    """Return the codes and names of rules that begin so, in any case."""
    words = [word for rule in ALL for word in (rule.rule.code, rule.rule.name)]
    return [word for word in words if word.casefold().startswith(begun.casefold())]


def list_formats(begun: str) -> list[str]:
    """Return the formats of findings that begin so."""
    return [name for name in FORMATS if name.startswith(begun)]


def list_names(path: str | None, begun: str, kinds: tuple[str, ...]) -> list[str]:
    """Return the names of items of these kinds that begin so; none when the path file cannot be used."""
    try:
        loaded = load_store_file(find_path_file(path or os.environ.get("IPP_PATH")))
    except RequestError:
        return []
    if not isinstance(loaded, Store):
        return []
    found = loaded.names.list_beginning(begun, tuple(getattr(model, kind) for kind in kinds))
    # What could act on a terminal is not offered, nor what zsh would run: typer's script evaluates `\$(…)`.
    return [name for name in found if name == make_visible(name) and "\\" not in name]
