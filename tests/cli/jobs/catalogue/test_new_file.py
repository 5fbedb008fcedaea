"""`ipp import`: a path file out of an export, without an error once it says what everything leads to."""

import json
from pathlib import Path

import pytest
import yaml

from tests.cli.program import inside
from tests.importers import shops

EXPORTS = {
    "shopify": (shops.SHOPIFY,),
    "woocommerce": (shops.WOOCOMMERCE,),
    "magento": (shops.MAGENTO,),
    "prestashop": (shops.PRESTASHOP, shops.PRESTASHOP_COMBINATIONS),
    "stripe": (shops.STRIPE_PRICES, shops.STRIPE_PRODUCTS),
    "gumroad": (shops.GUMROAD,),
    "csv": (shops.PLAIN,),
}
DAY = ("--today", "2026-11-30")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def save(*texts: str) -> list[str]:
    files = [f"export-{number}.csv" for number in range(len(texts))]
    for file, text in zip(files, texts, strict=True):
        Path(file).write_text(text, encoding="utf-8", newline="")
    return files


@pytest.mark.parametrize("shop", EXPORTS)
def test_the_file_has_no_errors_and_importing_again_changes_no_byte(shop: str, folder: Path) -> None:
    files = save(*EXPORTS[shop])
    told = (*files, "-o", "paths/store.yaml", "--ultimate", "The Club", *DAY)
    said = inside("import", *told)
    assert (said.code, said.err) == (0, "")
    assert inside("validate", "--fail-on", "error").code == 0
    before = {file: file.read_bytes() for file in Path("paths").iterdir()}
    assert {file.name for file in before} == {"store.yaml", "store.import.json", "path.schema.json"}
    again = inside("import", *told)
    assert again.code == 0
    assert "store.yaml has not changed." in again.out
    for more in ((), ("--write",)):
        said = inside("import", *files, "--into", "paths/store.yaml", *more, *DAY)
        assert (said.code, said.out.splitlines()[-1]) == (0, "Nothing changes.")
    assert {file: file.read_bytes() for file in Path("paths").iterdir()} == before


def test_what_is_said(folder: Path) -> None:
    said = inside("import", *save(shops.WOOCOMMERCE), "-o", "paths/store.yaml", *DAY)
    assert said.out == (
        "Read export-0.csv as WooCommerce's product export: 7 products, 1 bundle.\n"
        "  left out: 1 variation whose parent is not in the export\n"
        "Wrote paths/store.yaml.\n"
        "1 of 5 products has a next of its own.\n"
        "Add a next to these first:\n  Tea Pot\n  Tea Club\n  Book of Tea\n  Sugar\n"
        "Name what the whole path leads to, in `ultimate` and in `next`. Or run this again with --ultimate NAME.\n"
        "Then run:\n"
        "  ipp validate paths/store.yaml\n"
        "  ipp suggest --path paths/store.yaml\n"
        "  ipp import export-0.csv --into paths/store.yaml\n"
    )


@pytest.mark.parametrize(
    "export", [shops.SHOPIFY, shops.WOOCOMMERCE, shops.MAGENTO], ids=["Shopify", "WooCommerce", "Magento"]
)
def test_products_with_a_next_of_their_own_are_counted_as_validate_does(folder: Path, export: str) -> None:
    for ultimate in ("The Club", "Tea Club" if export is shops.WOOCOMMERCE else "Twin"):
        said = inside("import", *save(export), "-o", "s.yaml", "--ultimate", ultimate, "--force", *DAY)
        if said.code == 0:
            (count,) = (line for line in said.out.splitlines() if " a next of " in line)
            assert count in inside("validate", "s.yaml").out.splitlines()
            assert count == inside("suggest", "--path", "s.yaml").out.splitlines()[0]


def test_the_answer_for_programs(folder: Path) -> None:
    said = inside(
        "import", *save(shops.SHOPIFY), "-o", "s.yaml", "--format", "json", "--ultimate", "felt & wool hat"
    )
    answer = json.loads(said.out)
    assert (answer["format_version"], answer["from"], answer["file"]) == ("1.0", "shopify", "s.yaml")
    assert (answer["products"], answer["bundles"], answer["need_next"], answer["with_next"]) == (9, 0, 5, 0)
    assert answer["begin"][0] == "Wool Scarf"
    assert yaml.safe_load(Path("s.yaml").read_text(encoding="utf-8"))["ultimate"] == "Felt & Wool Hat"


def test_cross_sells_lead_on_and_upsells_are_comments(folder: Path) -> None:
    (file,) = save(shops.WOOCOMMERCE)
    text = inside("import", file, *DAY).out
    products = yaml.safe_load(text)["products"]
    assert products["Tea Shirt"]["next"] == ["Tea Pot", "Mug"]
    assert "next" not in products["Tea Pot"]
    assert "# sold instead of it in the shop: Kettle" in text
    text = inside("import", file, *DAY, "--from", "woocommerce", "--upsells", "next").out
    assert "next" not in yaml.safe_load(text)["products"]["Tea Pot"]  # a draft is never offered
    text = inside(
        "import",
        *save(
            shops.MAGENTO.replace('1,"Catalog, Search",21', "1,x,21").replace("Strap 10,,2", "Strap 10,,1")
        ),
        *DAY,
        "--upsells",
        "next",
    ).out
    assert yaml.safe_load(text)["products"]["Strap 6"]["next"] == ["Strap 10", "Strap 8"]


HOSTILE = [
    "x: {y}", "- a", "# no comment", "a #b", "'=1+1", "=cmd()", "&anchor *alias", "!!python/object:x", "a: b\n  price: 0",
    "<b>bold</b>", "&lt;script&gt;", "%TAG", "@at", "`tick`", "\"quoted\"", "it's", "a\\b", "No", "null", "~", "1e3", "2026-01-01",
    "[red]", "\x1b[31mred", "::error::x", "##[error]x", "\u202egnp", "a\u2028b", "\ue000" * 300, "x" * 3000, "? key", "|", ">", "{", "}",
    "a,b", "😀 smile", "<<", "ipp", "products", "Ask how they like it", "News from the shop", "---", "...", "\ufeffbom", "\u200b",
]  # fmt: skip


def test_hostile_cells_stay_texts(folder: Path) -> None:
    """Nothing in a cell becomes a key, a value, a comment or a tag of the file."""
    quoted = ['"' + name.replace('"', '""') + '"' for name in HOSTILE]
    rows = [f"{name},{number + 1},{name},{name}" for number, name in enumerate(quoted)]
    (file,) = save("name,price,sku,category\n" + "\n".join(rows) + "\n")
    said = inside("import", file, "-o", "s.yaml", "--from", "csv", "--ultimate", "# club: {x}")
    assert said.code == 0, said.err
    text = Path("s.yaml").read_text(encoding="utf-8")
    whole = yaml.safe_load(text)
    assert whole.keys() == {"ipp", "store", "ultimate", "next", "rest", "touches", "products"}
    assert whole["ultimate"] == "# club: {x}"
    prices = [body["price"] for body in whole["products"].values() if "price" in body]
    assert sorted(set(range(1, len(HOSTILE) + 1)) - set(prices)) == [
        HOSTILE.index("\ue000" * 300) + 1,
        len(HOSTILE),
    ]
    assert "left out: 2 rows without a name" in said.out  # what nobody sees is no name
    assert {key for body in whole["products"].values() for key in body} <= {
        "price",
        "sku",
        "category",
        "every",
    }
    assert text.isprintable() or set("".join(c for c in text if not c.isprintable())) == {"\n"}
    assert inside("validate", "s.yaml", "--fail-on", "error").code == 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("nosuch.csv",), "nosuch.csv: no such file"),
        (("{csv}", "--from", "shoplift"), "--from: no layout is called 'shoplift'\n  tip: the layouts are shopify, woocommerce, magento, prestashop, stripe, gumroad, csv"),
        (("{csv}", "--from", "shopify"), "--from shopify: export-0.csv has no column like handle, title\n  tip: name it with --map handle=COLUMN"),
        (("{csv}", "--map", "price"), "--map 'price' does not name a role and a column\n  tip: write it as ROLE=COLUMN, for example price=Preis"),
        (("{csv}", "--map", "price=Prize"), "--map price=Prize: export-0.csv has no such column\n  tip: its columns are 'What', 'Price', 'Variant Price'"),
        (("{csv}", "--map", "nome=What"), "--map: there is no role 'nome'\n  tip: did you mean name? the roles are name, price, sale_price, sku, id, cost, category, url, every, stock, status, next, instead, items, currency"),
        (("{csv}",), "export-0.csv: no column is known to be the name; there are 'What', 'Price', 'Variant Price'\n  tip: say which with --map name=COLUMN"),
        (("{csv}", "--map", "name=What", "--ultimate", "x", "-o", "paths"), "paths is a folder\n  tip: name a file in it"),
    ],
)  # fmt: skip
def test_a_request_that_cannot_be_served(arguments: tuple[str, ...], message: str, folder: Path) -> None:
    (file,) = save("What,Price,Variant Price\nA,1,2\n")
    Path("paths").mkdir()
    said = inside("import", *(each.replace("{csv}", file) for each in arguments))
    assert said == (2, "", f"error: {message}\n")
    assert not [*Path("paths").iterdir()]


def test_columns_are_told(folder: Path) -> None:
    (file,) = save('Was;Was kostet es\nA;"1.234,50"\nB;2,00\n')
    said = inside(
        "import",
        file,
        "--map",
        "name=Was",
        "--map",
        "price=Was kostet es",
        "--store",
        "Laden",
        "--currency",
        "EUR",
    )
    whole = yaml.safe_load(said.out)
    assert (whole["products"], whole["store"], whole["currency"]) == (
        {"A": {"price": 1234.5}, "B": {"price": 2}},
        "Laden",
        "EUR",
    )


def test_an_ultimate_action_that_is_not_for_sale(folder: Path) -> None:
    said = inside("import", *save(shops.SHOPIFY), "--ultimate", "Old Cap")
    assert said == (
        2,
        "",
        "error: --ultimate 'Old Cap': it is retired in the shop, and would never be offered\n",
    )


def test_another_file_is_not_written_over(folder: Path) -> None:
    Path("s.yaml").write_text("mine\n", encoding="utf-8")
    (file,) = save(shops.GUMROAD)
    said = inside("import", file, "-o", "s.yaml")
    assert (said.code, said.out) == (2, "")
    assert said.err.startswith("error: s.yaml exists already")
    assert Path("s.yaml").read_text(encoding="utf-8") == "mine\n"
    assert inside("import", file, "-o", "s.yaml", "--force").code == 0


def test_where_the_lock_cannot_be_written_there_is_no_file(folder: Path) -> None:
    Path("s.import.json").mkdir()
    said = inside("import", *save(shops.GUMROAD), "-o", "s.yaml")
    assert said == (2, "", "error: s.import.json is a folder\n  tip: name a file in it\n")
    assert not Path("s.yaml").exists()


@pytest.mark.parametrize("variants", ["auto", "one", "each"])
def test_variants(variants: str, folder: Path) -> None:
    text = inside("import", *save(shops.SHOPIFY), "--variants", variants).out
    names = set(yaml.safe_load(text)["products"])
    assert ("Felt & Wool Hat" in names) == (variants != "each")
    assert ("Map Licence" in names) == (variants == "one")
    assert ("Felt & Wool Hat - Large / Grey" in names) == (variants == "each")
