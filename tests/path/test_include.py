"""One store out of several files, none of them outside its folder."""

from pathlib import Path as FilePath

import pytest

from ipp.loading import Store, load_store_file
from ipp.path import include
from ipp.path.include import read_store
from ipp.path.names import list_items
from ipp.text.finding import Finding
from ipp.text.source import Source
from ipp.text.suggest import Suggester

from .reading import Said, check_places, found_in, loaded, meaning, pointed_at, said

MAIN = "ipp: 1\ninclude: {}\nultimate: Club\nproducts: {{Club: }}\n"


def store_at(folder: FilePath, files: dict[str, str]) -> Store:
    """The store whose main file is `main.yaml` in a folder with these files."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    store = load_store_file(str(folder / "main.yaml"))
    check_places(store.findings)
    assert isinstance(store, Store)
    return store


def names(store: Store) -> list[str]:
    return [item.name.text for item in list_items(store.path)]


def test_the_items_of_all_files_make_one_store(tmp_path: FilePath) -> None:
    store = store_at(
        tmp_path,
        {
            "main.yaml": MAIN.format("[a.yaml, sub/b.yaml]")
            + "bundles: {Kit: {items: [Toe, Soap]}}\nnext: [Video]\n",
            "a.yaml": "products: {Toe: {next: Kit}}\nseries: {S: [Toe, Soap]}\ncategories: {Feet: {next: Toe}}\n",
            "sub/b.yaml": "ipp: 1\ninclude: c.yaml\nproducts: {Soap: }\nsegments: {loyal: {owns: 1}}\n",
            "sub/c.yaml": "touches: {Video: }\n",
        },
    )
    assert store.findings == ()
    assert names(store) == ["Club", "Toe", "Soap", "Kit", "Video"]
    assert meaning(store.path.series) == [{"S": ["Toe", "Soap"]}]
    assert meaning(store.path.segments) == ["loyal"]
    assert [FilePath(source.name).name for source, _ in store.path.files] == [
        "main.yaml",
        "a.yaml",
        "b.yaml",
        "c.yaml",
    ]
    assert meaning(store.path.ultimate) == {"offer": "Club"}


def test_findings_are_in_the_file_that_they_are_about(tmp_path: FilePath) -> None:
    store = store_at(
        tmp_path,
        {
            "main.yaml": MAIN.format("a.yaml") + "next: Nothing\n",
            "a.yaml": "products: {Toe: {price: x, next: Nobody}}\n",
        },
    )
    places = [(FilePath(f.span.source.name).name, f.rule.code, pointed_at(f.span)) for f in store.findings]
    assert places == [
        ("a.yaml", "IPP005", "x"),
        ("a.yaml", "IPP101", "Nobody"),
        ("main.yaml", "IPP101", "Nothing"),
    ]


OUTSIDE = [
    ("../secret.yaml", "outside"),
    ("sub/../../secret.yaml", "outside"),
    ("/etc/passwd", "outside"),
    ("link.yaml", "outside"),
    ("folder/secret.yaml", "outside"),
    ('"a\\0.yaml"', "outside"),
    ("..", "outside"),
    ("missing.yaml", "no such file"),
    ("sub", "directory"),
    (".", "directory"),
    ("main.yaml/x", ""),
    ("self.yaml", "leads to itself"),
    ("x" * 5000, "too long"),
    ("latin.yaml", "not UTF-8"),
    ('"~/x.yaml"', "no such file"),
]


@pytest.mark.parametrize(("name", "reason"), OUTSIDE)
def test_what_cannot_be_included_is_told_at_its_name(tmp_path: FilePath, name: str, reason: str) -> None:
    shop = tmp_path / "shop"
    (shop / "sub").mkdir(parents=True)
    (tmp_path / "secret.yaml").write_text("products: {Secret: }\n")
    (shop / "link.yaml").symlink_to(tmp_path / "secret.yaml")
    (shop / "folder").symlink_to(tmp_path, target_is_directory=True)
    (shop / "self.yaml").symlink_to(shop / "self.yaml")
    (shop / "latin.yaml").write_bytes(b"products: {Caf\xe9: }\n")
    store = store_at(shop, {"main.yaml": MAIN.format(name) + "next: Secret\n"})
    (finding,) = store.findings  # and not: no item is called Secret
    assert (finding.rule.code, pointed_at(finding.span)) == ("IPP005", name)
    assert reason in finding.message
    assert names(store) == ["Club"]


def test_an_absolute_path_is_refused_even_into_the_folder(tmp_path: FilePath) -> None:
    (tmp_path / "a.yaml").write_text("products: {Toe: }\n")
    store = store_at(tmp_path, {"main.yaml": MAIN.format(tmp_path / "a.yaml")})
    assert [finding.rule.code for finding in store.findings] == ["IPP005"]


def test_a_link_inside_the_folder_is_followed(tmp_path: FilePath) -> None:
    (tmp_path / "real.yaml").write_text("products: {Toe: }\n")
    (tmp_path / "link.yaml").symlink_to("real.yaml")
    assert names(store_at(tmp_path, {"main.yaml": MAIN.format("link.yaml")})) == ["Club", "Toe"]


ONCE = [
    "[a.yaml, a.yaml]",
    "[a.yaml, ./a.yaml]",
    "[sub/../a.yaml, a.yaml]",
    "[main.yaml, a.yaml]",
    "[b.yaml, a.yaml]",
]


@pytest.mark.parametrize("included", ONCE)
def test_each_file_is_read_once_and_circles_end(tmp_path: FilePath, included: str) -> None:
    (tmp_path / "sub").mkdir()
    files = {
        "main.yaml": MAIN.format(included),
        "a.yaml": "include: [b.yaml, main.yaml]\nproducts: {Toe: }\n",
        "b.yaml": "include: [a.yaml, ./b.yaml]\ntouches: {Video: }\n",
    }
    store = store_at(tmp_path, files)
    assert store.findings == ()
    assert sorted(names(store)) == ["Club", "Toe", "Video"]


@pytest.mark.parametrize("written", ["main.yaml", "./main.yaml", "sub/../main.yaml"])
def test_the_main_file_is_known_however_it_is_named(
    tmp_path: FilePath, monkeypatch: pytest.MonkeyPatch, written: str
) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "main.yaml").write_text(MAIN.format("main.yaml"))
    monkeypatch.chdir(tmp_path)
    store = load_store_file(written)
    assert store.findings == ()


PARTS: list[tuple[str, list[Said]]] = [
    ("", [("IPP001", "")]),
    ("a: [", [("IPP001", "")]),
    ("ipp: 2", [("IPP007", "2")]),
    ("- Toe", [("IPP004", "- Toe")]),
    ("products: [Toe]", [("IPP004", "[Toe]")]),
    ("product: {Toe: }", [("IPP003", "product")]),
]


@pytest.mark.parametrize(("part", "findings"), PARTS)
def test_a_part_that_cannot_be_read_makes_no_name_unknown(part: str, findings: list[Said]) -> None:
    assert found_in(MAIN.format("a.yaml") + "next: Toe\n", {"a.yaml": part}) == findings


def test_what_belongs_in_the_main_file_is_not_taken_from_a_part() -> None:
    part = "ultimate: Toe\nnext: Nothing\nproducts: {Toe: }\ndefaults: {after: x}\n"
    store = loaded(MAIN.format("a.yaml"), {"a.yaml": part})
    assert isinstance(store, Store)
    assert said(store.findings) == [("IPP003", "ultimate"), ("IPP003", "next"), ("IPP003", "defaults")]
    assert store.path.next == ()
    assert meaning(store.path.ultimate) == {"offer": "Club"}


def test_too_many_files_are_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(include, "MOST_FILES", 3)
    files = {f"{letter}.yaml": f"products: {{{letter}: }}\n" for letter in "abcd"}
    assert found_in(MAIN.format("[a.yaml, b.yaml]"), files) == []
    assert found_in(MAIN.format("[a.yaml, b.yaml, c.yaml, d.yaml]"), files) == [("IPP005", "c.yaml")]


def test_too_many_characters_are_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(include, "MOST_CHARACTERS", 200)
    files = {"a.yaml": "# " + "x" * 50, "b.yaml": "products: {b: }\n" + "#" * 200}
    assert ("IPP005", "b.yaml") in found_in(MAIN.format("[b.yaml]"), files)
    assert ("IPP005", "a.yaml") not in found_in(MAIN.format("[a.yaml]"), files)


def test_a_thousand_files_in_a_row_are_one_store() -> None:
    files = {f"{i}.yaml": f"include: {i + 1}.yaml\nproducts: {{P{i}: }}\n" for i in range(900)}
    files["900.yaml"] = "touches: {Video: }\n"
    store = loaded(MAIN.format("0.yaml"), files)
    assert isinstance(store, Store)
    assert store.findings == ()
    assert len(names(store)) == 902


def test_every_error_of_an_opener_is_a_finding() -> None:
    for error in (PermissionError(13, "Permission denied"), ValueError("no"), OSError()):
        findings: list[Finding] = []

        def opener(owner: Source, name: str, error: Exception = error) -> Source:
            raise error

        path = read_store(Source("m", MAIN.format("a.yaml")), opener, findings.append, Suggester())
        assert path is not None
        assert not path.complete
        assert [finding.rule.code for finding in findings] == ["IPP005"]
