"""No name acts in any output: not on a terminal, nor in a log reader, nor by a line of its own."""

import json
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ipp.render.findings import FORMATS
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
WORDS = [
    "STORE",
    "CURRENCY",
    "CLUB",
    "ONE",
    "TWO",
    "SKU",
    "FEET",
    "VIDEO",
    "BOX",
    "CHANNEL",
    "KEEN",
    "LOYAL",
    "LINK",
    "OIL",
    "LAMP",
    "ATTRIBUTE",
    "VALUE",
]
FOR_PROGRAMS = {*FORMATS} - {"full", "concise", "grouped", "github"}
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
    """Return the characters of an output that act on a customer who shows it."""
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
    asks = (
        "--path",
        str(file),
        "--today",
        "2026-11-22",
        "--bought",
        f"{name['ONE']}@2026-10-01",
        "--did",
        name["VIDEO"],
    )
    return [
        *(("validate", "--format", format, str(file)) for format in FORMATS),
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


def runs(folder: Path, names: dict[str, str]) -> list[tuple[tuple[str, ...], Said | None]]:
    """Run every command; None for one that no shell can pass on."""
    file = folder / "store.yaml"
    file.write_text(shop(names), encoding="utf-8")
    return [
        (command, None if "\0" in "".join(command) else inside(*command)) for command in commands(file, names)
    ]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("shop")


@pytest.fixture(scope="module")
def plain(folder: Path) -> list[int]:
    """Return how many lines each command says of a shop with plain names."""
    return [said.out.count("\n") for _, said in runs(folder, PLAIN) if said]


def check(folder: Path, names: dict[str, str], lines: list[int]) -> None:
    for (command, said), wanted in zip(runs(folder, names), lines, strict=True):
        if said:
            assert said.code != 3, (command, said)
            assert not acting(said.out + said.err), command
            assert "##[" not in said.out or not FOR_PROGRAMS & {*command}, command
            assert "github" in command or not [
                line for line in said.out.splitlines() if line.startswith("::")
            ], command
            wraps = command[0] in ("next", "forecast") and "json" not in command
            assert wraps or said.out.count("\n") == wanted, (command, said.out)
            assert "json" not in command or json.loads(said.out)


@pytest.mark.parametrize("name", HOSTILE, ids=ascii)
def test_a_hostile_name_everywhere(name: str, folder: Path, plain: list[int]) -> None:
    check(folder, dict.fromkeys(WORDS, name), plain)


@settings(max_examples=settings().max_examples // 5)
@given(names=st.fixed_dictionaries(dict.fromkeys(WORDS, NAMES)))
def test_any_names(names: dict[str, str], folder: Path, plain: list[int]) -> None:
    check(folder, names, plain)


@pytest.mark.parametrize("name", HOSTILE, ids=ascii)
def test_json_gives_every_name_back(name: str, folder: Path) -> None:
    file = folder / "store.yaml"
    file.write_text(shop(dict.fromkeys(WORDS, name) | {"ONE": "One"}), encoding="utf-8")
    answer = json.loads(inside("next", "--path", str(file), "--bought", "One3", "--format", "json").out)
    assert answer["store"] == name + "0"
    assert answer["action"]["name"] == name + "7"
