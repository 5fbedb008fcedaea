"""One measurement of the proof, in this process: `python -m benchmarks.proving_job 1000`."""

import gc
import sys
from pathlib import Path
from time import process_time

from benchmarks.faults import Faulty, faulty_store
from ipp.lint.facts.store import Checked
from ipp.lint.rules import ALL
from ipp.loading import Store, load_store, make_opener
from ipp.text.finding import Finding
from ipp.text.source import Source

PROOF = ("IPP202", "IPP205", "IPP207", "IPP209", "IPP210")


def main(products: int) -> None:
    """Read, lint and prove one faulty store, and print what each took and what was found."""
    _run(_checked(faulty_store(100)), proof=True)  # to import whatever is imported once
    store = faulty_store(products)
    gc.disable()  # as the program does
    began = process_time()
    checked = _checked(store)
    read = process_time()
    findings = _run(checked, proof=False)
    linted = process_time()
    findings += _run(checked, proof=True)
    proved = process_time()
    told = {(_subject(finding), finding.rule.code) for finding in findings}
    planted = set(store.planted.items())
    print(
        read - began, linted - read, proved - linted, len(planted), len(told & planted), len(told - planted)
    )


def _checked(store: Faulty) -> Checked:
    loaded = load_store(Source("faults.yaml", store.text), make_opener(Path()))
    assert isinstance(loaded, Store)
    return Checked(loaded)


def _run(checked: Checked, *, proof: bool) -> list[Finding]:
    rules = (rule for rule in ALL if (rule.rule.code in PROOF) is proof and rule.check)
    return [finding for rule in rules if rule.check for finding in rule.check(checked)]


def _subject(finding: Finding) -> str:
    text, start = finding.span.source.text, finding.span.start
    return text[start : text.index(":", start)]


if __name__ == "__main__":
    main(int(sys.argv[1]))
