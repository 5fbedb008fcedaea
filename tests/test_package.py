"""What `import ipp` offers, whatever else of it was imported before."""

import subprocess
import sys
from pathlib import Path
from pkgutil import iter_modules

import pytest

import ipp

ROOT = Path(__file__).parent.parent
EVERYTHING = """
import pkgutil, ipp
for each in pkgutil.walk_packages(ipp.__path__, "ipp."):
    try:
        __import__(each.name)
    except ModuleNotFoundError as error:
        if error.name.startswith("ipp"):
            raise  # what is not ours is an extra, and may be missing
"""


@pytest.mark.parametrize("before", ["import ipp", "import ipp.api, ipp.loading", EVERYTHING])
def test_every_name_is_what_it_says_whatever_was_imported_before(before: str) -> None:
    code = f"""
{before}
from types import FunctionType
for name in ("load", "check", "next_action", "forecast", "plan"):
    assert type(getattr(ipp, name)) is FunctionType, name
for name in ipp.__all__:
    assert callable(getattr(ipp, name)), name
store = ipp.load("examples/tiny.yaml")
assert ipp.load("examples/tiny.yaml").path.store == store.path.store
assert all(finding.rule.severity == "info" for finding in ipp.check("examples/tiny.yaml"))
"""
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_no_module_bears_the_name_of_something_offered() -> None:
    assert not {each.name for each in iter_modules(ipp.__path__)} & set(ipp.__all__)
