"""A store is gone with the last who knows it: nothing of it waits for the garbage collector, which is paused over stores."""

import gc
from weakref import ref

from ipp.lint.check import examine_store
from ipp.loading import Store, load_store_file

from ..shipped import PATH_FILES


def test_a_linted_store_leaves_nothing_behind() -> None:
    for file in PATH_FILES:
        loaded = load_store_file(str(file))
        assert isinstance(loaded, Store)
        policy = ref(loaded.policy)
        was_on = gc.isenabled()
        gc.disable()
        try:
            examine_store(loaded)
            del loaded
            assert policy() is None, file
        finally:
            if was_on:
                gc.enable()
