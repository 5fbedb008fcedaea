"""Arguments that cannot be understood: told in the style of every error, with what to type."""

import pytest

from .program import inside

HELP = "`ipp learn --help` shows what can be typed"


@pytest.mark.parametrize(
    ("arguments", "message", "tip"),
    [
        (
            ("nextt",),
            "there is no command 'nextt'",
            "did you mean `ipp next`? `ipp --help` lists the commands",
        ),
        (("qqq",), "there is no command 'qqq'", "`ipp --help` lists the commands"),
        (("learn", "--lgo", "x"), "no such option: --lgo", f"did you mean --log? {HELP}"),
        (("learn", "--qqqq"), "no such option: --qqqq", HELP),
        (("learn",), "ORDERS is missing", "for example `ipp learn orders.csv`"),
        (
            ("learn", "o.csv", "--format", "xml"),
            "--format: 'xml' is not one of 'text', 'json', 'csv'",
            HELP,
        ),
        (
            ("map", "--depth", "x"),
            "--depth: 'x' is not a valid int",
            "`ipp map --help` shows what can be typed",
        ),
    ],
)
def test_what_is_wrong_and_what_to_type(arguments: tuple[str, ...], message: str, tip: str) -> None:
    said = inside(*arguments)
    assert (said.code, said.out) == (2, "")
    first, second = said.err.splitlines()
    assert first.startswith(f"error: {message}")
    assert second == f"  tip: {tip}"
