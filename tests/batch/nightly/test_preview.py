"""The days to come are what nights bring in which nothing happens."""

import json

from tests.amounts import long
from tests.batch.nightly.shop import Shop, read


@long
def test_each_day_is_what_the_night_would_send(shop: Shop) -> None:
    limit = ("--limit", "2", "--by", "worth")
    said = shop.run("--log", str(shop.log), "--days", "2", "--format", "json", *limit, day="2026-11-21")
    days = json.loads(said.out)["days"]
    assert not shop.log.exists(), "nothing is written"
    assert [each["day"] for each in days] == [f"2026-11-{day}" for day in range(21, 23)]
    for each in days:
        shop.night(*limit, day=each["day"])
        events = [row["event"] for row in read(shop.log / f"{each['day']}.csv")]
        assert (each["offers"], each["touches"]) == (events.count("offered"), events.count("did")), each
    assert any(each["put_off"] for each in days)
    assert any(each["offers"] for each in days)
    assert "leave out --output" in shop.refuse("--days", "2", "--output", "x.csv")
