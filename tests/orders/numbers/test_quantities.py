"""A comma or a point before three digits: what else stands in the column tells what it parts off, or the row is set aside."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import duckdb
import pytest

from ipp.errors import RequestError
from ipp.orders.engines.duckdb import DuckDB
from ipp.orders.files.sources import parse_source
from ipp.orders.items import number_items
from ipp.orders.numbers.quantities import judge_marks
from ipp.orders.reading import OrdersRequest, RecordsReader
from ipp.orders.rejected_rows import check_usable
from tests.value.shops import shop

TODAY = date(2026, 11, 22)
SHOP = "ultimate: Club\nproducts: {Mug: {price: 9, consumable: true, next: Club}, Club: {price: 30}}\n"
ASIDE = "the quantity can be thousands or have decimals"


@contextmanager
def open_reader(orders: Path, log: Path | None = None) -> Iterator[RecordsReader]:
    """Open a reader of orders, and of a log if there is one, up to today."""
    policy, engine = shop(SHOP), DuckDB()
    request = OrdersRequest(parse_source(str(orders)), log and parse_source(str(log)))
    try:
        yield RecordsReader(engine, policy, number_items(policy), request, TODAY)
    finally:
        engine.close()


def read_pieces(orders: Path) -> list[int | str]:
    """Return the pieces that each customer bought, by name; or why their row was set aside."""
    with open_reader(orders) as reader:
        lines, _, _ = reader.read_orders()
        found: dict[str, int | str] = dict(reader.engine.fetch_rows(lines.select("customer", "pieces")))
        if reader.set_aside is not None:
            found |= dict(reader.engine.fetch_rows(reader.set_aside.select("customer", "reason")))
    return [found[who] for who in sorted(found)]


def write_quantities(folder: Path, *texts: str) -> Path:
    lines = [f'c{place};Mug;2026-11-01;"{text}"\n' for place, text in enumerate(texts)]
    file = folder / "orders.csv"
    file.write_text(f"customer;item;date;quantity\n{''.join(lines)}", encoding="utf-8")
    return file


@pytest.mark.parametrize(
    ("texts", "pieces"),
    [
        (["1,000", "2"], [1000, 2]),  # who writes three decimals writes them always
        (["1,000 pcs", "2 pcs"], [1000, 2]),
        (["1,000", "1,234,567.5"], [1000, 1_000_000]),
        (["1,000", "2.5"], [1000, 3]),
        (["1,000", "1,5", "2"], [1, 2, 2]),
        (["1,000", "0,500"], [1, 1]),
        (["1,000", "1.234,5"], [1, 1235]),
        (["1,000"], [ASIDE]),
        (["1,000", "2,000"], [ASIDE, ASIDE]),
        (["1,000", "1,5", "2.5"], [ASIDE, 2, 3]),
        (["1.000", "2.500"], [1, 3]),  # as in prices
        (["1.000", "2,5"], [1000, 3]),
        (["1.000", "2"], [ASIDE, 2]),
        (["1.125", "2", "1000"], [2, 2, 1000]),  # nothing parts the thousand
        (["1.000", "1,000", "3"], [ASIDE, ASIDE, 3]),
        (["1 000", "1'000", "1\u202f000,5"], [1000, 1000, 1001]),
        (["1,00", "12"], [1, 12]),
    ],
)
def test_the_column_tells_what_a_mark_parts_off(
    tmp_path: Path, texts: list[str], pieces: list[int | str]
) -> None:
    assert read_pieces(write_quantities(tmp_path, *texts)) == pieces


def test_numbers_that_are_numbers_have_decimals(tmp_path: Path) -> None:
    file = tmp_path / "orders.parquet"
    rows = "SELECT 'a' AS customer, 'Mug' AS item, DATE '2026-11-01' AS date, 1.125::DECIMAL(9,3) AS quantity"
    duckdb.sql(f"COPY ({rows} UNION ALL SELECT 'b', 'Mug', DATE '2026-11-01', 2) TO '{file}'")
    assert read_pieces(file) == [2, 2]


def test_the_example_of_a_row_set_aside_is_its_quantity(tmp_path: Path) -> None:
    with open_reader(write_quantities(tmp_path, "1,000")) as reader:
        reader.read_orders()
        assert reader.rejects[0].examples == {ASIDE: "1,000"}


def test_where_no_row_can_be_read_it_is_said_how_to_write_numbers(tmp_path: Path) -> None:
    with (
        open_reader(write_quantities(tmp_path, "1,000", "2,000")) as reader,
        pytest.raises(RequestError) as refused,
    ):
        reader.read_orders()
        check_usable(reader.rejects[0], reader.read["orders"])
    assert refused.value.message.endswith(f"most often: {ASIDE}, as in '1,000'")
    assert refused.value.tip == "write 1000 for a thousand pieces, and 1 for one"


def test_what_was_given_back_is_read_in_the_same_way(tmp_path: Path) -> None:
    file = tmp_path / "orders.csv"
    head = "id_order,email,product_name,product_quantity,product_quantity_refunded,date_add\n"
    file.write_text(
        f'{head}1,a,Mug,3000,"1,000",2026-11-01\n2,b,Mug,3,2,2026-11-01\n3,c,Mug,3,odd,2026-11-01\n',
        encoding="utf-8",
    )
    assert read_pieces(file) == [2000, 1, "the quantity is not a number"]


def test_a_log_says_pieces_in_the_same_way(tmp_path: Path) -> None:
    log = tmp_path / "log.csv"
    log.write_text(
        'customer,offer,event,date,pieces\na,Mug,returned,2026-11-02,"1,000"\nb,Mug,returned,2026-11-02,2\n',
        encoding="utf-8",
    )
    orders = write_quantities(tmp_path, "1")
    with open_reader(orders, log) as reader:
        rows = reader.read_log()
        assert rows is not None
        assert dict(reader.engine.fetch_rows(rows.select("customer", "pieces"))) == {"a": 1000, "b": 2}
    log.write_text('customer,offer,event,date,pieces\na,Mug,returned,2026-11-02,"1,000"\n', encoding="utf-8")
    with open_reader(orders, log) as reader:
        assert reader.read_log() is not None
        assert reader.rejects[0].counts == {ASIDE: 1}


def test_a_column_without_groups_needs_no_second_look() -> None:
    assert not judge_marks(["1", "2 pcs", "1,5", "-1", "1.00", "odd", ""]).grouped
