"""A comment for a pull request, as a renderer of markdown shows it: a table, and no name acts in it."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from markdown_it import MarkdownIt

from ipp.lint.report import LintReport, Suppressed
from ipp.render.findings import markdown
from ipp.text.finding import Finding, Related, Rule
from ipp.text.source import Source, Span
from ipp.text.visible import make_visible

from ..reports import cases, reports

RULE = Rule("IPP302", "downsell-not-smaller", "error")
TAGS = {"p", "strong", "table", "thead", "tbody", "tr", "th", "td", "code", "br", "i"}
CALLS = re.compile(
    r"(?<![\w/])@\w|#\d|\bGH-\d|[!%&$~]\w|https?://|ftp://|www\.|\w@\w|mailto:|xmpp:", re.IGNORECASE
)
"""What a forge makes a mention, a reference or a link of, when it is not code."""


class Shown(HTMLParser):
    """The text of a page outside and inside of code, the tags in it, and the cells of its tables."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.open: list[str] = []
        self.prose: list[str] = []
        self.cells: list[str] = []
        self.comments: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.add(tag)
        if tag != "br":
            self.open.append(tag)
        if tag == "td":
            self.cells.append("")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "code" not in self.open:
            self.prose.append(data)
        if "td" in self.open:
            self.cells[-1] += data

    def handle_comment(self, data: str) -> None:
        self.comments.append(data)


def shown(report: LintReport) -> Shown:
    html = MarkdownIt("commonmark", {"html": True}).enable("table").render(markdown.render(report))
    reader = Shown()
    reader.feed(html)
    reader.close()
    assert not reader.open
    return reader


def finding(message: str, file: str = "store.yaml", help: str | None = None) -> Finding:
    source = Source(file, "one\ntwo")
    return Finding(RULE, message, Span(source, 4, 7), help)


def harmless(report: LintReport) -> Shown:
    page = shown(report)
    assert page.tags <= TAGS
    assert page.comments == [" ipp validate "]
    assert not CALLS.findall("\n".join(page.prose))
    assert len(page.cells) == 3 * len(report.findings)
    return page


@pytest.mark.parametrize(("name", "report"), cases(), ids=[name for name, _ in cases()])
def test_every_case_is_a_harmless_table(name: str, report: LintReport) -> None:
    harmless(report)


@given(reports())
def test_any_report_is_a_harmless_table_and_comes_back(report: LintReport) -> None:
    page = harmless(report)
    for number, each in enumerate(report.findings):
        kind, where, what = (cell.replace("\u200b", "") for cell in page.cells[3 * number : 3 * number + 3])
        assert kind == f"{each.rule.severity} {each.rule.code}"
        assert _plain(where) == _plain(make_visible(f"{each.span.source.name}:{each.span.line}"))
        assert _plain(what).startswith(_plain(make_visible(each.message)))


def _plain(text: str) -> str:
    """Return text without what a page does not show: backticks around names, and how wide a gap is."""
    return "".join(re.sub("[`\ufffd\x00]", "", text).split())


def test_the_renderer_would_show_what_is_not_escaped() -> None:
    html = (
        MarkdownIt("commonmark", {"html": True})
        .enable("table")
        .render("| a |\n|---|\n| <b>x</b> [y](http://z) |")
    )
    assert "<b>" in html
    assert "href" in html


def test_a_comment_in_full() -> None:
    one = finding("the downsell `Nail | Kit` costs 9_9, `@all` 5", help="did you mean `Kit`?")
    one = one._replace(related=(Related("the rung above", Span(one.span.source, 0, 3)),))
    assert markdown.render(LintReport((one,), 1, 12)) == (
        "<!-- ipp validate -->\n"
        "**ipp validate**: 1 error (1 file, 12 products)\n"
        "\n"
        "| | where | what |\n"
        "|---|---|---|\n"
        "| error IPP302 | <code>store.yaml&#58;2</code> | the downsell <code>Nail &#124; Kit</code> costs 9&#95;9, "
        "<code>&#64;all</code> 5<br><code>store.yaml&#58;1</code> the rung above"
        "<br><i>help</i> did you mean <code>Kit</code>? |\n"
    )


def test_nothing_found_is_told_too() -> None:
    said = markdown.render(LintReport((), 1, 117, (Suppressed(finding("x"), "we know", "comment"),)))
    assert (
        said
        == "<!-- ipp validate -->\n**ipp validate**: all checks passed (1 file, 117 products). 1 finding suppressed\n"
    )


def test_a_comment_never_grows_too_long_for_github() -> None:
    many = tuple(finding(f"the product `Kit {number}` leads nowhere") for number in range(2_000))
    text = markdown.render(LintReport(many, 1, 1))
    assert 55_000 < len(text) < 65_536
    rows = text.count("| error IPP302 |")
    assert text.endswith(f"\n\n{2_000 - rows} more, which are not shown here.\n")
