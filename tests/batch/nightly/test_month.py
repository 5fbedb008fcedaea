"""A shop that lives by the command alone: each night a plan with the log, a limit, a channel and a list of those to leave out, and customers who answer the next day."""

import datetime as dt
import random
from collections import Counter

from tests.amounts import FULL, long
from tests.batch.exports.readers import read_brevo
from tests.batch.nightly.shop import Shop, read

FIRST = dt.date(2026, 11, 1)
NIGHTS = 30 if FULL else 5
CUSTOMERS = 200 if FULL else 40
LIMIT = CUSTOMERS // 4
AGAIN = {"Five off"}
"""What `rest` does again."""


def answer(shop: Shop, chance: random.Random, day: dt.date) -> None:
    """Let those who were asked that day buy or decline on the next; who says nothing stays silent."""
    orders, answers = read(shop.orders), []
    on = (day + dt.timedelta(days=1)).isoformat()
    for row in read(shop.log / f"{day}.csv"):
        match chance.choice(("buys", "declines", "is silent")) if row["event"] == "offered" else "":
            case "buys":
                orders.append({"customer": row["customer"], "item": row["offer"], "date": on})
            case "declines":
                answers.append((row["customer"], row["offer"], "declined", on, row["price"]))
    shop.write("orders.csv", ("customer", "item", "date"), [each.values() for each in orders])
    shop.write(f"log/answers of {day}.csv", ("customer", "offer", "event", "date", "price"), answers)


@long
def test_nights_with_a_limit_a_channel_and_a_list_repeat_and_forget_nothing(shop: Shop) -> None:
    chance = random.Random(20261101)
    shop.path.write_text(shop.path.read_text().replace("defaults: {", "defaults: {via: email, "))
    people = [f"c{number:03}@ex.test" for number in range(CUSTOMERS)]
    bought = [(who, chance.choice(("Mug", "Teapot", "Bowl", "Spoon")), "2026-10-20") for who in people]
    shop.write("orders.csv", ("customer", "item", "date"), bought)
    left_out = set(people[:3])
    listed = shop.write("left-out.csv", ("customer",), [(who,) for who in sorted(left_out)])
    asked: Counter[tuple[str, str]] = Counter()
    terms = ("--limit", str(LIMIT), "--by", "worth", "--via", "email", "--suppress", str(listed))
    bytes_of: dict[dt.date, bytes] = {}
    for number in range(NIGHTS):
        day = FIRST + dt.timedelta(days=number)
        export = shop.folder / "brevo.csv"
        before = {row["customer"] for file in shop.log.glob("2026-*.csv") for row in read(file)}
        summary = shop.night(*terms, "--for", "brevo", "--output", str(export), day=day.isoformat())
        made = read(shop.log / f"{day}.csv")
        assert summary["messages"] == len(made) <= LIMIT
        asked.update((row["customer"], row["offer"]) for row in made)
        contacts = read_brevo(export.read_text(encoding="utf-8"))
        acting = {who for who, fields in contacts.items() if fields["action"]}
        assert acting == {row["customer"] for row in made}
        assert left_out.isdisjoint(acting)
        assert contacts.keys() - acting == before - acting, "what they had is cleared"
        bytes_of[day] = (shop.log / f"{day}.csv").read_bytes()
        answer(shop, chance, day)
    assert not {ask: times for ask, times in asked.items() if times > 1 and ask[1] not in AGAIN}
    reached = {who for who, _ in asked}
    assert reached == set(people) - left_out or len(reached) == NIGHTS * LIMIT, "who is cut comes later"
    for day in chance.sample(sorted(bytes_of), 2):
        shop.night(*terms, day=day.isoformat())
        assert (shop.log / f"{day}.csv").read_bytes() == bytes_of[day], "whatever came after"
