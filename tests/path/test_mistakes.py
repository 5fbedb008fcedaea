"""All mistakes in one run, and none of them twice."""

import pytest

from .reading import found_in, loaded, parsed
from .tables import HEAD


def test_all_mistakes_of_a_file_are_told_in_one_run() -> None:
    text = """\
ipp: 1
stor: Happy Feet
currency: [USD]
ultimate: {ofer: Club, retries: many}
products:
  Toe: {price: -1, cost: 2.x, next: [{offer: Club, take: 130%}, {do: [x]}]}
  Toe: {}
  Club: 29
bundles: {Kit: {price: 3, items: {Toe: 0, Clubb: 2}}}
touches: {Video: {kind: film}}
segments: {loyal: {owns: -1, not: [new]}}
rest: [{do: Video, every: never}]
defaults: {after: soon, stay: 2}
"""
    assert found_in(text) == [
        ("IPP003", "stor"),
        ("IPP004", "[USD]"),
        ("IPP003", "ofer"),
        ("IPP005", "many"),
        ("IPP005", "-1"),
        ("IPP005", "2.x"),
        ("IPP005", "130%"),
        ("IPP004", "[x]"),
        ("IPP002", "Toe"),
        ("IPP004", "29"),
        ("IPP005", "0"),
        ("IPP101", "Clubb"),
        ("IPP005", "film"),
        ("IPP005", "-1"),
        ("IPP101", "new"),
        ("IPP005", "never"),
        ("IPP005", "soon"),
        ("IPP005", "2"),
    ]


VALUES = [  # (what is written, what it is told, what the fix writes)
    ("touches: {Video: {kind: contnet}}", "did you mean `content`?", "content"),
    ("touches: {Video: {kind: 'Referal'}}", "did you mean `referral`?", "'referral'"),
    ("products: {Soap: {consumable: ture}}", "did you mean `true`?", "true"),
    ("products: {Soap: {refill: 2 wekks}}", "did you mean `weeks`?", "2 weeks"),
    ("products: {Soap: {refill: 1 mnth}}", "did you mean `month`?", "1 month"),
    ("products: {Soap: {every: monthly}}", "did you mean `month`?", "month"),
    ("products: {Soap: {every: never}}", "write month, year, or a length of time such as 30d", None),
    ('products: {Soap: {price: "$12.50"}}', "write it as plain digits: 12.50", '"12.50"'),
    ('products: {Soap: {price: "1.299,00 €"}}', "write it as plain digits: 1299.00", '"1299.00"'),
    ("products: {Soap: {price: USD 8}}", "write it as plain digits: 8", "8"),
    ("products: {Soap: {price: free}}", "write it as plain digits: 0", "0"),
    ("products: {Soap: {price: much}}", "amounts are written like 89 or 19.50", None),
    ("products: {Soap: {price: 12,50}}", "write it as plain digits: 12.50", "12.50"),
    ("products: {Soap: {price: $1,299.00, cost: 3}}", "write it as plain digits: 1299.00", "1299.00"),
    ("products: {Soap: {price: 1,234,567}}", "write it as plain digits: 1234567", "1234567"),
    ("products: {Soap: {churn: 2,5%}}", "rates are written like 12% or 0.12", None),
    ("products: {Soap: {next: [{do: Video, take: 12}]}}", "for 12 in a hundred write 12%", "12%"),
]


@pytest.mark.parametrize(("text", "help", "written"), VALUES)
def test_a_value_is_told_what_was_probably_meant(text: str, help: str, written: str | None) -> None:
    (finding,) = [each for each in parsed(f"ipp: 1\n{text}\n")[1] if each.rule.code == "IPP005"]
    assert finding.help == help
    assert (finding.fix and [edit.text for edit in finding.fix.edits]) == (written and [written])
    assert not (finding.fix and finding.fix.safe)


def test_a_number_parted_by_a_comma_is_one_mistake() -> None:
    """In braces YAML takes what follows the comma as a key: the price would be 12."""
    text = "ipp: 1\nultimate: Nut\nproducts: {Soap: {price: 12,50}, Toe: {price: 3, 4}, Nut: {price: 3, 12: 4}}\n"
    assert found_in(text) == [("IPP005", "12,50"), ("IPP003", "4"), ("IPP003", "12")]


def test_a_merge_key_is_one_mistake() -> None:
    """What it would bring is not missed: neither keys that are needed nor names."""
    for text in (
        "bundles: {Kit: {<<: {items: Toe}}}",
        "products: {<<: {Soap: {price: 3}}, Toe: {next: Soap}}",
    ):
        assert found_in(f"ipp: 1\nultimate: Toe\nproducts: {{Toe: }}\n{text}\n")[-1:] == [("IPP001", "<<")]


REFERRING = (
    "ipp: 1\nultimate: Club\nnext: [Toe, Kit, Video, {offer: Toe, when: loyal}]\nseries: {S: [Toe, Club]}\n"
)
DECLARED = {
    "products": "{Toe: , Club: }",
    "bundles": "{Kit: {items: Toe}}",
    "touches": "{Video: }",
    "segments": "{loyal: {owns: 3}}",
}
CASCADES = [
    ("products", "{Toe: [x], Club: x}", [("IPP004", "[x]"), ("IPP004", "x")]),
    ("products", "{Toe: {pric: 3}, Club: {price: x}}", [("IPP003", "pric"), ("IPP005", "x")]),
    ("bundles", "{Kit: x}", [("IPP004", "x")]),
    ("bundles", "{Kit: }", [("IPP006", "Kit")]),
    ("touches", "{Video: [x]}", [("IPP004", "[x]")]),
    ("segments", "{loyal: x}", [("IPP004", "x")]),
    ("segments", "{loyal: {owns: x}}", [("IPP005", "x")]),
    # what cannot be read may declare anything, so no name is called unknown
    ("products", "[Toe, Club]", [("IPP004", "[Toe, Club]")]),
    ("products", "", [("IPP005", "products")]),
    ("bundles", "[Kit]", [("IPP004", "[Kit]")]),
    ("touches", "Video", [("IPP004", "Video")]),
    ("segments", "[]", [("IPP004", "[]")]),
]


@pytest.mark.parametrize(("key", "value", "findings"), CASCADES)
def test_one_mistake_does_not_become_many(key: str, value: str, findings: list[tuple[str, str]]) -> None:
    declared = {**DECLARED, key: value}
    text = REFERRING + "".join(f"{name}: {written}\n" for name, written in declared.items())
    assert found_in(text) == findings


@pytest.mark.parametrize("key", DECLARED)
def test_a_misspelt_or_doubled_collection_hides_no_names(key: str) -> None:
    text = REFERRING + "".join(f"{name}: {written}\n" for name, written in DECLARED.items())
    assert found_in(text) == []
    misspelt = found_in(text.replace(f"{key}:", f"{key}s:"))
    assert ("IPP003", f"{key}s") in misspelt
    assert {code for code, _ in misspelt} <= {"IPP003", "IPP006"}
    doubled = text.replace(f"{key}:", f"{key}: {{}}\n{key}:")
    assert found_in(doubled) == [("IPP002", key)]


def test_a_collection_read_in_full_still_tells_unknown_names() -> None:
    assert found_in(HEAD + "next: Toe\nnotes: x\n") == [("IPP101", "Toe"), ("IPP003", "notes")]


@pytest.mark.parametrize(
    ("window", "message"),
    [
        ("from: 2026-11-15, until: 12-20", "`from` has a year, `until` has none"),
        ("until: 2026-12-20, from: 11-15", "`until` has a year, `from` has none"),
    ],
)
def test_a_window_has_a_year_at_both_ends_or_at_none(window: str, message: str) -> None:
    (finding,) = parsed(HEAD + f"next: [{{offer: Club, {window}}}]\n")[1]
    assert (finding.rule.code, finding.message) == ("IPP005", message)


def test_a_window_of_every_year_may_run_over_new_year() -> None:
    assert found_in(HEAD + "next: [{offer: Club, from: 12-20, until: 01-06}]\n") == []


def test_a_touch_has_no_gap() -> None:
    text = HEAD + "touches: {Video: {kind: content}}\nnext: [{do: Video, within: 3d, gap: 0}, Club]\n"
    assert found_in(text) == [("IPP003", "gap")]


CHANNELS = [  # (channels that there are, what is told of one that there is not)
    ("{email: {}, inbox: {}}", "the channels are `email`, `inbox`"),
    ("{email: {}}", "the one channel is `email`"),
    ("{}", "`channels` names none yet: add it there"),
    ("{smss: {}, inbox: {}}", "did you mean `smss`?"),
]


@pytest.mark.parametrize(("channels", "help"), CHANNELS)
def test_an_unknown_channel_is_told_which_there_are(channels: str, help: str) -> None:
    rungs = "{offer: Club, via: sms}"
    text = f"ipp: 1\nultimate: Club\nproducts: {{Mug: {{price: 9, next: {rungs}}}, Club: {{price: 29}}}}\n"
    findings = loaded(f"{text}channels: {channels}\n").findings
    assert [(each.message, each.help) for each in findings] == [("no channel is called `sms`", help)]
