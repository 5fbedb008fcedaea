"""`ipp import --into`: the plan, the exit codes, and files that change where the shop changed and nowhere else."""

import json
from pathlib import Path

import pytest

from tests.cli.program import inside

EXPORT = """id,name,price,sku,category
1,Foot Spa,59,FS,Feet
2,Creme de Pieds,12,CP,Feet
3,Nail Kit,20,NK,Hands
4,Rolling Set,30,RS,Feet
5,Socks,9,SO,Feet
6,Hand Cream,8,HC,Hands
"""
FILE = """ipp: 1
store: Happy Feet
ultimate: Club
products:
  Foot Spa: {price: 59, sku: FS, category: Feet, next: [Rolling Set, Creme de Pieds]}    # the best
  Creme de Pieds:
    price: 12    # dear
    sku: CP
    category: Feet
  Socks: {price: 9, sku: SO, category: Feet}
  # below: hands
  Nail Kit: {price: 22, sku: NK, category: Hands, next: Creme de Pieds}
  Rolling Set: {price: 30, sku: RS, category: Feet}
  Hand Cream: {price: 8, sku: HC, category: Hands}
  Club: {price: 9, every: month}
next: [Club]
"""
LATER = """id,name,price,sku,category
1,Foot Spa,64,FS,Feet
2,Crème de Pieds,12,CP,Feet
3,Nail Kit,24,NK,Hands
5,Socks,9,SO,Feet
6,Hand Cream,8,HC,Hands
7,Bamboo Socks,14,BS,Feet
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the working folder: a path file, its lock as of the first export, and both exports."""
    monkeypatch.chdir(tmp_path)
    Path("store.yaml").write_text(FILE.replace("22", "20"), encoding="utf-8")
    Path("export.csv").write_text(EXPORT, encoding="utf-8")
    Path("later.csv").write_text(LATER, encoding="utf-8")
    assert inside("import", "export.csv", "--into", "store.yaml", "--write").code == 0
    Path("store.yaml").write_text(FILE, encoding="utf-8")
    return tmp_path


def read(file: str = "store.yaml") -> str:
    return Path(file).read_bytes().decode()


PLAN = """Happy Feet, 7 items, against later.csv (a table of products, 6 items)
  ~ Foot Spa        price 59 -> 64    line 5
  ~ Creme de Pieds  called 'Crème de Pieds' now, the old name still works; 2 mentions follow    line 6
  ! Nail Kit  price: yours 22, shop 24, last import 20: yours stays (--take price uses the shop's)    line 12
  - Rolling Set  gone from the shop, set to `retired: true`; 1 mention of it (ipp validate shows them)
  + Bamboo Socks  14, Feet; no next yet
1 new, 2 changed, 1 gone, 1 in conflict. Run it with --write to make these changes.
"""


def test_the_plan_is_printed_and_nothing_is_written(folder: Path) -> None:
    before = (read(), read("store.import.json"))
    assert inside("import", "later.csv", "--into", "store.yaml") == (1, PLAN, "")
    assert (read(), read("store.import.json")) == before


def test_what_is_written_is_what_changed(folder: Path) -> None:
    said = inside("import", "later.csv", "--into", "store.yaml", "--write")
    assert (said.code, said.err) == (0, "")
    expected = FILE.replace("price: 59", "price: 64").replace("Creme de Pieds", "Crème de Pieds")
    expected = expected.replace("    category: Feet\n", "    category: Feet\n    also: Creme de Pieds\n")
    expected = expected.replace(
        "  Rolling Set: {price: 30, sku: RS, category: Feet}\n",
        "  Rolling Set: {price: 30, sku: RS, category: Feet, retired: true}\n  Bamboo Socks: {price: 14, sku: BS, category: Feet}\n",
    )
    assert read() == expected
    assert inside("import", "later.csv", "--into", "store.yaml") == (
        0,
        "Happy Feet, 8 items, against later.csv (a table of products, 6 items)\nNothing changes.\n",
        "",
    )
    assert inside("import", "later.csv", "--into", "store.yaml", "--write").code == 0
    assert read() == expected


@pytest.mark.parametrize("in_its_place", [True, False])
def test_where_the_lock_cannot_be_written_the_file_stays(folder: Path, in_its_place: bool) -> None:
    before, (lock,) = read(), folder.glob("*.import.json")
    told = lock.read_bytes()
    lock.chmod(0o444)
    if in_its_place:
        lock.unlink()
        lock.mkdir()
    said = inside("import", "later.csv", "--into", "store.yaml", "--write")
    assert (said.code, said.out, read()) == (2, "", before)
    assert lock.is_dir() if in_its_place else lock.read_bytes() == told


def test_the_shop_is_followed_where_that_is_asked_for(folder: Path) -> None:
    assert inside("import", "later.csv", "--into", "store.yaml", "--write", "--take", "price,sku").code == 0
    assert "Nail Kit: {price: 24, sku: NK" in read()


def test_the_plan_for_programs(folder: Path) -> None:
    said = inside("import", "later.csv", "--into", "store.yaml", "--format", "json")
    answer = json.loads(said.out)
    assert (said.code, answer["format_version"], answer["written"]) == (1, "1.0", False)
    assert answer["summary"] == {"new": 1, "changed": 2, "gone": 1, "to_settle": 1}
    assert answer["to_settle"] == [
        {
            "name": "Nail Kit",
            "field": "price",
            "file_value": "22.00",
            "shop_value": "24.00",
            "last_import": "20.00",
            "mentions": 0,
            "reason": None,
            "file": "store.yaml",
            "line": 12,
        }
    ]
    assert answer["new"] == [
        {"name": "Bamboo Socks", "kind": "product", "price": "14.00", "category": "Feet", "sku": ["BS"]}
    ]


def test_an_export_of_a_part_is_refused(folder: Path) -> None:
    Path("part.csv").write_text("".join(EXPORT.splitlines(True)[:5]), encoding="utf-8")
    said = inside("import", "part.csv", "--into", "store.yaml", "--write")
    assert said == (
        2,
        "",
        "error: 2 of 6 items of the last import are not in this export\n  tip: export the whole catalogue, or retire them with --gone-ok\n",
    )
    assert read() == FILE
    assert inside("import", "part.csv", "--into", "store.yaml", "--write", "--gone-ok").code == 0
    assert read().count("retired: true") == 2
    back = inside("import", "export.csv", "--into", "store.yaml", "--write")
    assert back.code == 0
    assert read().count("retired: false") == 2


def test_a_file_typed_by_hand_is_met_half_way(folder: Path) -> None:
    Path("store.import.json").unlink()
    Path("store.yaml").write_text(
        FILE.replace(", sku: SO", "").replace("  Socks: {price: 9", "  socks: {price: 10"), encoding="utf-8"
    )
    said = inside("import", "export.csv", "--into", "store.yaml")
    assert said.out.splitlines()[1:] == [
        "  ~ socks  sku nothing -> SO    line 10",
        "  ! Nail Kit  price: yours 22, shop 20: yours stays (--take price uses the shop's)    line 12",
        "  ! socks     price: yours 10, shop 9: yours stays (--take price uses the shop's)    line 10",
        "0 new, 1 changed, 0 gone, 2 in conflict. Run it with --write to make these changes.",
    ]
    assert inside("import", "export.csv", "--into", "store.yaml", "--write").code == 0
    assert "  socks: {price: 10, category: Feet, sku: SO}\n" in read()
    assert inside("import", "export.csv", "--into", "store.yaml").code == 0


def test_what_was_taken_out_by_hand_stays_out(folder: Path) -> None:
    Path("store.yaml").write_text(
        FILE.replace("  Hand Cream: {price: 8, sku: HC, category: Hands}\n", ""), encoding="utf-8"
    )
    said = inside("import", "export.csv", "--into", "store.yaml")
    assert said.out.splitlines()[1:] == [
        "Removed from the file by hand, and not added again: Hand Cream.",
        "Nothing changes.",
    ]
    assert said.code == 0


def test_an_item_that_the_shop_knows_by_another_key_is_the_same(folder: Path) -> None:
    """A handle that was changed is no new product, and nothing is gone: its code says so, or its name."""
    Path("later.csv").write_text(
        EXPORT.replace("\n1,Foot Spa,59,", "\n100,Foot Spa Deluxe,61,").replace("\n5,", "\n500,"),
        encoding="utf-8",
    )
    said = inside("import", "later.csv", "--into", "store.yaml", "--write")
    assert said.out.splitlines()[-1] == "0 new, 1 changed, 0 gone, 0 in conflict. Written."
    assert "  Foot Spa Deluxe: {price: 61, sku: FS" in read()
    assert '"100"' in read("store.import.json")
    assert '"1":' not in read("store.import.json")
    assert inside("import", "later.csv", "--into", "store.yaml").code == 0


def test_a_value_that_cannot_be_changed_alone_is_told_until_it_is_done(folder: Path) -> None:
    Path("store.yaml").write_text(
        FILE.replace("price: 59", "price: &dear 59").replace("price: 9,", "price: *dear,", 1),
        encoding="utf-8",
    )
    for _ in range(2):
        said = inside("import", "later.csv", "--into", "store.yaml", "--write")
        assert said.code == 0
        assert (
            "price: yours 59, shop 64, last import 59: ipp cannot change how it is written: change it by hand    line 5"
            in said.out
        )
    assert "price: &dear 59" in read()


def test_items_of_included_files_follow_too(folder: Path) -> None:
    head, products = FILE.split("products:\n")
    body, tail = products.split("next: [Club]\n")
    Path("products.yaml").write_text(
        "products:\n" + body.replace("  Club: {price: 9, every: month}\n", ""), encoding="utf-8"
    )
    Path("store.yaml").write_text(
        head + "include: [products.yaml]\nproducts:\n  Club: {price: 9, every: month}\nnext: [Club]\n" + tail,
        encoding="utf-8",
    )
    before = read()
    assert inside("import", "later.csv", "--into", "store.yaml", "--write").code == 0
    assert read() == before
    assert "Foot Spa: {price: 64" in read("products.yaml")
    assert "  Bamboo Socks: {price: 14, sku: BS, category: Feet}\n" in read("products.yaml")


def test_the_plan_fits_on_a_page_whatever_its_size(folder: Path) -> None:
    rows = "".join(
        f"{number},Thing {number},{number + 1},T{number},C{number % 7}\n" for number in range(8, 600)
    )
    many = LATER + rows
    Path("many.csv").write_text(many, encoding="utf-8")
    said = inside("import", "many.csv", "--into", "store.yaml")
    assert said.code == 1
    assert len(said.out.splitlines()) < 60
    assert "  + and 582 more" in said.out
    assert inside("import", "many.csv", "--into", "store.yaml", "--write").code == 0
    other = "".join(
        f"{number},Item {number},{number + 2},T{number},C{number % 7}\n" for number in range(8, 500)
    )
    Path("many.csv").write_text(LATER + other, encoding="utf-8")
    said = inside("import", "many.csv", "--into", "store.yaml", "--gone-ok")
    assert len(said.out.splitlines()) < 60


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--write",), "--write is for --into"),
        (("--into", "store.yaml", "-o", "x.yaml"), "--output is for a new file"),
        (("--into", "nosuch.yaml"), "nosuch.yaml: no such file or folder"),
        (("--into", "store.yaml", "--take", "prise"), "--take: there is no field 'prise'\n  tip: did you mean price? the fields are name, price, cost, every, sku, category, url, draft, paused, retired, sold"),
        (("--into", "store.yaml", "--from", "gumroad"), "--from gumroad: later.csv has no column like permalink\n  tip: name it with --map permalink=COLUMN"),
    ],
)  # fmt: skip
def test_a_request_that_cannot_be_served(arguments: tuple[str, ...], message: str, folder: Path) -> None:
    assert inside("import", "later.csv", *arguments) == (2, "", f"error: {message}\n")


@pytest.mark.parametrize(
    "text",
    ["", "{}", "[1]", '{"format_version": "1.0", "from": "csv", "items": []}', '{"format_version": "2.0"}'],
)
def test_a_lock_that_is_none(text: str, folder: Path) -> None:
    Path("store.import.json").write_text(text, encoding="utf-8")
    said = inside("import", "later.csv", "--into", "store.yaml", "--write")
    assert (said.code, said.out) == (2, "")
    assert said.err.startswith("error: store.import.json ")
    assert read() == FILE


@pytest.mark.parametrize(
    ("also", "then"),
    [("Sponge", "Brush"), ("[Loofah, Sponge]", "[Loofah, Brush]"), ("[Brush, Sponge]", "[Brush]")],
)
def test_a_name_that_comes_back_is_no_other_name_of_its_own(folder: Path, also: str, then: str) -> None:
    text = f"ipp: 1\nultimate: Club\nproducts:\n  Brush: {{price: 5, sku: B, also: {also}}}\n  Club: {{price: 9}}\n"
    Path("own.yaml").write_text(text, encoding="utf-8")
    rows = "id,name,price,sku\n1,{},5,B\n2,Club,9,\n"
    for name in ("Brush", "Sponge"):
        Path("own.csv").write_text(rows.format(name), encoding="utf-8")
        assert inside("import", "own.csv", "--into", "own.yaml", "--write").code == 0
    written = Path("own.yaml").read_text(encoding="utf-8")
    assert f"  Sponge: {{price: 5, sku: B, also: {then}}}\n" in written
