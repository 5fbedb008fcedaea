"""Learn what follows what in a file (who, item, day), as ipp does or in plain statements: prints processor seconds, bytes and pairs.

The plain statements are those that a person would write: chances by fortnight, and no thought of what customers have already or how many
things are left to them.
"""

import resource
import sys
from time import process_time

from ipp.learn.expected import count_pairs
from ipp.learn.opportunities import FEWEST, PERIOD, find_opportunities
from ipp.orders.engines.duckdb import DuckDB
from ipp.orders.engines.quoting import quote_text

FIRSTS = "SELECT who, item, min(day) AS day FROM {lines} GROUP BY ALL"
PLAIN = (
    f"CREATE TEMP TABLE firsts AS {FIRSTS}",
    f"""CREATE TEMP TABLE pairs AS
    SELECT *, (max(next_day) OVER () - next_day) // {PERIOD} AS period FROM (
        SELECT who, day, lead(day) OVER own AS next_day, lead(size) OVER own AS size
        FROM (SELECT who, day, count(*) AS size FROM firsts GROUP BY ALL) WINDOW own AS (PARTITION BY who ORDER BY day)
    ) WHERE next_day IS NOT NULL""",
    """CREATE TEMP TABLE seen AS
    SELECT a.item AS after, b.item AS next, count(*) AS seen
    FROM pairs p JOIN firsts a ON a.who = p.who AND a.day = p.day JOIN firsts b ON b.who = p.who AND b.day = p.next_day
    GROUP BY ALL""",
    f"""CREATE TEMP TABLE tested AS
    WITH places AS (SELECT period, sum(size) AS places FROM pairs GROUP BY ALL),
    chances AS (
        SELECT p.period, f.item AS next, count(*) / any_value(places) AS chance
        FROM pairs p JOIN firsts f ON f.who = p.who AND f.day = p.next_day JOIN places USING (period) GROUP BY ALL
    ),
    weights AS (
        SELECT f.item AS after, p.period, sum(p.size) AS weight, count(*) AS customers
        FROM pairs p JOIN firsts f ON f.who = p.who AND f.day = p.day GROUP BY ALL
    ),
    expected AS (
        SELECT after, next, sum(weight * chance) AS expected, sum(customers) AS customers
        FROM weights JOIN chances USING (period) WHERE after <> next GROUP BY ALL HAVING sum(weight * chance) >= 1
    )
    SELECT after, next, coalesce(seen, 0) AS seen, expected, customers
    FROM expected LEFT JOIN seen USING (after, next) WHERE customers >= {FEWEST}""",
)


def learn_plainly(engine: DuckDB, lines: str) -> int:
    """Run the plain statements, and return how many pairs could be tested."""
    for statement in PLAIN:
        engine.run_statement(statement.format(lines=lines))
    return int(engine.run_statement("SELECT count(*) FROM tested").fetchone()[0])


def learn(engine: DuckDB, lines: str) -> int:
    """Run the statements of `ipp learn`, and return how many pairs can be tested."""
    firsts = engine.keep_table("ipp_learn_firsts", FIRSTS.format(lines=lines))
    ((last,),) = engine.fetch_rows(firsts.agg(last=firsts.day.max()))
    pairs = count_pairs(engine, firsts, find_opportunities(engine, firsts, last))
    return int(engine.fetch_rows(pairs.agg(rows=pairs.count()))[0][0])


def main(who: str, file: str) -> None:
    """Measure one run."""
    engine = DuckDB()
    start = process_time()
    pairs = {"ours": learn, "plain": learn_plainly}[who](engine, f"read_parquet({quote_text(file)})")
    taken = process_time() - start
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    print(taken, most, pairs)
    engine.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
