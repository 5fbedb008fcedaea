
SELECT
  "t1"."who",
  "t1"."answer",
  MAX("t1"."day") AS "day"
FROM (
  SELECT
    "t0"."seq",
    "t0"."who",
    "t0"."event",
    "t0"."answer",
    "t0"."day"
  FROM "ipp_offers_read" AS "t0"
  WHERE
    "t0"."event" <> 4 AND "t0"."day" <= 739768 AND "t0"."event" = 3
) AS "t1"
GROUP BY
  1,
  2
),
