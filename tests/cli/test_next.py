"""`ipp next`: every state with its exit code, and what cannot be answered."""

import json
from pathlib import Path

import pytest

from .conftest import BARE, BROKEN, SHOP
from .program import Said, inside, outside

TODAY = ("--today", "2026-11-22")
NOES = (
    "--declined=Nail Kit@2026-10-02",
    "--declined=Feet Club@2026-10-02",
    "--declined=Feet Club@2026-10-03",
)
SLIPPERS = "--bought=Spa Slippers@2026-10-01"
STATES = {
    "offer": ("Offer today  ● Nail Kit  22.00 USD", 0, SLIPPERS),
    "touch": ("Next offer   ● Spa Slippers  24.00 USD  today", 0, "--bought=tm-5000@2026-10-01"),
    "wait by due": ("Next offer   ● Spa Slippers  24.00 USD  on 25 Nov, in 3 days", 0, "--bought=TM-5000"),
    "wait by pending": (
        "Offered      ● Spa Slippers  24.00 USD  wait for an answer until 27 Nov",
        0,
        "--offered=slip-1@2026-11-20",
    ),
    "rest": ("Do today     ○ Routine video", 0, SLIPPERS, *NOES),
    "prospect": ("Offer today  ● Toe Massager 5000  89.00 USD", 0),
    "complete": ("The path is complete", 0, "--path=bare.yaml", "--bought=Feet Club"),
    "stranded": ("Nothing is left for this customer", 1, "--path=bare.yaml", SLIPPERS, *NOES),
}


def ask(*arguments: str, **env: str) -> Said:
    return inside("next", *TODAY, *arguments, env=env)


@pytest.mark.parametrize("state", STATES)
def test_every_state(shop: Path, state: str) -> None:
    headline, code, *arguments = STATES[state]
    (shop / "bare.yaml").write_text(BARE, encoding="utf-8")
    said = ask(*map(str, arguments))
    assert (said.code, said.err) == (code, "")
    assert said.out.splitlines()[2] == headline
    as_json = ask(*map(str, arguments), "--format", "json")
    answer = json.loads(as_json.out)
    assert as_json.code == code
    assert answer["state"] == {"wait by due": "wait", "wait by pending": "wait", "prospect": "offer"}.get(
        state, state
    )


def test_the_program_as_it_is_run(shop: Path) -> None:
    said = outside(
        "next",
        *TODAY,
        "--bought",
        "Toe Massager 5000@2026-11-01",
        "--did",
        "Routine video",
        "--why",
        cwd=shop,
    )
    assert said == (
        0,
        """\
22 Nov 2026, Happy Feet. Bought: Toe Massager 5000 (1 Nov)

Offer today  ● Spa Slippers  24.00 USD
             because they bought Toe Massager 5000

If Yes       ● Nail Kit 22.00 on 25 Nov
If No        ● Nail Kit 22.00

The path to ★ Feet Club, if every answer is Yes
   1 Nov  bought   Toe Massager 5000
  22 Nov  sent     Routine video
          offer  ● Spa Slippers       24.00
  25 Nov  offer  ● Nail Kit           22.00
  28 Nov  ask    ★ Feet Club          29.00 every month
  46.00 USD in 6 days, and 29.00 USD every month from then on

Passed over
  Routine video  done on 22 Nov 2026 (after Toe Massager 5000)
""",
        "",
    )


def test_why_is_said_when_asked(shop: Path) -> None:
    assert (
        "Passed over\n  Nail Kit  bought on 1 Oct 2026"
        in ask("--bought=Nail Kit@2026-10-01", "--bought=Spa Slippers@2026-10-02", "--why").out
    )
    assert "Passed over" not in ask("--bought=Nail Kit@2026-10-01").out


def test_what_is_assumed_is_said_beside_the_answer(shop: Path) -> None:
    text = SHOP.replace("next: [Nail Kit,", "next: [Nail Kit, {offer: nail kit, price: 9},")
    (shop / "paths" / "store.yaml").write_text(text, encoding="utf-8")
    said = ask(SLIPPERS, "--declined=Nail Kit")
    assert said.err == "note: `Nail Kit` is offered at 2 prices; the No is taken as the one for 22\n"
    assert said.out.splitlines()[2] == "Offer today  ● Nail Kit  9.00 USD"


class TestWhichFile:
    """`--path`, IPP_PATH, the configured one, the only one in paths/: in this order."""

    @pytest.fixture
    def named(self, empty: Path) -> Path:
        for name in ("option", "variable", "dotted", "project", "only"):
            folder = empty / "paths" if name == "only" else empty
            folder.mkdir(exist_ok=True)
            (folder / f"{name}.yaml").write_text(SHOP.replace("Happy Feet", name), encoding="utf-8")
        return empty

    def store(self, *arguments: str, **env: str) -> str:
        said = ask(*arguments, "--format", "json", **env)
        assert said.code == 0, said.err
        return str(json.loads(said.out)["store"])

    def test_each_before_the_next(self, named: Path) -> None:
        assert self.store() == "only"
        (named / "pyproject.toml").write_text('[tool.ipp]\npath = "project.yaml"\n', encoding="utf-8")
        assert self.store() == "project"
        (named / ".ipp.toml").write_text('path = "dotted.yaml"\n', encoding="utf-8")
        assert self.store() == "dotted"
        assert self.store(IPP_PATH="variable.yaml") == "variable"
        assert self.store("--path", "option.yaml", IPP_PATH="variable.yaml") == "option"

    def test_a_project_without_ipp_in_it_is_passed_over(self, named: Path) -> None:
        (named / "pyproject.toml").write_text("[project]\nname = 'shop'\n", encoding="utf-8")
        assert self.store() == "only"

    @pytest.mark.parametrize("name", [".ipp.toml", "pyproject.toml"])
    def test_the_nearest_project_above(self, named: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
        head = "" if name == ".ipp.toml" else "[tool.ipp]\n"
        (named / name).write_text(f'{head}path = "project.yaml"\n', encoding="utf-8")
        (named / "deep" / "down").mkdir(parents=True)
        monkeypatch.chdir(named / "deep" / "down")
        assert self.store() == "project"

    @pytest.mark.parametrize("text", ["path = 3", "path = [", "path = 'é'".encode("latin-1")])
    def test_a_configuration_that_cannot_be_read(self, named: Path, text: str | bytes) -> None:
        (named / ".ipp.toml").write_bytes(text if isinstance(text, bytes) else text.encode())
        said = ask()
        assert (said.code, said.out) == (2, "")
        assert ".ipp.toml: " in said.err

    def test_one_of_several_is_not_guessed(self, named: Path) -> None:
        (named / "paths" / "more.yml").write_text(SHOP, encoding="utf-8")
        said = ask()
        assert said == (
            2,
            "",
            "error: no path file was named, and paths/ holds paths/more.yml, paths/only.yaml\n  tip: name one with --path FILE, or set IPP_PATH\n",
        )

    def test_none_at_all(self, empty: Path) -> None:
        said = ask()
        assert said.code == 2
        assert "name one with --path FILE, or make one with `ipp init`" in said.err

    @pytest.mark.parametrize("path", ["nosuch.yaml", "paths"])
    def test_one_that_cannot_be_opened(self, named: Path, path: str) -> None:
        said = ask("--path", path)
        assert (said.code, said.out) == (2, "")
        assert said.err.startswith(f"error: {path}: ")

    def test_stdin(self, empty: Path) -> None:
        said = outside("next", *TODAY, "--path", "-", "--bought", "Nail Kit", cwd=empty, stdin=SHOP.encode())
        assert (said.code, said.err) == (0, "")
        assert "Next offer   ★ Feet Club  29.00 USD every month" in said.out


def test_a_file_with_mistakes_is_not_answered_from(shop: Path) -> None:
    (shop / "paths" / "store.yaml").write_text(BROKEN + "stroe: x\n", encoding="utf-8")
    said = ask("--bought=Nail Kit")
    assert (said.code, said.out) == (2, "")
    lines = said.err.splitlines()
    assert (
        lines[0] == "paths/store.yaml:6:70: error[IPP101] no product, bundle or touch is called `Spa Slipers`"
    )
    assert len(lines) == 5
    assert lines[3:] == [
        "error: paths/store.yaml has 4 mistakes",
        "  tip: `ipp validate paths/store.yaml` shows where",
    ]


def test_a_file_with_one_mistake(shop: Path) -> None:
    (shop / "paths" / "store.yaml").write_text(SHOP + "stroe: x\n", encoding="utf-8")
    assert ask().err.endswith(
        "error: paths/store.yaml has 1 mistake\n  tip: `ipp validate paths/store.yaml` shows where\n"
    )


def test_a_path_with_flaws_of_meaning_is_answered_from(shop: Path) -> None:
    (shop / "paths" / "store.yaml").write_text(BARE, encoding="utf-8")
    assert ask("--bought=Nail Kit").code == 0


REFUSED = {
    "a misspelt name": (
        "--bought=Nial Kit",
        "no product or bundle is called 'Nial Kit'\n  tip: did you mean 'Nail Kit'?",
    ),
    "a misspelt sku": ("--offered=SLIP-2", "called 'SLIP-2'\n  tip: did you mean 'SLIP-1'?"),
    "a name unlike any": (
        "--bought=Bicycle",
        "no product or bundle is called 'Bicycle'\n  tip: `ipp map` shows the names in the path\n",
    ),
    "a misspelt touch": (
        "--did=Rutine video",
        "no touch is called 'Rutine video'\n  tip: did you mean 'Routine video'?",
    ),
    "a touch is not bought": ("--bought=routine video", "`Routine video` is a touch"),
    "a product is not done": ("--did=Nail Kit", "`Nail Kit` is not a touch"),
    "no day of the calendar": ("--bought=Nail Kit@2026-02-30", "'2026-02-30' is not a day of the calendar"),
    "no date": (
        "--declined=Nail Kit@tomorrow",
        "'tomorrow' is not a date\n  tip: dates are written like 2026-12-31",
    ),
    "a day to come": ("--bought=Nail Kit@2026-11-23", "2026-11-23 lies after today, 2026-11-22"),
    "a price that is not asked": (
        "--declined=Nail Kit for 3",
        "is not offered for 3\n  tip: its prices are 22",
    ),
    "an attribute without a value": ("--attr=concern", "write it as NAME=VALUE"),
    "an attribute without a name": ("--attr==heel", "write it as NAME=VALUE"),
}


@pytest.mark.parametrize(("option", "message"), REFUSED.values(), ids=REFUSED.keys())
def test_what_cannot_be_understood(shop: Path, option: str, message: str) -> None:
    said = ask(option)
    assert (said.code, said.out) == (2, "")
    assert said.err.startswith("error: ")
    assert said.err.count("\n") == 1 + said.err.count("\n  tip: ")
    assert message in said.err


@pytest.mark.parametrize("day", ["2026-13-01", "yesterday", "22.11.2026", "", "2026-1-1", "٢٠٢٦-١١-٢٢"])
def test_a_bad_today(shop: Path, day: str) -> None:
    said = inside("next", "--today", day)
    assert (said.code, said.out) == (2, "")
    assert said.err.startswith("error: --today: ")


def test_two_values_of_one_attribute(shop: Path) -> None:
    said = ask("--attr=Concern=heel", "--attr=concern=arch")
    assert (
        said.err
        == "error: --attr concern has two values, 'heel' and 'arch'\n  tip: give one of them: a customer has one value\n"
    )
    assert ask("--attr=Concern=heel", "--attr=concern=HEEL").code == 0


@pytest.mark.parametrize(
    "name", ["nail kit", "NAIL KIT", "Nail Kit@2026-11-22", "Nail Kit for 22", "Nail Kit for 22@2026-11-22"]
)
def test_names_are_understood_however_they_are_typed(shop: Path, name: str) -> None:
    assert (
        ask(f"--declined={name}", SLIPPERS, "--format=json").out
        == ask("--declined=Nail Kit", SLIPPERS, "--format=json").out
    )


def test_of_two_orders_of_one_day_the_later_option_is_the_later(shop: Path) -> None:
    text = SHOP.replace("Nail Kit: {", "Nail Kit: {next: Spa Slippers, ").replace(
        "[Routine video, Spa Slippers]", "Feet Club"
    )
    (shop / "paths" / "store.yaml").write_text(text, encoding="utf-8")
    because = [
        json.loads(ask(*options, "--format=json").out)["action"]["because"]
        for options in (["--bought=TM-5000", "--bought=Nail Kit"], ["--bought=Nail Kit", "--bought=TM-5000"])
    ]
    assert because == ["Nail Kit", "Toe Massager 5000"]


NEVER = "ipp: 1\nultimate: Mug\nproducts: {Mug: {price: 9}}\nsegments: {no-mail: {where: {mail: no}}}\nnever: no-mail\n"


def test_why_somebody_gets_nothing(tmp_path: Path) -> None:
    (tmp_path / "never.yaml").write_text(NEVER)
    path = f"--path={tmp_path}/never.yaml"
    stopped, named = ask(path, "--stopped=2026-11-20"), ask(path, "--attr=mail=no")
    both = ask(path, "--stopped=2026-11-20", "--attr=mail=no")
    asked, segment = (
        "  They asked to stop on 20 Nov 2026.\n",
        "  They are in the segment `no-mail`, which `never` names.\n",
    )
    nobody = "22 Nov 2026. Nothing bought yet\n\nThis customer gets nothing\n"
    assert stopped.out == nobody + asked
    assert named.out == nobody + segment
    assert both.out == nobody + asked + segment


@pytest.mark.parametrize(
    "drawn", ["segments: {half: {share: 50%}}", "holdout: {name: x, share: 5%, from: 2026-11-01}"]
)
def test_without_a_customer_nothing_is_drawn(drawn: str, tmp_path: Path) -> None:
    """Who it is decides, and nobody was named: the answer was given as to somebody outside, unsaid."""
    products = "{Mug: {price: 9, next: {offer: Pot, when: half}}, Pot: {price: 8}}"
    if "half" not in drawn:
        products = products.replace("{offer: Pot, when: half}", "Pot")
    (tmp_path / "drawn.yaml").write_text(f"ipp: 1\nultimate: Pot\nproducts: {products}\n{drawn}\n")
    path, mug = f"--path={tmp_path}/drawn.yaml", "--bought=Mug"
    said = ask(path, mug, "--format=json")
    assert said.err == "note: shares and the holdout are not drawn without --customer ID\n"
    assert ask(path, mug, "--customer=ann").err == ""
    begun = "holdout" not in drawn
    assert bool(inside("next", path, "--today=2026-10-01").err) == begun, "a holdout to come holds nobody"
