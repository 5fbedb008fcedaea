"""`ipp diff` from end to end: files, folders, revisions, git's own calls, and what each exit code means."""

import json
import subprocess
from pathlib import Path

import pytest

from tests.amounts import long
from tests.cli.program import inside
from tests.stories.shop import SHOP

DAY = ("--today", "2026-11-22")
DEARER = SHOP.replace("price: 68", "price: 70")


def git(*words: str) -> str:
    """Run git in the working folder, as nobody in particular."""
    who = ("-c", "user.name=a", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false")
    return subprocess.run(("git", *who, *words), check=True, capture_output=True, text=True).stdout.strip()


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a repository with a path file on `main`."""
    monkeypatch.chdir(tmp_path)
    Path("paths").mkdir()
    Path("paths/store.yaml").write_text(SHOP, encoding="utf-8")
    git("init", "-q", "-b", "main")
    git("add", ".")
    git("commit", "-q", "-m", "one")
    return tmp_path


def test_a_comment_is_the_same_policy(shop: Path) -> None:
    Path("paths/store.yaml").write_text("# a remark\n" + SHOP, encoding="utf-8")
    said = inside("diff", "main", *DAY)
    assert said == (0, "Same policy: nothing changes for customers.\n", "")
    told = json.loads(inside("diff", "main", *DAY, "--format", "json").out)
    assert [(each["verdict"], each["changes"]) for each in told["reports"]] == [("same policy", [])]


def test_a_price_is_told_with_its_customers_and_its_line(shop: Path) -> None:
    Path("paths/store.yaml").write_text(DEARER, encoding="utf-8")
    said = inside("diff", "main", *DAY)
    assert said.code == 0
    verdict, *lines = said.out.splitlines()
    assert verdict.startswith("1 of 6 first purchases leads to something else within 5 answers (0 at once)")
    assert any("Teapot 68 -> 70" in line and line.endswith("paths/store.yaml:11") for line in lines)
    told = json.loads(inside("diff", "main", *DAY, "--format", "json").out)["reports"][0]
    assert told["verdict"] == "differ"
    assert told["changes"][0]["message"].startswith("Teapot 68 -> Teapot 70")


def test_fail_on_says_what_fails(shop: Path) -> None:
    Path("paths/store.yaml").write_text(DEARER, encoding="utf-8")
    assert inside("diff", "main", *DAY, "--fail-on", "change").code == 1
    assert inside("diff", "main", *DAY, "--fail-on", "lost").code == 0
    nothing = SHOP.replace("next: [Clay Club]\n", "").replace("rest: [{do: Studio letter, every: 30d}]\n", "")
    Path("paths/store.yaml").write_text(
        nothing.replace("ultimate: Clay Club", "ultimate: {offer: Clay Club, cold: false}"), encoding="utf-8"
    )
    assert inside("diff", "main", *DAY).code == 1
    assert inside("diff", "main", *DAY, "--fail-on", "never").code == 0


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ((), "error: nothing to compare with\n  tip: type `ipp diff OLD [NEW]`"),
        (("a", "b", "c"), "error: nothing to compare with\n  tip: type `ipp diff OLD [NEW]`"),
        (("mian",), "'mian' is neither a file here nor a revision that git knows"),
        (("nosuch.yaml",), "nosuch.yaml: no such file"),
        (("main:paths/other.yaml",), "main has no paths/other.yaml to compare with"),
        (("--", "--output=x"), "'--output=x' is neither a file here nor a revision that git knows"),
        (("main", "--log", "x.csv"), "no orders are named\n  tip: name them with --orders FILE"),
        (("--git", "a", "b"), "--git takes the seven arguments that git gives to an external diff"),
    ],
)  # fmt: skip
def test_what_cannot_be_asked_is_a_sentence(shop: Path, arguments: tuple[str, ...], sentence: str) -> None:
    said = inside("diff", *arguments)
    assert (said.code, said.out) == (2, "")
    assert sentence in said.err


def test_a_shallow_clone_says_how_to_get_the_revision(shop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("paths/store.yaml").write_text(DEARER, encoding="utf-8")
    git("commit", "-qam", "two")
    git("clone", "-q", "--depth", "1", shop.as_uri(), "clone")
    monkeypatch.chdir("clone")
    said = "in this shallow clone\n  tip: fetch it with `{}`, or clone with `fetch-depth: 0`"
    assert said.format("git fetch --unshallow") in inside("diff", "HEAD~1").err


@pytest.mark.parametrize("revision", ["old", "origin/old"])
def test_what_brings_a_branch_to_a_shallow_clone_does(
    shop: Path, monkeypatch: pytest.MonkeyPatch, revision: str
) -> None:
    git("branch", "old")
    Path("paths/store.yaml").write_text(DEARER, encoding="utf-8")
    git("commit", "-qam", "two")
    git("clone", "-q", "--depth", "1", shop.as_uri(), "clone")
    monkeypatch.chdir("clone")
    command = inside("diff", revision, "paths/store.yaml").err.split("`")[1]
    git(*command.split()[1:])
    assert "Teapot 68 -> 70" in inside("diff", revision, "paths/store.yaml", *DAY).out


def test_outside_a_repository_there_are_no_revisions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    Path("store.yaml").write_text(SHOP, encoding="utf-8")
    said = inside("diff", "main", "store.yaml")
    assert (said.code, said.err.strip()) == (
        2,
        "error: 'main' is not a file here\n  tip: git revisions can be named only in a git repository",
    )


def test_a_side_that_cannot_be_read_is_said_and_nothing_else(shop: Path) -> None:
    Path("paths/store.yaml").write_text(
        SHOP.replace("next: [Clay Club]", "next: [Clay Culb]"), encoding="utf-8"
    )
    said = inside("diff", "main", *DAY)
    assert said.code == 2
    assert said.out.startswith("Not compared: paths/store.yaml has 1 mistake; line ")
    assert "IPP101" in said.out
    git("commit", "-qam", "broken")
    Path("paths/store.yaml").write_text(SHOP, encoding="utf-8")
    assert inside("diff", "HEAD", *DAY).out.startswith("Not compared: HEAD:paths/store.yaml has 1 mistake")


def test_a_renamed_file_is_found_in_the_revision(shop: Path) -> None:
    git("mv", "paths/store.yaml", "paths/pottery.yaml")
    git("commit", "-qm", "two")
    assert inside("diff", "main~1", *DAY).out == "Same policy: nothing changes for customers.\n"
    assert inside("diff", "main~1:paths", "paths", *DAY).code == 0
    assert inside("diff", "main~1", "main", *DAY).code == 0


def test_folders_are_compared_file_by_file(shop: Path) -> None:
    Path("other").mkdir()
    Path("other/store.yaml").write_text(DEARER, encoding="utf-8")
    Path("other/second.yaml").write_text(SHOP, encoding="utf-8")
    said = inside("diff", "main:paths", "other", *DAY)
    assert said.code == 2
    assert "other/store.yaml" in said.out
    assert "Teapot 68 -> 70" in said.out
    assert "is new: there is nothing to compare it with" in said.out


def test_what_a_revision_includes_is_read_from_it(shop: Path) -> None:
    part = "products:\n  Beaker: {price: 9, next: Clay Club}\n"
    Path("paths/more.yaml").write_text(part, encoding="utf-8")
    Path("paths/store.yaml").write_text("include: [more.yaml]\n" + SHOP, encoding="utf-8")
    git("add", ".")
    git("commit", "-qm", "two")
    Path("paths/more.yaml").write_text(part.replace("9", "8"), encoding="utf-8")
    said = inside("diff", "main", "paths/store.yaml", *DAY)
    assert "Beaker 9 -> 8 (-11%)  paths/more.yaml:2" in said.out


def test_a_revision_cannot_include_what_lies_outside_its_folder(shop: Path) -> None:
    Path("secret.yaml").write_text("products: {}\n", encoding="utf-8")
    Path("paths/store.yaml").write_text("include: [../secret.yaml]\n" + SHOP, encoding="utf-8")
    git("add", ".")
    git("commit", "-qm", "two")
    assert (
        "it lies outside the folder of the main file" in inside("diff", "main", "main~1:paths/store.yaml").out
    )


def test_of_a_store_that_is_too_large_it_is_said_that_findings_are_not_compared(
    shop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("paths/store.yaml").write_text(
        DEARER.replace("{price: 19}", "{price: 19, cost: 30}"), encoding="utf-8"
    )
    assert "new: IPP304" in inside("diff", "main", *DAY).out
    monkeypatch.setattr("ipp.cli.jobs.diff.compare.MOST_PROVED", 4)
    said = inside("diff", "main", *DAY).out
    assert "IPP304" not in said
    assert "findings are not compared: with 5 products and bundles it takes too long" in said


def test_git_calls_it_as_its_external_diff(shop: Path) -> None:
    Path("old.yaml").write_text(SHOP, encoding="utf-8")
    words = ("old.yaml", "a" * 40, "100644", "new.yaml", "b" * 40, "100644")
    Path("new.yaml").write_text(DEARER, encoding="utf-8")
    said = inside("diff", "--git", "paths/store.yaml", *words, *DAY, "--fail-on", "change")
    assert said.code == 0
    assert "Teapot 68 -> 70 (+3%)  paths/store.yaml:11" in said.out
    gone = inside("diff", "--git", "paths/store.yaml", *words[:3], "/dev/null", ".", ".", *DAY)
    assert gone == (0, "Not compared: paths/store.yaml is gone: there is nothing to compare it with\n", "")


def test_stories_beside_the_path_file_that_say_something_else_are_told(shop: Path) -> None:
    story = "ipp-test: 1\npath: store.yaml\ntoday: 2026-11-22\nstories:\n  A:\n    - bought: Mug\n    - did\n    - next: {offer: Teapot, price: 68}\n"
    Path("paths/store.test.yaml").write_text(story, encoding="utf-8")
    Path("paths/store.yaml").write_text(DEARER, encoding="utf-8")
    assert "A: gives another result now  paths/store.test.yaml:8" in inside("diff", "main", *DAY).out


@pytest.mark.parametrize("folder", ["paths", "."])
def test_stories_of_a_revision_are_told_too(shop: Path, folder: str) -> None:
    """Whatever is compared, the stories beside the path file of the new side are played; those of others and of folders below are not."""
    git("mv", "paths/store.yaml", f"{folder}/shop.yaml")
    git("commit", "-q", "-m", "moved")
    git("switch", "-q", "-c", "pr")
    story = "ipp-test: 1\npath: PATH\ntoday: 2026-11-22\nstories:\n  A:\n    - bought: Mug\n    - did\n    - next: {offer: Teapot, price: 68}\n"
    Path(folder, "more").mkdir()
    for name, path in (("shop", "./shop.yaml"), ("other", "other.yaml"), ("more/shop", "../shop.yaml")):
        Path(folder, f"{name}.test.yaml").write_text(story.replace("PATH", path), encoding="utf-8")
    Path(folder, "shop.yaml").write_text(DEARER, encoding="utf-8")
    git("add", ".")
    git("commit", "-q", "-m", "dearer")
    prefix = "" if folder == "." else f"{folder}/"
    file = f"{prefix}shop.yaml"
    for sides, label in (
        (("main", f"pr:{file}"), "pr:"),
        ((f"main:{file}", f"pr:{file}"), "pr:"),
        (("main", file), ""),
        *(((("main:paths", "pr:paths"), "pr:"), (("main:paths", "paths"), "")) if folder == "paths" else ()),
        *(((("main", "pr"), "pr:"), (("main",), "")) if folder == "paths" else ()),
    ):
        said = inside("diff", *sides, *DAY)
        assert f"A: gives another result now  {label}{prefix}shop.test.yaml:8" in said.out, sides
        assert said.out.count("gives another result now") == 1


def write_dearer_orders() -> tuple[str, ...]:
    """Raise a price under three customers; returns the options that read them."""
    Path("orders.csv").write_text(
        "customer,item,date\nann,Mug,2026-11-01\nbob,Teapot,2026-11-01\ncid,Mug,2026-11-01\n",
        encoding="utf-8",
    )
    Path("log.csv").write_text(
        "customer,offer,event,date,price,list_price\nann,Washing advice,did,2026-11-05,,\ncid,Washing advice,did,2026-11-05,,\ncid,Teapot,offered,2026-11-20,68,true\n",
        encoding="utf-8",
    )
    Path("paths/store.yaml").write_text(DEARER, encoding="utf-8")
    return "--orders", "orders.csv", "--log", "log.csv"


def test_orders_say_whose_next_action_differs_and_whose_open_offer_no_longer_stands(shop: Path) -> None:
    orders = write_dearer_orders()
    said = inside("diff", "main", *DAY, *orders)
    assert said.code == 1, "an open offer no longer stands"
    assert said.out.startswith("2 of 3 customers get another next action. Nobody loses theirs. ")
    assert "1  hold an open offer of Teapot at 68.00; it is 70.00 now  paths/store.yaml:11" in said.out
    assert "1  Teapot 68.00 -> Teapot 70.00  paths/store.yaml:11" in said.out


@long
def test_orders_without_counts_say_shares(shop: Path) -> None:
    orders = write_dearer_orders()
    hidden = inside("diff", "main", *DAY, *orders, "--no-counts")
    assert hidden.out.startswith("67% of the customers get another next action. Nobody loses theirs. ")
    told = json.loads(inside("diff", "main", *DAY, *orders, "--no-counts", "--format", "json").out)
    assert [each["number"] for each in told["reports"][0]["changes"] if each["section"] == "customers"] == [
        None,
        None,
    ]
    assert told["reports"][0]["looked_at"][0]["differ"] is None


def test_orders_cost_nothing_where_nobody_can_notice(shop: Path) -> None:
    assert inside("diff", "main", *DAY, "--orders", "none.csv").code == 0


def test_a_forecast_says_what_the_change_is_worth(shop: Path) -> None:
    Path("paths/store.yaml").write_text(DEARER, encoding="utf-8")
    out = inside("diff", "main", *DAY, "--forecast").out
    assert " margin per entering customer (" in out
