"""`ipp import`: a path file from a shop's catalogue, and later the same file brought up to date with it."""

from enum import StrEnum
from typing import Annotated

import typer

from ipp.cli.arguments.file_uses import MADE_OR_PRINTED, READ
from ipp.cli.jobs.catalogue.into import IntoOptions, import_into
from ipp.cli.jobs.catalogue.new_file import ImportOptions, import_new_file, refuse_options
from ipp.cli.options import AnswerFormat, PrintedAs, choose_day


class Variants(StrEnum):
    """What becomes of the variants of a product."""

    auto = "auto"
    one = "one"
    each = "each"


class Upsells(StrEnum):
    """What becomes of what a shop shows instead of a product."""

    comment = "comment"
    next = "next"


def run_import(
    files: Annotated[
        list[str],
        typer.Argument(
            metavar="FILE...",
            help="Read the export from these files (CSV or workbooks), or from stdin with -.",
        ),
        READ,
    ],
    output: Annotated[
        str | None,
        typer.Option("--output", "-o", metavar="FILE", help="Write the path file here; default: print it."),
        MADE_OR_PRINTED,
    ] = None,
    layout: Annotated[
        str | None,
        typer.Option(
            "--from",
            metavar="SHOP",
            help="Read the export as one of shopify, woocommerce, magento, prestashop, stripe, gumroad or csv; default: recognised by its columns.",
        ),
    ] = None,
    map: Annotated[
        list[str] | None,
        typer.Option(metavar="ROLE=COLUMN", help="Say which column holds what: price=Preis. Repeatable."),
    ] = None,
    ultimate: Annotated[
        str | None,
        typer.Option(
            metavar="NAME", help="Set what the whole path leads to: a product of the export, or a new name."
        ),
    ] = None,
    store: Annotated[str | None, typer.Option(metavar="NAME", help="Name the store.")] = None,
    currency: Annotated[
        str | None, typer.Option(metavar="CODE", help="Use this currency; default: what the export says.")
    ] = None,
    variants: Annotated[
        Variants,
        typer.Option(
            help="Make variants products of their own: where an option other than size or colour changes the price (auto), never (one), or always (each)."
        ),
    ] = Variants.auto,
    upsells: Annotated[
        Upsells,
        typer.Option(help="Write the upsells of the shop as a comment, or into the `next` of the product."),
    ] = Upsells.comment,
    into: Annotated[
        str | None,
        typer.Option(metavar="FILE", help="Bring this path file up to date: print what would change."),
        READ,
    ] = None,
    write: Annotated[bool, typer.Option("--write", help="Make the changes that --into prints.")] = False,
    take: Annotated[
        list[str] | None,
        typer.Option(
            metavar="FIELDS",
            help="Take the shop's value of these fields where yours differs, such as price,sku. Repeatable.",
        ),
    ] = None,
    gone_ok: Annotated[
        bool,
        typer.Option(
            "--gone-ok",
            help="Retire what is gone from the shop, even if that is more than a fifth of the items.",
        ),
    ] = False,
    force: Annotated[bool, typer.Option("--force", help="Replace an existing file.")] = False,
    today: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="Use the sale prices in force on this day; default: today."),
    ] = None,
    format: PrintedAs = AnswerFormat.text,
) -> None:
    """Make a path file out of a shop's export of products, or bring one up to date with it.

    Variants become one product with several skus. Grouped products and packs become bundles, and cross-sells become a next. A lock file beside it,
    FILE.import.json, remembers what the shop said; commit it too. --into takes what the shop changed since then, keeps what you changed, and
    changes nothing else. Exit code of --into: 0: nothing changes, or --write made the changes. 1: something would change. 2: it is refused.
    """
    options = ImportOptions(
        files=files,
        layout=layout,
        mapped=map or (),
        today=choose_day(today),
        variants=variants.value,
        upsells=upsells is Upsells.next,
        output=output,
        ultimate=ultimate,
        store=store,
        currency=currency,
        force=force,
        json=format is AnswerFormat.json,
    )
    if into is None:
        refuse_options("--into", {"--write": write, "--take": take, "--gone-ok": gone_ok})
        import_new_file(options)
        return
    new = {
        "--output": output,
        "--ultimate": ultimate,
        "--store": store,
        "--currency": currency,
        "--force": force,
    }
    refuse_options("a new file", new)
    raise typer.Exit(
        import_into(
            IntoOptions(*options[:5], into, take or (), gone_ok=gone_ok, write=write, json=options.json)
        )
    )
