"""No name acts in any output: not on a terminal, nor in a log reader, nor by a line of its own."""

import json
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipp.cli.validate import Format
from tests.cli.program import Said, inside
from tests.oracle.yaml_text import quoted

HOSTILE = [
    "\x1b[31mred\x1b[0m",
    "\x1b]0;title\x07",
    "[bold]Kit[/bold]",
    "[link=https://evil.example]x[/link]",
    "Line\nbreak",
    "\n::error::x",
    "::error file=a::%0Ax",
    "##[group]x",
    "Back\rover",
    "Nul\0 \x08\x08",
    "\x9b1m",
    "\u202egnp.exe",
    "\u2066iso\u2069",
    "Line\u2028\u2029end",
    "Zero\u200b\ufeffw",
    "\U000e0041tag",
    "</script>",
    "=cmd()|' '!A0",
    "../../etc",
    "'; DROP--",
    "`tick` $(rm)",
    "%s {0} \\n",
    " # not",
    "- a: b",
]
SHOP = """ipp: 1
store: STORE
currency: CURRENCY
ultimate: CLUB
products:
  ONE:
    price: 3
    cost: 9
    sku: SKU
    category: FEET
    next:
      - VIDEO
      - offer: BOX
        via: CHANNEL
        when: KEEN
        unless: LOYAL
      - TWO
  TWO:
    price: 4
    url: LINK
    next:
      - TWO
      - CLUB
  OIL: {price: 5, next: LAMP}
  LAMP: {price: 6, next: OIL}
  CLUB: {price: 29}
bundles:
  BOX:
    items: [TWO, LAMP]
    price: 99
    downsell: {offer: TWO, price: 200}
touches:
  VIDEO: {kind: content, url: LINK}
categories: {FEET: {next: OIL}}
segments:
  KEEN: {where: {ATTRIBUTE: VALUE}}
  LOYAL: {owns: 3}
rest: [{do: VIDEO, every: 30d}]
"""
WORDS = "STORE CURRENCY CLUB ONE TWO SKU FEET VIDEO BOX CHANNEL KEEN LOYAL LINK OIL LAMP ATTRIBUTE VALUE".split()
BIDI = {"RLO", "LRO", "RLE", "LRE", "PDF", "RLI", "LRI", "FSI", "PDI"}
NAMES = st.one_of(st.sampled_from(HOSTILE), st.text(min_size=1, max_size=6))


def shop(names: dict[str, str]) -> str:
    """Write the shop with these names; no two are equal, whatever they hold."""
    text = SHOP
    for number, word in enumerate(WORDS):
        text = text.replace(word, quoted(names[word] + str(number)))
    return text


PLAIN = dict.fromkeys(WORDS, "Name")


def acting(text: str) -> list[str]:
    """Return the characters of an output that act on whoever shows it."""
    return [
        char
        for char in text.replace("\n", "")
        if unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp")
        or unicodedata.bidirectional(char) in BIDI
        or char in "\u200b\u200e\u200f\ufeff\u061c\xad"
    ]


def commands(file: Path, names: dict[str, str]) -> list[tuple[str, ...]]:
    """Return every command that could say a name."""
    name = {word: names[word] + str(number) for number, word in enumerate(WORDS)}
    asks = ("--path", str(file), "--today", "2026-11-22", "--bought", f"{name['ONE']}@2026-10-01", "--did", name["VIDEO"])
    return [
        *(("validate", "--format", format.value, str(file)) for format in Format),
        ("validate", "--proof", str(file)),
        ("next", *asks, "--why"),
        ("next", *asks, "--format", "json", "--attr", f"other={name['VALUE']}"),
        ("next", *asks, "--declined", name["TWO"], "--offered", name["BOX"], "--why"),
        ("next", *asks, "--bought", name["CLUB"]),
        ("next", *asks, "--bought", name["TWO"] + "?"),
        ("next", *asks, "--bought", name["VIDEO"]),
        ("next", *asks, "--attr", name["ATTRIBUTE"].replace("=", "")),
        ("next", *asks, "--today", name["ONE"]),
        ("rule", name["ONE"]),
    ]


def runs(folder: Path, names: dict[str, str]) -> list[tuple[tuple[str, ...], Said]]:
    file = folder / "store.yaml"
    file.write_text(shop(names), encoding="utf-8")
    return [(command, inside(*command)) for command in commands(file, names) if "\0" not in "".join(command)]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("shop")


def check(folder: Path, names: dict[str, str]) -> None:
    plain = [said for _, said in runs(folder, PLAIN)]
    hostile = runs(folder, names)
    for command, said in hostile:
        assert said.code != 3, (command, said)
        assert not acting(said.out + said.err), command
        assert not [line for line in said.out.splitlines() if line.startswith(("::", "##["))], command
        if "json" in command:
            json.loads(said.out)
    if len(hostile) == len(plain):
        same = [(command, other.out, said.out) for other, (command, said) in zip(plain, hostile, strict=True)]
        for command, other, out in same:
            assert out.count("\n") == other.count("\n"), (command, out)


@pytest.mark.parametrize("name", HOSTILE, ids=lambda name: ascii(name))
def test_a_hostile_name_everywhere(name: str, folder: Path) -> None:
    check(folder, dict.fromkeys(WORDS, name))


@given(names=st.fixed_dictionaries({word: NAMES for word in WORDS}))
def test_any_names(names: dict[str, str], folder: Path) -> None:
    check(folder, names)


def test_json_gives_every_name_back(folder: Path) -> None:
    for name in HOSTILE:
        [(_, said)] = [
            (command, said)
            for command, said in runs(folder, dict.fromkeys(WORDS, name) | {"ONE": "One", "VIDEO": "Video", "VALUE": "v"})
            if command[0] == "next" and "json" in command
        ]
        answer: dict[str, Any] = json.loads(said.out)
        assert answer["store"] == name + "0"
