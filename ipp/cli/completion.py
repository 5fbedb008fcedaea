"""Shell completion of names; a path file that cannot be used completes nothing."""

import os

import typer

from ipp.errors import RequestError


def complete_goods(context: typer.Context, incomplete: str) -> list[str]:
    """Complete the names of products and bundles."""
    return _complete_names(context, incomplete, "Product", "Bundle")


complete_offers = complete_goods


def complete_items(context: typer.Context, incomplete: str) -> list[str]:
    """Complete the names of everything in the path."""
    return _complete_names(context, incomplete, "Product", "Bundle", "Touch")


def complete_touches(context: typer.Context, incomplete: str) -> list[str]:
    """Complete the names of touches."""
    return _complete_names(context, incomplete, "Touch")


def complete_rules(incomplete: str) -> list[str]:
    """Complete codes and names of rules."""
    from ipp.lint.rules import ALL

    words = [word for rule in ALL for word in (rule.rule.code, rule.rule.name)]
    return [word for word in words if word.casefold().startswith(incomplete.casefold())]


def _complete_names(context: typer.Context, incomplete: str, *kinds: str) -> list[str]:
    from ipp.cli.filesystem.path_file import find_path_file
    from ipp.loading import Store, load_store_file
    from ipp.path import model
    from ipp.text.visible import make_visible

    try:
        loaded = load_store_file(find_path_file(context.params.get("path") or os.environ.get("IPP_PATH")))
    except RequestError:
        return []
    if not isinstance(loaded, Store):
        return []
    found = loaded.names.list_beginning(incomplete, tuple(getattr(model, kind) for kind in kinds))
    # What could act on a terminal is not offered, nor what zsh would run: typer's script evaluates `\$(…)`.
    return [name for name in found if name == make_visible(name) and "\\" not in name]
