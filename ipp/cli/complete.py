"""Shell completion of names; a path file that cannot be used completes nothing."""

import os

import typer

from ipp.errors import RequestError


def goods(context: typer.Context, incomplete: str) -> list[str]:
    """Complete the names of products and bundles."""
    return _names(context, incomplete, "Product", "Bundle")


offers = goods


def things(context: typer.Context, incomplete: str) -> list[str]:
    """Complete the names of everything in the path."""
    return _names(context, incomplete, "Product", "Bundle", "Touch")


def touches(context: typer.Context, incomplete: str) -> list[str]:
    """Complete the names of touches."""
    return _names(context, incomplete, "Touch")


def rule_codes(incomplete: str) -> list[str]:
    """Complete codes and names of rules."""
    from ipp.lint.rules import ALL

    words = [word for rule in ALL for word in (rule.rule.code, rule.rule.name)]
    return [word for word in words if word.casefold().startswith(incomplete.casefold())]


def _names(context: typer.Context, incomplete: str, *kinds: str) -> list[str]:
    from ipp.cli.store import path_file
    from ipp.loading import Store, load_file
    from ipp.path import model
    from ipp.text.visible import visible

    try:
        loaded = load_file(path_file(context.params.get("path") or os.environ.get("IPP_PATH")))
    except RequestError:
        return []
    if not isinstance(loaded, Store):
        return []
    found = loaded.names.begun(incomplete, tuple(getattr(model, kind) for kind in kinds))
    # What could act on a terminal is not offered, nor what zsh would run: typer's script evaluates `\$(…)`.
    return [name for name in found if name == visible(name) and "\\" not in name]
