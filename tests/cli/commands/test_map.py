"""`ipp map` as its users meet it."""

import json
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from tests.amounts import long, thin_out
from tests.cli.conftest import BROKEN
from tests.cli.program import inside, outside

FORMATS = {
    "tree": "Happy Feet leads to",
    "mermaid": "flowchart LR",
    "dot": "digraph",
    "svg": "<svg",
    "html": "<!DOCTYPE html>",
    "json": "{",
}
SLOW = """
ipp: 1
ultimate: Club
products:
  Mug: {price: 12, next: [{offer: Teapot, after: 90d}, Club]}
  Teapot: {price: 45, next: Club}
  Club: {price: 29}
touches: {Letter: {kind: content}}
rest: [{do: Letter, every: 30d}]
"""


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_goes_to_the_screen_or_to_a_file(shop: Path, form: str) -> None:
    said = inside("map", "--format", form, "--today", "2026-11-22")
    assert (said.code, said.err) == (0, "")
    assert said.out.startswith(FORMATS[form])
    to_file = inside("map", "--format", form, "--today", "2026-11-22", "--output", f"out/map.{form}")
    assert (to_file.code, to_file.out, to_file.err) == (0, "", "")
    assert (shop / "out" / f"map.{form}").read_text(encoding="utf-8") == said.out
    assert not [file for file in (shop / "out").iterdir() if file.name.startswith(".")]


@pytest.mark.parametrize("form", thin_out(list(FORMATS)))
def test_the_same_bytes_again(shop: Path, form: str) -> None:
    first, second = (outside("map", "--format", form, env={"PYTHONHASHSEED": seed}) for seed in ("1", "2"))
    assert first == second


def test_the_tree_is_the_default_and_coloured_on_a_terminal(shop: Path) -> None:
    assert inside("map").out == inside("map", "--format", "tree").out
    coloured = inside("map", env={"FORCE_COLOR": "1"}).out
    assert "\x1b[1m" in coloured and "\x1b" not in inside("map").out
    written = inside("map", "-o", "map.txt", env={"FORCE_COLOR": "1"})
    assert written.code == 0 and "\x1b" not in Path("map.txt").read_text(encoding="utf-8")


def test_a_terminal_that_knows_ascii_only_gets_plain_marks(shop: Path) -> None:
    said = outside("map", env={"PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii", "LC_ALL": "C"})
    assert said.code == 0
    assert "o Toe Massager 5000  89.00 USD\n|- - Routine video\n`- o Spa Slippers  24.00 USD\n" in said.out


def test_around_one_thing(shop: Path) -> None:
    said = inside("map", "--from", "tm-5000", "--depth", "1")
    assert said.out.splitlines()[:3] == [
        "● Toe Massager 5000  89.00 USD",
        "├─ ○ Routine video",
        "└─ ● Spa Slippers  24.00 USD",
    ]
    body = json.loads(inside("map", "--to", "Spa Slippers", "--format", "json").out)
    assert body["part"] is True
    assert [card["name"] for card in body["cards"] if card["kind"] == "product"] == [
        "Toe Massager 5000",
        "Spa Slippers",
        "Feet Club",
    ]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ["--from", "Toe Masager 5000"],
            "--from: nothing is called 'Toe Masager 5000'\n  tip: did you mean 'Toe Massager 5000'?",
        ),
        (["--depth", "2"], "--depth needs a beginning"),
        (["--format", "png"], "--format: "),
        (["--depth", "0", "--from", "Nail Kit"], "--depth: "),
        (["--path", "none.yaml"], "none.yaml: no such file or folder"),
        (["--output", "paths"], "paths is a folder"),
        (["--today", "soon"], "--today: 'soon'"),
    ],
)
def test_what_cannot_be_served_is_said_in_one_line(shop: Path, arguments: list[str], said: str) -> None:
    done = inside("map", *arguments)
    assert done.code == 2 and said in done.err and not done.out
    assert "Traceback" not in done.err


def test_a_file_with_mistakes_is_drawn_with_them(shop: Path) -> None:
    (shop / "paths" / "store.yaml").write_text(BROKEN, encoding="utf-8")
    done = inside("map")
    assert done.code == 0
    assert "✗ IPP101" in done.out and "✗ IPP003" in done.out
    assert ET.fromstring(inside("map", "--format", "svg").out) is not None


def test_what_is_no_path_file_is_refused(shop: Path) -> None:
    (shop / "paths" / "store.yaml").write_text("a: [", encoding="utf-8")
    done = inside("map")
    assert done.code == 2 and "IPP001" in done.err


def test_a_file_on_stdin(shop: Path) -> None:
    text = (shop / "paths" / "store.yaml").read_bytes()
    assert outside("map", "--path", "-", stdin=text).out == inside("map").out


def test_an_output_that_was_there_is_replaced_whole(shop: Path) -> None:
    Path("map.svg").write_text("old", encoding="utf-8")
    assert inside("map", "--format", "svg", "-o", "map.svg").code == 0
    assert Path("map.svg").read_text(encoding="utf-8").endswith("</svg>\n")
    assert inside("map", "--from", "nobody", "--format", "svg", "-o", "map.svg").code == 2
    assert Path("map.svg").read_text(encoding="utf-8").endswith("</svg>\n")


@long
def test_the_notes_of_a_store_too_large_for_mermaid(shop: Path) -> None:
    from benchmarks.stores import store_text

    Path("big.yaml").write_text(store_text(1000), encoding="utf-8")
    done = inside("map", "--path", "big.yaml", "--format", "mermaid")
    assert done.code == 0 and "only groups are drawn" in done.err
    assert done.out.startswith("flowchart LR\n  g0[")


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("map.svg", "svg"),
        ("MAP.HTML", "html"),
        ("map.gv", "dot"),
        ("map.dot", "dot"),
        ("map.mmd", "mermaid"),
        ("map.json", "json"),
        ("map.txt", "tree"),
        ("map", "tree"),
    ],
)
def test_the_ending_of_a_file_says_what_is_drawn(shop: Path, name: str, form: str) -> None:
    assert inside("map", "-o", name).code == 0
    assert Path(name).read_text(encoding="utf-8").startswith(FORMATS[form])
    assert inside("map", "-o", name, "--format", "dot").code == 0  # unless it is said
    assert Path(name).read_text(encoding="utf-8").startswith(FORMATS["dot"])


def test_a_dash_is_the_screen(shop: Path) -> None:
    assert inside("map", "-o", "-", "--format", "svg") == inside("map", "--format", "svg")
    assert not Path("-").exists()


def test_an_ending_that_says_nothing(shop: Path) -> None:
    done = inside("map", "-o", "map.png")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(
        "error: --output map.png: its ending does not say what to draw\n  tip: use --format, or one of the endings .txt,"
    )
    assert done.err.count("\n") == 1 + done.err.count("\n  tip: ") and not Path("map.png").exists()


@pytest.mark.parametrize("arguments", [[], ["--format", "html"]])
def test_a_picture_is_not_written_over_a_path_file(shop: Path, arguments: list[str]) -> None:
    store = shop / "paths" / "store.yaml"
    text = store.read_bytes()
    (shop / "path").write_bytes(text)
    (shop / "link.svg").symlink_to("paths/store.yaml")
    over, lost = "the answer would overwrite it", "is read by this command, and would be lost"
    for path, output, why in (
        ("paths/store.yaml", "paths/store.yaml", over),
        ("paths/store.yaml", "other.yml", over),
        ("paths/store.yaml", "link.svg", lost),
        ("path", "./path", lost),
    ):
        done = inside("map", "--path", path, "-o", output, *arguments)
        assert (done.code, done.out) == (2, "")
        assert why in done.err
    assert store.read_bytes() == (shop / "path").read_bytes() == text
    assert not (shop / "other.yml").exists()


@pytest.mark.parametrize("items", ["{}", "{A: {}}"])
def test_the_smallest_stores_are_drawn(shop: Path, items: str) -> None:
    Path("small.yaml").write_text(f"ipp: 1\nultimate: A\nproducts: {items}\n", encoding="utf-8")
    for form in FORMATS:
        assert inside("map", "--path", "small.yaml", "--format", form).code == 0, form


def test_settings_and_accepted_findings_hold_here_too(shop: Path) -> None:
    """What the shop does not want to hear from `ipp validate` is not in the picture either."""
    file = shop / "paths" / "store.yaml"
    flawed = file.read_text(encoding="utf-8").replace(
        "  Nail Kit: {price: 22}", "  Nail Kit: {price: 22, cost: 30}"
    )
    file.write_text(flawed, encoding="utf-8")
    assert "IPP304" in inside("map").out
    (shop / ".ipp.toml").write_text('ignore = ["IPP304"]\n', encoding="utf-8")
    assert "IPP304" not in inside("map").out
    (shop / ".ipp.toml").unlink()
    file.write_text(
        flawed.replace("cost: 30}", "cost: 30} # ipp: ignore[IPP304] it brings people in"), encoding="utf-8"
    )
    assert "IPP304" not in inside("map").out


def test_the_settings_of_a_shop_hold_for_the_findings_in_it(shop: Path) -> None:
    """What `ipp validate` accepts by a setting stands in no picture."""
    Path("slow.yaml").write_text(SLOW, encoding="utf-8")
    silent = "hears nothing for 90 days"
    assert (
        silent in inside("validate", "slow.yaml").out and silent in inside("map", "--path", "slow.yaml").out
    )
    Path(".ipp.toml").write_text("longest-silence = 90\n", encoding="utf-8")
    said = inside("validate", "slow.yaml")
    assert (said.code, silent in said.out) == (0, False)
    assert "IPP212" not in inside("map", "--path", "slow.yaml").out


def test_numbers_of_the_forecast_are_for_the_page(shop: Path) -> None:
    Path("slow.yaml").write_text(SLOW, encoding="utf-8")
    said = inside("map", "--path", "slow.yaml", "--numbers", "--today", "2026-11-22", "-o", "map.html")
    assert (said.code, said.out, said.err) == (0, "", "")
    assert '"figures":{"arrive":' in Path("map.html").read_text(encoding="utf-8")
    refused = inside("map", "--path", "slow.yaml", "--numbers")
    assert refused.code == 2 and "--numbers goes with --format html" in refused.err


def test_from_one_thing_its_path_and_what_everybody_is_offered_are_drawn(shop: Path) -> None:
    """However far away: `--depth` counts leads, and the path goes on."""
    said = inside(
        "map", "--from", "Toe Massager 5000", "--depth", "1", "--format", "json", "--today", "2026-11-22"
    )
    whole = inside("map", "--format", "json", "--today", "2026-11-22")
    drawn, every = json.loads(said.out), json.loads(whole.out)
    names = {card["name"] for card in drawn["cards"]}
    storewide = next(card for card in every["cards"] if card["id"] == every["storewide"])
    assert {step["name"] for step in storewide["list"]} <= names
    following = json.loads(
        inside("next", "Toe Massager 5000@2026-11-22", "--today", "2026-11-22", "--format", "json").out
    )
    offered = [step["name"] for step in following["path"] if step["kind"] != "touch"]
    assert len(offered) >= 3 and set(offered) <= names
