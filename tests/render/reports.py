"""Reports to render: of the case collection, and any that hypothesis makes, with names that want to break out."""

from functools import cache

from hypothesis import strategies as st

from ipp.lint.check import check_store
from ipp.lint.report import LintReport, Suppressed
from ipp.loading import load_store_file
from ipp.text.finding import Edit, Finding, Fix, Related, Rule, sort_worst_first
from ipp.text.source import Source, Span
from tests.test_cases import CASES, NAMES

TEXT = "ipp: 1\nproducts:\n  足 Kit: {price: 1}\n  B: {}\n"
RULES = (
    Rule("IPP001", "invalid-yaml", "error"),
    Rule("IPP302", "downsell-not-smaller", "error"),
    Rule("IPP303", "cheaper-later", "warning"),
    Rule("IPP307", "single-before-bundle", "info"),
    Rule("IPP999", "not-in-the-catalogue", "info"),
)
WICKED = (
    "@all", "#123", "GH-12", "!7", "%1", "~bug", "/close", "`", "``", "a`@all`b", "|", "||", "\\", "\\|", "[x](1)", "[x](javascript:x)",
    "<script>", "</code>", "-->", "]]>", "<!--", "&amp;", "&#64;all", "{0}", "{{", "%0A", "%", "::error::x", "##[stop-commands]x", "a,b:c",
    "\n::error::x", "\r\n", "\0", "\x1b[31m", "\x7f", "\u0085", "\u2028", "\ud800", "\udcff", "\ufffe", "\uffff", "\u202e", "\u200b", "足🦶e\u0301",
    "https://evil.example", "http://a.b", "www.evil.example", "a@b.example", "xmpp:a@b.c", "deadbeefdeadbeefdeadbeefdeadbeefdeadbeef", "_x_", "**x**", "~~x~~", "$x$",
    "org/repo#1", "user@deadbeef", "![x](y)", "[^1]", "'", '"', "=1+1", "- [ ] x",
)  # fmt: skip
WORDS = st.one_of(st.sampled_from(WICKED), st.text(max_size=8), st.text("`@#|<>[]&\\:,%\n", max_size=12))
NAMES_OF_THINGS = st.lists(WORDS, max_size=3).map("".join)
MESSAGES = st.tuples(WORDS, NAMES_OF_THINGS, WORDS).map(lambda parts: f"{parts[0]} `{parts[1]}` {parts[2]}")
FILES = st.one_of(
    st.sampled_from(
        [
            "paths/store.yaml",
            "<stdin>",
            "a b/c#d%.yaml",
            "/abs/x.yaml",
            "C:/x.yaml",
            "a:b.yaml",
            "::error::.yaml",
        ]
    ),
    st.text("ab/.%#:,| \n<>`@足\udcff", min_size=1, max_size=8),
)


@st.composite
def spans(draw: st.DrawFn, sources: list[Source]) -> Span:
    source = draw(st.sampled_from(sources))
    start = draw(st.integers(0, len(source.text)))
    return Span(source, start, draw(st.integers(start, len(source.text))))


@st.composite
def findings(draw: st.DrawFn, sources: list[Source]) -> Finding:
    related = st.builds(Related, MESSAGES, spans(sources))
    fix = st.builds(
        lambda title, safe, span, text: Fix(title, safe, (Edit(span, text),)),
        MESSAGES,
        st.booleans(),
        spans(sources),
        WORDS,
    )
    return Finding(
        draw(st.sampled_from(RULES)),
        draw(MESSAGES),
        draw(spans(sources)),
        draw(st.none() | MESSAGES),
        tuple(draw(st.lists(related, max_size=2))),
        draw(st.none() | fix),
        tuple(draw(st.lists(NAMES_OF_THINGS, max_size=2))),
    )


@st.composite
def reports(draw: st.DrawFn) -> LintReport:
    """Make a report of anything that a report can hold."""
    sources = [Source(name, TEXT) for name in draw(st.lists(FILES, min_size=1, max_size=3, unique=True))]
    found = draw(st.lists(findings(sources), max_size=4))
    accepted = st.builds(
        Suppressed, findings(sources), MESSAGES, st.sampled_from(["comment", "entry", "baseline"])
    )
    return LintReport(
        tuple(sort_worst_first(found)), len(sources), 4, tuple(draw(st.lists(accepted, max_size=2)))
    )


@cache
def cases() -> tuple[tuple[str, LintReport], ...]:
    """Return the report of every case, by name; file names as from the root of the repository."""
    return tuple((name, _case(name)) for name in NAMES)


def _case(name: str) -> LintReport:
    file = CASES / f"{name}.yaml" if (CASES / f"{name}.yaml").exists() else CASES / name / "store.yaml"
    loaded = load_store_file(str(file.relative_to(CASES.parents[1])))
    found = tuple(sort_worst_first(check_store(loaded)))
    return LintReport(found[1:], 1, 1, tuple(Suppressed(each, "we know", "comment") for each in found[:1]))
