"""Patterns that wait until they are used."""

import re
import subprocess
import sys
from typing import Any

from ipp.text.yaml.late_patterns import LatePattern, delay_patterns


def test_a_late_pattern_does_what_the_pattern_does() -> None:
    late = LatePattern("(a+)b", re.IGNORECASE)
    found = late.search("xAAb")
    assert found and found[1] == "AA"
    assert late.pattern == "(a+)b"


def test_only_modules_of_the_package_wait() -> None:
    code = compile("import re\nfound = re.compile('a')", "package", "exec")
    mine: dict[str, Any] = {"__name__": "package.reader"}
    others: dict[str, Any] = {"__name__": "packages"}
    with delay_patterns("package"):
        exec(code, mine)
        exec(code, others)
        own = re.compile("b")
    assert isinstance(mine["found"], LatePattern)
    assert isinstance(others["found"], re.Pattern)
    assert isinstance(own, re.Pattern)
    assert isinstance(re.compile("c"), re.Pattern)


def test_patterns_of_yaml_wait_when_ipp_imports_it() -> None:
    said = "import ipp.text.yaml.tree, yaml; print(type(yaml.reader.Reader.NON_PRINTABLE).__name__)"
    done = subprocess.run([sys.executable, "-c", said], capture_output=True, text=True, check=True)
    assert done.stdout == "LatePattern\n"
