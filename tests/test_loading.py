"""The whole way from a text to a store."""

import os
from pathlib import Path

import pytest

from ipp.errors import RequestError
from ipp.loading import (
    Store,
    UnreadFile,
    decode_content,
    load_store,
    load_store_file,
    make_opener,
    read_bytes,
)
from ipp.text.finding import Finding
from ipp.text.source import Source
from ipp.text.yaml import tree as yaml_tree

TEXT = "ipp: 1\nultimate: Club\nproducts: {Club: {price: 29}, Füße: {next: Club}}\n"


def test_a_sound_file_is_a_store(tmp_path: Path) -> None:
    file = tmp_path / "store.yaml"
    file.write_bytes(TEXT.encode())
    store = load_store_file(str(file))
    assert isinstance(store, Store)
    assert store.findings == ()
    assert store.source.name == str(file)
    assert [product.name.text for product in store.path.products] == ["Club", "Füße"]
    assert store.policy.path is store.path
    assert store.policy.names is store.names


def test_a_byte_order_mark_changes_nothing(tmp_path: Path) -> None:
    file = tmp_path / "store.yaml"
    file.write_bytes(b"\xef\xbb\xbf" + TEXT.replace("29", "x").replace("\n", "\r\n").encode())
    (finding,) = load_store_file(str(file)).findings
    assert (finding.span.line, finding.span.column) == (3, 26)


@pytest.mark.parametrize("content", [b"a: [", b"", b"\xff", b"\xff\xfea\x00", b"- a", b"ipp: 2"])
def test_a_file_that_is_no_store_says_why(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "store.yaml"
    file.write_bytes(content)
    unread = load_store_file(str(file))
    assert isinstance(unread, UnreadFile)
    assert len(unread.findings) == 1
    assert unread.source.name == str(file)
    assert unread.findings[0].span.source is unread.source


@pytest.mark.parametrize("name", ["missing.yaml", ".", "store.yaml/x"])
def test_a_file_that_cannot_be_opened_is_a_request_that_cannot_be_served(tmp_path: Path, name: str) -> None:
    (tmp_path / "store.yaml").write_text(TEXT)
    with pytest.raises(RequestError, match=name.rsplit("/", maxsplit=1)[-1]):
        load_store_file(str(tmp_path / name))


def test_no_more_of_a_file_is_read_than_could_be_a_path_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ipp.loading.MOST_BYTES", 44)
    monkeypatch.setattr(yaml_tree, "MOST_CHARACTERS", 10)
    file = tmp_path / "store.yaml"
    file.write_bytes(b"x" * 1000)
    assert len(read_bytes(file)) == 44
    (finding,) = load_store_file(str(file)).findings
    assert "longer than" in finding.message


def test_findings_come_in_the_order_of_the_text() -> None:
    text = "ipp: 1\nultimate: Nothing\nproducts: {A: {price: x, price: y, next: B}}\nstor: x\n"
    store = load_store(Source("f", text), make_opener(Path()))
    assert [(finding.rule.code, finding.span.line) for finding in store.findings] == [
        ("IPP101", 2),
        ("IPP005", 3),
        ("IPP002", 3),
        ("IPP101", 3),
        ("IPP003", 4),
    ]


def test_a_finding_in_a_shared_body_is_told_once() -> None:
    text = "ipp: 1\nultimate: A\nproducts: {A: &a {price: x, next: Nothing}, B: *a, C: *a}\n"
    store = load_store(Source("f", text), make_opener(Path()))
    assert [finding.rule.code for finding in store.findings] == ["IPP005", "IPP101"]


def test_from_stdin_files_are_included_from_the_folder(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("products: {Toe: }\n")
    source = Source("<stdin>", TEXT + "include: a.yaml\nnext: Toe\n")
    assert load_store(source, make_opener(tmp_path)).findings == ()


def test_the_folder_may_be_a_link(tmp_path: Path) -> None:
    real = tmp_path / "real"
    real.mkdir()
    (real / "a.yaml").write_text("products: {Toe: }\n")
    (real / "main.yaml").write_text(TEXT + "include: a.yaml\nnext: Toe\n")
    (tmp_path / "link").symlink_to(real, target_is_directory=True)
    assert load_store_file(str(tmp_path / "link" / "main.yaml")).findings == ()


def test_reading_holds_no_file_open(tmp_path: Path) -> None:
    file = tmp_path / "store.yaml"
    file.write_text(TEXT)
    load_store_file(str(file))
    os.replace(file, tmp_path / "other.yaml")  # noqa: PTH105
    assert not file.exists()


def test_decoded_names_the_source() -> None:
    source = decode_content("store.yaml", TEXT.encode())
    assert isinstance(source, Source)
    assert (source.name, source.text) == ("store.yaml", TEXT)
    finding = decode_content("store.yaml", b"\xff")
    assert isinstance(finding, Finding)
    assert finding.span.source.name == "store.yaml"
