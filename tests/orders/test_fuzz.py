"""Files of orders that went through many hands: cut, glued, written anew in another way. Never a traceback, never a purchase that is not in the file."""

import random
from pathlib import Path

import pytest

from ipp.errors import RequestError
from tests.amounts import amount
from tests.orders.reader import FEET, read
from tests.orders.test_cases import ETSY, SHOPIFY, STRIPE, WOO

NAMES = ("Toe Massager 5000", "Spa Slippers", "Nail Kit", "Silky Soak Formula", "Salt & Stone Scrub", "Club")
SKUS = {"tm-5000": NAMES[0], "slip": NAMES[1], "00123": NAMES[2]}
PLAIN = "customer,item,date,quantity,status\n" + "".join(
    f"c{place}@ex.test,{NAMES[place % 6]},2026-10-{place + 1:02},{place % 3},{('paid', 'refunded', '')[place % 3]}\n"
    for place in range(12)
)
FILES = (
    PLAIN,
    SHOPIFY,
    ETSY,
    STRIPE,
    WOO + '2026-10-08 10:00:00,8,completed,Gus Ivy,"2× Nail Kit, 1× Spa Slippers"\n',
)
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252", "latin-1")
DATES = {"2026-10-01": ("1 Oct 2026", "46296", "01.10.2026", "20261001", "soon", "2026-13-45", "")}


def mangle(text: str, lots: random.Random) -> bytes:
    """Do to a file what programs and people do, a few things at a time."""
    for _ in range(lots.randint(1, 4)):
        match lots.randrange(10):
            case 0:
                text = text[: lots.randrange(len(text) + 1)] or "x"
            case 1:
                text += lots.choice(FILES)
            case 2:
                text = text.replace(",", lots.choice(";\t|"))
            case 3:
                text = lots.choice(("sep=;\n", "Orders of October\n\n", "\n", "a;b;c\n")) + text
            case 4:
                text = text.replace("2026-10-01", lots.choice(DATES["2026-10-01"]))
            case 5:
                text = swap_cells(text, lots)
            case 6:
                at = lots.randrange(len(text) + 1)
                text = (
                    text[:at]
                    + lots.choice(('"', ",", "\n", '""', "\r", "\x00", "é", "x" * 5_000, '="'))
                    + text[at:]
                )
            case 7:
                text = text.replace("\n", lots.choice(("\r\n", "\r")), lots.choice((-1, 2)))
            case 8:
                lines = text.split("\n")
                lots.shuffle(lines)
                text = "\n".join(lines)
            case _:
                text = "\n".join(
                    f"{line},extra" if lots.random() < 0.3 else line for line in text.split("\n")
                )
    content = text.encode(lots.choice(ENCODINGS), "replace")
    return content[: lots.randrange(len(content) + 1)] if lots.random() < 0.1 else content


def swap_cells(text: str, lots: random.Random) -> str:
    lines = [line.split(",") for line in text.split("\n")]
    for _ in range(3):
        one, other = lots.choice(lines), lots.choice(lines)
        here, there = lots.randrange(len(one)), lots.randrange(len(other))
        one[here], other[there] = other[there], one[here]
    return "\n".join(",".join(cells) for cells in lines)


@pytest.mark.parametrize("seed", range(amount(100, most=5)))
def test_nothing_is_bought_that_is_not_in_the_file(tmp_path: Path, seed: int) -> None:
    lots = random.Random(seed)
    for place in range(10):
        content = mangle(lots.choice(FILES), lots)
        wide = content[:2] in (b"\xff\xfe", b"\xfe\xff") or content[1::2].count(0) > len(content) // 3
        plain = (
            content.decode("utf-16" if content[:2] == b"\xff\xfe" else "utf-16-le", "replace")
            if wide
            else content.decode("latin-1")
        )
        said = plain.lower()
        try:
            found = read(tmp_path / f"{place}.csv", content, FEET, dates="mdy")
        except RequestError as error:
            assert "\n" not in str(error)
            continue
        for who, item, _ in found.bought:
            skus = [sku for sku, name in SKUS.items() if name == item]
            assert any(text in said for text in (item.lower(), *skus)), (item, content)
            assert who.encode("utf-8").decode("latin-1").lower() in said or who.lower() in said, (
                who,
                content,
            )
