"""Every key of the path file: what it takes, what it refuses, and where it says so."""

import pytest

from ipp.path.keys import Kind, list_keys
from ipp.path.model import Path

from ..reading import loaded, marked, meaning, parsed, pointed_at, said
from ..tables import BAD, GOOD, HEAD, KEYS, MODELS, SPECIAL, USUAL, file_with, instance


def test_every_key_has_a_good_value() -> None:
    assert set(USUAL) == set(Kind)
    assert set(SPECIAL) <= set(KEYS) == set(GOOD)


@pytest.mark.parametrize(("model", "key"), KEYS)
def test_a_good_value_is_read(model: type, key: str) -> None:
    text, value = GOOD[model, key]
    path, findings = parsed(file_with(model, f"{key}: {text}"))
    assert findings == []
    assert path is not None
    assert meaning(getattr(instance(path, model), list_keys(model)[key][0])) == value


@pytest.mark.parametrize(("model", "key"), KEYS)
def test_a_good_value_may_be_written_over_several_lines(model: type, key: str) -> None:
    text, value = GOOD[model, key]
    if text[0] in "[{":
        broken = text.replace(", ", ",\n          ")
        path, findings = parsed(file_with(model, f"{key}:\n          {broken}"))
        assert findings == []
        assert path is not None
        assert meaning(getattr(instance(path, model), list_keys(model)[key][0])) == value


@pytest.mark.parametrize(("model", "key"), KEYS)
def test_a_key_without_a_value_is_told(model: type, key: str) -> None:
    assert said(parsed(file_with(model, f"{key}:"))[1]) == [("IPP005", key)]


def test_every_kind_stands_in_the_table() -> None:
    assert set(BAD) == set(Kind)


@pytest.mark.parametrize(("model", "key"), KEYS)
def test_a_bad_value_is_told_once_and_at_its_place(model: type, key: str) -> None:
    for code, written in BAD[list_keys(model)[key][1].kind]:
        text, at = marked(file_with(model, f"{key}: {written}"))
        (finding,) = parsed(text)[1]
        assert (finding.rule.code, finding.span.start) == (code, at), written


@pytest.mark.parametrize("model", MODELS)
def test_an_unknown_key_is_told_with_the_nearest(model: type) -> None:
    for key in list_keys(model):
        misspelt = key[:-1] + "x" + key[-1:] if len(key) > 3 else key + "s"
        if misspelt in list_keys(model):
            continue
        text = file_with(model, f"{key}: {GOOD[model, key][0]}")
        text = text.replace(f"{key}:", f"{misspelt}:", 1) if model is not Path else text + f"{misspelt}: x\n"
        unknown = [finding for finding in parsed(text)[1] if finding.rule.code == "IPP003"]
        assert [pointed_at(finding.span) for finding in unknown] == [misspelt], text
        assert unknown[0].help
        assert unknown[0].help.startswith(f"did you mean `{key}`")
        if " or " in unknown[0].help or model is Path:  # two are near, or the key is there already
            assert unknown[0].fix is None
            continue
        assert unknown[0].fix is not None
        assert [(edit.span, edit.text) for edit in unknown[0].fix.edits] == [(unknown[0].span, key)]


@pytest.mark.parametrize("model", MODELS)
def test_a_key_like_no_other_is_told_with_all_keys(model: type) -> None:
    text = file_with(model, "qqqqqq: 1")
    (finding,) = parsed(text)[1]
    assert (finding.rule.code, pointed_at(finding.span)) == ("IPP003", "qqqqqq")
    assert finding.help == "the keys are " + ", ".join(list_keys(model))
    assert finding.fix is None


MISSING = [
    ("ultimate: Club\nproducts: {Club: }\n", [("IPP006", "ultimate")]),  # told at the first key
    ("ipp: 1\nproducts: {Club: }\n", [("IPP006", "ipp")]),
    ("ipp: 1\nultimate: Club\ninclude: x.yaml\n", []),  # the products may stand there
    ("store: x\n", [("IPP006", "store")] * 3),
    ("{}", [("IPP006", "{")] * 3),
]


@pytest.mark.parametrize(("text", "findings"), MISSING)
def test_missing_keys(text: str, findings: list[tuple[str, str]]) -> None:
    assert said(parsed(text)[1]) == findings


@pytest.mark.parametrize("text", ["x", "[ipp, 1]", "- ipp: 1", "'ipp: 1'"])
def test_a_file_that_is_no_mapping(text: str) -> None:
    path, findings = parsed(text)
    assert path is None
    assert [finding.rule.code for finding in findings] == ["IPP004"]


VERSIONS = [("2", "upgrade ipp"), ("0", "write `ipp: 1`"), ("17", "upgrade ipp"), ("9" * 5000, "upgrade ipp")]


@pytest.mark.parametrize(("version", "help_"), VERSIONS)
def test_of_another_version_nothing_else_is_read(version: str, help_: str) -> None:
    path, (finding,) = (
        parsed(f"ipp: {version}\nultimat: x\nproducts: [1]\nproducts: 3\n")[0],
        parsed(f"ipp: {version}\nultimat: x\nproducts: [1]\n")[1],
    )
    assert path is None
    assert (finding.rule.code, pointed_at(finding.span)) == ("IPP007", version)
    assert help_ in (finding.help or "")
    assert len(finding.message) < 100


@pytest.mark.parametrize("version", ["1", "01", "'1'", "00000000001"])
def test_version_1_is_read(version: str) -> None:
    path, findings = parsed(f"ipp: {version}\nultimate: Club\nproducts: {{Club: }}\n")
    assert path is not None
    assert "IPP007" not in [finding.rule.code for finding in findings]


DRAFTS = [
    ("bundles: {Kit: {draft: true}}", []),
    ("bundles: {Kit: {draft: yes, price: 5}}", []),
    ("bundles: {Kit: {draft: false}}", [("IPP006", "draft")]),
    ("bundles: {Kit: {draft: true, price: x}}", [("IPP005", "x")]),  # incomplete, not wrong
    ("products: {Club: {draft: true, pric: 3}}", [("IPP003", "pric")]),
]


@pytest.mark.parametrize(("text", "findings"), DRAFTS)
def test_a_draft_may_be_incomplete(text: str, findings: list[tuple[str, str]]) -> None:
    head = "ipp: 1\nultimate: Club\n" if text.startswith("products") else HEAD
    assert said(parsed(head + text)[1]) == findings


def test_a_single_name_does_where_a_list_would_hold_one() -> None:
    one = "next: Toe\nbundles: {Kit: {items: Toe, free: Toe, downsell: Toe}}\nsegments: {s: {owns_any: Toe, any: t}}\n"
    many = one.replace("Toe", "[Toe]").replace("any: t", "any: [t]")
    assert many != one
    paths = [parsed(HEAD + text)[0] for text in (one, many)]
    assert paths[0] is not None
    assert paths[1] is not None
    for field in ("next", "bundles", "segments"):
        assert meaning(getattr(paths[0], field)) == meaning(getattr(paths[1], field))
    first, second = paths[0].bundles[0], paths[1].bundles[0]
    assert (meaning(first.items), meaning(first.free)) == (meaning(second.items), meaning(second.free))


def test_what_can_be_read_of_a_broken_store_is_kept() -> None:
    store = loaded(HEAD + "bundles: {Kit: {items: {Toe: 2, Club: x}, price: y, sku: k}}\nnext: [Kit, [x]]\n")
    path, _ = parsed(
        HEAD + "bundles: {Kit: {items: {Toe: 2, Club: x}, price: y, sku: k}}\nnext: [Kit, [x]]\n"
    )
    assert store.findings
    assert path is not None
    assert meaning(path.bundles[0].items) == [{"Toe": 2}]
    assert (path.bundles[0].price, path.bundles[0].sku) == (None, ("k",))
    assert meaning(path.next) == [{"name": "Kit"}]


def test_every_thing_points_at_its_own_text() -> None:
    path, _ = parsed(HEAD + "next:\n- Club\n- {offer: Club, after: 3d}\nrest: {do: L, every: 3d}\n")
    assert path is not None
    assert [pointed_at(step.span) for step in path.next] == ["Club", "{offer: Club, after: 3d}"]
    assert [pointed_at(step.subject.span) for step in path.next] == ["Club", "Club"]
    assert [pointed_at(rest.span) for rest in path.rest] == ["{do: L, every: 3d}"]
    assert [pointed_at(product.name.span) for product in path.products] == ["Club"]


PART = "bundles: {Kit: {items: Toe}}\n"


@pytest.mark.parametrize(
    "key",
    sorted(
        set(list_keys(Path))
        - {"ipp", "include", "products", "bundles", "touches", "series", "categories", "segments"}
    ),
)
def test_the_terms_of_a_store_belong_in_its_main_file(key: str) -> None:
    text = PART + f"{key}: {GOOD[Path, key][0]}\n"
    path, findings = parsed(text, part=True)
    assert said(findings) == [("IPP003", key)]
    assert "belongs in the main file" in findings[0].message
    assert path is not None
    assert meaning(path.bundles) == ["Kit"]


@pytest.mark.parametrize(
    "key", ["include", "products", "bundles", "touches", "series", "categories", "segments", "ipp"]
)
def test_an_included_file_brings_items_and_lacks_nothing(key: str) -> None:
    path, findings = parsed(f"{key}: {GOOD[Path, key][0]}\n", part=True)
    assert findings == []
    assert path is not None
    assert meaning(getattr(path, key)) == GOOD[Path, key][1]
