"""Spark says the same as the engine for one customer, and reads the same in a file as DuckDB does.

Planning takes Spark seconds for each statement, however few the rows: the tests ask little of it, and much at once.
"""

import datetime as dt
import gzip
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
import pandas as pd
import pyarrow as pa
import pytest

import ipp
from ipp.batch.engines.duckdb import PlanDuckDB
from ipp.batch.engines.warehouse import write_statements
from ipp.batch.lowering.lines import ASK
from ipp.batch.lowering.tables import LoweredPolicy, lower_policy
from ipp.batch.run import run_plan, select_rows
from ipp.errors import RequestError
from ipp.learn.backtest.cases import Candidates, list_cases
from ipp.learn.backtest.learned import Weights, find_ranks, learn_week, weigh_choices
from ipp.orders.engines.protocol import Engine
from ipp.orders.files.rejects import UNKNOWN
from ipp.orders.files.sources import parse_source
from ipp.orders.sql import Table
from tests.amounts import FULL, amount, by_hand
from tests.batch.crowds import EVERY_KEY, Crowd, crowd, full_crowd
from tests.batch.engines.test_spellings import TOLD, hold_blanks
from tests.batch.engines.test_warehouse import TABLES, counted, numbered
from tests.batch.test_dialects import HOSTILE, values
from tests.cli.program import ROOT, inside, outside
from tests.learn.histories import START, First, Shop, load_history, make_history
from tests.orders.people.test_shares import CUSTOMERS as DRAWN
from tests.orders.people.test_shares import hold_shares
from tests.orders.test_reading import HEAD, LINES, SHOPIFY

if TYPE_CHECKING:
    from ipp.batch.engines.spark import Spark

pytestmark = [
    pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"),
    pytest.mark.xdist_group("spark"),
]
TINY = str(ROOT / "examples" / "tiny.yaml")
TODAY = dt.date(2026, 11, 22)
CUSTOMERS = amount(10_000, least=200, most=200)


@pytest.fixture
def duck() -> Iterator[PlanDuckDB]:
    engine = PlanDuckDB()
    yield engine
    engine.close()


@pytest.fixture
def engine(spark: Any) -> Iterator["Spark"]:
    from ipp.batch.engines.spark import Spark

    engine = Spark()
    yield engine
    engine.close()
    assert spark.range(3).count() == 3, "a session that was there before is left running"
    assert spark.conf.get("spark.sql.session.timeZone") == "Asia/Tokyo"
    assert not [row for row in spark.sql("SHOW TABLES").collect() if row.isTemporary]


def has(lowered: LoweredPolicy) -> set[str]:
    """What of the twelve sentences a store makes use of."""
    policy, asks = lowered.policy, lowered.tables["ipp_asks"].rows
    found = {
        "segments": bool(lowered.gates),
        "ready": bool(policy.goal and policy.goal.ready),
        "rest": any(not each.refill for each in policy.renewals),
        "refill": any(each.refill for each in policy.renewals),
        "window": bool(lowered.tables["ipp_spans"].rows),
        "within": any(row[ASK.index("within")] >= 0 for row in asks),
        "ladder": any(row[ASK.index("number")] > 0 for row in asks),
        "consumable": bool(lowered.codes.alone),
        "owned in full": bool(lowered.tables["ipp_wholes"].rows),
        "prospects": bool(policy.prospects),
        "patience": any(row[ASK.index("patience")] > 0 for row in asks),
    }
    return {name for name, there in found.items() if there}


AGREED = ((11, False), (21, False), (21, True))
"""Seeds of stores, and whether their customers give things back and are charged."""


def test_the_stores_asked_have_everything_between_them() -> None:
    many = [crowd(seed, 1, given=given) for seed, given in AGREED if not given]
    assert len(set.union(*(has(lower_policy(each.policy, each.today)) for each in many))) == 11


@pytest.mark.parametrize(("seed", "given"), AGREED if FULL else AGREED[-1:])
def test_spark_says_what_each_customer_is_told_alone(
    engine: "Spark", tmp_path: Path, seed: int, given: bool
) -> None:
    hold_spark(engine, crowd(seed, CUSTOMERS, given=given), tmp_path)


@by_hand  # PostgreSQL says the same in CI, in a tenth of the time
def test_spark_takes_every_key_of_who_gets_what(engine: "Spark", tmp_path: Path) -> None:
    hold_spark(engine, full_crowd(EVERY_KEY), tmp_path)


def hold_spark(engine: "Spark", many: Crowd, folder: Path) -> None:
    """Hold what Spark says of a crowd to the engine for one customer."""
    answer = run_plan(many.policy, engine, many.write(folder), many.today)
    assert {reason for part in answer.prepared.rejects for reason in part.counts} <= {UNKNOWN}
    assert engine.fetch_rows(select_rows(answer)) == many.expected()


def test_the_printed_script_runs_and_drops_nothing_of_the_shop(spark: Any) -> None:
    many = crowd(14, 300)
    script = write_statements(lower_policy(many.policy, many.today), "spark", create=False)
    assert script == write_statements(lower_policy(many.policy, many.today), "spark", create=True)
    theirs = {"orders": counted(many), "offers": numbered(many.offers()), "customers": many.people()}
    for create, (name, rows) in zip(TABLES, theirs.items(), strict=True):
        columns = create.partition("(")[2].removesuffix(")").replace('"', "`").replace(" text", " string")
        cells = [[cell if cell != "" else None for cell in row] for row in rows]
        texts = spark.createDataFrame(cells, columns.replace("` date", "` string"))
        kinds = [
            f"CAST(`{each}` AS DATE) AS `{each}`" if each == "date" else f"`{each}`" for each in texts.columns
        ]
        texts.selectExpr(*kinds).createOrReplaceTempView(name)
    spark.sql("CREATE TABLE events USING parquet AS SELECT 'the shop' AS whose")
    *before, last = [part for part in script.split(";\n") if part.strip()]
    for part in before:
        spark.sql(part)
    assert [tuple(row) for row in spark.sql(last).collect()] == many.expected()
    assert spark.table("events").count() == 1
    for name in theirs:
        spark.catalog.dropTempView(name)
    spark.sql("DROP TABLE events")


def test_texts_in_the_script_are_read_as_they_were_written(spark: Any) -> None:
    rows: list[tuple[Any, ...]] = [(text, place) for place, text in enumerate(HOSTILE)]
    assert [tuple(row) for row in spark.sql(values("spark", rows)).orderBy("place").collect()] == rows


def test_spark_draws_the_published_vectors(spark: Any) -> None:
    told = spark.createDataFrame(
        [(name, place) for place, name in enumerate(DRAWN)], "customer string, place long"
    )
    told.createOrReplaceTempView("told")
    hold_shares(lambda sql: [tuple(row) for row in spark.sql(sql).collect()], "spark")
    spark.catalog.dropTempView("told")


def test_spark_folds_every_blank(spark: Any) -> None:
    names = spark.createDataFrame(
        [(name, place) for place, name in enumerate(TOLD)], "name string, place long"
    )
    names.createOrReplaceTempView("names")
    hold_blanks(lambda sql: [tuple(row) for row in spark.sql(sql).collect()], "spark")
    spark.catalog.dropTempView("names")


LATE = (HEAD + "ann,Mug,2026-11-01\n" * 5_000 + "Jürgen,Mug,2026-11-01\n").encode("latin-1")
DIRTY: dict[str, bytes] = {
    "plain.csv": (HEAD + LINES).encode(),
    "mark.csv": ("\ufeff" + HEAD + LINES).encode(),
    "dos.csv": (HEAD + LINES).replace("\n", "\r\n").encode(),
    "semicolons.csv": (HEAD + LINES).replace(",", ";").encode(),
    "tabs.csv": (HEAD + LINES).replace(",", "\t").encode(),
    "other_order.csv": b"Date,note,CUSTOMER\n2026-11-01,x,ann\n,,\n",
    "zipped.csv.gz": gzip.compress((HEAD + LINES).encode()),
    "zipped_unnamed.csv": gzip.compress((HEAD + LINES).encode()),
    "quoted.csv": b'customer,item,date,note\nann,Mug,2026-11-01,"two\nlines, quoted"\nbob,"a ""quote""",,\n',
    "short.csv": (HEAD + LINES + "bob\n\nann,Mug\n" + LINES).encode(),
    "long.csv": (HEAD + LINES + "ann,Mug,2026-11-01,too,many\n" + LINES).encode(),
    "broken.csv": (HEAD + LINES * 9_000 + 'ann,"Mug"x,2026-11-01\nann,Mug,2026-11-01\n').encode(),
    "inner_quote.csv": (HEAD + 'ann,5" Mug,2026-11-01\n').encode(),
    "blanks.csv": (HEAD + ' ann ,\tMug,  \n"",NULL,\\N\n').encode(),
    "backslash.csv": (HEAD + '"ann\\",Mug,2026-11-01\na\\,Mug,\\"\n').encode(),
    "twice.csv": b"customer,item,Item,item,\nann,1,2,3,4\n",
    "latin.csv": (HEAD + "Jürgen,Mug,2026-11-01\n").encode("latin-1"),
    "late_latin.csv": LATE,
    "shopify.csv": (SHOPIFY + "#1001,Ann@x.com,paid,2026-11-01 10:00:00 +0100,1,Mug,,\n").encode(),
    "only_a_head.csv": HEAD.encode(),
    "no_end.csv": (HEAD + "ann,Mug,2026-11-01").encode(),
    "brackets [1].csv": (HEAD + LINES).encode(),
}
JSON: dict[str, bytes] = {
    "a.jsonl": b'{"customer": 1, "item": "Mug", "date": "2026-11-01", "quantity": 2.0}\n\n{"customer": "1"}\r\n',
    "b.ndjson": b'{"Item": null, "x/y": {"a": [1, "b"]}, "z`~": true}\nnot json\n[1, 2]\n{"customer": 12345678901234567890}\n',
    "c.jsonl": b"\xef\xbb\xbf"
    + '{"customer": "Jürgen \\u00fc \\n", "quantity": 1.50}\n{"broken": \n'.encode(),
    "d.jsonl": b"",
    "e.jsonl": gzip.compress(b'{"customer": "zip"}\n'),
}
JSON_GROUPS = [
    (["customer", "date", "item", "quantity"], [("1", "2026-11-01", "Mug", "2"), ("1", None, None, None)]),
    (
        ["item", "x/y", "z`~", "customer"],
        [(None, '{"a":[1,"b"]}', "true", None), (None, None, None, "12345678901234567890")],
    ),
    (["customer", "quantity"], [("Jürgen ü \n", "1.5")]),
    (["customer"], [("zip",)]),
]
"""The columns that each group of these files has, and its rows."""


def folder_of(folder: Path, files: dict[str, bytes]) -> str:
    folder.mkdir()
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return str(folder)


def read_by(engine: Any, source: str) -> tuple[list[Any], list[Any]]:
    """The columns of each group of files with the rows in their order, and the rejects."""
    groups, rejects = engine.read_groups("ipp_tried", parse_source(source))
    found = [
        (each.columns, engine.fetch_rows(each.rows.order_by("ipp_row").select(*each.columns)))
        for each in groups
    ]
    return found, sorted(rejects)


@pytest.mark.parametrize(("files", "rejects"), [(DIRTY, 1), (JSON, 3)])
def test_spark_reads_what_duckdb_reads(
    engine: "Spark", duck: PlanDuckDB, tmp_path: Path, files: dict[str, bytes], rejects: int
) -> None:
    source = folder_of(tmp_path / "files", files)
    found, expected = read_by(engine, source), read_by(duck, source)
    assert len(expected[1]) == rejects
    assert found == expected


def test_json_lines_are_texts(duck: PlanDuckDB, tmp_path: Path) -> None:
    groups, rejects = read_by(duck, folder_of(tmp_path / "files", JSON))
    assert groups == JSON_GROUPS
    found = sorted(reject.text for reject in rejects)
    assert found == ["line 2: not json", 'line 2: {"broken": ', "line 3: [1, 2]"]


def test_spark_reads_parquet_as_duckdb_does(engine: "Spark", duck: PlanDuckDB, tmp_path: Path) -> None:
    (tmp_path / "parts").mkdir()
    for part, extra in (("a", "1::SMALLINT AS n"), ("b", "2.5::DOUBLE AS x, 1::SMALLINT AS n")):
        duckdb.sql(
            f"COPY (SELECT '{part}' AS customer, TIMESTAMP '2026-11-01 23:30:00' AS date, DATE '2026-11-02' AS day, "
            f"{extra}) TO '{tmp_path}/parts/{part}.parquet'"
        )
    found = [_days(read_by(each, str(tmp_path / "parts"))[0]) for each in (engine, duck)]
    assert found[0] == found[1] and len(found[0]) == 2


def _days(groups: list[Any]) -> list[Any]:
    wanted = ("customer", "day", "n")
    return [
        (sorted(columns), [[row[columns.index(name)] for name in wanted] for row in rows])
        for columns, rows in groups
    ]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("o.jsonl", b"<html>\n", "write one JSON object on each line"),
        ("o.parquet", b"PAR1 is all there is", "o.parquet"),
    ],
)
def test_both_refuse_the_same_in_one_line(
    engine: "Spark", duck: PlanDuckDB, tmp_path: Path, name: str, content: bytes, message: str
) -> None:
    (tmp_path / name).write_bytes(content)
    for each in (engine, duck):
        with pytest.raises(RequestError, match=message) as told:
            read_by(each, str(tmp_path / name))
        assert "\n" not in str(told.value)


def test_a_dirty_plan_is_the_same_to_the_letter(engine: "Spark", tmp_path: Path) -> None:
    orders = folder_of(
        tmp_path / "orders",
        {
            "a.csv": b"customer,item,date,order,quantity\nann,Mug,2026-11-01,#999,1\nann,Teapot,2026-11-01,#1000,1\n"
            b"bob,Mug,2026-11-01,1,1d\ncid,Mug,2026-11-01 8:26 PM,1,NaN\ndan,Mug,2026-11-01T10:00,1,-1\neve,Mug\n",
            "b.csv": "Quantity;date;customer;item\n1;2026-11-03;Jürgen;Mugg\n 2 ;2026-02-30;fay;Mug\n;;;\n0x1p3;2026-11-01;gus;Mug\n"
            "+1;2026-11-01;hal;mug\n1e2;2026-11-01;ian;'=Mug\n;2026-11-01;ÄNN@x.com;Mug\n".encode("latin-1"),
        },
    )
    offers = tmp_path / "log.jsonl"
    offers.write_text(
        '{"customer": "ann", "offer": "Washing advice", "event": "did", "date": "2026-11-02"}\nbroken\n'
        '{"customer": "hal", "offer": "Teapot for 68", "event": "declined", "date": "2026-11-02"}\n'
    )
    people = tmp_path / "people.csv"
    people.write_text("customer,concern\nzoe,heel\nzoe,arch\n,heel\n")
    told = []
    for machine in ("spark", "duckdb"):
        rejects = tmp_path / f"{machine}.csv"
        arguments = ("plan", orders, "--offers", str(offers), "--customers", str(people), "--path", TINY)
        options = ("--today", "2026-11-22", "--output", "-", "--rejects", str(rejects), "--engine", machine)
        said = inside(*arguments, *options)
        assert said.code == 0, said.err
        told.append((said.out, said.err, rejects.read_text()))
    assert told[0] == told[1]
    assert told[0][2].count("the line cannot be read as a row") == 1


def test_tables_from_python_and_of_spark(spark: Any) -> None:
    days = [dt.date(2026, 11, 1), dt.date(2026, 11, 2), dt.date(2026, 11, 20)]
    data = {"customer": ["ann", "bob", None], "item": ["Mug", "Teapot", "Teapot"], "date": days}
    frame = pd.DataFrame(data).assign(date=lambda each: pd.to_datetime(each.date))
    log = [("bob", "Washing advice", "did", "2026-11-03")]
    offers = spark.createDataFrame(log, "customer string, offer string, event string, date string")
    given = {"spark": (frame, offers), "duckdb": (pa.table(data), offers.toArrow())}
    told = [
        ipp.plan(TINY, orders, TODAY, offers=offers, engine=name).rows.to_pylist()
        for name, (orders, offers) in given.items()
    ]
    assert told[0] == told[1]
    assert [row["customer"] for row in told[0]] == ["ann", "bob"]


def test_what_spark_cannot_do_is_one_line(spark: Any, tmp_path: Path) -> None:
    orders = tmp_path / "orders.csv"
    orders.write_text(HEAD + LINES)
    said = inside("plan", str(orders), "--path", TINY, "--engine", "spark", "--memory", "2GB")
    assert (said.code, said.out, said.err.count("error: ")) == (2, "", 1)
    assert "--memory: the active Spark session has its memory already" in said.err


@pytest.mark.parametrize(
    ("options", "env", "message"),
    [
        (("--memory", "lots"), {}, "--memory 'lots' is not an amount of memory"),
        (("--memory", "100MB"), {}, "--memory 100MB: Spark needs 512MB at least"),
        ((), {"JAVA_HOME": "/nowhere"}, "Spark needs Java 17 or later"),
    ],
)
def test_a_session_that_cannot_start_is_one_line(
    spark: Any, tmp_path: Path, options: tuple[str, ...], env: dict[str, str], message: str
) -> None:
    orders = tmp_path / "orders.csv"
    orders.write_text(HEAD + LINES)
    said = outside("plan", str(orders), "--path", TINY, "--engine", "spark", *options, env=env)
    assert (said.code, said.out, said.err.count("error: ")) == (2, "", 1)
    assert message in said.err


def learn_rows(engine: Engine, rows: list[First], patch: pytest.MonkeyPatch) -> list[Any]:
    """Return what is counted of pairs, first of what follows and then of what goes together, what speaks for each choice, and the places."""
    counted: list[Any] = []
    keep = engine.keep_table

    def keep_counted(name: str, expression: Table | str) -> Table:
        kept = keep(name, expression)
        if name == "ipp_learn_tested":
            counted.append(engine.fetch_rows(kept.order_by("after", "next")))
        return kept

    patch.setattr(engine, "keep_table", keep_counted)
    history, day = load_history(engine, rows), START + 70
    lines = engine.keep_table("ipp_backtest_lines", history.firsts.mutate(customer=history.firsts.who))
    cases = list_cases(engine, lines, day)
    learn_week(engine, history.firsts, day)
    candidates = Candidates({code: frozenset([code]) for code in sorted(history.names)})
    choices = weigh_choices(engine, cases, candidates)
    ranks = find_ranks(engine, choices, Weights(100, 50, 1))
    return [*counted, engine.fetch_rows(choices.order_by("number", "item")), ranks]


def test_what_is_learned_is_alike(engine: "Spark", duck: PlanDuckDB, monkeypatch: pytest.MonkeyPatch) -> None:
    """The statements of `ipp learn` and `ipp backtest`: whole numbers, the same to the last."""
    rows = make_history(Shop(150, 12, 90, links={(0, 5): 5.0}), 4)
    learned = learn_rows(duck, rows, monkeypatch)
    assert [len(each) > 30 for each in learned] == [True] * 4
    assert {row[2] > 0 for row in learned[2]} == {True, False} == {row[3] > 0 for row in learned[2]}
    assert learn_rows(engine, rows, monkeypatch) == learned
