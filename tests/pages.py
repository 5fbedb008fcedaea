"""The pages of docs/ that are made, not written: one for each rule, and the reference of the command line."""

import re
import textwrap
from pathlib import Path

from typer.main import get_command

from ipp.cli.app import app
from ipp.lint.page import RulePage
from ipp.lint.report import LintReport
from ipp.lint.rules import ALL
from ipp.lint.run import LintTerms, lint_stores
from ipp.loading import load_store, make_opener
from ipp.render.findings import full
from ipp.render.page import print_plain
from ipp.text.source import Source
from tests.lint.examples import CUSTOMERS

MADE = (
    "<!-- Made by `IPP_UPDATE=1 pytest tests/test_pages.py`; change the docstrings it is made from. -->\n\n"
)
_RULES = {f"rules/{page.rule.code}.md": page for page in ALL}


def list_pages() -> list[str]:
    """Return the name of each page, below docs/."""
    return [*_RULES, "rules/README.md", "cli.md"]


def make_page(name: str) -> str:
    """Return the text of a page."""
    if name in _RULES:
        return rule_page(_RULES[name])
    return command_line() if name == "cli.md" else index()


def rule_page(page: RulePage) -> str:
    rule = page.rule
    about = re.split(r"^(?:Wrong|Right)::$", page.text, maxsplit=1, flags=re.MULTILINE)[0].strip()
    parts = [f"# {rule.code} {rule.name}\n\n{MADE}Severity: {rule.severity}.{_fixes(page)}\n\n{about}\n"]
    for wrong in page.list_examples("Wrong"):
        parts.append(
            f"\n## Wrong\n\n{_yaml(wrong)}\n```console\n$ ipp validate{_OPTIONS.get(rule.code, '')} store.yaml\n{_said(wrong)}```\n"
        )
    for right in page.list_examples("Right"):
        parts.append(f"\n## Right\n\n{_yaml(right)}")
    accept = "" if rule.code in ("IPP001", "IPP901", "IPP902") else _ACCEPT.format(code=rule.code)
    return "".join(parts) + accept


_ACCEPT = """
To accept a finding of this rule, write `# ipp: ignore[{code}] reason` at the end of its line or on the line above,
or an entry of `ignore`: `{{rule: {code}, at: <item>, reason: ...}}`.
"""


_OPTIONS = {"IPP503": f" --customers-per-month {CUSTOMERS}"}
"""What a rule is found with."""


def _fixes(page: RulePage) -> str:
    fixes = [
        finding.fix.safe
        for wrong in page.list_examples("Wrong")
        for finding in _report(wrong).findings
        if finding.fix and finding.rule == page.rule
    ]
    if not fixes:
        return ""
    return " `--fix` mends it." if any(fixes) else " `--fix --unsafe-fixes` mends it where it can."


def _yaml(text: str) -> str:
    return f"```yaml\n{text}```\n"


def _said(text: str) -> str:
    return print_plain(full.render(_report(text)))


def _report(text: str) -> LintReport:
    return lint_stores(
        [load_store(Source("store.yaml", text), make_opener(Path()))], LintTerms(customers=CUSTOMERS)
    )


def index() -> str:
    rows = [
        f"| [{page.rule.code}]({page.rule.code}.md) | {page.rule.name} | {page.rule.severity} | {page.summary} |"
        for page in ALL
    ]
    head = "| code | name | severity | what it finds |\n|---|---|---|---|\n"
    return (
        f"# The rules\n\n{MADE}`ipp rule CODE` prints a page; `ipp rules` lists them.\n\n{head}"
        + "\n".join(rows)
        + "\n"
    )


def command_line() -> str:
    """Return the help of every command, on lines that a page can show."""
    group = get_command(app)
    parts = [f"# The command line\n\n{MADE}"]
    with group.make_context("ipp", [], resilient_parsing=True, terminal_width=88) as context:
        parts.append(_help("ipp", context.get_help()))
        for name, command in sorted(group.commands.items()):  # type: ignore[attr-defined]
            with command.make_context(
                name, [], parent=context, resilient_parsing=True, terminal_width=88
            ) as inner:
                parts.append(f"\n## ipp {name}\n\n" + _help(f"ipp {name}", inner.get_help()))
    return "".join(parts)


_CHOICE = re.compile(r"<([a-z]+(?:\|[a-z]+)+)>")  # as typer 0.28 writes what 0.26 writes in brackets


def _help(command: str, text: str) -> str:
    kept = _CHOICE.sub(r"[\1]", textwrap.dedent(text).rstrip()).replace("{CODE|NAME}", "CODE|NAME")
    return f"```console\n$ {command} --help\n{kept}\n```\n"
