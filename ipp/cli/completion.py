"""Shell completion of names; a path file that cannot be used completes nothing."""

import typer


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
    return _complete("list_rules", incomplete)


def complete_formats(incomplete: str) -> list[str]:
    """Complete the names of formats."""
    return _complete("list_formats", incomplete)


def _complete_names(context: typer.Context, incomplete: str, *kinds: str) -> list[str]:
    return _complete("list_names", context.params.get("path"), incomplete, kinds)


def _complete(question: str, *about: object) -> list[str]:
    from ipp.cli.jobs import completion  # only a shell that completes pays for it

    words: list[str] = getattr(completion, question)(*about)
    return words
