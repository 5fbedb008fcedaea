"""Each key of a step, of an entry of `rest`, of a segment and of the ultimate action is read by everyone who should read it.

The keys come from the model, so that a new one fails here, by its name, until each interpreter reads it or is listed as one that need not.
"""

import datetime as dt
import json
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from ipp.batch.engines.warehouse import write_statements
from ipp.batch.expression.account.ordered import list_ordered
from ipp.batch.expression.frames import Frames
from ipp.batch.expression.gates import evaluate_segments
from ipp.batch.lowering.tables import lower_policy
from ipp.engine.policy.compile import Policy
from ipp.engine.policy.entries import is_each_time, list_rungs
from ipp.orders import sql
from ipp.orders.money import asks_spent
from ipp.orders.people.attributes import list_attributes
from ipp.orders.people.shares import add_shares, list_shares
from ipp.orders.sql.statements import write_query
from ipp.path.keys import Kind, list_keys
from ipp.path.model import Step
from ipp.path.segments import Segment
from ipp.path.terms import Defaults, Rest, Ultimate
from ipp.render.picture.make import make_picture
from ipp.render.web.compiler import compile_policy
from tests.engine.agreement import read
from tests.oracle.strategies import store_of

DOCS = Path(__file__).parents[1] / "docs"
TODAY = dt.date(2026, 6, 1)
SAMPLES: dict[Kind, Any] = {
    Kind.TEXT: "phone",
    Kind.MONEY: "7",
    Kind.RATE: "12%",
    Kind.RATES: "12%",
    Kind.DURATION: "3d",
    Kind.PERIOD: "77d",
    Kind.WINDOW_DAY: "2026-06-20",
    Kind.COUNT: "3",
    Kind.POSITIVE: "2",
    Kind.FLAG: "false",
    Kind.NAME: "seg",
    Kind.NAMES: ["seg"],
    Kind.CHANNEL: "phone",
    Kind.QUANTITIES: {"B": 2},
    Kind.SHARE: "50%",
    Kind.ATTRIBUTES: {"concern": ["heel"]},
    Kind.RUNGS: ["C"],
}
"""What a key of each kind is set to; it means something other than saying nothing."""


def kinds(model: type, *others: str) -> list[tuple[str, Kind]]:
    """Return the keys of a model with what they take, but for the names of things and remarks."""
    return [(name, key.kind) for name, (_, key) in list_keys(model).items() if name not in (*others, "note")]


STEP = kinds(Step, "offer", "do")
REST = kinds(Rest, "offer", "do")
SEGMENT = kinds(Segment)
ULTIMATE = kinds(Ultimate, "offer")
DEFAULTS = kinds(Defaults)


def store(
    step: dict[str, Any] | None = None,
    rest: dict[str, Any] | None = None,
    segment: dict[str, Any] | None = None,
    ultimate: dict[str, Any] | None = None,
    defaults: dict[str, Any] | None = None,
) -> Policy:
    """Return a store in which one thing says something."""
    plain = {
        "ultimate": {"offer": "Z", **(ultimate or {})},
        "products": {
            "A": {"price": 9, "next": [{"offer": "B", "when": ["other"], **(step or {})}, "Z"]},
            "B": {"price": 5, "consumable": "true", "downsell": ["A"]},
            "C": {"price": 4, "consumable": "true"},
            "Z": {"price": 20},
        },
        "touches": {"T": {"kind": "content"}},
        "rest": [{"offer": "C", "every": "30d", **(rest or {})}],
        "segments": {"seg": {"owns": 3}, "other": segment or {"owns": 1}},
        "defaults": defaults or {},
    }
    return read(plain).policy


def compile_page(policy: Policy) -> object:
    return json.dumps(compile_policy(policy))


def lower_tables(policy: Policy) -> object:
    lowered = lower_policy(policy, TODAY)
    return lowered.tables, lowered.gates


def write_segments(policy: Policy) -> object:
    """Return the segments as plans ask for them."""
    frames = Frames(lower_policy(policy, TODAY))
    columns = (*list_attributes(policy).values(), *list_shares(policy).values())
    people, held, lines, spent = (
        sql.table(dict.fromkeys(("who", *names), "int64"), name=f"t{place}")
        for place, names in enumerate(
            (columns, ("code",), ("item", "day", "rank", "pieces"), ("day", "units"))
        )
    )
    ordered = list_ordered(frames, lines, lines, spent if asks_spent(policy) else None, None)
    facts = None if ordered is None else ordered.find_facts(frames, people, "who")
    evaluate_segments(frames, people, "who", held, facts=facts)
    shares = add_shares(policy, sql.literal("ann"), "duckdb")
    stages = [stage.expression for stage in frames.stages]
    return [write_query(each, "duckdb") for each in (*stages, people.select("who", **shares))]


def write_statement(policy: Policy) -> object:
    return write_statements(lower_policy(policy, TODAY), "duckdb", create=False)


def draw_map(policy: Policy) -> object:
    """Return what the map says, wherever it is written."""
    rows = [row for card in make_picture(policy, ()).cards.values() for row in card.rows]
    return [(row.name, row.price, row.special, row.terms, row.conditional, row.rungs) for row in rows]


def compile_clauses(policy: Policy) -> object:
    """Return the clauses of the policy, wherever they are written."""
    rungs = [rung for name in ("A", "B") for each in policy.list_entries(name) for rung in list_rungs(each)]
    plain = [rung._replace(span=rung.good.name) for rung in rungs]  # type: ignore[arg-type]
    goal = policy.goal
    assert goal
    terms = [(entry.after, entry.gate, is_each_time(entry)) for entry in policy.list_entries("A")]
    return plain, terms, policy.renewals, policy.conditions, policy.defaults, goal._replace(ladder=None)  # type: ignore[arg-type]


Reader = Callable[[Policy], object]
READERS: dict[str, Reader] = {"page": compile_page, "map": draw_map, "policy": compile_clauses}


def who_reads(plan: Reader, **said: dict[str, Any]) -> set[str]:
    """Return the readers for which a key makes a difference; `plan` is that part of plans which should read it."""
    ((name, having),) = said.items()
    readers = {**READERS, "plan": plan}
    read = store(**{name: having})
    return {each for each, reader in readers.items() if as_nothing(name, reader) != reader(read)}


@cache
def as_nothing(name: str, reader: Reader) -> object:
    """Return what a reader says of a store that has none of the keys."""
    return reader(store(**{name: NOTHING[name]}))


EVERYBODY = {*READERS, "plan"}
NOTHING: dict[str, dict[str, Any]] = {
    "step": {},
    "rest": {},
    "segment": {"owns": "1"},
    "ultimate": {},
    "defaults": {},
}


@pytest.mark.parametrize(("key", "kind"), STEP)
def test_a_key_of_a_step(key: str, kind: Kind) -> None:
    deaf = {"take": {"page", "plan", "map"}, "patience": {"map"}, "each_time": {"map"}}
    sample = "true" if key == "each_time" else SAMPLES[kind]
    assert who_reads(lower_tables, step={key: sample}) == EVERYBODY - deaf.get(key, set())


@pytest.mark.parametrize(("key", "kind"), REST)
def test_a_key_of_an_entry_of_rest(key: str, kind: Kind) -> None:
    deaf = {"take": {"page", "plan", "map"}, "stay": {"page", "plan", "map"}}
    assert who_reads(lower_tables, rest={key: SAMPLES[kind]}) == EVERYBODY - deaf.get(key, set())


@pytest.mark.parametrize(("key", "kind"), SEGMENT)
def test_a_key_of_a_segment(key: str, kind: Kind) -> None:
    sample = ["A"] if key in ("owns_any", "owns_all", "bought_any") else SAMPLES[kind]
    share = {"share": "50%"} if key == "salt" else {}
    said = {**NOTHING["segment"], **share, key: sample}
    assert who_reads(write_segments, segment=said) == EVERYBODY - {"map"}


@pytest.mark.parametrize(("key", "kind"), ULTIMATE)
def test_a_key_of_the_ultimate_action(key: str, kind: Kind) -> None:
    deaf = {"take": {"page", "plan"}}
    said = who_reads(write_statement, ultimate={key: SAMPLES[kind]})
    assert said == EVERYBODY - {"map"} - deaf.get(key, set())


@pytest.mark.parametrize(("key", "kind"), DEFAULTS)
def test_a_default(key: str, kind: Kind) -> None:
    deaf = {"take": {"page", "plan"}, "stay": {"page", "plan"}}
    said = who_reads(write_statement, defaults={key: SAMPLES[kind]})
    assert said == EVERYBODY - {"map"} - deaf.get(key, set())


@pytest.mark.parametrize("key", [key for key, _ in STEP])
def test_the_meaning_of_a_key_of_a_step_is_told(key: str) -> None:
    told = "".join((DOCS / name).read_text(encoding="utf-8") for name in ("meaning.md", "forecast.md"))
    assert re.search(rf"`{key}[`:]", told)


def test_random_stores_say_everything() -> None:
    """Agreement tests are worth something for a key only if random stores have it, in its own place."""
    stores = [store_of(seed, given=True, who=True) for seed in range(400)]
    said = {word for plain in stores for word in list_said(plain)}
    kinds = {"step": STEP, "rest": REST, "segment": SEGMENT, "ultimate": ULTIMATE, "defaults": DEFAULTS}
    wanted = {(place, key) for place, keys_of in kinds.items() for key, _ in keys_of}
    rates = ("take", "stay")  # forecasts have stores of their own: no answer hangs on rates
    assert not {(place, key) for place, key in wanted - said if key not in rates}


def list_said(plain: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the keys that a store says, each with where it stands."""
    for key, value in plain.items():
        if key == "segments":
            yield from (("segment", word) for segment in value.values() for word in segment)
        elif key == "rest":
            yield from (("rest", word) for entry in value for word in entry)
        elif key in ("ultimate", "defaults") and isinstance(value, dict):
            yield from ((key, word) for word in value)
        else:
            yield from (("step", word) for word in list_words_of_steps(value))


def list_words_of_steps(part: Any) -> Iterator[str]:
    if isinstance(part, dict):
        if "offer" in part or "do" in part:
            yield from part
        for value in part.values():
            yield from list_words_of_steps(value)
    elif isinstance(part, list):
        for value in part:
            yield from list_words_of_steps(value)
