"""The options of `ipp validate`: which rules, which exit code, counts, and a baseline to start from."""

import json
from pathlib import Path

import pytest

from ipp.lint.rules import ALL

from .conftest import SHOP
from .program import inside, outside

BAD = (
    SHOP.replace("rest: [{do: Routine video, every: 30d}]\n", "")
    .replace("Nail Kit: {price: 22}", "Nail Kit: {price: 22, cost: 30}")
    .replace("Spa Slippers: {price: 24, sku: SLIP-1}", "Spa Slippers: {price: 24, sku: TM-5000}")
)
"""IPP104 error, IPP208 and IPP304 warnings."""


@pytest.fixture
def bad(empty: Path) -> Path:
    (empty / "bad.yaml").write_text(BAD, encoding="utf-8")
    return empty


def found(*options: str) -> list[str]:
    said = inside("validate", "bad.yaml", "--format", "concise", *options)
    return [line.split("[")[1].split("]")[0] for line in said.out.splitlines()]


def test_everything(bad: Path) -> None:
    assert found() == ["IPP104", "IPP208", "IPP304"]


@pytest.mark.parametrize(
    ("options", "codes"),
    [
        (["--select", "IPP104"], ["IPP104"]),
        (["--select", "duplicate-sku"], ["IPP104"]),
        (["--select", "IPP1"], ["IPP104"]),
        (["--select", "ipp1,no-rest"], ["IPP104", "IPP208"]),
        (["--select", "IPP1", "--select", "IPP3"], ["IPP104", "IPP304"]),
        (["--ignore", "IPP3"], ["IPP104", "IPP208"]),
        (["--ignore", "IPP2", "--ignore", "below-cost"], ["IPP104"]),
        (["--select", "IPP3", "--ignore", "IPP304"], []),
        (["--select", "IPP304", "--ignore", "IPP3"], ["IPP304"]),
        (["--select", "all", "--ignore", "ipp"], None),
        (["--ignore", ""], ["IPP104", "IPP208", "IPP304"]),
    ],
)
def test_which_rules(bad: Path, options: list[str], codes: list[str] | None) -> None:
    if codes is None:
        assert inside("validate", "bad.yaml", *options).code == 2
    else:
        assert found(*options) == codes


@pytest.mark.parametrize("option", ["--select", "--ignore"])
def test_a_rule_that_is_none(bad: Path, option: str) -> None:
    said = inside("validate", "bad.yaml", option, "IPP2,no-rst")
    assert said == (
        2,
        "",
        f"error: {option}: no rule is called `no-rst`\n  tip: did you mean `no-rest`?\n",
    )


def test_no_rule_at_all_is_no_check(bad: Path) -> None:
    for options in (["--select", ","], ["--select", "IPP2", "--ignore", "IPP2"]):
        said = inside("validate", "bad.yaml", *options)
        assert (said.code, said.out) == (2, "")
        assert said.err.startswith("error: nothing to check: `select` and `ignore` exclude every rule")


@pytest.mark.parametrize("options", [["--select", "IPP2"], ["--ignore", "IPP001"], ["--ignore", "IPP0"]])
def test_a_file_that_cannot_be_read_is_told_whatever_is_selected(empty: Path, options: list[str]) -> None:
    (empty / "odd.yaml").write_text("ipp: [", encoding="utf-8")
    said = inside("validate", "odd.yaml", *options)
    assert said.code == 1
    assert "error[IPP001]" in said.out


def test_mistakes_that_are_left_out_are_not_passed_over_in_silence(bad: Path) -> None:
    said = inside("validate", "bad.yaml", "--select", "IPP205")
    assert (said.code, said.out) == (0, "All checks passed (1 file, 4 products).\n")
    assert said.err == (
        "note: 1 mistake is not shown: rules do not check an item that has a mistake; `ipp validate` shows all\n"
    )
    assert inside("validate", "bad.yaml", "--select", "IPP205,IPP104").err == ""


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ([], 1),
        (["--fail-on", "error"], 1),
        (["--ignore", "IPP1"], 1),
        (["--ignore", "IPP1", "--fail-on", "warning"], 1),
        (["--ignore", "IPP1", "--fail-on", "error"], 0),
        (["--fail-on", "never"], 0),
        (["--exit-zero"], 0),
        (["--select", "IPP9"], 0),
        (["--select", "IPP9", "--fail-on", "info"], 0),
    ],
)
def test_when_it_fails(bad: Path, options: list[str], code: int) -> None:
    assert inside("validate", "bad.yaml", *options).code == code


def test_infos_fail_when_asked_to(empty: Path) -> None:
    [page] = [page for page in ALL if page.rule.name == "bottleneck"]
    (empty / "a.yaml").write_text(page.list_examples("Wrong")[0], encoding="utf-8")
    assert inside("validate", "a.yaml").code == 0
    assert "info[IPP210]" in inside("validate", "a.yaml").out
    assert inside("validate", "a.yaml", "--fail-on", "info").code == 1


def test_statistics_for_programs(bad: Path) -> None:
    said = inside("validate", "bad.yaml", "--statistics", "--format", "json")
    told = json.loads(said.out)
    assert (said.code, said.err) == (1, "")
    whole = json.loads(inside("validate", "bad.yaml", "--format", "json").out)
    assert told["format_version"] == "1.0" and told["summary"] == whole["summary"]
    assert [(rule["code"], rule["count"], rule["fixable"]) for rule in told["rules"]] == [
        ("IPP104", 1, 0),
        ("IPP208", 1, 1),
        ("IPP304", 1, 0),
    ]


@pytest.mark.parametrize("form", ["jsonl", "github", "gitlab", "sarif", "junit", "markdown"])
def test_what_programs_read_is_no_place_for_statistics(bad: Path, form: str) -> None:
    said = inside("validate", "bad.yaml", "--statistics", "--format", form)
    assert (said.code, said.out) == (2, "")
    assert said.err == (
        f"error: --statistics cannot be printed as {form}, only as text or json\n  tip: write {form} to a file, `--format {form}=FILE`\n"
    )
    assert inside("validate", "bad.yaml", "--statistics", "--format", f"{form}=out").code == 1


def test_statistics(bad: Path) -> None:
    said = inside("validate", "bad.yaml", "--statistics")
    assert said.code == 1
    assert said.out.splitlines() == [
        "1  IPP104  duplicate-sku",
        "1  IPP208  no-rest        1 fixable",
        "1  IPP304  below-cost",
        "Found 1 error, 2 warnings (1 file, 4 products).",
        "Fixable: 1 with --fix --unsafe-fixes.",
    ]
    (bad / "bad.yaml").write_text(SHOP, encoding="utf-8")
    assert inside("validate", "bad.yaml", "--statistics").out == "All checks passed (1 file, 4 products).\n"


def test_a_baseline_to_start_from(bad: Path) -> None:
    said = inside("validate", "bad.yaml", "--write-baseline", "known.json")
    assert said == (
        0,
        "",
        "note: known.json holds 3 findings; `ipp validate --baseline known.json` shows only other findings\n",
    )
    held = inside("validate", "bad.yaml", "--baseline", "known.json")
    assert held == (0, "All checks passed (1 file, 4 products).\n3 findings suppressed.\n", "")
    assert inside("validate", "./bad.yaml", "--baseline", "known.json") == held
    (bad / "bad.yaml").write_text("# a line\n\n" + BAD.replace("bundles", "bundles"), encoding="utf-8")
    assert inside("validate", "bad.yaml", "--baseline", "known.json") == held


def test_what_is_new_beside_a_baseline(bad: Path) -> None:
    inside("validate", "bad.yaml", "--write-baseline", "known.json")
    (bad / "bad.yaml").write_text(BAD.replace("price: 29", "prise: 29"), encoding="utf-8")
    said = inside("validate", "bad.yaml", "--baseline", "known.json", "--format", "concise")
    assert said.code == 1
    assert "IPP003" in said.out
    assert "IPP104" not in said.out
    assert said.err == ""  # rules hold back where something is misspelt: nothing else is stale


def test_what_is_mended_beside_a_baseline(bad: Path) -> None:
    inside("validate", "bad.yaml", "--write-baseline", "known.json")
    (bad / "bad.yaml").write_text(
        BAD.replace("TM-5000}", "OTHER}").replace(", cost: 30", ""), encoding="utf-8"
    )
    said = inside("validate", "bad.yaml", "--baseline", "known.json")
    assert (said.code, said.out.splitlines()[-1]) == (0, "1 finding suppressed.")
    told = said.err.splitlines()
    assert [line.split(" like ")[-1].split(" ")[:2] for line in told[:2]] == [
        ["bad.yaml:", "IPP104"],
        ["bad.yaml:", "IPP304"],
    ]
    assert told[2] == "note: `ipp validate --write-baseline known.json` writes it again"


def test_nothing_is_stale_that_was_not_looked_for(bad: Path) -> None:
    (bad / "more.yaml").write_text(BAD, encoding="utf-8")
    inside("validate", "bad.yaml", "more.yaml", "--write-baseline", "known.json")
    (bad / "bad.yaml").write_text(SHOP, encoding="utf-8")
    assert inside("validate", "more.yaml", "--baseline", "known.json").err == ""
    assert inside("validate", "bad.yaml", "--baseline", "known.json", "--select", "IPP205").err == ""
    assert inside("validate", "bad.yaml", "--baseline", "known.json").err.count("bad.yaml: IPP") == 3
    (bad / "more.yaml").unlink()
    assert inside("validate", "bad.yaml", "--baseline", "known.json").err.count("more.yaml: IPP") == 3


def test_a_baseline_of_the_settings(bad: Path) -> None:
    inside("validate", "bad.yaml", "--write-baseline", "known.json")
    (bad / ".ipp.toml").write_text('baseline = "known.json"\n', encoding="utf-8")
    assert inside("validate", "bad.yaml").code == 0


@pytest.mark.parametrize("content", [None, "", "[]", "{}", "\udcff"])
def test_what_is_no_baseline(bad: Path, content: str | None) -> None:
    if content is not None:
        (bad / "known.json").write_bytes(content.encode("utf-8", "surrogateescape"))
    said = inside("validate", "bad.yaml", "--baseline", "known.json")
    assert (said.code, said.out) == (2, "")
    assert said.err.startswith("error: known.json")
    assert said.err.count("\n") == 1 + said.err.count("\n  tip: ")


def test_a_file_that_cannot_be_read_stands_in_no_baseline(empty: Path) -> None:
    (empty / "odd.yaml").write_text("ipp: [", encoding="utf-8")
    said = inside("validate", "odd.yaml", "--write-baseline", "known.json")
    assert said.code == 1
    assert said.err.splitlines()[0].startswith("note: known.json holds 0 findings;")
    assert (
        said.err.splitlines()[1]
        == "note: a baseline cannot hold a file that cannot be read; `ipp validate` shows which"
    )
    assert inside("validate", "odd.yaml", "--baseline", "known.json").code == 1


def test_where_a_baseline_cannot_be_written(bad: Path) -> None:
    for name in (".", "bad.yaml/known.json"):
        said = inside("validate", "bad.yaml", "--write-baseline", name)
        assert (said.code, said.out) == (2, "")
    assert (bad / "bad.yaml").read_text(encoding="utf-8") == BAD


def test_all_at_once_from_stdin(bad: Path) -> None:
    """Mended, accepted and held against a baseline; the file goes to stdout, everything else to stderr."""
    inside("validate", "bad.yaml", "--select", "IPP304", "--write-baseline", "known.json")
    text = BAD.replace("kind: content", "Kind: content")
    said = outside(
        "validate", "--fix", "--ignore", "IPP2", "-", "--add-ignore", "old", cwd=bad, stdin=text.encode()
    )
    assert said.code == 0
    assert said.out.startswith("ipp: 1\n")
    assert said.err.splitlines()[0] == "note: 1 finding fixed, 2 findings accepted"
    assert said.err.splitlines()[-1] == "2 findings suppressed."
