"""What changed since the last night."""

import datetime as dt

from ipp.batch.nightly.changes import count_changes
from tests.batch.nightly.shop import Shop


def test_customers_and_actions_are_counted() -> None:
    rows = [("A", None, 3), ("A", "A", 2), ("B", "A", 4), (None, "B", 5)]
    found = count_changes(dt.date(2026, 11, 21), rows)
    assert (found.started, found.changed, found.same, found.ended, found.before) == (3, 4, 2, 5, 11)
    assert found.actions == (("A", 6, 5), ("B", 5, 4))


def test_the_summary_says_it(shop: Shop) -> None:
    assert shop.night()["since"] is None
    since = shop.night(day="2026-11-23")["since"]
    assert since == {
        "day": "2026-11-22", "before": 6, "started": 0, "changed": 2, "same": 0, "ended": 4,
        "actions": [
            {"action": "Mug", "before": 3, "now": 0},
            {"action": "Washing advice", "before": 2, "now": 0},
            {"action": "Tea set", "before": 0, "now": 2},
            {"action": "Five off", "before": 1, "now": 0},
        ],
    }  # fmt: skip
    text = shop.run("--log", str(shop.log), day="2026-11-23").out
    assert "2 messages go out today\n\nSince 22 Nov 2026\n          2  get something else\n" in text
