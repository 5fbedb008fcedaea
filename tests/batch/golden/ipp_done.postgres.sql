
SELECT
  "t1"."who",
  "t1"."answer",
  MAX("t1"."day") AS "day"
FROM (
  SELECT
    *
  FROM "ipp_log" AS "t0"
  WHERE
    "t0"."event" = 3
) AS "t1"
GROUP BY
  1,
  2
),
