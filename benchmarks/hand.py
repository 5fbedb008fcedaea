"""A query as somebody would write it by hand for one store and its orders: it leaves out most of what a path can mean.

The first step of the latest purchase of which nothing is owned, if it is due by today; otherwise, of the first such step of every purchase,
the first that is due, or else the one due soonest; where no purchase has one, that of the store-wide list, or else the ultimate action. Waits count
from the day since which a product is theirs. What a membership costs later is no purchase, and who has it gets the steps after it alone.
No windows, no answers, no patience, no gap, no segments, no rest; and it reads clean tables only.
"""

HAND = """
CREATE TEMP TABLE bought AS
SELECT o.customer, g.code, CASE WHEN g.code = {member} THEN min(o.date) ELSE max(o.date) END AS day, min(o.date) AS since
FROM {orders} o JOIN ipp_named n ON n.item = o.item JOIN ipp_gives g ON g.item = n.code
GROUP BY o.customer, g.code;
CREATE TEMP TABLE had AS SELECT customer, day, since FROM bought WHERE code = {member};
INSERT INTO bought SELECT customer, {after_it}, day, since FROM had;
CREATE TEMP TABLE lists AS SELECT DISTINCT owner AS code FROM ipp_asks;
CREATE TEMP TABLE first AS
SELECT customer, max((day - DATE '1970-01-01') * {goods}::BIGINT + ({goods} - 1 - code)) AS packed
FROM bought SEMI JOIN lists USING (code) ANTI JOIN had USING (customer) GROUP BY customer
UNION ALL SELECT customer, (day - DATE '1970-01-01') * {goods}::BIGINT + ({goods} - 1 - {after_it}) FROM had;
CREATE TEMP TABLE live AS
SELECT l.customer, l.key, b.since + a.after::INT AS due
FROM (
  SELECT c.customer, c.owner, min(c.ask) AS key
  FROM (SELECT f.customer, a.ask, a.owner, a.kill FROM first f JOIN ipp_asks a ON a.owner = {goods} - 1 - f.packed % {goods}) c
  WHERE NOT EXISTS (SELECT 1 FROM ipp_kills k JOIN bought b ON b.code = k.code WHERE k.kill = c.kill AND b.customer = c.customer)
  GROUP BY c.customer, c.owner
) l JOIN bought b ON b.customer = l.customer AND b.code = l.owner JOIN ipp_asks a ON a.ask = l.key
WHERE b.since + a.after::INT <= DATE '{today}';
CREATE TEMP TABLE reading AS
SELECT b.customer, b.code, b.day, b.since, 0 AS turn FROM bought b ANTI JOIN live USING (customer)
WHERE b.code = {after_it} OR b.customer NOT IN (SELECT customer FROM had);
INSERT INTO reading
SELECT r.customer, special.code, DATE '2000-01-01', min(r.since), special.turn
FROM (FROM reading WHERE code <> {after_it}) r, (VALUES ({store}, 1), ({cold}, 2)) special(code, turn) GROUP BY ALL;
CREATE TEMP TABLE further AS
SELECT l.customer, l.key, CASE WHEN b.turn = 2 THEN DATE '{today}' ELSE b.since + a.after::INT END AS due, b.turn
FROM (
  SELECT c.customer, c.code, min(c.key) AS key
  FROM (
    SELECT b.customer, b.code, (DATE '2100-01-01' - b.day) * 16777216::BIGINT + a.ask AS key, a.kill
    FROM reading b JOIN ipp_asks a ON a.owner = b.code
  ) c
  WHERE NOT EXISTS (SELECT 1 FROM ipp_kills k JOIN bought b ON b.code = k.code WHERE k.kill = c.kill AND b.customer = c.customer)
  GROUP BY c.customer, c.code
) l JOIN reading b ON b.customer = l.customer AND b.code = l.code JOIN ipp_asks a ON a.ask = l.key % 16777216;
CREATE TEMP TABLE next AS
SELECT
  customer,
  arg_min(key, (turn, greatest(due, DATE '{today}'), key)) AS key,
  arg_min(due, (turn, greatest(due, DATE '{today}'), key)) AS due
FROM further GROUP BY customer;
CREATE TEMP TABLE answer AS
SELECT c.customer, t.action, t.kind, a.number, l.due
FROM (SELECT DISTINCT customer FROM bought) c
LEFT JOIN (FROM live UNION ALL FROM next) l ON l.customer = c.customer
LEFT JOIN ipp_asks a ON a.ask = l.key % 16777216 LEFT JOIN ipp_things t ON t.answer = a.answer;
COPY (FROM answer ORDER BY customer) TO {output} (FORMAT parquet, COMPRESSION zstd)
"""
