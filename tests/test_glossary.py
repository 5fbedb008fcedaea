"""One word a thing: no function, class, module or parameter is called by a retired word."""

import ast
import re
from collections.abc import Iterator

import pytest

from .house import ROOT, read_modules

pytestmark = pytest.mark.xdist_group("house")

GLOSSARY = ROOT / "docs" / "glossary.md"


def read_rows() -> list[tuple[str, str]]:
    """Return the word and the retired words of each row of the glossary, as written."""
    lines = [line for line in GLOSSARY.read_text(encoding="utf-8").splitlines() if line.startswith("| ")]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    assert all(len(row) == 3 for row in cells)
    return [(word, retired) for word, _, retired in cells if word != "word"]


def list_retired() -> set[str]:
    return {word for _, retired in read_rows() for word in re.findall(r"`(\w+)`", retired)}


def split_name(name: str) -> list[str]:
    """Return the words of an identifier: `_find_spot` and `FindSpot` are both find, spot."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower().strip("_").split("_")


def list_names(tree: ast.Module) -> Iterator[tuple[int, str, bool]]:
    """Yield line and name of each function, class and parameter, and whether single words of it count."""
    for node in ast.walk(tree):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            yield node.lineno, node.name, True
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)):
            every = (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs)
            yield from ((argument.lineno, argument.arg, False) for argument in every)


def find_retired(name: str, by_word: bool, retired: set[str]) -> set[str]:
    words = split_name(name) if by_word else ["_".join(split_name(name))]
    return retired.intersection(words)


def test_no_name_is_a_retired_word() -> None:
    retired = list_retired()
    found = [
        f"{module.name}, line {line}: {name} ({', '.join(sorted(words))})"
        for module in read_modules().values()
        for line, name, by_word in [(1, module.file.stem, True), *list_names(module.tree)]
        if (words := find_retired(name, by_word, retired))
    ]
    assert not found


def test_no_word_of_the_glossary_is_retired() -> None:
    words = {part.strip() for word, _ in read_rows() for part in word.split(",")}
    assert len(words) > 60
    assert not words & list_retired()


@pytest.mark.parametrize("name", ["spot", "_spot", "find_spot", "SpotFinder"])
def test_a_retired_word_is_seen_in_every_kind_of_name(name: str) -> None:
    assert find_retired(name, True, {"spot"}) == {"spot"}


def test_a_part_of_a_word_is_no_retired_word() -> None:
    assert not find_retired("hotspots", True, {"spot"})
    assert not find_retired("spot_price", False, {"spot"})


def test_public_classes_have_names_of_their_own() -> None:
    seen: dict[str, list[str]] = {}
    for module in read_modules().values():
        for node in module.tree.body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                seen.setdefault(node.name, []).append(module.name)
    assert not {name: files for name, files in seen.items() if len(files) > 1}
