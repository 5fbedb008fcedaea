"""What became of one mutant: the digest of everything said of it, or what was wrong."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterable
from hashlib import sha256
from typing import NamedTuple

from ipp.proof.silence.search import MOST_WORK

from .mutants import mutant
from .outputs import Outputs, all_outputs
from .starts import ROOT

HASH_SEEDS = ("0", "1", "4711")


class Verdict(NamedTuple):
    """One mutant by its seed; `fault` is empty where nothing was wrong."""

    seed: int
    usable: bool
    digest: str
    fault: str

    def line(self) -> str:
        """Return the verdict as one line."""
        return "\t".join((str(self.seed), str(int(self.usable)), self.digest, self.fault))


def verdict_of(line: str) -> Verdict:
    """Return the verdict that a line holds."""
    seed, usable, digest, fault = line.split("\t")
    return Verdict(int(seed), usable == "1", digest, fault)


def directly(work: Callable[[], Outputs]) -> Outputs:
    """Do some work without a bound."""
    return work()


def judge(seed: int, do: Callable[[Callable[[], Outputs]], Outputs] = directly) -> Verdict:
    """Return what becomes of one mutant; `do` may bound the work. Whatever is raised is a fault."""
    text = mutant(seed)
    try:
        said = do(lambda: all_outputs(text, seed))
        content = said.text.encode()  # a lone surrogate cannot be written anywhere
    except Exception as error:
        return Verdict(seed, False, "", told(error))
    return Verdict(seed, said.usable, sha256(content).hexdigest()[:16], "")


def told(error: Exception) -> str:
    """Return an exception and the line that raised it, in one line."""
    last = error.__traceback__
    while last and last.tb_next:
        last = last.tb_next
    where = f"{last.tb_frame.f_code.co_filename}:{last.tb_lineno}" if last else "?"
    return f"{type(error).__name__}: {str(error)[:200]!r} at {where}".expandtabs()


def judged_with(hash_seed: str, first: int, count: int, work: int = MOST_WORK) -> list[Verdict]:
    """Judge mutants in a process of its own with a hash seed, with so much work for the years of each."""
    command = [sys.executable, "-m", "tests.fuzz", "--lines", f"--work={work}", str(first), str(count)]
    env = {**os.environ, "PYTHONHASHSEED": hash_seed}
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return [verdict_of(line) for line in done.stdout.splitlines()]


def differing(runs: Iterable[list[Verdict]]) -> list[int]:
    """Return the seeds of mutants of which two runs say different things."""
    return [same[0].seed for same in zip(*runs, strict=True) if len(set(same)) > 1]
