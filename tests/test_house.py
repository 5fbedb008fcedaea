"""The house is in order: formatted, linted, typed, imports go only down, and nothing in it is too large."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from tests.amounts import long

from .house import (
    count_crowds,
    count_late_imports,
    find_circle,
    find_misplaced_tests,
    is_participle,
    list_counted_nouns,
    list_functions,
    list_names,
    make_graph,
    measure_body,
    read_modules,
)

pytestmark = pytest.mark.xdist_group("house")

ROOT = Path(__file__).parent.parent
CODE = ("ipp", "tests", "benchmarks")
TOOLS = {
    "formatting": [sys.executable, "-m", "ruff", "format", "--check", *CODE],
    "linting": [sys.executable, "-m", "ruff", "check", *CODE],
    "typing": [sys.executable, "-m", "mypy"],
    "imports": [str(Path(sys.executable).with_name("lint-imports"))],
}


@pytest.mark.parametrize(
    "tool", [pytest.param(each, marks=long if each == "typing" else []) for each in TOOLS]
)
def test_tool_is_content(tool: str) -> None:
    done = subprocess.run(TOOLS[tool], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_module_says_what_it_is_for() -> None:
    silent = [
        file
        for file in ROOT.glob("ipp/**/*.py")
        if not file.read_text(encoding="utf-8").startswith(('"""', 'r"""'))
    ]
    assert not silent


def test_one_helper_counts_things() -> None:
    """A number before a plural, put there by hand, says `1 purchases` one day."""
    [found] = list_counted_nouns(ast.parse("f'too far from {far - 1} other purchases, of {MOST} purchases'"))
    assert found == "line 1: far - 1 other purchases"
    by_hand = {name: list(list_counted_nouns(module.tree)) for name, module in read_modules().items()}
    assert not {name: found for name, found in by_hand.items() if found}


def test_every_heavy_test_is_one() -> None:
    """A test that was renamed would run on every machine again, and a line that names none says nothing."""
    lines = [
        line.split("::") for line in (ROOT / "tests" / "heavy.txt").read_text(encoding="utf-8").splitlines()
    ]
    assert lines == sorted(lines)
    for file, name in lines:
        assert f"def {name}(" in (ROOT / file).read_text(encoding="utf-8"), name


def test_files_are_small() -> None:
    sizes = {
        name: len(module.file.read_text(encoding="utf-8").splitlines())
        for name, module in read_modules().items()
    }
    assert not {name: lines for name, lines in sizes.items() if lines >= 300}


def test_functions_are_short() -> None:
    sizes = {
        (name, function.name, function.lineno): measure_body(function)
        for name, module in read_modules().items()
        for function in list_functions(module)
    }
    assert not {function: lines for function, lines in sizes.items() if lines > 40}


def test_no_folder_is_crowded() -> None:
    assert not count_crowds(read_modules(), 14)


def test_tests_mirror_the_tree() -> None:
    assert not find_misplaced_tests()


def test_no_imports_run_in_circles() -> None:
    assert not find_circle(make_graph(read_modules()))


def test_few_imports_are_late() -> None:
    """Start-up decides what is imported late: what one command needs and the others do not."""
    late = count_late_imports(read_modules())
    assert late.total() <= 30, late


def test_columns_are_left_out_in_an_order() -> None:
    """A table's own `drop` prints them in the order of the hash seed: `drop_columns` of ipp.orders.engines.relations does not."""
    calls = [
        f"{file.relative_to(ROOT)}:{node.lineno}"
        for room in ("batch", "orders")
        for file in sorted((ROOT / "ipp" / room).rglob("*.py"))
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and node.attr == "drop"
    ]
    assert calls == []


def test_functions_say_what_they_do() -> None:
    names = list_names(read_modules())
    single = [name for name in names if "_" not in name]
    assert len(single) <= 0.25 * len(names), single
    done = [name for name in names if is_participle(name)]
    assert len(done) <= 0.03 * len(names), done


def test_a_circle_is_found() -> None:
    """Also through a third module, and when it is only led to."""
    assert find_circle({"a": {"b"}, "b": {"c"}, "c": {"b"}, "d": set()}) == ["b", "c"]
    assert not find_circle({"a": {"b", "c"}, "b": {"c"}, "c": set()})


def test_late_imports_and_long_bodies_are_counted(tmp_path: Path) -> None:
    lines = "\n".join(f"    x = {number}" for number in range(41))
    (tmp_path / "ipp").mkdir()
    (tmp_path / "ipp" / "a.py").write_text(
        f'import os\n\ndef told():\n    """Doc."""\n    import re\n    def inner():\n        import json\n{lines}\n',
        encoding="utf-8",
    )
    modules = read_modules(tmp_path)
    assert count_late_imports(modules) == {"ipp.a": 2}
    assert {each.name: measure_body(each) for each in list_functions(modules["ipp.a"])} == {
        "told": 44,
        "inner": 1,
    }
    assert list_names(modules) == ["told", "inner"]
    assert is_participle("told")
    assert count_crowds(modules, 0)


def test_a_misplaced_test_is_found(tmp_path: Path) -> None:
    for name in ("ipp/room/inner/a.py", "ipp/room/b.py", "tests/oracle/test_x.py", "tests/test_whole.py"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("", encoding="utf-8")
    for name in ("test_a.py", "test_b.py", "test_agreement.py", "inner/test_a.py", "gone/test_c.py"):
        (tmp_path / "tests/room" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "tests/room" / name).write_text("", encoding="utf-8")
    assert find_misplaced_tests(tmp_path) == ["room/gone/test_c.py", "room/test_a.py"]
