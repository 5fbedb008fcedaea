"""Measures of the house: sizes, names, imports and circles, read from the source itself."""

import ast
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
REGISTERED = frozenset({"rules", "commands", "layouts", "findings", "drawings"})
"""Families: a registry names each member, so a reader looks there and not at the folder."""
_PARTICIPLES = ("ed", "ing", "told", "said", "left", "felt", "sent", "made", "shown", "written", "known")
Function = ast.FunctionDef | ast.AsyncFunctionDef


class Module(NamedTuple):
    """A module by its dotted name, with its file and its tree."""

    name: str
    file: Path
    tree: ast.Module


class Import(NamedTuple):
    """One import of a module: what it names, and whether it stands inside a function."""

    target: str
    late: bool


@cache
def read_modules(root: Path = ROOT, package: str = "ipp") -> dict[str, Module]:
    """Return the modules of a package by their dotted names; they are read once."""
    found = {}
    for file in sorted((root / package).rglob("*.py")):
        name = ".".join(file.relative_to(root).with_suffix("").parts).removesuffix(".__init__")
        found[name] = Module(name, file, ast.parse(file.read_text(encoding="utf-8")))
    return found


def list_functions(module: Module) -> Iterator[Function]:
    """Yield the functions and methods of a module, wherever they stand."""
    for node in ast.walk(module.tree):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            yield node


def measure_body(function: Function) -> int:
    """Return the lines of a function without its signature and its docstring."""
    body = function.body[1:] if ast.get_docstring(function) is not None else function.body
    return (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0


def list_names(modules: Mapping[str, Module]) -> list[str]:
    """Return the names of all functions that are neither properties nor Python's own."""
    return [
        function.name.strip("_")
        for module in modules.values()
        for function in list_functions(module)
        if not function.name.startswith("__")
        and not any("property" in ast.dump(decorator) for decorator in function.decorator_list)
    ]


def is_participle(name: str) -> bool:
    """Whether a name is one word, and says what was done instead of what is done."""
    return "_" not in name and name.endswith(_PARTICIPLES)


def count_crowds(modules: Mapping[str, Module], most: int) -> dict[str, int]:
    """Return the folders that hold more modules than `most`, with how many; families are left out."""
    sizes = Counter(module.file.parent for module in modules.values())
    return {
        folder.as_posix(): size
        for folder, size in sizes.items()
        if size > most and folder.name not in REGISTERED
    }


def list_imports(module: Module, modules: Mapping[str, Module]) -> Iterator[Import]:
    """Yield the imports of a module; those from outside the package keep the name of what is imported."""
    yield from _visit(module.tree, modules, False)


def _visit(node: ast.AST, modules: Mapping[str, Module], late: bool) -> Iterator[Import]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Import):
            yield from (Import(alias.name, late) for alias in child.names)
        elif isinstance(child, ast.ImportFrom) and child.module:
            full = [f"{child.module}.{alias.name}" for alias in child.names]
            yield from (
                Import(target, late)
                for target in {name if name in modules else child.module for name in full}
            )
        inside = late or isinstance(child, (ast.FunctionDef, ast.AsyncFunctionDef))
        yield from _visit(child, modules, inside)


def count_late_imports(modules: Mapping[str, Module]) -> Counter[str]:
    """Return how many import statements stand inside functions, by module."""
    return Counter(
        module.name
        for module in modules.values()
        for function in _outermost(module.tree)
        for node in ast.walk(function)
        if isinstance(node, (ast.Import, ast.ImportFrom))
    )


def _outermost(node: ast.AST) -> Iterator[Function]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, (ast.FunctionDef, ast.AsyncFunctionDef)):
            yield child
        else:
            yield from _outermost(child)


def make_graph(modules: Mapping[str, Module]) -> dict[str, set[str]]:
    """Return which modules of the package each imports, early, late, or for types only."""
    return {
        name: {each.target for each in list_imports(module, modules)} & (modules.keys() - {name})
        for name, module in modules.items()
    }


def find_circle(graph: Mapping[str, set[str]]) -> list[str]:
    """Return the nodes that lie on circles, or lead from one to another; none when there is no circle."""
    rest = {node: set(ends) for node, ends in graph.items()}
    while done := [node for node, ends in rest.items() if not ends & rest.keys()]:
        for node in done:
            del rest[node]
    while done := [node for node in rest if not any(node in ends for ends in rest.values())]:
        for node in done:
            del rest[node]
    return sorted(rest)


def find_misplaced_tests(root: Path = ROOT, package: str = "ipp") -> list[str]:
    """Return the test files that do not stand where their module or their room stands.

    A test of one module has its path. A test of a whole room stands in the room's folder under a name that no module below has.
    Folders of `tests/` at the top that are no rooms (the oracle, continuous integration) are free.
    """
    modules = {path.relative_to(root / package) for path in (root / package).rglob("*.py")}
    rooms = {path.parent for path in modules}
    top = {room.parts[0] for room in rooms if room.parts}
    misplaced = []
    for file in sorted((root / "tests").rglob("test_*.py")):
        own = file.relative_to(root / "tests")
        module = own.with_name(own.name.removeprefix("test_"))
        if module in modules or not own.parent.parts or own.parts[0] not in top:
            continue
        below = [each for each in modules if each.name == module.name and own.parent in each.parents]
        if own.parent not in rooms or below:
            misplaced.append(str(own))
    return misplaced


_COUNTED = re.compile(
    r" (?:more |other |separate )?(?:answers|arrows|asks|bundles|characters|choices|columns|combinations|customers|days|differences|errors"
    r"|experiments|files|findings|goals|groups|hours|items|kinds|lines|messages|months|names|Noes|offers|orders|others|payments|people"
    r"|pieces|prices|products|purchases|rows|rungs|segments|sheets|states|steps|stories|sweeps|times|touches|weeks|years)\b(?! for)"
)


def list_counted_nouns(tree: ast.AST) -> Iterator[str]:
    """Yield where a text puts a number before a plural by hand: `1 other purchases`; limits in capitals, and words for numbers, are none."""
    for text in (node for node in ast.walk(tree) if isinstance(node, ast.JoinedStr)):
        for value, after in pairwise(text.values):
            if not (isinstance(value, ast.FormattedValue) and isinstance(after, ast.Constant)):
                continue
            if _may_be_one(value.value) and (noun := _COUNTED.match(str(after.value))):
                yield f"line {value.lineno}: {ast.unparse(value.value)}{noun[0]}"


def _may_be_one(value: ast.expr) -> bool:
    if isinstance(value, ast.Call):
        return isinstance(value.func, ast.Name) and value.func.id in ("len", "round", "sum")
    return not (isinstance(value, ast.Name) and value.id.isupper())
