WITH "ipp_asks" AS (
  SELECT CAST("v"."ask" AS BIGINT) AS "ask", CAST("v"."owner" AS BIGINT) AS "owner", CAST("v"."answer" AS BIGINT) AS "answer", CAST("v"."number" AS BIGINT) AS "number", CAST("v"."after" AS BIGINT) AS "after", CAST("v"."below" AS BIGINT) AS "below", CAST("v"."patience" AS BIGINT) AS "patience", CAST("v"."via" AS BIGINT) AS "via", CAST("v"."word" AS BIGINT) AS "word", CAST("v"."bit" AS BIGINT) AS "bit", CAST("v"."opens" AS BIGINT) AS "opens", CAST("v"."closes" AS BIGINT) AS "closes", CAST("v"."kill" AS BIGINT) AS "kill", CAST("v"."above" AS BIGINT) AS "above", CAST("v"."able" AS BIGINT) AS "able", CAST("v"."head" AS BIGINT) AS "head" FROM (VALUES (0, 0, 4, -1, 0, 0, 0, -1, -1, 0, -1, -1, -1, -1, 1, 1), (1, 0, 1, 0, 0, 0, 7, -1, -1, 0, -1, -1, 0, -1, 1, 0), (2, 0, 2, 1, 0, 0, 7, -1, -1, 0, -1, -1, 1, 0, 1, 0), (3, 3, 5, -1, 0, 0, 0, -1, -1, 0, -1, -1, -1, -1, 1, 1), (4, 5, 3, 0, 0, 0, 7, -1, -1, 0, -1, -1, 2, -1, 1, 1), (5, 8, 5, -1, 0, 0, 0, -1, -1, 0, -1, -1, -1, -1, 1, 1), (6, 7, 3, 0, 0, 0, 7, -1, -1, 0, -1, -1, 2, -1, 1, 1)) AS "v"("ask", "owner", "answer", "number", "after", "below", "patience", "via", "word", "bit", "opens", "closes", "kill", "above", "able", "head")
),
"ipp_kills" AS (
  SELECT CAST("v"."kill" AS BIGINT) AS "kill", CAST("v"."code" AS BIGINT) AS "code" FROM (VALUES (0, 1), (1, 1), (1, 2), (2, 3)) AS "v"("kill", "code")
),
"ipp_whole_kills" AS (
  SELECT CAST(NULL AS BIGINT) AS "kill", CAST(NULL AS BIGINT) AS "bundle" FROM (SELECT 1 AS "one") AS "v" WHERE 1 = 0
),
"ipp_list_kills" AS (
  SELECT CAST("v"."owner" AS BIGINT) AS "owner", CAST("v"."code" AS BIGINT) AS "code", CAST("v"."ask" AS BIGINT) AS "ask" FROM (VALUES (0, 1, 1), (0, 1, 2), (0, 2, 2), (5, 3, 4), (7, 3, 6)) AS "v"("owner", "code", "ask")
),
"ipp_aboves" AS (
  SELECT CAST("v"."above" AS BIGINT) AS "above", CAST("v"."answer" AS BIGINT) AS "answer" FROM (VALUES (0, 1)) AS "v"("above", "answer")
),
"ipp_gives" AS (
  SELECT CAST("v"."item" AS BIGINT) AS "item", CAST("v"."code" AS BIGINT) AS "code" FROM (VALUES (0, 0), (1, 1), (2, 2), (3, 3)) AS "v"("item", "code")
),
"ipp_wholes" AS (
  SELECT CAST(NULL AS BIGINT) AS "bundle", CAST(NULL AS BIGINT) AS "code", CAST(NULL AS BIGINT) AS "parts" FROM (SELECT 1 AS "one") AS "v" WHERE 1 = 0
),
"ipp_rests" AS (
  SELECT CAST("v"."place" AS BIGINT) AS "place", CAST("v"."answer" AS BIGINT) AS "answer", CAST("v"."code" AS BIGINT) AS "code", CAST("v"."every" AS BIGINT) AS "every", CAST("v"."via" AS BIGINT) AS "via", CAST("v"."word" AS BIGINT) AS "word", CAST("v"."bit" AS BIGINT) AS "bit", CAST("v"."refill" AS BIGINT) AS "refill" FROM (VALUES (1, 5, -1, 30, -1, -1, 0, 0)) AS "v"("place", "answer", "code", "every", "via", "word", "bit", "refill")
),
"ipp_offers" AS (
  SELECT CAST("v"."answer" AS BIGINT) AS "answer", CAST("v"."item" AS BIGINT) AS "item", CAST("v"."goal" AS BIGINT) AS "goal", CAST("v"."rests" AS BIGINT) AS "rests" FROM (VALUES (0, 0, 0, 0), (1, 1, 0, 0), (2, 2, 0, 0), (3, 3, 1, 0)) AS "v"("answer", "item", "goal", "rests")
),
"ipp_marks" AS (
  SELECT CAST("v"."code" AS BIGINT) AS "code", CAST("v"."word" AS BIGINT) AS "word", CAST("v"."bit" AS BIGINT) AS "bit" FROM (VALUES (0, -1, 0), (1, -1, 0), (2, -1, 0), (3, -1, 0)) AS "v"("code", "word", "bit")
),
"ipp_things" AS (
  SELECT CAST("v"."answer" AS BIGINT) AS "answer", CAST("v"."action" AS TEXT) AS "action", CAST("v"."kind" AS TEXT) AS "kind" FROM (VALUES (0, 'Mug', 'product'), (1, 'Teapot', 'product'), (2, 'Milk Jug', 'product'), (3, 'Sunday Clay Club', 'product'), (4, 'Washing advice', 'touch'), (5, 'Studio letter', 'touch')) AS "v"("answer", "action", "kind")
),
"ipp_prices" AS (
  SELECT CAST("v"."answer" AS BIGINT) AS "answer", CAST("v"."price" AS TEXT) AS "price" FROM (VALUES (0, '24.00'), (1, '68.00'), (2, '19.00'), (3, '35.00')) AS "v"("answer", "price")
),
"ipp_becauses" AS (
  SELECT CAST("v"."owner" AS BIGINT) AS "owner", CAST("v"."because" AS TEXT) AS "because" FROM (VALUES (0, 'Mug'), (1, 'Teapot'), (2, 'Milk Jug'), (3, 'Sunday Clay Club'), (8, 'Sunday Clay Club')) AS "v"("owner", "because")
),
"ipp_vias" AS (
  SELECT CAST(NULL AS BIGINT) AS "via", CAST(NULL AS TEXT) AS "channel" FROM (SELECT 1 AS "one") AS "v" WHERE 1 = 0
),
"ipp_named" AS (
  SELECT CAST("v"."name" AS TEXT) AS "name", CAST("v"."item" AS BIGINT) AS "item" FROM (VALUES ('mug', 0), ('teapot', 1), ('milk jug', 2), ('sunday clay club', 3)) AS "v"("name", "item")
),
"ipp_labels" AS (
  SELECT CAST("v"."label" AS TEXT) AS "label", CAST("v"."price" AS TEXT) AS "price", CAST("v"."answer" AS BIGINT) AS "answer", CAST("v"."item" AS BIGINT) AS "item" FROM (VALUES ('milk jug', '', 2, 2), ('milk jug', '19.00', 2, 2), ('milk jug for 19.00', '', 2, 2), ('mug', '', 0, 0), ('mug', '24.00', 0, 0), ('mug for 24.00', '', 0, 0), ('studio letter', '', 5, -1), ('sunday clay club', '', 3, 3), ('sunday clay club', '35.00', 3, 3), ('sunday clay club for 35.00', '', 3, 3), ('teapot', '', 1, 1), ('teapot', '68.00', 1, 1), ('teapot for 68.00', '', 1, 1), ('washing advice', '', 4, -1)) AS "v"("label", "price", "answer", "item")
),
"ipp_orders_read" AS (
  WITH "t6" AS (
    SELECT
      "t5"."item",
      COALESCE("t5"."order", '') AS "order",
      "t5"."who",
      "t5"."day",
      "t5"."seconds"
    FROM (
      SELECT
        "t2"."item",
        "t4"."order",
        "t4"."customer" AS "who",
        DATE_DIFF('DAY', CAST('1970-01-01' AS DATE), "t4"."date") + 719163 AS "day",
        0 AS "seconds"
      FROM (
        SELECT
          "t0"."customer",
          "t0"."date",
          "t0"."order",
          LOWER(TRIM("t0"."item", ' 	
  
  
  
  ')) AS "name"
        FROM "orders" AS "t0"
        WHERE
          "t0"."customer" IS NOT NULL
      ) AS "t4"
      INNER JOIN "ipp_named" AS "t2"
        ON "t4"."name" = "t2"."name"
    ) AS "t5"
  )
  SELECT
    "t16"."who",
    "t16"."item",
    "t16"."day",
    COALESCE("t16"."rank", 0) AS "rank"
  FROM (
    SELECT
      "t8"."item",
      "t8"."order",
      "t8"."who",
      "t8"."day",
      "t8"."seconds",
      "t15"."rank"
    FROM "t6" AS "t8"
    LEFT OUTER JOIN (
      SELECT
        "t13"."who",
        "t13"."day",
        "t13"."order",
        DENSE_RANK() OVER (
          PARTITION BY "t13"."who", "t13"."day"
          ORDER BY "t13"."seconds" ASC, LENGTH("t13"."order") ASC, "t13"."order" ASC
          ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
        ) - 1 AS "rank"
      FROM (
        SELECT
          "t12"."who",
          "t12"."day",
          "t12"."order",
          MAX("t12"."seconds") AS "seconds"
        FROM (
          SELECT
            "t8"."item",
            "t8"."order",
            "t8"."who",
            "t8"."day",
            "t8"."seconds"
          FROM "t6" AS "t8"
          SEMI JOIN (
            SELECT
              "t9"."who",
              "t9"."day"
            FROM (
              SELECT
                "t7"."who",
                "t7"."day",
                MIN("t7"."order") AS "first",
                MAX("t7"."order") AS "last"
              FROM "t6" AS "t7"
              GROUP BY
                1,
                2
            ) AS "t9"
            WHERE
              "t9"."first" <> "t9"."last"
          ) AS "t11"
            ON "t8"."who" = "t11"."who" AND "t8"."day" = "t11"."day"
        ) AS "t12"
        GROUP BY
          1,
          2,
          3
      ) AS "t13"
    ) AS "t15"
      ON "t8"."who" = "t15"."who"
      AND "t8"."day" = "t15"."day"
      AND "t8"."order" = "t15"."order"
  ) AS "t16"
),
"ipp_offers_read" AS (
  SELECT
    *
  FROM (
    SELECT
      "t4"."seq",
      "t4"."who",
      "t4"."label",
      "t4"."price",
      "t4"."event",
      "t4"."day",
      "t2"."answer",
      "t2"."item"
    FROM (
      SELECT
        "t0"."seq",
        "t0"."customer" AS "who",
        LOWER(TRIM("t0"."offer", ' 	
  
  
  
  ')) AS "label",
        COALESCE("t0"."price", '') AS "price",
        CASE
          WHEN LOWER("t0"."event") = 'offered'
          THEN 1
          WHEN LOWER("t0"."event") = 'declined'
          THEN 2
          WHEN LOWER("t0"."event") = 'did'
          THEN 3
          WHEN LOWER("t0"."event") = 'accepted'
          THEN 4
          ELSE NULL
        END AS "event",
        DATE_DIFF('DAY', CAST('1970-01-01' AS DATE), "t0"."date") + 719163 AS "day"
      FROM "offers" AS "t0"
      WHERE
        "t0"."customer" IS NOT NULL
    ) AS "t4"
    INNER JOIN "ipp_labels" AS "t2"
      ON "t4"."label" = "t2"."label" AND "t4"."price" = "t2"."price"
  ) AS "t5"
  WHERE
    (
      (
        "t5"."event" = 4
      ) AND (
        "t5"."item" >= 0
      )
    )
    OR (
      "t5"."event" IN (1, 2) AND (
        "t5"."item" >= 0
      ) AND (
        "t5"."answer" >= 0
      )
    )
    OR (
      (
        "t5"."event" = 3
      ) AND (
        "t5"."item" < 0
      )
    )
),
"ipp_people" AS (
  WITH "t5" AS (
    SELECT DISTINCT
      "t0"."customer" AS "who"
    FROM "customers" AS "t0"
    WHERE
      "t0"."customer" IS NOT NULL
  )
  SELECT
    "t11"."who"
  FROM (
    SELECT DISTINCT
      *
    FROM (
      SELECT
        *
      FROM (
        SELECT
          *
        FROM (
          SELECT
            "t1"."who"
          FROM "ipp_orders_read" AS "t1"
        ) AS "t3"
        UNION ALL
        SELECT
          *
        FROM (
          SELECT
            "t2"."who"
          FROM "ipp_offers_read" AS "t2"
        ) AS "t4"
      ) AS "t6"
      UNION ALL
      SELECT
        *
      FROM "t5" AS "t7"
    ) AS "t9"
  ) AS "t11"
  LEFT OUTER JOIN "t5" AS "t8"
    ON "t11"."who" = "t8"."who"
),
"ipp_lines" AS (
  SELECT
    *
  FROM "ipp_orders_read" AS "t0"
  UNION ALL
  SELECT
    *
  FROM (
    SELECT
      *
    FROM (
      SELECT
        "t4"."who",
        "t4"."item",
        "t4"."day",
        100000 + (
          ROW_NUMBER() OVER (
            PARTITION BY "t4"."who", "t4"."day"
            ORDER BY "t4"."seq" ASC
            ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
          ) - 1
        ) AS "rank"
      FROM (
        SELECT
          "t1"."seq",
          "t1"."who",
          "t1"."item",
          "t1"."day"
        FROM "ipp_offers_read" AS "t1"
        WHERE
          "t1"."event" = 4
      ) AS "t4"
      ANTI JOIN "ipp_orders_read" AS "t2"
        ON "t4"."who" = "t2"."who" AND "t4"."item" = "t2"."item" AND "t4"."day" = "t2"."day"
    ) AS "t5"
  ) AS "t6"
),
"ipp_bought" AS (
  SELECT
    *
  FROM "ipp_lines" AS "t0"
  WHERE
    "t0"."day" <= 739768
),
"ipp_who_got" AS (
  SELECT
    "t4"."who",
    "t4"."code",
    MAX("t4"."moment") AS "moment"
  FROM (
    SELECT
      "t2"."who",
      "t3"."code",
      (
        "t2"."day" * 131072
      ) + "t2"."rank" AS "moment"
    FROM "ipp_bought" AS "t2"
    INNER JOIN "ipp_gives" AS "t3"
      ON "t2"."item" = "t3"."item"
  ) AS "t4"
  GROUP BY
    1,
    2
),
"ipp_who_had" AS (
  SELECT
    "t2"."who",
    "t2"."moment"
  FROM (
    SELECT
      "t1"."who",
      MAX("t1"."moment") AS "moment",
      COUNT(*) FILTER(WHERE
        "t1"."code" = 3) AS "bought",
      COUNT(*) FILTER(WHERE
        "t1"."code" IN (3)) AS "kept"
    FROM (
      SELECT
        *
      FROM "ipp_who_got" AS "t0"
      WHERE
        "t0"."code" IN (3)
    ) AS "t1"
    GROUP BY
      1
  ) AS "t2"
  WHERE
    (
      "t2"."bought" > 0
    ) OR (
      "t2"."kept" = 1
    )
),
"ipp_events" AS (
  SELECT
    "t15"."seq",
    "t15"."who",
    "t15"."event",
    "t15"."answer",
    "t15"."day",
    LEAD("t15"."event") OVER (
      PARTITION BY "t15"."who", "t15"."answer"
      ORDER BY "t15"."day" ASC, "t15"."event" ASC, "t15"."seq" ASC
      ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
    ) AS "next_event",
    LEAD("t15"."day") OVER (
      PARTITION BY "t15"."who", "t15"."answer"
      ORDER BY "t15"."day" ASC, "t15"."event" ASC, "t15"."seq" ASC
      ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
    ) AS "next_day",
    LAG("t15"."event") OVER (
      PARTITION BY "t15"."who", "t15"."answer"
      ORDER BY "t15"."day" ASC, "t15"."event" ASC, "t15"."seq" ASC
      ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
    ) AS "last_event",
    MAX(CASE WHEN "t15"."event" = 0 THEN "t15"."day" ELSE CAST(NULL AS BIGINT) END) OVER (
      PARTITION BY "t15"."who", "t15"."answer"
      ORDER BY "t15"."day" ASC, "t15"."event" ASC, "t15"."seq" ASC
      ROWS BETWEEN UNBOUNDED PRECEDING AND 1 preceding
    ) AS "last_bought"
  FROM (
    SELECT
      *
    FROM (
      SELECT
        "t0"."seq",
        "t0"."who",
        "t0"."event",
        "t0"."answer",
        "t0"."day"
      FROM "ipp_offers_read" AS "t0"
      WHERE
        "t0"."event" <> 4 AND "t0"."day" <= 739768 AND "t0"."event" IN (1, 2)
    ) AS "t5"
    UNION ALL
    SELECT
      *
    FROM (
      SELECT
        -1 AS "seq",
        "t13"."who",
        0 AS "event",
        "t13"."answer",
        "t13"."day"
      FROM (
        SELECT DISTINCT
          *
        FROM (
          SELECT
            "t7"."who",
            "t11"."answer",
            "t7"."day"
          FROM (
            SELECT
              "t1"."who",
              "t1"."item",
              "t1"."day"
            FROM "ipp_bought" AS "t1"
          ) AS "t7"
          INNER JOIN (
            SELECT
              "t9"."who",
              "t9"."answer",
              "t8"."item"
            FROM (
              SELECT DISTINCT
                "t0"."who",
                "t0"."answer"
              FROM "ipp_offers_read" AS "t0"
              WHERE
                "t0"."event" <> 4 AND "t0"."day" <= 739768 AND "t0"."event" IN (1, 2)
            ) AS "t9"
            INNER JOIN (
              SELECT
                "t2"."answer",
                "t2"."item"
              FROM "ipp_offers" AS "t2"
            ) AS "t8"
              ON "t9"."answer" = "t8"."answer"
          ) AS "t11"
            ON "t7"."who" = "t11"."who" AND "t7"."item" = "t11"."item"
        ) AS "t12"
      ) AS "t13"
    ) AS "t14"
  ) AS "t15"
),
"ipp_seq_got" AS (
  SELECT
    "t11"."seq",
    "t11"."code",
    MAX("t11"."moment") AS "moment"
  FROM (
    SELECT
      "t10"."seq",
      "t3"."code",
      (
        "t10"."day" * 131072
      ) + "t10"."rank" AS "moment"
    FROM (
      SELECT
        "t8"."seq",
        "t8"."who",
        "t8"."until",
        "t8"."item",
        "t8"."rank",
        "t8"."bought" AS "day"
      FROM (
        SELECT
          "t7"."seq",
          "t7"."who",
          "t7"."until",
          "t6"."item",
          "t6"."rank",
          "t6"."bought"
        FROM (
          SELECT
            "t1"."seq",
            "t1"."who",
            "t1"."day" AS "until"
          FROM "ipp_events" AS "t1"
          WHERE
            "t1"."event" = 1
        ) AS "t7"
        INNER JOIN (
          SELECT
            "t2"."who",
            "t2"."item",
            "t2"."rank",
            "t2"."day" AS "bought"
          FROM "ipp_bought" AS "t2"
        ) AS "t6"
          ON "t7"."who" = "t6"."who"
      ) AS "t8"
      WHERE
        "t8"."bought" <= "t8"."until"
    ) AS "t10"
    INNER JOIN "ipp_gives" AS "t3"
      ON "t10"."item" = "t3"."item"
  ) AS "t11"
  GROUP BY
    1,
    2
),
"ipp_seq_had" AS (
  SELECT
    "t2"."seq",
    "t2"."moment"
  FROM (
    SELECT
      "t1"."seq",
      MAX("t1"."moment") AS "moment",
      COUNT(*) FILTER(WHERE
        "t1"."code" = 3) AS "bought",
      COUNT(*) FILTER(WHERE
        "t1"."code" IN (3)) AS "kept"
    FROM (
      SELECT
        *
      FROM "ipp_seq_got" AS "t0"
      WHERE
        "t0"."code" IN (3)
    ) AS "t1"
    GROUP BY
      1
  ) AS "t2"
  WHERE
    (
      "t2"."bought" > 0
    ) OR (
      "t2"."kept" = 1
    )
),
"ipp_asks_read" AS (
  WITH "t10" AS (
    SELECT DISTINCT
      "t5"."seq"
    FROM "ipp_seq_got" AS "t5"
  )
  SELECT
    "t48"."seq",
    "t48"."who",
    "t48"."event",
    "t48"."answer",
    "t48"."day",
    "t48"."next_event",
    "t48"."next_day",
    "t48"."last_event",
    "t48"."last_bought",
    "t48"."key",
    "t48"."ask",
    "t48"."patience",
    "t48"."next_order",
    "t48"."goal",
    "t48"."rests",
    COALESCE("t48"."last_bought" = "t48"."day", FALSE) AS "bought_then"
  FROM (
    SELECT
      "t23"."seq",
      "t23"."who",
      "t23"."event",
      "t23"."answer",
      "t23"."day",
      "t23"."next_event",
      "t23"."next_day",
      "t23"."last_event",
      "t23"."last_bought",
      "t47"."key",
      "t47"."ask",
      "t16"."patience",
      "t40"."next_order",
      "t18"."goal",
      "t18"."rests"
    FROM (
      SELECT
        *
      FROM "ipp_events" AS "t0"
      WHERE
        "t0"."event" = 1
    ) AS "t23"
    LEFT OUTER JOIN (
      SELECT
        "t45"."seq",
        "t45"."key",
        "t45"."key" & 16777215 AS "ask"
      FROM (
        SELECT
          "t44"."seq",
          MIN((
            "t44"."age" * 16777216
          ) + "t44"."ask") AS "key"
        FROM (
          SELECT
            "t43"."seq",
            "t43"."owner",
            "t43"."age",
            "t25"."answer",
            "t31"."ask"
          FROM (
            SELECT
              *
            FROM (
              SELECT
                "t38"."seq",
                "t38"."owner",
                "t38"."age"
              FROM (
                SELECT
                  *
                FROM (
                  SELECT
                    *
                  FROM (
                    SELECT
                      *
                    FROM (
                      SELECT
                        "t5"."seq",
                        "t5"."code" AS "owner",
                        549755813888 - "t5"."moment" AS "age"
                      FROM "ipp_seq_got" AS "t5"
                    ) AS "t22"
                    UNION ALL
                    SELECT
                      *
                    FROM (
                      SELECT
                        "t21"."seq",
                        5 AS "owner",
                        549755813887 AS "age"
                      FROM "t10" AS "t21"
                    ) AS "t28"
                  ) AS "t30"
                  UNION ALL
                  SELECT
                    *
                  FROM (
                    SELECT
                      *
                    FROM (
                      SELECT
                        "t26"."seq",
                        6 AS "owner",
                        549755813887 AS "age"
                      FROM (
                        SELECT
                          "t0"."seq",
                          "t0"."who"
                        FROM "ipp_events" AS "t0"
                        WHERE
                          "t0"."event" = 1
                      ) AS "t26"
                      ANTI JOIN "t10" AS "t27"
                        ON "t26"."seq" = "t27"."seq"
                    ) AS "t33"
                  ) AS "t34"
                ) AS "t36"
                UNION ALL
                SELECT
                  *
                FROM (
                  SELECT
                    "t0"."seq",
                    7 AS "owner",
                    549755813887 AS "age"
                  FROM "ipp_events" AS "t0"
                  WHERE
                    "t0"."event" = 1
                ) AS "t14"
              ) AS "t38"
              ANTI JOIN "ipp_seq_had" AS "t6"
                ON "t38"."seq" = "t6"."seq"
            ) AS "t41"
            UNION ALL
            SELECT
              *
            FROM (
              SELECT
                "t3"."seq",
                8 AS "owner",
                549755813888 - "t3"."moment" AS "age"
              FROM "ipp_seq_had" AS "t3"
            ) AS "t19"
          ) AS "t43"
          INNER JOIN (
            SELECT
              "t0"."seq",
              "t0"."answer"
            FROM "ipp_events" AS "t0"
            WHERE
              "t0"."event" = 1
          ) AS "t25"
            ON "t43"."seq" = "t25"."seq"
          INNER JOIN (
            SELECT
              "t17"."owner",
              "t17"."answer",
              MIN("t17"."ask") AS "ask"
            FROM (
              SELECT
                *
              FROM "ipp_asks" AS "t1"
              WHERE
                "t1"."number" >= 0
            ) AS "t17"
            GROUP BY
              1,
              2
          ) AS "t31"
            ON "t43"."owner" = "t31"."owner" AND "t25"."answer" = "t31"."answer"
        ) AS "t44"
        GROUP BY
          1
      ) AS "t45"
    ) AS "t47"
      ON "t23"."seq" = "t47"."seq"
    LEFT OUTER JOIN (
      SELECT
        "t1"."ask",
        "t1"."patience"
      FROM "ipp_asks" AS "t1"
    ) AS "t16"
      ON "t47"."ask" = "t16"."ask"
    LEFT OUTER JOIN (
      SELECT
        "t35"."seq",
        MIN("t35"."bought") AS "next_order"
      FROM (
        SELECT
          *
        FROM (
          SELECT
            "t24"."seq",
            "t24"."who",
            "t24"."day",
            "t20"."bought"
          FROM (
            SELECT
              "t0"."seq",
              "t0"."who",
              "t0"."day"
            FROM "ipp_events" AS "t0"
            WHERE
              "t0"."event" = 1
          ) AS "t24"
          INNER JOIN (
            SELECT DISTINCT
              "t4"."who",
              "t4"."day" AS "bought"
            FROM "ipp_bought" AS "t4"
          ) AS "t20"
            ON "t24"."who" = "t20"."who"
        ) AS "t32"
        WHERE
          "t32"."bought" > "t32"."day"
      ) AS "t35"
      GROUP BY
        1
    ) AS "t40"
      ON "t23"."seq" = "t40"."seq"
    LEFT OUTER JOIN (
      SELECT
        "t2"."answer",
        "t2"."goal",
        "t2"."rests"
      FROM "ipp_offers" AS "t2"
    ) AS "t18"
      ON "t23"."answer" = "t18"."answer"
  ) AS "t48"
),
"ipp_asks_made" AS (
  SELECT
    "t13"."seq",
    "t13"."who",
    "t13"."event",
    "t13"."answer",
    "t13"."day",
    "t13"."next_event",
    "t13"."next_day",
    "t13"."last_event",
    "t13"."last_bought",
    "t13"."key",
    "t13"."ask",
    "t13"."patience",
    "t13"."next_order",
    "t13"."goal",
    "t13"."rests",
    "t13"."bought_then",
    "t13"."refused",
    "t13"."ends",
    NOT (
      "t13"."bought_then"
    )
    AND (
      (
        "t13"."next_order" IS NULL
      ) OR (
        "t13"."next_order" >= "t13"."ends"
      )
    )
    AND CASE
      WHEN "t13"."next_event" IS NULL
      THEN "t13"."ends" <= 739768
      ELSE CASE
        WHEN "t13"."next_event" = 0
        THEN "t13"."next_day" > "t13"."ends"
        ELSE "t13"."next_day" >= "t13"."ends"
      END
    END AS "silent"
  FROM (
    SELECT
      "t12"."seq",
      "t12"."who",
      "t12"."event",
      "t12"."answer",
      "t12"."day",
      "t12"."next_event",
      "t12"."next_day",
      "t12"."last_event",
      "t12"."last_bought",
      "t12"."key",
      CASE
        WHEN (
          (
            "t12"."goal" = 1
          ) AND "t12"."refused"
        )
        OR (
          (
            "t12"."rests" = 1
          )
          AND (
            "t12"."refused" OR (
              "t12"."last_bought" IS NOT NULL
            )
          )
        )
        THEN CAST(NULL AS BIGINT)
        ELSE "t12"."ask"
      END AS "ask",
      "t12"."patience",
      "t12"."next_order",
      "t12"."goal",
      "t12"."rests",
      "t12"."bought_then",
      "t12"."refused",
      CASE
        WHEN (
          "t12"."day" + CASE
            WHEN (
              (
                "t12"."goal" = 1
              ) AND "t12"."refused"
            )
            OR (
              (
                "t12"."rests" = 1
              )
              AND (
                "t12"."refused" OR (
                  "t12"."last_bought" IS NOT NULL
                )
              )
            )
            THEN 7
            ELSE COALESCE("t12"."patience", 7)
          END
        ) > 3652059
        THEN 3652059
        ELSE "t12"."day" + CASE
          WHEN (
            (
              "t12"."goal" = 1
            ) AND "t12"."refused"
          )
          OR (
            (
              "t12"."rests" = 1
            )
            AND (
              "t12"."refused" OR (
                "t12"."last_bought" IS NOT NULL
              )
            )
          )
          THEN 7
          ELSE COALESCE("t12"."patience", 7)
        END
      END AS "ends"
    FROM (
      SELECT
        "t2"."seq",
        "t2"."who",
        "t2"."event",
        "t2"."answer",
        "t2"."day",
        "t2"."next_event",
        "t2"."next_day",
        "t2"."last_event",
        "t2"."last_bought",
        "t2"."key",
        "t2"."ask",
        "t2"."patience",
        "t2"."next_order",
        "t2"."goal",
        "t2"."rests",
        "t2"."bought_then",
        "t11"."refused"
      FROM "ipp_asks_read" AS "t2"
      LEFT OUTER JOIN (
        SELECT
          "t9"."seq",
          "t9"."refused"
        FROM (
          SELECT
            "t8"."seq",
            "t8"."who",
            "t8"."event",
            "t8"."answer",
            "t8"."day",
            "t8"."next_event",
            "t8"."next_day",
            "t8"."last_event",
            "t8"."last_bought",
            "t8"."silent",
            COALESCE(
              MAX(
                CASE WHEN (
                  "t8"."event" = 2
                ) OR COALESCE("t8"."silent", FALSE) THEN 1 ELSE 0 END
              ) OVER (
                PARTITION BY "t8"."who", "t8"."answer"
                ORDER BY "t8"."day" ASC, "t8"."event" ASC, "t8"."seq" ASC
                ROWS BETWEEN UNBOUNDED PRECEDING AND 1 preceding
              ) = 1,
              FALSE
            ) AS "refused"
          FROM (
            SELECT
              "t3"."seq",
              "t3"."who",
              "t3"."event",
              "t3"."answer",
              "t3"."day",
              "t3"."next_event",
              "t3"."next_day",
              "t3"."last_event",
              "t3"."last_bought",
              "t7"."silent"
            FROM "ipp_events" AS "t3"
            LEFT OUTER JOIN (
              SELECT
                *
              FROM (
                SELECT
                  "t4"."seq",
                  NOT (
                    "t4"."bought_then"
                  )
                  AND (
                    (
                      "t4"."next_order" IS NULL
                    ) OR (
                      "t4"."next_order" >= "t4"."ends"
                    )
                  )
                  AND CASE
                    WHEN "t4"."next_event" IS NULL
                    THEN "t4"."ends" <= 739768
                    ELSE CASE
                      WHEN "t4"."next_event" = 0
                      THEN "t4"."next_day" > "t4"."ends"
                      ELSE "t4"."next_day" >= "t4"."ends"
                    END
                  END AS "silent"
                FROM (
                  SELECT
                    "t0"."seq",
                    "t0"."who",
                    "t0"."event",
                    "t0"."answer",
                    "t0"."day",
                    "t0"."next_event",
                    "t0"."next_day",
                    "t0"."last_event",
                    "t0"."last_bought",
                    "t0"."key",
                    "t0"."ask",
                    "t0"."patience",
                    "t0"."next_order",
                    "t0"."goal",
                    "t0"."rests",
                    "t0"."bought_then",
                    CASE
                      WHEN (
                        "t0"."day" + CASE
                          WHEN (
                            "t0"."rests" = 1
                          ) AND (
                            "t0"."last_bought" IS NOT NULL
                          )
                          THEN 7
                          ELSE COALESCE("t0"."patience", 7)
                        END
                      ) > 3652059
                      THEN 3652059
                      ELSE "t0"."day" + CASE
                        WHEN (
                          "t0"."rests" = 1
                        ) AND (
                          "t0"."last_bought" IS NOT NULL
                        )
                        THEN 7
                        ELSE COALESCE("t0"."patience", 7)
                      END
                    END AS "ends"
                  FROM "ipp_asks_read" AS "t0"
                ) AS "t4"
              ) AS "t5"
              WHERE
                "t5"."silent"
            ) AS "t7"
              ON "t3"."seq" = "t7"."seq"
          ) AS "t8"
        ) AS "t9"
        WHERE
          "t9"."event" = 1
      ) AS "t11"
        ON "t2"."seq" = "t11"."seq"
    ) AS "t12"
  ) AS "t13"
),
"ipp_declined" AS (
  SELECT
    *
  FROM (
    SELECT
      "t0"."who",
      "t0"."answer",
      "t0"."day"
    FROM "ipp_offers_read" AS "t0"
    WHERE
      "t0"."event" <> 4 AND "t0"."day" <= 739768 AND "t0"."event" = 2
  ) AS "t2"
  UNION ALL
  SELECT
    *
  FROM (
    SELECT
      "t1"."who",
      "t1"."answer",
      "t1"."ends" AS "day"
    FROM "ipp_asks_made" AS "t1"
    WHERE
      "t1"."silent" AND COALESCE("t1"."next_event", 0) <> 2
  ) AS "t3"
),
"ipp_done" AS (
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
"ipp_offered" AS (
  SELECT
    "t6"."who",
    "t6"."answer",
    MAX("t6"."day") AS "day"
  FROM (
    SELECT
      *
    FROM (
      SELECT
        *
      FROM (
        SELECT
          "t0"."who",
          "t0"."answer",
          "t0"."day"
        FROM "ipp_asks_made" AS "t0"
      ) AS "t3"
      UNION ALL
      SELECT
        *
      FROM (
        SELECT
          "t1"."who",
          "t1"."answer",
          "t1"."day"
        FROM "ipp_offers_read" AS "t1"
        WHERE
          "t1"."event" <> 4 AND "t1"."day" <= 739768 AND "t1"."event" = 2
      ) AS "t4"
    ) AS "t5"
    UNION ALL
    SELECT
      *
    FROM (
      SELECT
        "t0"."who",
        "t0"."answer",
        "t0"."ends" AS "day"
      FROM "ipp_asks_made" AS "t0"
      WHERE
        "t0"."silent"
    ) AS "t2"
  ) AS "t6"
  GROUP BY
    1,
    2
),
"ipp_asked" AS (
  SELECT
    "t4"."who",
    MAX("t4"."day") AS "last_ask"
  FROM (
    SELECT
      *
    FROM (
      SELECT
        "t0"."who",
        "t0"."day"
      FROM "ipp_asks_made" AS "t0"
    ) AS "t2"
    UNION ALL
    SELECT
      *
    FROM (
      SELECT
        "t1"."who",
        "t1"."day"
      FROM "ipp_events" AS "t1"
      WHERE
        "t1"."event" = 2 AND COALESCE("t1"."last_event", 0) <> 1
    ) AS "t3"
  ) AS "t4"
  GROUP BY
    1
),
"ipp_latest" AS (
  SELECT
    "t4"."who",
    MAX("t4"."day") AS "last_event"
  FROM (
    SELECT
      *
    FROM (
      SELECT
        "t0"."who",
        "t0"."day"
      FROM "ipp_offers_read" AS "t0"
      WHERE
        "t0"."event" <> 4 AND "t0"."day" <= 739768
    ) AS "t3"
    UNION ALL
    SELECT
      *
    FROM (
      SELECT
        "t1"."who",
        "t1"."ends" AS "day"
      FROM "ipp_asks_made" AS "t1"
      WHERE
        "t1"."silent"
    ) AS "t2"
  ) AS "t4"
  GROUP BY
    1
),
"ipp_pending" AS (
  SELECT
    "t2"."who",
    "t2"."ends",
    "t2"."answer",
    "t2"."ask",
    "t2"."key"
  FROM (
    SELECT
      "t1"."seq",
      "t1"."who",
      "t1"."event",
      "t1"."answer",
      "t1"."day",
      "t1"."next_event",
      "t1"."next_day",
      "t1"."last_event",
      "t1"."last_bought",
      "t1"."key",
      "t1"."ask",
      "t1"."patience",
      "t1"."next_order",
      "t1"."goal",
      "t1"."rests",
      "t1"."bought_then",
      "t1"."refused",
      "t1"."ends",
      "t1"."silent",
      ROW_NUMBER() OVER (
        PARTITION BY "t1"."who"
        ORDER BY "t1"."day" DESC, "t1"."seq" DESC
        ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
      ) - 1 AS "turn"
    FROM (
      SELECT
        *
      FROM "ipp_asks_made" AS "t0"
      WHERE
        "t0"."next_event" IS NULL
        AND NOT (
          "t0"."bought_then"
        )
        AND "t0"."next_order" IS NULL
        AND "t0"."ends" > 739768
    ) AS "t1"
  ) AS "t2"
  WHERE
    "t2"."turn" = 0
),
"ipp_lists" AS (
  SELECT
    "t3"."who",
    "t3"."moment",
    "t3"."code" AS "owner"
  FROM "ipp_who_got" AS "t3"
  INNER JOIN (
    SELECT DISTINCT
      "t2"."owner" AS "code"
    FROM "ipp_asks" AS "t2"
    WHERE
      "t2"."able" = 1
  ) AS "t6"
    ON "t3"."code" = "t6"."code"
  ANTI JOIN "ipp_pending" AS "t4"
    ON "t3"."who" = "t4"."who"
),
"ipp_first_lists" AS (
  SELECT
    *
  FROM (
    SELECT
      "t10"."who",
      "t10"."owner",
      "t10"."age"
    FROM (
      SELECT
        "t6"."who",
        262143 - (
          "t6"."packed" & 262143
        ) AS "owner",
        549755813888 - (
          "t6"."packed" >> 18
        ) AS "age"
      FROM (
        SELECT
          "t1"."who",
          MAX((
            "t1"."moment" * 262144
          ) + (
            262143 - "t1"."owner"
          )) AS "packed"
        FROM "ipp_lists" AS "t1"
        GROUP BY
          1
      ) AS "t6"
    ) AS "t10"
    ANTI JOIN "ipp_who_had" AS "t3"
      ON "t10"."who" = "t3"."who"
  ) AS "t11"
  UNION ALL
  SELECT
    *
  FROM (
    SELECT
      *
    FROM (
      SELECT
        "t4"."who",
        8 AS "owner",
        549755813888 - "t4"."moment" AS "age"
      FROM "ipp_who_had" AS "t4"
      ANTI JOIN "ipp_pending" AS "t5"
        ON "t4"."who" = "t5"."who"
    ) AS "t7"
  ) AS "t8"
),
"ipp_head_open" AS (
  SELECT
    "t4"."who",
    "t9"."answer",
    "t9"."kill",
    "t9"."closes",
    (
      "t4"."age" * 16777216
    ) + "t9"."ask" AS "key"
  FROM "ipp_first_lists" AS "t4"
  INNER JOIN (
    SELECT
      "t1"."ask",
      "t1"."owner",
      "t1"."answer",
      "t1"."kill",
      "t1"."closes"
    FROM "ipp_asks" AS "t1"
    WHERE
      "t1"."head" = 1
  ) AS "t9"
    ON "t4"."owner" = "t9"."owner"
  ANTI JOIN (
    SELECT
      *
    FROM (
      SELECT
        "t2"."who",
        "t2"."answer"
      FROM "ipp_declined" AS "t2"
    ) AS "t5"
    UNION ALL
    SELECT
      *
    FROM (
      SELECT
        "t3"."who",
        "t3"."answer"
      FROM "ipp_done" AS "t3"
    ) AS "t6"
  ) AS "t10"
    ON "t4"."who" = "t10"."who" AND "t9"."answer" = "t10"."answer"
),
"ipp_head" AS (
  SELECT
    "t15"."who",
    MIN("t15"."key") AS "key"
  FROM (
    SELECT
      "t4"."who",
      "t4"."answer",
      "t4"."kill",
      "t4"."closes",
      "t4"."key"
    FROM "ipp_head_open" AS "t4"
    ANTI JOIN (
      SELECT
        "t9"."who",
        (
          "t12"."age" * 16777216
        ) + "t5"."ask" AS "key"
      FROM (
        SELECT
          "t1"."who",
          "t1"."code"
        FROM "ipp_who_got" AS "t1"
      ) AS "t9"
      INNER JOIN (
        SELECT
          "t6"."who",
          "t6"."owner",
          "t6"."age"
        FROM "ipp_first_lists" AS "t6"
        SEMI JOIN (
          SELECT
            *
          FROM "ipp_head_open" AS "t0"
          WHERE
            "t0"."kill" <> -1
        ) AS "t10"
          ON "t6"."who" = "t10"."who"
      ) AS "t12"
        ON "t9"."who" = "t12"."who"
      INNER JOIN "ipp_list_kills" AS "t5"
        ON "t12"."owner" = "t5"."owner" AND "t9"."code" = "t5"."code"
    ) AS "t14"
      ON "t4"."who" = "t14"."who" AND "t4"."key" = "t14"."key"
  ) AS "t15"
  GROUP BY
    1
),
"ipp_unserved" AS (
  SELECT
    "t6"."who"
  FROM (
    SELECT
      *
    FROM "ipp_people" AS "t0"
  ) AS "t6"
  ANTI JOIN "ipp_pending" AS "t3"
    ON "t6"."who" = "t3"."who"
  ANTI JOIN "ipp_head" AS "t4"
    ON "t6"."who" = "t4"."who"
),
"ipp_unserved_lists" AS (
  SELECT
    "t2"."who",
    "t2"."owner",
    "t2"."age"
  FROM "ipp_first_lists" AS "t2"
  SEMI JOIN "ipp_unserved" AS "t3"
    ON "t2"."who" = "t3"."who"
),
"ipp_first_open" AS (
  SELECT
    "t4"."who",
    "t9"."answer",
    "t9"."kill",
    "t9"."closes",
    (
      "t4"."age" * 16777216
    ) + "t9"."ask" AS "key"
  FROM "ipp_unserved_lists" AS "t4"
  INNER JOIN (
    SELECT
      "t1"."ask",
      "t1"."owner",
      "t1"."answer",
      "t1"."word",
      "t1"."bit",
      "t1"."kill",
      "t1"."closes"
    FROM "ipp_asks" AS "t1"
    WHERE
      "t1"."able" = 1
  ) AS "t9"
    ON "t4"."owner" = "t9"."owner"
  ANTI JOIN (
    SELECT
      *
    FROM (
      SELECT
        "t2"."who",
        "t2"."answer"
      FROM "ipp_declined" AS "t2"
    ) AS "t5"
    UNION ALL
    SELECT
      *
    FROM (
      SELECT
        "t3"."who",
        "t3"."answer"
      FROM "ipp_done" AS "t3"
    ) AS "t6"
  ) AS "t10"
    ON "t4"."who" = "t10"."who" AND "t9"."answer" = "t10"."answer"
),
"ipp_first" AS (
  SELECT
    "t11"."who",
    MIN("t11"."key") AS "key"
  FROM (
    SELECT
      "t4"."who",
      "t4"."answer",
      "t4"."kill",
      "t4"."closes",
      "t4"."key"
    FROM "ipp_first_open" AS "t4"
    ANTI JOIN (
      SELECT
        "t8"."who",
        (
          "t5"."age" * 16777216
        ) + "t6"."ask" AS "key"
      FROM (
        SELECT
          "t1"."who",
          "t1"."code"
        FROM "ipp_who_got" AS "t1"
      ) AS "t8"
      INNER JOIN "ipp_unserved_lists" AS "t5"
        ON "t8"."who" = "t5"."who"
      INNER JOIN "ipp_list_kills" AS "t6"
        ON "t5"."owner" = "t6"."owner" AND "t8"."code" = "t6"."code"
    ) AS "t10"
      ON "t4"."who" = "t10"."who" AND "t4"."key" = "t10"."key"
  ) AS "t11"
  GROUP BY
    1
),
"ipp_still_unserved" AS (
  SELECT
    "t3"."who"
  FROM "ipp_unserved" AS "t3"
  ANTI JOIN "ipp_first" AS "t4"
    ON "t3"."who" = "t4"."who"
  ANTI JOIN "ipp_who_had" AS "t5"
    ON "t3"."who" = "t5"."who"
),
"ipp_further_open" AS (
  SELECT
    "t25"."who",
    "t15"."answer",
    "t15"."kill",
    "t15"."closes",
    (
      "t25"."age" * 16777216
    ) + "t15"."ask" AS "key"
  FROM (
    SELECT
      *
    FROM (
      SELECT
        *
      FROM (
        SELECT
          *
        FROM (
          SELECT
            "t8"."who",
            "t8"."owner",
            549755813888 - "t8"."moment" AS "age"
          FROM "ipp_lists" AS "t8"
          SEMI JOIN "ipp_still_unserved" AS "t7"
            ON "t8"."who" = "t7"."who"
        ) AS "t17"
        UNION ALL
        SELECT
          *
        FROM (
          SELECT
            *
          FROM (
            SELECT
              "t6"."who",
              5 AS "owner",
              549755813887 AS "age"
            FROM "ipp_still_unserved" AS "t6"
            SEMI JOIN "ipp_who_got" AS "t9"
              ON "t6"."who" = "t9"."who"
          ) AS "t19"
        ) AS "t21"
      ) AS "t22"
      UNION ALL
      SELECT
        *
      FROM (
        SELECT
          *
        FROM (
          SELECT
            "t6"."who",
            6 AS "owner",
            549755813887 AS "age"
          FROM "ipp_still_unserved" AS "t6"
          ANTI JOIN "ipp_who_got" AS "t9"
            ON "t6"."who" = "t9"."who"
        ) AS "t18"
      ) AS "t20"
    ) AS "t23"
    UNION ALL
    SELECT
      *
    FROM (
      SELECT
        "t0"."who",
        7 AS "owner",
        549755813887 AS "age"
      FROM "ipp_still_unserved" AS "t0"
    ) AS "t10"
  ) AS "t25"
  INNER JOIN (
    SELECT
      "t1"."ask",
      "t1"."owner",
      "t1"."answer",
      "t1"."word",
      "t1"."bit",
      "t1"."kill",
      "t1"."closes"
    FROM "ipp_asks" AS "t1"
    WHERE
      "t1"."able" = 1
  ) AS "t15"
    ON "t25"."owner" = "t15"."owner"
  ANTI JOIN (
    SELECT
      *
    FROM (
      SELECT
        "t2"."who",
        "t2"."answer"
      FROM "ipp_declined" AS "t2"
    ) AS "t11"
    UNION ALL
    SELECT
      *
    FROM (
      SELECT
        "t3"."who",
        "t3"."answer"
      FROM "ipp_done" AS "t3"
    ) AS "t12"
  ) AS "t16"
    ON "t25"."who" = "t16"."who" AND "t15"."answer" = "t16"."answer"
),
"ipp_further" AS (
  SELECT
    "t10"."who",
    MIN("t10"."key") AS "key"
  FROM (
    SELECT
      "t3"."who",
      "t3"."answer",
      "t3"."kill",
      "t3"."closes",
      "t3"."key"
    FROM "ipp_further_open" AS "t3"
    ANTI JOIN (
      SELECT
        "t7"."who",
        "t7"."key"
      FROM (
        SELECT
          "t0"."who",
          "t0"."key",
          "t0"."kill"
        FROM "ipp_further_open" AS "t0"
      ) AS "t7"
      INNER JOIN "ipp_kills" AS "t4"
        ON "t7"."kill" = "t4"."kill"
      SEMI JOIN "ipp_who_got" AS "t5"
        ON "t7"."who" = "t5"."who" AND "t4"."code" = "t5"."code"
    ) AS "t9"
      ON "t3"."who" = "t9"."who" AND "t3"."key" = "t9"."key"
  ) AS "t10"
  GROUP BY
    1
),
"ipp_chosen" AS (
  WITH "t22" AS (
    SELECT
      "t21"."who",
      "t21"."key",
      "t21"."ask",
      "t17"."owner",
      "t17"."number",
      "t17"."after",
      "t17"."below",
      "t17"."opens",
      "t17"."above"
    FROM (
      SELECT
        "t19"."who",
        "t19"."key",
        "t19"."key" & 16777215 AS "ask"
      FROM (
        SELECT
          *
        FROM (
          SELECT
            *
          FROM "ipp_head" AS "t6"
          UNION ALL
          SELECT
            *
          FROM (
            SELECT
              *
            FROM "ipp_first" AS "t8"
          ) AS "t16"
        ) AS "t18"
        UNION ALL
        SELECT
          *
        FROM (
          SELECT
            *
          FROM "ipp_further" AS "t7"
        ) AS "t15"
      ) AS "t19"
    ) AS "t21"
    INNER JOIN (
      SELECT
        "t5"."ask",
        "t5"."owner",
        "t5"."number",
        "t5"."after",
        "t5"."below",
        "t5"."opens",
        "t5"."above"
      FROM "ipp_asks" AS "t5"
    ) AS "t17"
      ON "t21"."ask" = "t17"."ask"
  ), "t34" AS (
    SELECT
      "t33"."who",
      "t33"."key",
      "t33"."ask",
      "t33"."owner",
      "t33"."number",
      "t33"."after",
      "t33"."below",
      "t33"."opens",
      "t33"."above",
      "t33"."purchase",
      "t33"."latest",
      "t33"."since",
      "t33"."base",
      "t10"."last_event"
    FROM (
      SELECT
        "t31"."who",
        "t31"."key",
        "t31"."ask",
        "t31"."owner",
        "t31"."number",
        "t31"."after",
        "t31"."below",
        "t31"."opens",
        "t31"."above",
        "t31"."purchase",
        "t31"."latest",
        CASE WHEN "t31"."owner" = 5 THEN "t31"."latest" >> 17 ELSE "t31"."purchase" END AS "since",
        CASE WHEN "t31"."owner" = 5 THEN "t31"."latest" >> 17 ELSE "t31"."purchase" END AS "base"
      FROM (
        SELECT
          "t26"."who",
          "t26"."key",
          "t26"."ask",
          "t26"."owner",
          "t26"."number",
          "t26"."after",
          "t26"."below",
          "t26"."opens",
          "t26"."above",
          "t26"."purchase",
          "t30"."latest"
        FROM (
          SELECT
            "t23"."who",
            "t23"."key",
            "t23"."ask",
            "t23"."owner",
            "t23"."number",
            "t23"."after",
            "t23"."below",
            "t23"."opens",
            "t23"."above",
            CASE
              WHEN (
                "t23"."owner" < 4
              ) OR (
                "t23"."owner" = 8
              )
              THEN (
                549755813888 - (
                  "t23"."key" >> 24
                )
              ) >> 17
              ELSE CAST(NULL AS BIGINT)
            END AS "purchase"
          FROM "t22" AS "t23"
        ) AS "t26"
        LEFT OUTER JOIN (
          SELECT
            "t28"."who",
            MAX("t28"."moment") AS "latest"
          FROM (
            SELECT
              "t13"."who",
              "t13"."code",
              "t13"."moment"
            FROM "ipp_who_got" AS "t13"
            SEMI JOIN (
              SELECT
                "t23"."who",
                "t23"."key",
                "t23"."ask",
                "t23"."owner",
                "t23"."number",
                "t23"."after",
                "t23"."below",
                "t23"."opens",
                "t23"."above",
                CASE
                  WHEN (
                    "t23"."owner" < 4
                  ) OR (
                    "t23"."owner" = 8
                  )
                  THEN (
                    549755813888 - (
                      "t23"."key" >> 24
                    )
                  ) >> 17
                  ELSE CAST(NULL AS BIGINT)
                END AS "purchase"
              FROM "t22" AS "t23"
              WHERE
                "t23"."owner" = 5
            ) AS "t27"
              ON "t13"."who" = "t27"."who"
          ) AS "t28"
          GROUP BY
            1
        ) AS "t30"
          ON "t26"."who" = "t30"."who"
      ) AS "t31"
    ) AS "t33"
    LEFT OUTER JOIN "ipp_latest" AS "t10"
      ON "t33"."who" = "t10"."who"
  )
  SELECT
    "t47"."who",
    "t47"."key",
    CASE
      WHEN "t47"."number" = -1
      THEN "t47"."due"
      ELSE GREATEST(
        "t47"."due",
        COALESCE(
          CASE
            WHEN (
              "t47"."last_ask" + 0
            ) > 3652059
            THEN 3652059
            ELSE "t47"."last_ask" + 0
          END,
          -1
        )
      )
    END AS "due"
  FROM (
    SELECT
      "t46"."who",
      "t46"."key",
      "t46"."ask",
      "t46"."owner",
      "t46"."number",
      "t46"."after",
      "t46"."below",
      "t46"."opens",
      "t46"."above",
      "t46"."purchase",
      "t46"."latest",
      "t46"."since",
      "t46"."base",
      "t46"."last_event",
      "t46"."last_no",
      "t46"."due",
      "t9"."last_ask"
    FROM (
      SELECT
        "t44"."who",
        "t44"."key",
        "t44"."ask",
        "t44"."owner",
        "t44"."number",
        "t44"."after",
        "t44"."below",
        "t44"."opens",
        "t44"."above",
        "t44"."purchase",
        "t44"."latest",
        "t44"."since",
        "t44"."base",
        "t44"."last_event",
        "t44"."last_no",
        GREATEST(
          CASE
            WHEN "t44"."last_no" IS NULL
            THEN CASE
              WHEN "t44"."base" IS NULL
              THEN 739768
              ELSE CASE
                WHEN (
                  "t44"."base" + "t44"."after"
                ) > 3652059
                THEN 3652059
                ELSE "t44"."base" + "t44"."after"
              END
            END
            ELSE CASE
              WHEN (
                "t44"."last_no" + "t44"."below"
              ) > 3652059
              THEN 3652059
              ELSE "t44"."last_no" + "t44"."below"
            END
          END,
          "t44"."opens"
        ) AS "due"
      FROM (
        SELECT
          "t39"."who",
          "t39"."key",
          "t39"."ask",
          "t39"."owner",
          "t39"."number",
          "t39"."after",
          "t39"."below",
          "t39"."opens",
          "t39"."above",
          "t39"."purchase",
          "t39"."latest",
          "t39"."since",
          "t39"."base",
          "t39"."last_event",
          "t43"."last_no"
        FROM (
          SELECT
            "t35"."who",
            "t35"."key",
            "t35"."ask",
            "t35"."owner",
            "t35"."number",
            "t35"."after",
            "t35"."below",
            "t35"."opens",
            "t35"."above",
            "t35"."purchase",
            "t35"."latest",
            "t35"."since",
            CASE WHEN "t35"."owner" = 6 THEN "t35"."last_event" ELSE "t35"."base" END AS "base",
            "t35"."last_event"
          FROM "t34" AS "t35"
        ) AS "t39"
        LEFT OUTER JOIN (
          SELECT
            "t41"."who",
            "t41"."key",
            MAX("t41"."day") AS "last_no"
          FROM (
            SELECT
              *
            FROM (
              SELECT
                "t38"."who",
                "t38"."key",
                "t38"."above",
                "t38"."since",
                "t11"."answer",
                "t12"."day"
              FROM (
                SELECT
                  "t35"."who",
                  "t35"."key",
                  "t35"."above",
                  "t35"."since"
                FROM "t34" AS "t35"
                WHERE
                  "t35"."above" <> -1
              ) AS "t38"
              INNER JOIN "ipp_aboves" AS "t11"
                ON "t38"."above" = "t11"."above"
              INNER JOIN "ipp_declined" AS "t12"
                ON "t38"."who" = "t12"."who" AND "t11"."answer" = "t12"."answer"
            ) AS "t40"
            WHERE
              (
                "t40"."since" IS NULL
              ) OR (
                "t40"."day" >= "t40"."since"
              )
          ) AS "t41"
          GROUP BY
            1,
            2
        ) AS "t43"
          ON "t39"."who" = "t43"."who" AND "t39"."key" = "t43"."key"
      ) AS "t44"
    ) AS "t46"
    LEFT OUTER JOIN "ipp_asked" AS "t9"
      ON "t46"."who" = "t9"."who"
  ) AS "t47"
),
"ipp_left_over" AS (
  SELECT
    "t6"."who"
  FROM (
    SELECT
      *
    FROM "ipp_people" AS "t0"
  ) AS "t6"
  ANTI JOIN "ipp_chosen" AS "t3"
    ON "t6"."who" = "t3"."who"
  ANTI JOIN "ipp_pending" AS "t4"
    ON "t6"."who" = "t4"."who"
),
"ipp_coming" AS (
  WITH "t31" AS (
    SELECT
      *
    FROM (
      SELECT
        "t9"."who",
        "t22"."place",
        "t22"."answer",
        "t22"."code",
        "t22"."every",
        "t22"."via",
        "t22"."word",
        "t22"."bit",
        "t22"."refill"
      FROM "ipp_left_over" AS "t9"
      CROSS JOIN (
        SELECT
          *
        FROM "ipp_rests" AS "t5"
        WHERE
          "t5"."refill" = 0
      ) AS "t22"
    ) AS "t26"
    UNION ALL
    SELECT
      *
    FROM (
      SELECT
        *
      FROM (
        SELECT
          "t13"."who",
          "t23"."place",
          "t23"."answer",
          "t13"."code",
          "t23"."every",
          "t23"."via",
          "t23"."word",
          "t23"."bit",
          "t23"."refill"
        FROM "ipp_who_got" AS "t13"
        SEMI JOIN "ipp_left_over" AS "t8"
          ON "t13"."who" = "t8"."who"
        INNER JOIN (
          SELECT
            *
          FROM "ipp_rests" AS "t5"
          WHERE
            "t5"."refill" = 1
        ) AS "t23"
          ON "t13"."code" = "t23"."code"
      ) AS "t27"
    ) AS "t30"
  )
  SELECT
    *
  FROM (
    SELECT
      "t34"."who",
      0 AS "place",
      GREATEST(
        CASE
          WHEN (
            "t34"."last_no" + 90
          ) > 3652059
          THEN 3652059
          ELSE "t34"."last_no" + 90
        END,
        COALESCE(
          CASE
            WHEN (
              "t34"."last_ask" + 0
            ) > 3652059
            THEN 3652059
            ELSE "t34"."last_ask" + 0
          END,
          -1
        )
      ) AS "due"
    FROM (
      SELECT
        "t29"."who",
        "t29"."noes",
        "t29"."last_no",
        "t11"."last_ask"
      FROM (
        SELECT
          *
        FROM (
          SELECT
            "t17"."who",
            COUNT(*) AS "noes",
            MAX("t17"."day") AS "last_no"
          FROM (
            SELECT
              *
            FROM "ipp_declined" AS "t4"
            WHERE
              "t4"."answer" = 3
          ) AS "t17"
          GROUP BY
            1
        ) AS "t25"
        WHERE
          "t25"."noes" <= 1
      ) AS "t29"
      SEMI JOIN "ipp_left_over" AS "t8"
        ON "t29"."who" = "t8"."who"
      ANTI JOIN (
        SELECT
          *
        FROM "ipp_who_got" AS "t3"
        WHERE
          "t3"."code" IN (3)
      ) AS "t21"
        ON "t29"."who" = "t21"."who"
      ANTI JOIN "ipp_who_had" AS "t10"
        ON "t29"."who" = "t10"."who"
      LEFT OUTER JOIN "ipp_asked" AS "t11"
        ON "t29"."who" = "t11"."who"
    ) AS "t34"
  ) AS "t39"
  UNION ALL
  SELECT
    *
  FROM (
    SELECT
      "t47"."who",
      "t47"."place",
      CASE
        WHEN "t47"."code" = -1
        THEN "t47"."due"
        ELSE GREATEST(
          "t47"."due",
          COALESCE(
            CASE
              WHEN (
                "t47"."last_ask" + 0
              ) > 3652059
              THEN 3652059
              ELSE "t47"."last_ask" + 0
            END,
            -1
          )
        )
      END AS "due"
    FROM (
      SELECT
        "t46"."who",
        "t46"."place",
        "t46"."answer",
        "t46"."code",
        "t46"."every",
        "t46"."via",
        "t46"."word",
        "t46"."bit",
        "t46"."refill",
        "t46"."last",
        "t46"."due",
        "t12"."last_ask"
      FROM (
        SELECT
          "t44"."who",
          "t44"."place",
          "t44"."answer",
          "t44"."code",
          "t44"."every",
          "t44"."via",
          "t44"."word",
          "t44"."bit",
          "t44"."refill",
          "t44"."last",
          CASE
            WHEN "t44"."last" IS NULL
            THEN 739768
            ELSE CASE
              WHEN (
                "t44"."last" + "t44"."every"
              ) > 3652059
              THEN 3652059
              ELSE "t44"."last" + "t44"."every"
            END
          END AS "due"
        FROM (
          SELECT
            "t33"."who",
            "t33"."place",
            "t33"."answer",
            "t33"."code",
            "t33"."every",
            "t33"."via",
            "t33"."word",
            "t33"."bit",
            "t33"."refill",
            "t43"."last"
          FROM "t31" AS "t33"
          LEFT OUTER JOIN (
            SELECT
              "t41"."who",
              "t41"."place",
              MAX("t41"."day") AS "last"
            FROM (
              SELECT
                *
              FROM (
                SELECT
                  "t36"."who",
                  "t36"."place",
                  "t14"."moment" >> 17 AS "day"
                FROM (
                  SELECT
                    "t32"."who",
                    "t32"."place",
                    "t32"."code",
                    "t32"."answer"
                  FROM "t31" AS "t32"
                ) AS "t36"
                INNER JOIN "ipp_who_got" AS "t14"
                  ON "t36"."who" = "t14"."who" AND "t36"."code" = "t14"."code"
              ) AS "t37"
              UNION ALL
              SELECT
                *
              FROM (
                SELECT
                  *
                FROM (
                  SELECT
                    "t36"."who",
                    "t36"."place",
                    "t24"."day"
                  FROM (
                    SELECT
                      "t32"."who",
                      "t32"."place",
                      "t32"."code",
                      "t32"."answer"
                    FROM "t31" AS "t32"
                  ) AS "t36"
                  INNER JOIN (
                    SELECT
                      *
                    FROM "ipp_done" AS "t6"
                    UNION ALL
                    SELECT
                      *
                    FROM (
                      SELECT
                        *
                      FROM "ipp_offered" AS "t7"
                    ) AS "t15"
                  ) AS "t24"
                    ON "t36"."who" = "t24"."who" AND "t36"."answer" = "t24"."answer"
                ) AS "t38"
              ) AS "t40"
            ) AS "t41"
            GROUP BY
              1,
              2
          ) AS "t43"
            ON "t33"."who" = "t43"."who" AND "t33"."place" = "t43"."place"
        ) AS "t44"
      ) AS "t46"
      LEFT OUTER JOIN "ipp_asked" AS "t12"
        ON "t46"."who" = "t12"."who"
    ) AS "t47"
  ) AS "t48"
),
"ipp_turns" AS (
  WITH "t1" AS (
    SELECT
      "t0"."who",
      "t0"."place",
      "t0"."due",
      (
        GREATEST("t0"."due" - 739768, 0) * 4294967296
      ) + "t0"."place" AS "turn"
    FROM "ipp_coming" AS "t0"
  )
  SELECT
    "t3"."who",
    "t3"."place",
    "t3"."due"
  FROM "t1" AS "t3"
  INNER JOIN (
    SELECT
      "t4"."who",
      "t4"."turn" & 4294967295 AS "place"
    FROM (
      SELECT
        "t2"."who",
        MIN("t2"."turn") AS "turn"
      FROM "t1" AS "t2"
      GROUP BY
        1
    ) AS "t4"
  ) AS "t6"
    ON "t3"."who" = "t6"."who" AND "t3"."place" = "t6"."place"
)
SELECT
  "t45"."who" AS "customer",
  "t45"."state",
  "t45"."action",
  "t45"."kind",
  "t45"."because",
  CAST(CAST(CAST('1970-01-01' AS DATE) + TO_DAYS(CAST("t45"."due" - 719163 AS INT)) AS TIMESTAMP) AS DATE) AS "due",
  "t45"."price",
  "t45"."channel" AS "via",
  "t45"."rung",
  COALESCE("t45"."reason", 'they bought ' || "t45"."because") || "t45"."smaller" AS "reason",
  CASE
    WHEN "t45"."state" IN ('wait', 'complete', 'stranded')
    THEN CAST(NULL AS TEXT)
    WHEN "t45"."kind" = 'touch'
    THEN 'did'
    ELSE 'offered'
  END AS "event",
  CASE
    WHEN CASE
      WHEN "t45"."state" IN ('wait', 'complete', 'stranded')
      THEN CAST(NULL AS TEXT)
      WHEN "t45"."kind" = 'touch'
      THEN 'did'
      ELSE 'offered'
    END IS NULL
    THEN CAST(NULL AS DATE)
    ELSE CAST(CAST(CAST('1970-01-01' AS DATE) + TO_DAYS(CAST(739768 - 719163 AS INT)) AS TIMESTAMP) AS DATE)
  END AS "date"
FROM (
  SELECT
    "t44"."who",
    "t44"."state",
    "t44"."answer",
    "t44"."owner",
    "t44"."due",
    "t44"."rung",
    "t44"."via",
    "t44"."reason",
    "t44"."smaller",
    "t11"."action",
    "t11"."kind",
    "t12"."price",
    "t13"."channel",
    "t14"."because"
  FROM (
    SELECT
      *
    FROM (
      SELECT
        *
      FROM (
        SELECT
          *
        FROM (
          SELECT
            "t28"."who",
            CASE
              WHEN "t28"."due" > 739768
              THEN 'wait'
              ELSE CASE WHEN "t24"."number" = -1 THEN 'touch' ELSE 'offer' END
            END AS "state",
            "t24"."answer",
            "t24"."owner",
            "t28"."due",
            CASE WHEN "t24"."number" = -1 THEN CAST(NULL AS BIGINT) ELSE "t24"."number" END AS "rung",
            "t24"."via",
            CASE
              WHEN "t24"."owner" = 5
              THEN 'the store-wide list: nothing closer is left'
              WHEN "t24"."owner" = 6
              THEN 'the path of those who bought nothing yet'
              WHEN "t24"."owner" = 4
              THEN 'they are ready for the ultimate action'
              WHEN "t24"."owner" = 7
              THEN 'the ultimate action: nothing else is left'
              ELSE NULL
            END AS "reason",
            CASE WHEN "t24"."number" > 0 THEN ', a smaller version' ELSE '' END AS "smaller"
          FROM (
            SELECT
              "t5"."who",
              "t5"."key",
              "t5"."due",
              "t5"."key" & 16777215 AS "ask"
            FROM "ipp_chosen" AS "t5"
          ) AS "t28"
          INNER JOIN (
            SELECT
              "t8"."ask",
              "t8"."owner",
              "t8"."answer",
              "t8"."number",
              "t8"."via"
            FROM "ipp_asks" AS "t8"
          ) AS "t24"
            ON "t28"."ask" = "t24"."ask"
        ) AS "t35"
        UNION ALL
        SELECT
          *
        FROM (
          SELECT
            "t31"."who",
            'wait' AS "state",
            "t31"."answer",
            "t31"."owner",
            "t31"."ends" AS "due",
            COALESCE("t31"."number", 0) AS "rung",
            CASE WHEN "t31"."ask" IS NULL THEN -1 ELSE "t31"."via" END AS "via",
            'the offer is made, and not answered yet' AS "reason",
            '' AS "smaller"
          FROM (
            SELECT
              "t17"."who",
              "t17"."ends",
              "t17"."answer",
              "t17"."ask",
              "t17"."key",
              "t25"."owner",
              "t25"."number",
              "t25"."via"
            FROM "ipp_pending" AS "t17"
            LEFT OUTER JOIN (
              SELECT
                "t8"."ask",
                "t8"."owner",
                "t8"."number",
                "t8"."via"
              FROM "ipp_asks" AS "t8"
            ) AS "t25"
              ON "t17"."ask" = "t25"."ask"
          ) AS "t31"
        ) AS "t40"
      ) AS "t41"
      UNION ALL
      SELECT
        *
      FROM (
        SELECT
          *
        FROM (
          SELECT
            *
          FROM (
            SELECT
              "t15"."who",
              CASE WHEN "t15"."due" > 739768 THEN 'wait' ELSE 'rest' END AS "state",
              "t26"."answer",
              -1 AS "owner",
              "t15"."due",
              CASE WHEN "t26"."code" = -1 THEN CAST(NULL AS BIGINT) ELSE 0 END AS "rung",
              "t26"."via",
              CASE
                WHEN "t26"."refill" = 1
                THEN 'it is used up by now'
                ELSE 'nothing is left to offer; this keeps them warm'
              END AS "reason",
              '' AS "smaller"
            FROM "ipp_turns" AS "t15"
            INNER JOIN (
              SELECT
                "t10"."place",
                "t10"."answer",
                "t10"."via",
                "t10"."code",
                "t10"."refill"
              FROM "ipp_rests" AS "t10"
            ) AS "t26"
              ON "t15"."place" = "t26"."place"
          ) AS "t34"
          UNION ALL
          SELECT
            *
          FROM (
            SELECT
              "t4"."who",
              CASE WHEN "t4"."due" > 739768 THEN 'wait' ELSE 'offer' END AS "state",
              3 AS "answer",
              -1 AS "owner",
              "t4"."due",
              0 AS "rung",
              -1 AS "via",
              'the ultimate action: nothing else is left' AS "reason",
              '' AS "smaller"
            FROM "ipp_turns" AS "t4"
            WHERE
              "t4"."place" = 0
          ) AS "t27"
        ) AS "t37"
      ) AS "t39"
    ) AS "t42"
    UNION ALL
    SELECT
      *
    FROM (
      SELECT
        *
      FROM (
        SELECT
          *
        FROM (
          SELECT
            "t29"."who",
            'stranded' AS "state",
            CAST(NULL AS BIGINT) AS "answer",
            -1 AS "owner",
            CAST(NULL AS BIGINT) AS "due",
            CAST(NULL AS BIGINT) AS "rung",
            -1 AS "via",
            'nothing is left for them' AS "reason",
            '' AS "smaller"
          FROM (
            SELECT
              "t18"."who"
            FROM "ipp_left_over" AS "t18"
            ANTI JOIN "ipp_turns" AS "t16"
              ON "t18"."who" = "t16"."who"
            ANTI JOIN "ipp_who_had" AS "t19"
              ON "t18"."who" = "t19"."who"
          ) AS "t29"
        ) AS "t32"
        UNION ALL
        SELECT
          *
        FROM (
          SELECT
            "t30"."who",
            'complete' AS "state",
            CAST(NULL AS BIGINT) AS "answer",
            -1 AS "owner",
            CAST(NULL AS BIGINT) AS "due",
            CAST(NULL AS BIGINT) AS "rung",
            -1 AS "via",
            'the path is complete' AS "reason",
            '' AS "smaller"
          FROM (
            SELECT
              "t18"."who"
            FROM "ipp_left_over" AS "t18"
            ANTI JOIN "ipp_turns" AS "t16"
              ON "t18"."who" = "t16"."who"
            SEMI JOIN "ipp_who_had" AS "t19"
              ON "t18"."who" = "t19"."who"
          ) AS "t30"
        ) AS "t33"
      ) AS "t36"
    ) AS "t38"
  ) AS "t44"
  LEFT OUTER JOIN "ipp_things" AS "t11"
    ON "t44"."answer" = "t11"."answer"
  LEFT OUTER JOIN "ipp_prices" AS "t12"
    ON "t44"."answer" = "t12"."answer"
  LEFT OUTER JOIN "ipp_vias" AS "t13"
    ON "t44"."via" = "t13"."via"
  LEFT OUTER JOIN "ipp_becauses" AS "t14"
    ON "t44"."owner" = "t14"."owner"
) AS "t45"
ORDER BY
  "t45"."who" ASC
