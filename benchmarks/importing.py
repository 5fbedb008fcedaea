"""What `ipp import` costs, against `ipp validate` of the path file that it makes: `python -m benchmarks importing`."""

import csv
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.child import clean_environment, seconds
from benchmarks.figures import ratio, table
from benchmarks.start_up import program

PRODUCTS = 10_000
ROUNDS = 3
MOST_CHECKS = 5
"""The target for importing: so many times the cost of checking the result."""
_HEAD = ("Handle", "Title", "Body (HTML)", "Type", "Published", "Option1 Name", "Option1 Value")
_TAIL = ("Variant SKU", "Variant Price", "Variant Compare At Price", "Gift Card", "Cost per item", "Status")


def write_export(file: Path, products: int = PRODUCTS) -> None:
    """Write a made-up export in the layout of Shopify, two variants a product."""
    with file.open("w", encoding="utf-8", newline="") as opened:
        rows = csv.writer(opened)
        rows.writerow((*_HEAD, *_TAIL))
        for number in range(products):
            price = str(10 + number % 90)
            first = (
                f"Product {number}",
                "<p>Two lines,\nand a comma</p>",
                f"Type {number % 40}",
                "true",
                "Size",
            )
            for variant, size in enumerate("SL"):
                own = first if variant == 0 else ("",) * len(first)
                codes = (f"SKU-{number}-{size}", price, "", "false" if variant == 0 else "", "5")
                rows.writerow((f"product-{number}", *own, size, *codes, "active" if variant == 0 else ""))


def report(rounds: int | None = None) -> str:
    """Measure, and return the report in Markdown."""
    environment, ipp = clean_environment(), program()
    with TemporaryDirectory() as folder:
        export, made = Path(folder, "export.csv"), str(Path(folder, "paths", "store.yaml"))
        write_export(export)
        new = (*ipp, "import", str(export), "-o", made, "--ultimate", "Club", "--force")
        again = (*ipp, "import", str(export), "--into", made)
        check = (*ipp, "validate", made, "--fail-on", "error")
        taken = [
            [seconds(command, environment) for command in (new, again, check)]
            for _ in range(rounds or ROUNDS)
        ]
    first, second, checks = map(list, zip(*taken, strict=True))
    found = [ratio(first, checks), ratio(second, checks)]
    rows = [("a new file", str(found[0])), ("into the file, nothing new", str(found[1]))]
    return (
        f"## Importing\n\nProcessor time of a whole call, {PRODUCTS:,} products in {2 * PRODUCTS:,} rows, in calls of `ipp validate` on the result.\n\n"
        + table(("ipp import", "validations"), rows)
        + f"\nTarget: at most {MOST_CHECKS} validations: {', '.join(each.held(MOST_CHECKS) for each in found)}.\n"
    )
