"""What `ipp rule` and `ipp rules` do."""

import sys

from ipp.cli import terminal
from ipp.errors import RequestError
from ipp.lint.page import RulePage
from ipp.lint.rules import ALL
from ipp.render import rule_json
from ipp.render.page import Line, Piece, make_line, pad_text
from ipp.text.suggest import Suggester


def print_rule(code: str, *, as_json: bool) -> None:
    """Print the page of a rule, by its code or name; raises RequestError for neither."""
    page = _find_rule(code)
    if as_json:
        sys.stdout.write(rule_json.write_page(page))
        return
    rule = page.rule
    head = make_line(Piece(f"{rule.code} {rule.name}", "bold"), f" ({rule.severity})")
    terminal.write_page([head, (), *map(_style_text, page.text.splitlines())])


def _find_rule(code: str) -> RulePage:
    wanted = f"ipp{code}" if code.isascii() and code.isdigit() else code.casefold()
    for page in ALL:
        if wanted in (page.rule.code.casefold(), page.rule.name):
            return page
    known = [word for page in ALL for word in (page.rule.code, page.rule.name)]
    near = Suggester().find_nearest(code, known)
    hint = f"did you mean `ipp rule {near}`?" if near else "`ipp rules` lists the rules"
    raise RequestError(f"no rule is called {code!r}", hint)


def print_rules(*, as_json: bool) -> None:
    """Print a list of all rules."""
    if as_json:
        sys.stdout.write(rule_json.write_pages(ALL))
        return
    width = max(len(page.rule.name) for page in ALL)
    terminal.write_page(
        make_line(
            Piece(page.rule.code, "bold"),
            f"  {pad_text(page.rule.name, width)}  ",
            Piece(f"{page.rule.severity:<7}", "dim"),
            f"  {page.summary}",
        )
        for page in ALL
    )


def _style_text(text: str) -> Line:
    if text in ("Wrong::", "Right::"):
        return make_line(Piece(text[:-1], "red" if text == "Wrong::" else "green"))
    return make_line(Piece(text, "dim" if text.startswith("    ") else ""))
