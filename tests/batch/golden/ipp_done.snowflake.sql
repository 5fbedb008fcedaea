
SELECT "t0"."who", "t0"."answer", MAX("t0"."day") AS "day"
FROM "ipp_log" AS "t0"
WHERE "t0"."event" = 3
GROUP BY 1, 2
),
