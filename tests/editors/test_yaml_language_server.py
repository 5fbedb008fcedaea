"""The schema in the hands of yaml-language-server, which VS Code, Neovim and many other editors run."""

import os
import random
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ipp.cli.filesystem.schema_file import write_modeline
from ipp.path import model, segments, terms
from ipp.path.keys import list_keys
from ipp.path.model import TOUCH_KINDS
from ipp.path.schema.document import make_schema_text
from tests.amounts import long
from tests.shipped import PATH_FILES

from ..cli.program import inside
from ..oracle.choice import seeded
from ..oracle.maker import Maker
from ..oracle.yaml_text import to_yaml
from ..path.collection import ROOT, collection
from ..path.mutants import replaced, spans_of, tree_of
from ..path.reading import parsed
from ..path.sample import MAIN
from .language_server import SERVER, LanguageServer

HERE = Path(sys.executable).parent
NODE = shutil.which("node", path=f"{HERE}{os.pathsep}{os.environ.get('PATH', '')}")
MISSING = not (NODE and SERVER.exists())
pytestmark = [
    pytest.mark.xdist_group("editors"),
    long,
    pytest.mark.skipif(
        MISSING and not os.environ.get("CI"),
        reason="needs Node.js and `npm ci --prefix tests/editors`; CI has them",
    ),
]
SPANS = sorted(set(spans_of(tree_of(MAIN))))
EXAMPLE = ROOT / "examples" / "coach.yaml"
SCHEMA = "yaml-schema"
"""How the server names the source of what the schema says, and not its parser."""
HEAD = write_modeline("path.schema.json")
PART_HEAD = write_modeline("part.schema.json")
TINY = HEAD + "ipp: 1\nultimate: Club\nproducts:\n  Club: {price: 3}\n"


@pytest.fixture(scope="module")
def server() -> Iterator[LanguageServer]:
    """A server with the settings that editors begin with."""
    assert NODE, "Node.js is missing"
    with LanguageServer(NODE, ROOT) as running:
        yield running


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the schemas in it, as an owner has one."""
    (tmp_path / "path.schema.json").write_text(make_schema_text(), encoding="utf-8")
    (tmp_path / "part.schema.json").write_text(make_schema_text(part=True), encoding="utf-8")
    return tmp_path


def lines(found: list[dict[str, Any]]) -> list[tuple[int, str]]:
    """Where something is underlined, lines counted from 1, and why."""
    return sorted((one["range"]["start"]["line"] + 1, one["message"]) for one in found)


def documented(offered: dict[str, Any], of: type) -> dict[str, str]:
    """What is told of the keys that are offered."""
    return {key: item["documentation"] for key, item in offered.items() if key in list_keys(of)}


def docs(of: type, *without: str) -> dict[str, str]:
    return {key: said.doc for key, (_, said) in list_keys(of).items() if key not in without}


def test_the_server_is_the_one_that_is_pinned() -> None:
    assert '"yaml-language-server": "1.25.0"' in (SERVER.parents[3] / "package.json").read_text("utf-8")
    assert '"version": "1.25.0"' in (SERVER.parents[1] / "package.json").read_text("utf-8")


@pytest.mark.parametrize("file", PATH_FILES, ids=lambda file: file.name)
def test_our_files_are_sound(server: LanguageServer, file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert text.startswith(write_modeline("../ipp/path.schema.json"))
    assert server.diagnostics(file.parent, text) == [[]]


@pytest.mark.parametrize("file", PATH_FILES, ids=lambda file: file.name)
def test_an_unknown_key_is_underlined(server: LanguageServer, file: Path) -> None:
    """And thereby: the file that the first line names is there, and is used."""
    text = file.read_text(encoding="utf-8").replace("\nstore:", "\nstoer:", 1)
    (found,) = server.diagnostics(file.parent, text)
    number = text.splitlines().index(next(line for line in text.splitlines() if line.startswith("stoer")))
    assert lines(found) == [(number + 1, "Property stoer is not allowed.")]
    assert found[0]["source"].startswith(SCHEMA)
    assert [found[0]["range"][end]["character"] for end in ("start", "end")] == [0, 5]


def test_our_files_are_sound_to_yaml_1_1_too() -> None:
    assert NODE
    with LanguageServer(NODE, ROOT, version="1.1") as old:
        for file in PATH_FILES:
            text = file.read_text(encoding="utf-8").replace("off:", '"off":')  # YAML 1.1 takes `off` as no
            assert old.diagnostics(file.parent, text) == [[]]


def test_the_file_of_init_is_sound_and_uses_the_schema_beside_it(
    server: LanguageServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert inside("init").code == 0
    text = Path("paths/store.yaml").read_text(encoding="utf-8")
    assert server.diagnostics(tmp_path / "paths", text) == [[]]
    (wrong,) = server.diagnostics(tmp_path / "paths", text.replace("price:", "prise:", 1))
    assert [message for _, message in lines(wrong)] == ["Property prise is not allowed."]


def test_nothing_is_underlined_that_ipp_reads(server: LanguageServer, folder: Path) -> None:
    """The whole collection; what the server's own parser says of the YAML counts, too."""
    files = collection()
    texts = [(PART_HEAD if kept.part else HEAD) + kept.text for kept in files]
    said = server.diagnostics(folder, *texts)
    underlined = {kept.name for kept, found in zip(files, said, strict=True) if found}
    refused = {kept.name for kept in files if parsed(kept.text, part=kept.part)[1]}
    assert underlined <= refused
    assert len(refused - underlined) <= len(refused) / 10, refused - underlined


def test_random_stores_are_sound(server: LanguageServer, folder: Path) -> None:
    texts = [HEAD + to_yaml(Maker(seeded(seed)).make()) for seed in range(200)]
    for text, found in zip(texts, server.diagnostics(folder, *texts), strict=True):
        assert not found, text


def test_hostile_files(server: LanguageServer, folder: Path) -> None:
    """What the server's parser of YAML takes for a mistake, and PyYAML does not, is not the schema's word."""
    files = [replaced(MAIN, SPANS, random.Random(seed)) for seed in range(300)]
    for text, found in zip(files, server.diagnostics(folder, *files), strict=True):
        if not parsed(text)[1]:
            assert not [one for one in found if one.get("source", "").startswith(SCHEMA)], text


MISTAKES = [
    ("next: [{offr: Club}]", ["Property offr is not allowed.", "a step says `offer` or `do`"]),
    ("next: {offer: Club, after: 3}", ["a length of time: 12h, 3d, 2w, 1 month, now"]),
    ("next: {offer: Club, after: soon}", ["a length of time: 12h, 3d, 2w, 1 month, now"]),
    ("next: {offer: Club, take: 130%}", ["a rate, from 0 to 1: 12% or 0.12"]),
    ("next: {offer: Club, price: 9 USD}", ["an amount of money, in plain digits such as 89 or 19.50"]),
    (
        "next: {offer: Club, until: 2026-02-30}",
        ["a day of the calendar, written as 2026-12-31, or as 12-31 for every year"],
    ),
    (
        "next: {do: Letter, price: 3}",
        [
            "a step is an `offer` or a `do`, not both, and a touch has no `price`, `patience`, `gap`, `take`, `each_time`, `downsell`"
        ],
    ),
    ("next: [[Club]]", ['Incorrect type. Expected "Step | string".']),
    ("store: [x]", ["one text"]),
    ("bundles: {Kit: {price: 3}}", ['Missing property "items".']),
    ("touches: {Letter: {kind: mail}}", ["one of " + ", ".join(TOUCH_KINDS)]),
    ("touches: [Letter]", ["a mapping: names, each with what belongs to it"]),
    (
        "segments: {loyal: {note: x}}",
        [
            "a segment says one of where, owns, owns_any, owns_all, bought_any, quantity, orders, spent, quiet_for, share, any, all, not"
        ],
    ),
    (
        "rest: {do: Letter, every: 30}",
        ["how often: day, week, month, quarter, year, or a length of time such as 30d"],
    ),
    ("rest: {do: Letter}", ['Missing property "every".']),
    ("rest: Letter", ['Incorrect type. Expected "Rest | array".']),
]


@pytest.mark.parametrize(("mistake", "messages"), MISTAKES, ids=[mistake for mistake, _ in MISTAKES])
def test_what_is_said_of_mistakes(
    server: LanguageServer, folder: Path, mistake: str, messages: list[str]
) -> None:
    (found,) = server.diagnostics(folder, f"{TINY}{mistake}\n")
    assert {message for _, message in lines(found)} == set(messages)


def test_a_file_of_another_version(server: LanguageServer, folder: Path) -> None:
    (found,) = server.diagnostics(folder, TINY.replace("ipp: 1", "ipp: 2"))
    assert lines(found) == [(2, "ipp reads version 1 of the format")]


def test_the_keys_of_a_file(server: LanguageServer) -> None:
    text = EXAMPLE.read_text(encoding="utf-8")
    written = {line.split(":")[0] for line in text.splitlines()}
    offered = documented(server.completion(EXAMPLE.parent, f"{text}\n^\n"), model.Path)
    assert offered == {key: doc for key, doc in docs(model.Path).items() if key not in written}
    assert {"include", "series"} <= set(offered)


def test_the_keys_of_a_new_file(server: LanguageServer, folder: Path) -> None:
    assert documented(server.completion(folder, HEAD + "^"), model.Path) == docs(model.Path)


def test_the_keys_of_a_product(server: LanguageServer) -> None:
    """In an example, at the first product, which has a price already."""
    before, price, after = EXAMPLE.read_text(encoding="utf-8").partition("    price: ")
    assert price
    offered = documented(server.completion(EXAMPLE.parent, f"{before}    ^\n{price}{after}"), model.Product)
    assert offered == docs(model.Product, "price", "cost", "sku", "category", "next")


PLACES = [
    ("next:\n  - ^\n", model.Step, []),
    ("next:\n  - offer: Club\n    ^\n", model.Step, ["offer"]),
    ("next:\n  - offer: Club\n    downsell:\n      - offer: Mug\n        ^\n", model.Step, ["offer", "do"]),
    ("bundles:\n  Kit:\n    items: Club\n    ^\n", model.Bundle, ["items"]),
    ("touches:\n  Letter:\n    kind: content\n    ^\n", model.Touch, ["kind"]),
    ("categories:\n  Feet:\n    next: Club\n    ^\n", model.Category, ["next"]),
    ("segments:\n  loyal:\n    owns: 3\n    ^\n", segments.Segment, ["owns"]),
    ("rest:\n  - do: Letter\n    ^\n", terms.Rest, ["do"]),
    ("defaults:\n  after: 3d\n  ^\n", terms.Defaults, ["after"]),
    ("ignore:\n  - rule: IPP205\n    ^\n", terms.Ignore, ["rule"]),
]


@pytest.mark.parametrize(("place", "of", "written"), PLACES, ids=[repr(place) for place, _, _ in PLACES])
def test_the_keys_of_every_place(
    server: LanguageServer, folder: Path, place: str, of: type, written: list[str]
) -> None:
    offered = documented(server.completion(folder, TINY + place), of)
    assert offered == docs(of, *written)


def test_values_are_offered_where_there_are_few(server: LanguageServer, folder: Path) -> None:
    kinds = server.completion(folder, TINY + "touches:\n  Letter:\n    kind: ^\n")
    assert [*kinds] == [*TOUCH_KINDS]
    assert {"month", "year", "30d"} <= set(
        server.completion(folder, TINY + "rest:\n  - do: Letter\n    every: ^\n")
    )
    assert {"true", "false"} == set(server.completion(folder, TINY + "touches:\n  Letter:\n    draft: ^\n"))


@pytest.mark.parametrize("place", ["store: ^\n", "next: ^\n", "touches:\n  Letter:\n    note: ^\n"])
def test_nothing_is_offered_where_a_name_belongs(server: LanguageServer, folder: Path, place: str) -> None:
    assert not {"true", "false", "null"} & set(server.completion(folder, TINY + place))


def test_whole_entries_are_offered_among_names(server: LanguageServer, folder: Path) -> None:
    offered = server.completion(folder, HEAD + "ipp: 1\nultimate: Club\nproducts:\n  ^\n")
    assert offered["a product"]["insertText"] == "${1:Name}:\n  price: ${2:19}\n  next: $3"
    assert "every: ${3:month}" in offered["a continuity"]["insertText"]


HOVERS = [
    ("ultimate", "ulti^mate: Club", "ultimate: Club", model.Path),
    ("price", "pri^ce: 3", "price: 3", model.Product),
    ("offer", "products:\n  Mug: {next: {off^er: Club}}", "products:", model.Step),
    ("churn", "products:\n  Mug: {chu^rn: 6%}", "products:", model.Product),
]


@pytest.mark.parametrize(("key", "pointed", "at", "of"), HOVERS, ids=[hover[0] for hover in HOVERS])
def test_hovering_tells_what_a_key_is_for(
    server: LanguageServer, folder: Path, key: str, pointed: str, at: str, of: type
) -> None:
    told = server.hover(folder, TINY.replace(at, pointed, 1))
    assert list_keys(of)[key][1].doc in told


def test_hovering_in_an_example(server: LanguageServer) -> None:
    text = EXAMPLE.read_text(encoding="utf-8").replace("  again_after:", "  again^_after:", 1)
    assert "How long after a No it is asked again." in server.hover(EXAMPLE.parent, text)
    product = EXAMPLE.read_text(encoding="utf-8").replace("    price:", "    pri^ce:", 1)
    assert "#### Product\n\nThe list price" in server.hover(EXAMPLE.parent, product)
