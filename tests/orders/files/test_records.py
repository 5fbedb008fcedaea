"""Lines into records: what Python's own reader of CSV reads is read alike, and a stray quote costs its line."""

import csv
import io
import random

import pytest

from ipp.orders.files.records import MOST_LINES, Record, Splitter, split_records
from tests.amounts import amount


def read(text: str, width: int = 3) -> list[Record]:
    return [*split_records(text.split("\n"), Splitter(",", width))]


def test_whole_records_are_read_as_others_read_them() -> None:
    lots = random.Random(17)
    for _ in range(amount(20_000)):
        rows = [
            ["".join(lots.choice('ab",\n;') for _ in range(lots.randint(1, 5))) for _ in range(3)]
            for _ in range(lots.randint(1, 4))
        ]
        file = io.StringIO()
        csv.writer(
            file, lineterminator="\n", quoting=lots.choice((csv.QUOTE_MINIMAL, csv.QUOTE_ALL))
        ).writerows(rows)
        assert [record.cells for record in read(file.getvalue()[:-1], 0)] == rows


@pytest.mark.parametrize(
    ("text", "unread"),
    [
        ('a,Slippers 9" wide,1\nb,c,2', []),
        ('a,"Kit,1\nb,c,2\nd,"Kit",3', [1]),
        ('a,"Kit,1\nb,c,2\nd,Slippers 9",3', [1]),
        ('a,"Kit,1', [1]),
        ('"a" b,c,1\nb,c,2', [1]),
        ('a,b,1\nc,"d\ne",2', []),
        ("a,b,1\n" + 'c,"' + "x\n" * (MOST_LINES + 5) + '",2', None),
    ],
)
def test_a_stray_quote_costs_its_line(text: str, unread: list[int] | None) -> None:
    records = read(text)
    found = [record.line for record in records if record.cells is None]
    assert found == unread if unread is not None else 2 in found
    lines = sum(len((record.text or ",".join(record.cells or [])).split("\n")) for record in records)
    assert lines == len(text.split("\n"))
