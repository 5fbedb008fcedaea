"""Ctrl-C, or an end that the system asks for: the program leaves at once, and leaves nothing half-written behind.

An exception in the middle of anything could be caught there, be told as a bug, or abort the process inside a library.
So the handler itself removes what was begun, and exits.
"""

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from types import FrameType

_begun: list[Callable[[], None]] = []
"""What removes each temporary file and folder that is there now."""
_waiting: list[int] = []
"""Signals that came while they were held back."""
_depth = [0]
"""How many blocks hold signals back now."""


def exit_on_signals() -> None:
    """Exit with 130 on Ctrl-C and with 143 on SIGTERM from now on; where one is ignored it stays ignored."""
    for number, usual in ((signal.SIGINT, signal.default_int_handler), (signal.SIGTERM, signal.SIG_DFL)):
        if signal.getsignal(number) == usual:
            signal.signal(number, _exit_now)


def _exit_now(number: int, _: FrameType | None) -> None:
    if _depth[0]:
        _waiting.append(number)
        return
    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, signal.SIG_IGN)
    for remove in reversed(_begun):
        with suppress(Exception):
            remove()
    os._exit(128 + number)


@contextmanager
def hold_signals() -> Iterator[None]:
    """Hold signals back while something is done that must be done whole."""
    _depth[0] += 1
    try:
        yield
    finally:
        _depth[0] -= 1
        if _waiting and not _depth[0]:
            _exit_now(_waiting.pop(), None)


@contextmanager
def keep_temporary(make: Callable[[], Path], remove: Callable[[Path], None]) -> Iterator[Path]:
    """Yield what `make` makes, and remove it at the end, however the end comes."""
    with hold_signals():
        made = make()
        removing = partial(remove, made)
        _begun.append(removing)
    try:
        yield made
    finally:
        with hold_signals():
            _begun.remove(removing)
            removing()
