"""In GitHub Actions no line of any command's output is a command to the runner, whatever things are called.

The commands and their options come from the program itself: one that no run here gives is a failure.
"""

import csv
import io
import json
import re
from collections.abc import Iterator, Sequence
from functools import reduce
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import typer

from ipp.cli.app import app
from ipp.engine.policy.facts import draw_customer
from ipp.render.findings import FORMATS
from tests.amounts import thin_out
from tests.cli.program import Said, inside, outside
from tests.oracle.yaml_text import quoted

ACTIONS = {"GITHUB_ACTIONS": "true"}
NAMES = [
    "::error::a",
    " \t::add-mask::b",
    "::stop-commands::c",
    "##[error]d",
    "x ##[add-matcher]e",
    "\n::error file=f::f",
    "\r::warning::g",
    "\v::notice::h",
    "\u2028::set-output name=i::i",
    "\x85::debug::j",
    "\x1b[1m::group::k",
    "\u200b::error::l",
    "::error file=a,title=IPP201 x::m",
    "###[group]n",
]


def written(names: list[str]) -> str:
    """Return a path file in which everything has one of these names, and a few findings."""
    names = [names[number % len(names)] + str(number) for number in range(len(names) + 12)]
    one, two, oil, lamp, box, video, keen, loyal, attribute, value, feet, club = map(quoted, names[-12:])
    more = "".join(
        f"  {quoted(name)}: {{price: {number + 1}, next: [{club}], category: {quoted(name)}}}\n"
        for number, name in enumerate(names[:-12])
    )
    return (
        f"ipp: 1\nstore: {one}\ncurrency: {quoted(names[0])}\nultimate: {club}\nproducts:\n{more}"
        f"  {one}: {{price: 3, cost: 9, sku: {quoted(names[0] + 'sku')}, category: {feet}, next: [{video}, "
        f"{{offer: {box}, via: {two}, when: {keen}, unless: {loyal}}}, {two}]}}\n"
        f"  {two}: {{price: 4, url: {two}, note: {two}, next: [{two}, {club}]}}\n"
        f"  {oil}: {{price: 5, next: {lamp}}}\n  {lamp}: {{price: 6, next: {oil}}}\n"
        f"  {club}: {{price: 29, cost: 1}}\nbundles:\n  {box}: {{items: [{two}, {lamp}], price: 99, downsell: "
        f"{{offer: {two}, price: 200}}}}\ntouches: {{{video}: {{kind: content, url: {video}, note: {video}}}}}\n"
        f"categories: {{{feet}: {{next: {oil}}}}}\nsegments:\n  {keen}: {{where: {{{attribute}: {value}}}}}\n"
        f"  {loyal}: {{owns: 3}}\nrest: [{{do: {video}, every: 30d}}]\n"
    )


ONE, TWO, VIDEO, CLUB = (f"{NAMES[place % len(NAMES)]}{place}" for place in (14, 15, 19, 25))
P = ("--path", "store.yaml")
DAY = ("--today", "2026-11-22")
PLAN = ("orders.csv", *P, *DAY)
ASKS = (*P, *DAY, "--bought", f"{ONE}@2026-10-01")
FORECAST = (*P, *DAY)
READ = (*P, *DAY, "--customer", NAMES[0], "--orders", "told.csv")
MIX = (*FORECAST, "--entry-mix", "told.csv")
COLUMNS = ("customer", "item", "sku", "date", "order", "quantity")
STORIES = "stories.test.yaml"
SIDES = ("store.yaml", "changed.yaml")
HELD = ("--path", "held.yaml", *DAY)
MEASURE = ("asks.csv", *HELD, "--log", "asked.csv")

RUNS: dict[str, list[tuple[str, ...]]] = {
    "": [
        ("--version",),
        ("--debug", "validate", "store.yaml"),
        ("::error::no such command",),
        ("--::error::no such option",),
    ],
    "validate": [
        *(("store.yaml", "--format", format, *DAY) for format in FORMATS),
        ("--path", "store.yaml", "--proof", "--depth", "1"),
        ("store.yaml", "broken.yaml", "--statistics", "--exit-zero"),
        ("store.yaml", "--select", "::error::x"),
        ("store.yaml", "--ignore", "##[error]x"),
        ("store.yaml", "--fail-on", "error"),
        ("held.yaml", "--customers-per-month", "10"),
        *(("store.yaml", "--fail-on", each) for each in ("warning", "info", "never")),
        ("store.yaml", "--diff", "--fix", "--unsafe-fixes"),
        ("store.yaml", "--diff", "--add-ignore", "##[error]x"),
        ("store.yaml", "--write-baseline", "::error::baseline.json"),
        ("store.yaml", "--baseline", "::error::baseline.json"),
        ("store.yaml", "--baseline", "::error::none.json"),
        ("::error::nosuch.yaml",),
        ("##[error]store.yaml",),
        ("::error::store.yaml",),
        ("bare.yaml",),
    ],
    "next": [
        (*ASKS, "--why"),
        (*ASKS, "--format", "json", "--why"),
        (*ASKS, "--format", "text", "--did", VIDEO, "--declined", TWO, "--attr", "##[error]=::error::x"),
        (*ASKS, "--offered", TWO),
        (*ASKS, "--bought", CLUB),
        (*ASKS, "--returned", ONE, "--cancelled", TWO, "--out-of-stock", VIDEO),
        (*ASKS, "--cancelled", "::error::nothing"),
        (*ASKS, "--returned", f"{TWO}@::error::day", "--why"),
        (*ASKS, "--out-of-stock", "##[error]nothing"),
        (*ASKS, "--bought", "::error::nothing"),
        (*P, "--today", "\n::error::day"),
        (*P, *DAY, "--customer", NAMES[0], "--orders", "orders.csv", "--log", "log.csv", "--customers", "people.csv"),
        (*P, *DAY, "--customer", "\n::error::nobody", "--orders", "told.csv"),
        (*P, *DAY, "--customer", NAMES[3], "--orders", "##[error]x", "--log", "::error::y"),
        (*ASKS, "--customer", "::error::who", "--stopped", "2026-11-02", "--resumed", "2026-11-03"),
        (*ASKS, "--stopped", "::error::day", "--resumed", "##[error]day"),
        *((*READ, "--layout", layout) for layout in ("plain", "::error::layout")),
        *((*READ, "--dates", dates) for dates in ("dmy", "mdy")),
        *((*READ, f"--{what}-col", "##[error]x") for what in COLUMNS),
        (*READ, "--status-col", "::error::told", "--status", "::error::a=bought"),
    ],
    "plan": [
        *((*PLAN, "--to-sql", dialect) for dialect in ("duckdb", "spark", "postgres", "bigquery", "snowflake")),
        (*PLAN, "--to-sql", "duckdb", "--create-tables"),
        (*PLAN, "--output", "-", "--format", "json"),
        (*PLAN, "--output", "-", "--format", "text", "--offers", "log.csv", "--customers", "people.csv"),
        (*PLAN, "--log", "::error::log", "--limit", "3", "--by", "worth", "--output", "-"),
        (*PLAN, "--log", "::error::log", "--limit", "1", "--by", "due", "--via", "##[error]via"),
        (*PLAN, "--log", "log.csv", "--suppress", "people.csv", "--out-of-stock", "people.csv"),
        (*PLAN, "--suppress", "::error::nobody.csv"),
        (*PLAN, "--log", "::error::log.csv"),
        (*PLAN, "--days", "2", "--log", "log.csv", "--limit", "1"),
        *(
            (*PLAN, "--for", tool, "--log", "log.csv", "--output", "-")
            for tool in ("klaviyo", "mailchimp", "hubspot", "brevo", "matrixify", "segment")
        ),
        (*PLAN, "--for", "klaviyo", "--output", "::error::x.nothing"),
        (*PLAN, "--rejects", "::error::rejects.csv", "--due-by", "2026-12-01", "--engine", "duckdb"),
        (*PLAN, "--rejects", "rejects.csv", "--unknown", "::error::unknown.csv", "--max-rejects", "0"),
        (*PLAN, "--unknown", "##[error]nosuch/unknown.csv", "--max-rejects", "::error::x"),
        ("told.csv", *P, *DAY),
        ("told.csv", *P, *DAY, "--format", "json", "--unknown", "unknown.csv"),
        ("told.csv", *P, *DAY, "--status-col", "::error::told", "--max-rejects", "99%", "--output", "-"),
        ("told.csv", *P, *DAY, "--status-col", "::error::told", "--status", "::error::a=bought"),
        (*PLAN, "--status-col", "##[error]x", "--status", "##[error]x=::error::y"),
        (*PLAN, "--status", "\n::error::status"),
        *((*PLAN, "--layout", layout) for layout in ("plain", "shopify", "::error::layout", "\n##[error]x")),
        *((*PLAN, "--only", state) for state in ("offer", "touch", "rest", "wait", "complete", "stranded", "held", "stopped")),
        (*PLAN, "--dates", "dmy", "--memory", "::error::x"),
        (*PLAN, "--dates", "mdy", "--customer-col", "::error::x"),
        *((*PLAN, f"--{what}-col", "##[error]x") for what in ("item", "sku", "date", "order", "quantity")),
        *((*PLAN, "--out-of-stock", name) for name in (TWO, "##[error]nothing")),
        ("::error::nosuch.csv", *P),
        ("##[error]x/*.csv", *P),
    ],
    "forecast": [
        (*FORECAST, "--output", "::error::f.html"),
        (*FORECAST,),
        (*FORECAST, "--details"),
        (*FORECAST, "--all"),
        (*FORECAST, "--format", "json", "--from", ONE, "--seed", "2"),
        (*FORECAST, "--format", "text", "--entry-mix", "orders.csv", "--entrants", "30"),
        (*FORECAST, "--rates", "rates.yaml", "--take", "5%", "--horizon", "100d", "--yes-after", "1d"),
        (*FORECAST, "--what-if", f"remove:{TWO}", "--attr", "::error::a=b"),
        (*FORECAST, "--what-if", "::error::x"),
        (*FORECAST, "--against", "broken.yaml"),
        (*FORECAST, "--against", "store.yaml"),
        (*FORECAST, "--best-order", "--diff"),
        (*FORECAST, "--best-order", "--write"),
        (*FORECAST, "--from", "\n::error::x"),
        (*FORECAST, "--entry-mix", "::error::nosuch.csv"),
        (*FORECAST, "--format", "text", "--baseline", "orders.csv", "--horizon", "1d", "--details"),
        (*FORECAST, "--baseline", "::error::nosuch.csv"),
        (*MIX, "--layout", "::error::layout"),
        *((*MIX, "--dates", dates) for dates in ("dmy", "mdy")),
        *((*MIX, f"--{what}-col", "##[error]x") for what in COLUMNS),
        (*MIX, "--status-col", "::error::told", "--status", "::error::a=bought"),
    ],
    "map": [
        *(
            (*P, *DAY, "--format", form)
            for form in ("tree", "mermaid", "dot", "svg", "html", "json")
        ),
        (*P, "--from", ONE, "--to", CLUB, "--depth", "2"),
        (*P, "--from", "::error::x"),
        (*P, *DAY, "--numbers", "--format", "html"),
        (*P, "--output", "::error::x.nothing"),
    ],
    "rule": [("IPP201",), ("IPP201", "--format", "json"), ("IPP201", "--format", "text"), ("::error::x",)],
    "rules": [("--format", "json"), ("--format", "text")],
    "init": [("::error::new.yaml",), ("::error::new.yaml", "--force"), ("::error::new.yaml",)],
    "import": [
        ("catalogue.csv", *DAY, "--ultimate", "##[error]club", "--store", "::error::s", "--currency", "::error::c"),
        ("catalogue.csv", *DAY, "--output", "::error::made.yaml", "--format", "json", "--force", "--variants", "each"),
        ("catalogue.csv", *DAY, "--output", "##[error]made.yaml", "--format", "text", "--upsells", "next"),
        ("catalogue.csv", "--variants", "one", "--upsells", "comment", "--from", "csv", "--map", "name=name"),
        ("catalogue.csv", "--variants", "auto", "--from", "::error::shop"),
        ("catalogue.csv", "--map", "::error::x=##[error]y"),
        ("::error::nosuch.csv",),
        ("catalogue.csv", "--into", "store.yaml", "--format", "text"),
        ("catalogue.csv", "--into", "##[error]store.yaml", "--take", "price,name", "--gone-ok", "--format", "json"),
        ("catalogue.csv", "--into", "store.yaml", "--take", "::error::x"),
        ("catalogue.csv", "--write", "--into", "::error::none.yaml"),
    ],
    "suggest": [
        P,
        (*P, "--format", "json"),
        (*P, "--format", "text", "--orders", "orders.csv", *DAY),
        *((*P, "--orders", "told.csv", "--dates", dates, "--layout", "plain") for dates in ("dmy", "mdy")),
        *((*P, "--orders", "orders.csv", f"--{what}-col", "##[error]x") for what in COLUMNS),
        (*P, "--orders", "told.csv", "--status-col", "::error::told", "--status", "::error::a=bought"),
        ("--path", "##[error]store.yaml", "--write"),
    ],
    "learn": [
        *(("orders.csv", *P, *DAY, "--all", "--format", format) for format in ("text", "json", "csv")),
        ("orders.csv", *P, *DAY, "--log", "log.csv", "--rates", "::error::rates.csv", "--output", "::error::a.html"),
        ("orders.csv", *P, *DAY, "--output", "##[error]a.csv"),
        ("orders.csv", *P, *DAY, "--log", "::error::nosuch.csv"),
        *(("orders.csv", *P, *DAY, "--log", "log.csv", option) for option in ("--diff", "--write")),
        ("orders.csv", *DAY, "--draft", "-", "--ultimate", "##[error]x"),
        ("told.csv", *P, *DAY, "--fdr", "::error::x", "--memory", "2GB"),
        ("told.csv", *P, *DAY, "--status-col", "::error::told", "--status", "::error::a=bought", "--layout", "plain"),
        *((*PLAN, "--dates", dates, "--fdr", "1%") for dates in ("dmy", "mdy")),
        *((*PLAN, f"--{what}-col", "##[error]x") for what in COLUMNS),
        ("::error::nosuch.csv", *P),
    ],
    "backtest": [
        *(("later.csv", *P, *DAY, "--format", format) for format in ("text", "json")),
        ("told.csv", *P, *DAY, "--memory", "::error::x"),
        ("later.csv", *P, *DAY, "--output", "::error::b.html"),
        ("told.csv", *P, *DAY, "--status-col", "::error::told", "--status", "::error::a=bought", "--layout", "plain"),
        *((*PLAN, "--dates", dates) for dates in ("dmy", "mdy")),
        *((*PLAN, f"--{what}-col", "##[error]x") for what in COLUMNS),
        ("::error::nosuch.csv", *P),
    ],
    "measure": [
        *((*MEASURE, "--format", format, "--all") for format in ("text", "json")),
        (*MEASURE, "--window", "30d", "--holdout", NAMES[0], "--output", "::error::m.html", "--memory", "2GB"),
        (*MEASURE, "--holdout", "##[error]x"),
        (*MEASURE, "--segment", NAMES[7] + "21", "--since", "2026-06-01"),
        (*MEASURE, "--segment", "::error::x"),
        (*MEASURE, "--segment", NAMES[7] + "21", "--since", "::error::day"),
        ("asks.csv", *HELD, "--log", "log.csv"),
        ("asks.csv", *HELD, "--log", "::error::nosuch.csv"),
        ("asks.csv", *HELD),
        *(("asks.csv", *HELD, "--power", "--format", format) for format in ("text", "json")),
        ("told.csv", *HELD, "--power", "--window", "::error::x"),
        ("told.csv", *HELD, "--power", "--status-col", "::error::told", "--status", "::error::a=bought", "--layout", "plain"),
        *((*PLAN, "--power", "--dates", dates) for dates in ("dmy", "mdy")),
        *((*PLAN, "--power", f"--{what}-col", "##[error]x") for what in COLUMNS),
    ],
    "config": [("--format", "json"), ("--format", "text")],
    "test": [
        *((STORIES, "--format", format) for format in ("text", "json", "junit", "github")),
        (STORIES, "-k", "::error::x"),
        (STORIES, "--path", "##[error]store.yaml", "--coverage"),
        (STORIES, "--min-coverage", "1%"),
        (STORIES, "--min-coverage", "::error::x"),
        (STORIES, "--update"),
        ("--generate", "3", "--path", "store.yaml", *DAY),
        ("::error::nosuch.test.yaml", "--today", "::error::day"),
    ],
    "diff": [
        *((*SIDES, *DAY, "--format", format) for format in ("text", "markdown", "json", "github")),
        (*SIDES, *DAY, "--fail-on", "change", "--limit", "1", "--forecast"),
        (*SIDES, *DAY, "--fail-on", "lost", "--no-counts", "--orders", "orders.csv", "--log", "log.csv", "--customers", "people.csv"),
        (*SIDES, *DAY, "--fail-on", "never", "--counts", "--orders", "told.csv", "--layout", "::error::layout"),
        *((*SIDES, *DAY, "--orders", "told.csv", "--dates", dates) for dates in ("dmy", "mdy")),
        *((*SIDES, *DAY, "--orders", "told.csv", f"--{what}-col", "##[error]x") for what in COLUMNS),
        (*SIDES, *DAY, "--orders", "told.csv", "--status-col", "::error::told", "--status", "::error::a=bought"),
        ("::error::store.yaml", "broken.yaml", "--format", "github"),
        ("##[error]store.yaml", "bare.yaml"),
        ("::error::revision", "store.yaml"),
        ("--git", "::error::name", "store.yaml", "a", "b", "##[error]store.yaml", "c", "d"),
    ],
    "schema": [(), ("--part",), ("--stories",), ("--output", "::error::schema.json"), ("--force", "--output", "##[error].json")],
}  # fmt: skip
ELSEWHERE = {
    ("plan", "--engine", "spark"): "takes Java; what it prints is what every engine prints",
    ("", "--install-completion", ""): "writes into the home of who calls it",
    ("", "--show-completion", ""): "prints a script that holds no name",
}

OURS = re.compile(
    r"::(error|warning|notice) (file=[^:,]*,line=\d+,endLine=\d+,(col=\d+,endColumn=\d+,)?)?title=(IPP\d{3} [a-z-]+|ipp test%3A [^:]*|ipp diff%3A [^:]*)::(?!.*##\[).*"
)
INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\xad"


def obeyed(text: str) -> Iterator[str]:
    """Yield the lines that the runner of GitHub Actions, or one like it, would obey."""
    for line in re.split("[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]", text):
        seen = re.sub(r"\x1b\[[0-9;]*m", "", line)
        seen = seen.translate(dict.fromkeys(map(ord, INVISIBLE))).strip()
        if seen.startswith("::") or "##[" in line:
            yield line


@pytest.fixture(scope="module", name="shop")
def make_shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Return the working folder, in which everything has a hostile name."""
    folder = tmp_path_factory.mktemp("shop")
    text = written(NAMES)
    for name in ("store.yaml", "::error::store.yaml", "##[error]store.yaml"):
        (folder / name).write_text(text, encoding="utf-8", newline="")
    (folder / "changed.yaml").write_text(
        text.replace("price: 4,", "price: 5,").replace("29, cost", "31, cost"), encoding="utf-8", newline=""
    )
    (folder / "broken.yaml").write_text(text.replace("price:", '"::error::key":'), encoding="utf-8")
    (folder / "bare.yaml").write_text("::error::x\n##[error]x: [\n", encoding="utf-8")
    (folder / ".ipp.toml").write_text('baseline = "::error::baseline.json"\n', encoding="utf-8")
    _table(folder / "catalogue.csv", ("name", "price", "category"), [(name, "3", name) for name in NAMES])
    people = [*NAMES, "ann"]
    orders = [(name, item, "2026-11-01") for name in people for item in (ONE, name)]
    _table(
        folder / "orders.csv", ("customer", "item", "date"), [*orders, ("bob", "::error::x", "##[error]x")]
    )
    (folder / STORIES).write_text(_tell_stories(), encoding="utf-8", newline="")
    told = [(name, item, "2026-11-01", name) for name in people for item in (ONE, "no" + name)]
    later = [row for name in people for row in ((name, ONE, "2026-01-01"), (name, TWO, "2026-10-01"))]
    _table(folder / "later.csv", ("customer", "item", "date"), later)
    _table(folder / "told.csv", ("customer", "item", "date", "::error::told"), told)
    log = [(name, TWO, "::error::x", "2026-11-02") for name in people]
    _table(folder / "log.csv", ("customer", "offer", "event", "date"), log)
    _table(folder / "people.csv", ("customer", "::error::x"), [(name, name) for name in people])
    _write_holdout(folder, text)
    (folder / "rates.yaml").write_text('"::error::x": 5%\n', encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        inside("validate", "store.yaml", "--write-baseline", "::error::baseline.json")
        yield folder


def _write_holdout(folder: Path, text: str) -> None:
    """Write a path that holds half of all customers out, what they bought, and whom it asked: enough of them for an effect."""
    text = text.replace("{owns: 3}", "{owns: 3, share: 50%}")
    text += f"holdout: {{name: {quoted(NAMES[0])}, share: 50%}}\n"
    (folder / "held.yaml").write_text(text, encoding="utf-8", newline="")
    who = [f"p{number}" for number in range(260)]
    bought = [(name, ONE, f"2026-0{month}-01") for name in who for month in (2, 6)]
    _table(folder / "asks.csv", ("customer", "item", "date"), bought)
    drawn = {name: draw_customer(NAMES[0], name) < "8" for name in who}
    asks = [
        (name, (ONE, TWO)[number % 2], "held" if drawn[name] else "offered", "2026-03-01", "true", NAMES[0])
        for number, name in enumerate(who)
    ]
    asks.append(("::error::who", "::error::nothing", "offered", "##[error]day", "", ""))
    _table(folder / "asked.csv", ("customer", "offer", "event", "date", "list_price", "holdout"), asks)


def _tell_stories() -> str:
    """Return stories with hostile names: one that holds, one that fails, and one that is a mistake."""
    told = "ipp-test: 1\npath: store.yaml\ntoday: 2026-11-22\nstories:\n"
    for place, (bought, then) in enumerate(((ONE, VIDEO), (TWO, ONE), ("::error::nothing", CLUB))):
        told += f"  {quoted(NAMES[place] + str(place))}:\n    - bought: {quoted(bought)}\n    - next: {quoted(then)}\n"
    return told


def _table(file: Path, head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> None:
    with file.open("w", encoding="utf-8", newline="") as opened:
        csv.writer(opened).writerows([head, *rows])


def said_by(command: str, arguments: tuple[str, ...], env: dict[str, str] = ACTIONS) -> Said:
    return inside(*filter(None, [command]), *arguments, env=env)


ALL = [(command, arguments) for command, runs in RUNS.items() for arguments in runs]


@pytest.mark.parametrize(("command", "arguments"), thin_out(ALL, 4), ids=ascii)
def test_no_line_is_obeyed(shop: Path, command: str, arguments: tuple[str, ...]) -> None:
    said = said_by(command, arguments)
    assert said.code != 3, said.err
    ours = (
        [line for line in obeyed(said.out) if OURS.fullmatch(line)]
        if command in ("validate", "test", "diff", "")
        else []
    )
    assert [*obeyed(said.out)] == ours
    assert [*obeyed(said.err)] == []


def given(command: str) -> set[tuple[str, str]]:
    """Return the options of the runs of a command, each with what follows it."""
    return {pair for arguments in RUNS[command] for pair in pairwise((*arguments, ""))}


def needed() -> Iterator[tuple[str, str, str]]:
    """Yield each command, option and choice of the program; '' stands for any value, and for what comes before commands."""
    group: Any = typer.main.get_command(app)
    for command, each in {"": group, **group.commands}.items():
        yield command, "", ""
        for param in each.params:
            if param.param_type_name != "option" or "--help" in param.opts:
                continue
            option = max(param.opts, key=len)
            for choice in getattr(param.type, "choices", None) or [""]:
                yield command, option, str(getattr(choice, "value", choice))
    yield from (("validate", "--format", format) for format in FORMATS)


def test_every_command_and_output_has_a_hostile_run() -> None:
    missing = [
        (command, option, choice)
        for command, option, choice in sorted({*needed()} - {*ELSEWHERE})
        if not RUNS.get(command)
        or (option and not any(option == name and choice in ("", value) for name, value in given(command)))
    ]
    assert not missing, "write a hostile run of each"


@pytest.mark.parametrize(
    ("command", "arguments"),
    thin_out([run for run in ALL if "json" in run[1] and "-" not in run[1]], 4),
    ids=ascii,
)
def test_json_says_the_same_there(shop: Path, command: str, arguments: tuple[str, ...]) -> None:
    there, elsewhere = (said_by(command, arguments, env).out for env in (ACTIONS, {}))
    assert json.loads(there) == json.loads(elsewhere)


def test_a_table_has_the_same_cells_there(shop: Path) -> None:
    """Customers who begin a line as a command does stand in quotes; what acts within a line has no escape in CSV."""
    said, usual = (said_by("plan", (*PLAN, "--output", "-"), env) for env in (ACTIONS, {}))
    there, elsewhere = ([*csv.reader(io.StringIO(each.out, newline=""))] for each in (said, usual))
    assert len(there) == len(elsewhere) > len(NAMES)
    names = [row[0] for row in there]
    assert {"::error::a", "::stop-commands::c", "::error file=a,title=IPP201 x::m"} <= {*names}
    written = (("##\\u005b", "##["), (":\\u003a", "::"))
    meant = [[reduce(lambda text, pair: text.replace(*pair), written, cell) for cell in row] for row in there]
    assert meant == elsewhere
    changes = sum(said.out.count(mark) - usual.out.count(mark) for mark, _ in written)
    assert changes > 1
    assert f"note: {changes} places of this answer would be a command to GitHub Actions" in said.err
    assert "GitHub Actions" not in usual.err


def test_what_is_changed_is_counted_but_in_json_which_means_the_same() -> None:
    from ipp.cli.guard import GuardedStream

    table, said = io.StringIO(), io.StringIO()
    guarded, answer = GuardedStream(table, []), GuardedStream(said, [])
    guarded.write("a,##[x]\n::b,c::d\n")
    answer.write('{"a": "##[x]"}\n')
    assert (guarded.changes, answer.changes) == (2, 0)
    assert json.loads(said.getvalue()) == {"a": "##[x]"}


def test_sql_says_the_same_there(shop: Path) -> None:
    """Literals are parted where they would act, so that the guard finds nothing to change."""
    text = written(["##[error]a", "x\n::error::b", "c"]).replace("where: {", "where: {plain: [x, ")
    text = re.sub(r"where: \{plain: \[x, .*\}\}", "where: {plain: x}}", text)
    Path("sql.yaml").write_text(text, encoding="utf-8")
    for dialect in ("duckdb", "postgres"):
        arguments = ("--path", "sql.yaml", *DAY, "--to-sql", dialect)
        there, elsewhere = (said_by("plan", arguments, env) for env in (ACTIONS, {}))
        assert there.code == 0, there.err
        assert there == elsewhere


def test_a_file_passed_on_is_refused_where_it_would_act() -> None:
    text = b"ipp: 1\nstore: x\ncurrency: USD\nultimate: A\nproducts:\n  A: {price: 1}\n  ::error::b: {price: 3, next: A}\n"
    there, elsewhere = (outside("validate", "-", "--fix", env=env, stdin=text) for env in (ACTIONS, {}))
    assert elsewhere.out.encode() == text
    assert (there.code, there.out) == (2, "")
    assert there.err.startswith("error: a line of the file would be a command to GitHub Actions")


def test_half_a_line_of_stdout_and_stderr_in_one_log(shop: Path) -> None:
    from ipp.cli.guard import GuardedStream

    log = io.StringIO()
    last: list[GuardedStream] = []
    out, err = GuardedStream(log, last), GuardedStream(log, last)
    out.write("half :")
    err.write(":error::x\n")
    out.write(":error::x\n")
    for piece in ("\n", " ", ":", ":error::x", "\n##", "[error]", "a::b", "#", "#", "[x]"):
        out.write(piece)
    assert [*obeyed(log.getvalue())] == []
    assert "a::b" in log.getvalue()
