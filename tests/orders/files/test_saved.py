"""Files as people save them: whatever the program that saved it did, the same orders are read."""

import datetime as dt
import gzip
import json
from importlib.util import find_spec
from pathlib import Path

import pytest

from ipp.errors import RequestError
from tests.needed import need
from tests.orders.files.workbook import write_workbook
from tests.orders.reader import read

HEAD = "customer,item,date\n"
LINES = "ann,Spa Slippers,2026-11-01\nbob,Nail Kit,2026-11-02\n"
PLAIN = [("ann", "Spa Slippers", "2026-11-01"), ("bob", "Nail Kit", "2026-11-02")]
UNREAD = "the line cannot be read as a row"


@pytest.mark.parametrize(
    "content",
    [
        (HEAD + LINES).encode("utf-16"),
        (HEAD + LINES).encode("utf-16-le"),
        (HEAD + LINES).encode("utf-16-be"),
        (HEAD + LINES).replace(",", "\t").encode("utf-16"),
        ("sep=;\r\n" + (HEAD + LINES).replace(",", ";").replace("\n", "\r\n")).encode(),
        ("\ufeffsep=,\n" + HEAD + LINES).encode(),
        ("Orders of November\n\n" + HEAD + LINES).encode(),
        (
            "Sales Report;;\nPeriod: 01/11/2026 - 30/11/2026;;\n;;\n" + (HEAD + LINES).replace(",", ";")
        ).encode(),
        (HEAD + LINES).replace("\n", "\r\n", 2).encode(),
        (HEAD + LINES).replace("\n", "\r", 1).encode(),
        (HEAD + LINES + "\n\n,,\n").encode(),
        (HEAD.strip() + ",note\n" + LINES).encode(),
        (HEAD.strip() + ",note\nann,Spa Slippers,2026-11-01,hi,more,\nbob,Nail Kit,2026-11-02,\n").encode(),
        (HEAD + "ann,Spa Slippers,2026-11-01,\nbob,Nail Kit,2026-11-02,\n").encode(),
        (b"customer,item,date,date\nann,Spa Slippers,2026-11-01,x\nbob,Nail Kit,2026-11-02,y\n"),
        (
            HEAD.strip()
            + ",note\nann,Spa Slippers,2026-11-01,"
            + "x" * 3_000_000
            + "\nbob,Nail Kit,2026-11-02,\n"
        ).encode(),
        b'\xef\xbb\xbf[{"customer": "ann", "item": "Spa Slippers", "date": "2026-11-01"},\n {"customer": "bob",\n "item": "Nail Kit", "date": "2026-11-02"}]',
        b'{"orders": [{"customer": "ann", "item": "Spa Slippers", "date": "2026-11-01"},{"customer": "bob", "item": "Nail Kit", "date": "2026-11-02"}]}',
        b'{\n "customer": "ann", "item": "Spa Slippers", "date": "2026-11-01"\n}\n{"customer": "bob", "item": "Nail Kit", "date": "2026-11-02"}\n',
    ],
)
@pytest.mark.parametrize("zipped", [False, True])
def test_every_way_of_saving_it(tmp_path: Path, content: bytes, zipped: bool) -> None:
    found = read(tmp_path / "orders.csv", gzip.compress(content) if zipped else content)
    assert (found.bought, found.aside) == (PLAIN, {})


def test_what_one_file_is_like_says_nothing_of_another(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(
        ("sep=;\n" + HEAD + 'cid,"Nail Kit,2026-11-01\n').replace(",", ";").encode()
    )
    (tmp_path / "b.csv").write_bytes((HEAD + LINES).encode("utf-16"))
    (tmp_path / "c.csv").write_bytes((HEAD + "dän,Club,2026-11-03\n").encode("cp1252"))
    found = read(tmp_path)
    assert found.bought == [*PLAIN, ("dän", "Club", "2026-11-03")]
    assert found.aside == {UNREAD: 1}


def test_a_broken_list_of_json_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    rows = json.dumps([{"customer": "ann", "item": "Spa Slippers", "date": "2026-11-01"}, {"x": 1}])
    found = read(tmp_path / "orders.json", rows[:-6])
    assert (found.bought, found.aside) == (PLAIN[:1], {UNREAD: 1})
    with pytest.raises(RequestError, match=r"orders\.json is not JSON: line 1"):
        read(tmp_path / "orders.json", '[{"customer"')


def test_workbooks(tmp_path: Path) -> None:
    spec = find_spec("python_calamine")
    need(Path(spec.origin) if spec and spec.origin else None, "python-calamine reads workbooks")
    rows: list[list[object]] = [
        ["Orders of November"],
        [],
        ["customer", "item", "date", "quantity"],
        ["ann", "Spa Slippers", dt.datetime(2026, 11, 1, 10, 0), 1],
        ["bob", "Nail Kit", dt.datetime(2026, 11, 2), 2.5],
    ]
    file = tmp_path / "orders.xlsx"
    write_workbook(file, {"Notes": [], "Orders": rows})
    assert read(file).bought == PLAIN
    write_workbook(file, {"Notes": [["x"]], "Orders": rows})
    assert read(f"{file}:Orders").bought == PLAIN
    with pytest.raises(
        RequestError, match=r"holds several sheets; write .*orders\.xlsx:SHEET, with one of Notes, Orders"
    ):
        read(file)
    with pytest.raises(RequestError, match="has no sheet 'Order'; its sheets are Notes, Orders"):
        read(f"{file}:Order")


def test_a_line_of_json_that_is_too_long_counts_once(tmp_path: Path) -> None:
    rows = [{"customer": who, "item": item, "date": day} for who, item, day in PLAIN]
    rows.append(rows[0] | {"item": "x" * 3_000_000})
    content = "".join(json.dumps(row) + "\n" for row in rows)
    found = read(tmp_path / "orders.jsonl", content)
    assert (found.bought, found.aside) == (PLAIN, {UNREAD: 1})


def test_orders_named_with_a_hash_are_no_comments(tmp_path: Path) -> None:
    head = "Name,Email,Created at,Lineitem name,Lineitem quantity\n"
    rows = [f"#{1000 + place},{who},{day},{item},1\r\n" for place, (who, item, day) in enumerate(PLAIN)]
    assert read(tmp_path / "orders.csv", head + "".join(rows)).bought == PLAIN
