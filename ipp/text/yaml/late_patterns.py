"""The patterns of PyYAML's reader in Python, compiled when they are first used.

To compile them takes as long as half a start of the interpreter, and nothing that reads with libyaml uses one of them.
"""

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

_compile = re.compile


class LatePattern:
    """Stands for a pattern; it is compiled when something is asked of it."""

    def __init__(self, *pattern: Any) -> None:
        self._pattern = pattern

    def __getattr__(self, name: str) -> Any:
        return getattr(_compile(*self._pattern), name)  # `re` keeps what it compiled


@contextmanager
def delay_patterns(package: str) -> Iterator[None]:
    """Let the modules of a package that are imported meanwhile compile their patterns later; nobody else notices."""

    def compile_later(*pattern: Any) -> Any:
        caller = sys._getframe(1).f_globals.get("__name__", "")
        return LatePattern(*pattern) if caller.split(".")[0] == package else _compile(*pattern)

    re.compile = compile_later  # type: ignore[assignment]
    try:
        yield
    finally:
        re.compile = _compile
