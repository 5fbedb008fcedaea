"""The printed command shows the end of the history: typed as it stands, whatever the day."""

import json
import re
import shlex
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from ipp.engine.customer.typed import read_history
from ipp.engine.decision.decide import decide
from ipp.lint.check import check_store
from tests.amounts import amount
from tests.cli.program import inside
from tests.engine.agreement import read
from tests.engine.feet import written
from tests.oracle.choice import seeded
from tests.oracle.maker import Maker
from tests.oracle.strategies import to_yaml
from tests.proof.supposing import with_facts

STORES = amount(3_000, most=150)
OPTIONS = {"--attr": "attributes"}
"""What options are called where their values are read."""


def find_commands(text: str) -> list[tuple[str, str]]:
    """Return the message of each finding about stranded customers, and what its help says to type."""
    found = [each for each in check_store(written(text)) if each.rule.code == "IPP205"]
    return [(each.message, (each.help or "").partition("see it with: ")[2]) for each in found]


def is_left(command: str, text: str) -> bool:
    """Type a command, and return whether a list names what it says comes next: neither the cold ask, smaller versions of it, nor `rest` does."""
    words = shlex.split(command)[1:]
    said = json.loads(inside(*words, "--format", "json").out)
    if not said["action"] or said["state"] == "rest":
        return False
    told: dict[str, list[str]] = {}
    for option, value in batched(words[1:]):
        told.setdefault(OPTIONS.get(option, option.removeprefix("--")), []).append(value)
    day, policy = date.fromisoformat(said["today"]), written(text).policy
    for option in ("path", "today", "customer"):
        told.pop(option, None)
    action = decide(policy, read_history(policy, day, **told).customer, day).action
    assert action and action.name == said["action"]["name"]
    return action.origin not in ("ultimate", "rest", "refill")


def batched(words: list[str]) -> Iterator[tuple[str, str]]:
    """Yield the options of a command, each with its value."""
    yield from zip(words[::2], words[1::2], strict=True)


def test_every_command_shows_what_its_finding_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It ends with nothing, with `rest` or with the cold ask."""
    monkeypatch.chdir(tmp_path)
    kinds: Counter[str] = Counter()
    for seed in range(STORES):
        plain = Maker(seeded(seed), given=seed % 2 == 0).make()
        text = to_yaml(with_facts(plain, seed) if seed % 3 == 0 else plain)
        assert not read(plain).findings
        (tmp_path / "store.yaml").write_text(text, encoding="utf-8")
        for message, command in find_commands(text):
            kinds["without" if not command else "with"] += 1
            if command:
                assert not is_left(command, text), (seed, message, command)
                kinds["on a day"] += "--today" in command
                kinds["touches"] += "--did" in command
                kinds["facts"] += bool(re.search(r"has (not )?bought|orders?\\b|has spent|ordered", message))
    assert min(kinds["with"], kinds["on a day"], kinds["touches"]) > 0, kinds
    assert kinds["without"] <= kinds["with"] // 10, kinds


STORE = """
ipp: 1
ultimate: Club
products:
  Mug: {price: 12, next: [%s]}
  Pot: {price: 15, next: Club}
  Lid: {price: 3, next: [Club, Mug]}
  Club: {price: 29}
touches: {Letter: {kind: content}}
rest: [{do: Letter, every: 30d}]
"""


@pytest.mark.parametrize(
    ("steps", "says", "types"),
    [
        (
            "{offer: Club, within: 30d}",
            "once the `within` of `Club` is over",
            "--today 2026-02-01 --bought Mug@2026-01-01",
        ),
        ("{offer: Pot, from: 11-01, until: 12-31}", None, ""),
        (
            "{offer: Pot, from: 01-01, until: 12-01}, {offer: Lid, within: 10d}, Club",
            None,
            "",
        ),
        (
            "{offer: Pot, from: 11-01, until: 01-10}, {offer: Lid, within: 10d}",
            "outside the dates of `Pot` and once the `within` of `Lid` is over",
            "--today 2026-01-12 --bought Mug@2026-01-01",
        ),
    ],
)
def test_what_hangs_on_days_is_said(
    steps: str, says: str | None, types: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    text = STORE % steps
    (tmp_path / "store.yaml").write_text(text, encoding="utf-8")
    found = [each for each in find_commands(text) if "buys `Mug` is" in each[0]]
    if says is None:
        assert not found
        return
    [(message, command)] = found
    assert message.endswith(says)
    assert command.endswith(types)
    assert not is_left(command, text)
