"""What the action says on pull requests, and in which comment: its steps are run as the runner runs them."""

from pathlib import Path

import pytest

from .conftest import git
from .test_action import HOSTILE, Ran, run

GH = """#!/bin/sh
echo "$@" >> "{told}"
case "$*" in *--paginate*) {known} ;; *) {sends} ;; esac
"""


def compare(repository: Path, programs: Path, **given: str) -> tuple[Ran, str]:
    """Run the step against the first commit; return what it came to, and the summary of the job."""
    summary = repository.parent / "summary.md"
    summary.write_text("", encoding="utf-8")
    base = git(repository, "rev-list", "--max-parents=0", "HEAD")
    env = {
        "BIN": str(programs), "RUNNER_TEMP": str(repository.parent), "GITHUB_STEP_SUMMARY": str(summary),
        "INPUT_PATHS": "paths", "INPUT_DIFF_FAIL_ON": "never", "BASE": base, **given,
    }  # fmt: skip
    ran = run("diff", repository, env)
    return ran, summary.read_text(encoding="utf-8")


def comment(repository: Path, report: str, known: str = "true", sends: str = "true") -> tuple[Ran, list[str]]:
    """Run the step with a `gh` of which these are the answers; return what it came to, and what it was called with."""
    told, folder = repository.parent / "told", repository.parent / "gh"
    told.write_text("", encoding="utf-8")
    folder.mkdir(exist_ok=True)
    (folder / "gh").write_text(GH.format(told=told, known=known, sends=sends), encoding="utf-8")
    (folder / "gh").chmod(0o755)
    file = repository.parent / "report.md"
    file.write_text(report, encoding="utf-8")
    env = {
        "PATH": f"{folder}:/usr/bin:/bin",
        "GH_TOKEN": "t",
        "REPORT": str(file),
        "REPOSITORY": "o/r",
        "NUMBER": "7",
    }
    return run("comment", repository, env), told.read_text(encoding="utf-8").splitlines()


def test_a_pull_request_that_changes_nothing_says_so(repository: Path, programs: Path) -> None:
    ran, summary = compare(repository, programs)
    assert ran == (0, "", {"report": f"{repository.parent}/ipp-diff.md"})
    assert summary.startswith("<!-- ipp diff -->\n")
    assert "nothing changes for customers." in summary


def test_what_a_pull_request_changes_stands_in_the_summary(repository: Path, programs: Path) -> None:
    (repository / "paths/part.yaml").write_text(
        "products: {Towel: {price: 9, next: Nail Kit}}\n", encoding="utf-8"
    )
    ran, summary = compare(repository, programs)
    assert ran.code == 0
    assert "Towel 8 -&#62; 9 " in summary
    assert compare(repository, programs, INPUT_DIFF_FAIL_ON="change")[0].code == 1


def test_a_revision_that_is_not_there_is_a_sentence(repository: Path, programs: Path) -> None:
    ran, summary = compare(repository, programs, BASE="0" * 40)
    assert ran.code == 0
    assert "check out with `fetch-depth: 0`" in summary


@pytest.mark.parametrize("hostile", HOSTILE, ids=ascii)
def test_hostile_paths_and_branches_do_nothing(repository: Path, echo: Path, hostile: str) -> None:
    before = sorted(repository.iterdir())
    compare(repository, echo, INPUT_PATHS=hostile, INPUT_DIFF_FAIL_ON=hostile)
    compare(repository, echo, BASE=hostile)
    assert sorted(repository.iterdir()) == before


def test_a_comment_is_made_once_and_written_anew(repository: Path) -> None:
    _, first = comment(repository, "<!-- ipp diff -->\n<details")
    assert first[-1].startswith("api --silent --method POST repos/o/r/issues/7/comments --field body=@")
    _, later = comment(repository, "<!-- ipp diff -->\nSame policy", "printf '31\\n32\\n'")
    assert later[-1].startswith("api --silent --method PATCH repos/o/r/issues/comments/31 --field body=@")
    _, nothing = comment(repository, "<!-- ipp diff -->\nSame policy")
    assert len(nothing) == 1


@pytest.mark.parametrize("answers", [("exit 1", "true"), ("true", "exit 1")])
def test_a_token_that_may_not_write_is_a_notice(repository: Path, answers: tuple[str, str]) -> None:
    ran, _ = comment(repository, "<!-- ipp diff -->\n<details", *answers)
    assert ran.code == 0
    assert ran.out.startswith("::notice title=ipp diff::")
    assert "summary of the job" in ran.out


def test_a_long_report_is_cut_for_the_comment(repository: Path) -> None:
    _, calls = comment(repository, "<!-- ipp diff -->\n<details" + "x" * 70_000)
    cut = Path(calls[-1].rpartition("@")[2]).read_text(encoding="utf-8")
    assert len(cut) < 65_000
    assert cut.endswith("More stands in the summary of the job.\n")
