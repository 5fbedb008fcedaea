"""A store in several files: every place is in the file where it stands."""

from pathlib import Path

from ipp.lint.check import check_store
from ipp.loading import Store, load_store_file
from ipp.text.finding import Finding
from ipp.text.source import Span

MAIN = """
ipp: 1
include: [shelf.yaml]
ultimate: Club
products:
  Ada: {next: Bob}
  Club: {}
touches: {Letter: {}}
rest: {do: Letter, every: 30d}
"""


SEARCHES = {"stranded-customer", "ultimate-closed", "far-from-ultimate", "bottleneck"}
"""Rules about histories, not about places: tested elsewhere."""


def checked(folder: Path, **files: str) -> list[Finding]:
    """Write files and check the store whose main file is `main`."""
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text.lstrip("\n"), encoding="utf-8")
    loaded = load_store_file(str(folder / "main.yaml"))
    assert isinstance(loaded, Store)
    return [finding for finding in check_store(loaded) if finding.rule.name not in SEARCHES]


def place(span: Span) -> str:
    """Return file, line and text of a place."""
    return f"{Path(span.source.name).name}:{span.line} {span.source.text[span.start : span.end]}"


def told(findings: list[Finding]) -> list[tuple[str, str]]:
    return [(finding.rule.name, place(finding.span)) for finding in findings]


def test_items_of_a_part_are_checked_there(tmp_path: Path) -> None:
    shelf = "products:\n  Bob: {next: Club}\n  Cyd:\nbundles:\n  Box: {items: Bob}\n"
    assert told(checked(tmp_path, main=MAIN, shelf=shelf)) == [
        ("no-next-action", "shelf.yaml:3 Cyd"),
        ("unused-item", "shelf.yaml:5 Box"),
    ]


def test_a_loop_through_two_files(tmp_path: Path) -> None:
    [finding] = checked(
        tmp_path, main=MAIN + "prospects: Cyd\n", shelf="products:\n  Bob: {next: Ada}\n  Cyd: {next: Club}\n"
    )
    assert finding.message == "this loop has no way out: Ada -> Bob -> Ada"
    assert place(finding.span) == "main.yaml:5 Bob"
    assert [place(other.span) for other in finding.related] == ["shelf.yaml:2 Ada"]


def test_a_category_of_a_part_is_read_by_products_of_the_main_file(tmp_path: Path) -> None:
    main = MAIN.replace("{next: Bob}", "{category: feet}")
    assert checked(tmp_path, main=main, shelf="categories: {Feet: {next: Club}}\n") == []


def test_the_first_item_of_a_name_is_that_of_the_main_file(tmp_path: Path) -> None:
    findings = checked(tmp_path, main=MAIN.replace("next: Bob", "next: Club"), shelf="products: {ADA: {}}\n")
    assert told(findings) == [("duplicate-name", "shelf.yaml:1 ADA")]
    assert place(findings[0].related[0].span) == "main.yaml:5 Ada"


def test_a_mistake_in_a_part_makes_its_item_doubtful_and_no_other(tmp_path: Path) -> None:
    shelf = "products:\n  Bob: {nxt: Club}\n  Cyd: {}\n"
    assert told(checked(tmp_path, main=MAIN, shelf=shelf)) == [
        ("unknown-key", "shelf.yaml:2 nxt"),
        ("no-next-action", "shelf.yaml:3 Cyd"),
    ]


def test_a_part_that_cannot_be_read_makes_everything_doubtful(tmp_path: Path) -> None:
    assert told(checked(tmp_path, main=MAIN, shelf="products: {Bob\n")) == [
        ("invalid-yaml", "shelf.yaml:1 {")
    ]
    assert told(checked(tmp_path, main=MAIN.replace("shelf", "missing"))) == [
        ("bad-value", "main.yaml:2 missing.yaml")
    ]
