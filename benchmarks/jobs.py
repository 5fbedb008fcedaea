"""One measurement of reading, in this process: `python -m benchmarks.jobs JOB FILE` prints seconds and bytes."""

import gc
import resource
import sys
from collections.abc import Callable
from pathlib import Path
from time import process_time

import yaml

from benchmarks.stores import store_text
from ipp.lint.check import check_store
from ipp.loading import Store, UnreadFile, load_store, make_opener
from ipp.text.source import Source


def events(text: str) -> None:
    """Let libyaml parse, and throw its events away: nobody can be faster."""
    next_event = yaml.CLoader(text).get_event
    while next_event() is not None:
        pass


def plain_load(text: str) -> object:
    """Read as most programs do: with the C loader, its settings and the garbage collector as they are."""
    return yaml.load(text, yaml.CSafeLoader)


def read(text: str) -> Store | UnreadFile:
    """Read with ipp: the model, the names, the mistakes."""
    gc.disable()  # as the program does
    return load_store(Source("store.yaml", text), make_opener(Path()))


def read_and_lint(text: str) -> None:
    """Read with ipp, and run every rule; an error or a warning would mean that the made-up store is not sound."""
    for finding in check_store(read(text)):
        if finding.rule.severity != "info":
            raise SystemExit(f"{finding.rule.code}: {finding.message}")


JOBS: dict[str, Callable[[str], object]] = {
    "events": events,
    "yaml.load": plain_load,
    "read": read,
    "read and lint": read_and_lint,
}


def main(job: str, file: str) -> None:
    """Measure one job on one file, after one small store to import and fill whatever is made once."""
    text = Path(file).read_text(encoding="utf-8")
    JOBS[job](store_text(50))
    start = process_time()
    kept = JOBS[job](text)
    taken = process_time() - start
    del kept  # until here, so that taking it apart is not measured
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    print(taken, most)


if __name__ == "__main__":
    main(*sys.argv[1:])
