"""The garbage collector, paused while something large is built."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_MUCH = 100_000  # objects; of a few it is soon known which are garbage


@contextmanager
def pause_collector() -> Iterator[None]:
    """Pause the garbage collector: millions of live nodes and no circle among them make it pure cost."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            _call_all_old()
            gc.enable()


def _call_all_old() -> None:
    """Let the collector take all that lives as old, where much was made: otherwise it looks through that as soon as it is on again."""
    if gc.get_count()[0] > _MUCH and not gc.get_freeze_count():  # what somebody else froze stays so
        gc.freeze()
        gc.unfreeze()
