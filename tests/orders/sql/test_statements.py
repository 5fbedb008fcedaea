"""What an expression says is what is run, however much of it is taken together in one SELECT."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import duckdb
import pytest

from ipp.orders import sql
from ipp.orders.sql import Table
from ipp.orders.sql.dialects import DIALECTS
from ipp.orders.sql.statements import write_query

BOUGHT = sql.table({"who": "string", "item": "int64", "day": "int64"}, "bought")
SPECIAL = sql.table({"item": "int64", "day": "int64"}, "special")
ROWS = [("ada", 1, 5), ("ada", 2, 7), ("ada", 2, 9), ("bob", 3, 7), ("cyd", None, 1)]


def run(table: Table) -> list[tuple[Any, ...]]:
    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE bought (who TEXT, item BIGINT, day BIGINT)")
        connection.executemany("INSERT INTO bought VALUES (?, ?, ?)", ROWS)
        connection.execute("CREATE TABLE special AS SELECT 2::BIGINT AS item, 8::BIGINT AS day")
        rows: list[tuple[Any, ...]] = connection.execute(write_query(table, "duckdb")).fetchall()
    return rows


def number_days(table: Table) -> Table:
    return table.mutate(turn=sql.row_number().over(group_by=table.who, order_by=[table.day]))


def keep_first(table: Table) -> Table:
    return table.filter(table.turn == 0)


def keep_late(table: Table) -> Table:
    return table.filter(table.day > 5)


def count_items(table: Table) -> Table:
    return table.group_by("who").agg(rows=table.count(), last=table.day.max(where=table.item == 2))


def shift_days(table: Table) -> Table:
    """A day of the table before is the day before, whatever stands in its place."""
    later = table.mutate(day=table.day + 1)
    return later.mutate(week=later.day * 7 + later.day, before=table.who)


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        ((number_days, keep_first), [("ada", 1, 5, 0), ("bob", 3, 7, 0), ("cyd", None, 1, 0)]),
        ((number_days, keep_late, keep_first), [("bob", 3, 7, 0)]),
        ((keep_late, number_days, keep_first), [("ada", 2, 7, 0), ("bob", 3, 7, 0)]),
        ((count_items,), [("ada", 3, 9), ("bob", 1, None), ("cyd", 1, None)]),
        ((count_items, lambda rows: rows.filter(rows.rows > 1)), [("ada", 3, 9)]),
        ((lambda rows: rows.select("who").distinct(), lambda rows: rows.select(n=sql.literal(1))), [(1,)] * 3),
        ((lambda rows: rows.order_by("day").limit(2), keep_late), []),
        ((shift_days, lambda rows: rows.filter(rows.week == 64)), [("ada", 2, 8, 64, "ada"), ("bob", 3, 8, 64, "bob")]),
        ((lambda rows: rows.semi_join(SPECIAL, "item"), keep_late), [("ada", 2, 7), ("ada", 2, 9)]),
        ((lambda rows: rows.anti_join(SPECIAL, "item"), keep_late), [("bob", 3, 7)]),
        ((keep_late, lambda rows: rows.join(SPECIAL, "item")), [("ada", 2, 7, 8), ("ada", 2, 9, 8)]),
        ((lambda rows: rows.join(SPECIAL, [rows.item == SPECIAL.item, rows.day > SPECIAL.day]).select("day"),), [(9,)]),
        ((keep_late, lambda rows: rows.outer_join(SPECIAL, "item").filter(rows.who == "bob")), [("bob", 3, 7, None, None)]),
        ((lambda rows: rows.union(keep_late(rows)), count_items), [("ada", 5, 9), ("bob", 2, None), ("cyd", 1, None)]),
    ],
)  # fmt: skip
def test_steps_follow_each_other(steps: tuple[Callable[[Table], Table], ...], expected: list[Any]) -> None:
    table: Table = BOUGHT
    for step in steps:
        table = step(table)
    assert sorted(run(table), key=str) == sorted(expected, key=str)


def test_what_is_read_twice_is_written_once() -> None:
    joined = BOUGHT.join(SPECIAL, "item")
    text = write_query(joined.filter(joined.day > 7).union(joined.filter(joined.day <= 7)), "duckdb")
    assert text.count("JOIN") == 1
    assert len(run(joined.select("day").union(joined.select("day")))) == 4


def test_an_order_outlasts_what_is_worked_out_after_it() -> None:
    ordered = BOUGHT.order_by("day", "item").select("who", "day")
    long = ordered.mutate(text=ordered.who + "x" * 50)
    doubled = long.select(twice=long.text + long.text, who="who")
    assert [row[-1] for row in run(doubled)] == ["cyd", "ada", "ada", "bob", "ada"][: len(ROWS)]


def test_lines_of_a_text_stay_where_they_are() -> None:
    text = "two\n  lines\n\nhere"
    table = BOUGHT.select("who", text=sql.literal(text) + BOUGHT.who)
    assert run(table.distinct().filter(table.who == "bob")) == [("bob", f"{text}bob")]


@pytest.mark.parametrize("dialect", DIALECTS)
def test_names_and_texts_are_quoted(dialect: str) -> None:
    table = sql.table({'a"`b': "string"}, "odd")
    text = write_query(table.filter(table['a"`b'] == "it's").select(c='a"`b'), dialect)
    assert "it's" not in text
    assert 'a"`b' not in text


def test_what_is_grouped_by_is_named() -> None:
    """Spark refuses numbers of columns where a star stands for them."""
    text = write_query(SPECIAL.group_by("item", "day").agg(many=SPECIAL.count()), "spark")
    assert "GROUP BY 1, 2" in text
    assert "*" not in text.replace("COUNT(*)", "")


def test_a_form_feed_is_told_to_spark_by_its_number() -> None:
    """It knows no `\\f`: what trims blanks would take away the letter f."""
    text = write_query(BOUGHT.select(blank=sql.literal("\f")), "spark")
    assert "'\\014'" in text


def test_a_column_that_is_gone_is_not_taken_for_another() -> None:
    with pytest.raises(LookupError, match="day"):
        write_query(BOUGHT.select("who").filter(BOUGHT.day > 1), "duckdb")


def test_a_value_of_rows_is_neither_true_nor_false() -> None:
    with pytest.raises(TypeError):
        assert BOUGHT.day == 1


def test_a_cast_of_what_is_worked_out_is_written() -> None:
    """Spark's second of a moment has six decimals, its counts of days have fewer bits."""
    moments = sql.table({"moment": "timestamp", "day": "int64"}, "moments")
    text = write_query(
        moments.select(a=moments.moment.second().cast("int64"), b=moments.day.cast("int64")), "spark"
    )
    assert "CAST(EXTRACT(second FROM `t0`.`moment`) AS BIGINT)" in text
    assert text.count("CAST") == 1


@pytest.mark.parametrize("dialect", ["postgres", "spark"])
def test_days_are_counted_in_64_bits(dialect: str) -> None:
    """Two dates are an INT apart there, and a day times a large number would not fit."""
    orders = sql.table({"date": "date"}, "orders")
    days = orders.date.count_days_since(sql.literal(dt.date(1970, 1, 1)))
    assert "AS BIGINT) * 16777216" in write_query(orders.select(key=days * 16_777_216), dialect)
