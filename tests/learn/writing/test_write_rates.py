"""Take rates go into path files of every style, and nothing else of the file changes."""

import difflib
from pathlib import Path

import pytest

from ipp.engine.policy.clauses import Offer
from ipp.learn.rates.placements import find_placements
from ipp.learn.rates.take_rates import TakeRate, learn_rates
from ipp.learn.writing.write_rates import WrittenRates, write_rate, write_rates
from ipp.loading import Store, load_store_file
from tests.learn.rates.test_take_rates import answer

DAY = "2026-11-22"
SAID = "# learned 2026-11-22: 20 of 100 said Yes"
LATE = f"{SAID}, 9 in 10 Yes within 12d"
HEAD = """ipp: 1
ultimate: Club
products:
  Pot: {price: 20}
  Cup: {price: 5}
  "Jug, large": {price: 12}
  Club: {price: 30}
"""


def load(text: str, file: str = "<stdin>") -> Store:
    store = load_store_file(file, {file: text})
    assert isinstance(store, Store) and not store.findings, store.findings
    return store


def learn(store: Store, patience: int | None = None, *, yes: int = 20, asked: int = 100) -> list[TakeRate]:
    """Return the rates of offers that were all answered alike."""
    offers: list[Offer] = [(name, None) for name in ("Pot", "Cup", "Jug, large", "Club")]
    rates = learn_rates(
        store.policy, find_placements(store.policy), {offer: answer(asked, yes) for offer in offers}
    )
    return [
        rate._replace(estimate=rate.estimate._replace(learned=yes / asked, patience=patience))
        for rate in rates
    ]


def write(text: str, patience: int | None = None, *, yes: int = 20) -> tuple[str, WrittenRates]:
    store = load(text)
    found = write_rates(store, learn(store, patience, yes=yes), DAY)
    return found.texts.get("<stdin>", text), found


def change(text: str, patience: int | None = None) -> list[str]:
    """Return the lines that are written anew; what is written is said the second time, too."""
    after, _ = write(text, patience)
    assert write(after, patience)[0] == after
    return [
        line[2:] for line in difflib.ndiff(text.splitlines(), after.splitlines()) if line.startswith("+ ")
    ]


STYLES = {
    "a name behind a dash": (
        "  Mug:\n    next:\n      - Pot\n",
        ["      - {offer: Pot, take: 20%}    " + SAID],
    ),
    "a name behind a key": ("  Mug:\n    next: Pot\n", ["    next: {offer: Pot, take: 20%}    " + SAID]),
    "a name that needs quotes": (
        "  Mug:\n    next:\n      - 'Jug, large'\n      - Jug, large\n",
        [f"      - {{offer: {name}, take: 20%}}    {SAID}" for name in ("'Jug, large'", '"Jug, large"')],
    ),
    "names in brackets": (
        "  Mug: {next: [Pot, Cup]}\n",
        [
            "  Mug: {next: [{offer: Pot, take: 20%}, {offer: Cup, take: 20%}]}    "
            "# learned 2026-11-22: Pot 20 of 100 said Yes; Cup 20 of 100 said Yes"
        ],
    ),
    "braces": ("  Mug: {next: {offer: Pot, after: 3d}}\n", ["  Mug: {next: {offer: Pot, after: 3d, take: 20%}}    " + SAID]),
    "another rate": ("  Mug: {next: {offer: Pot, take: 0.1}}\n", ["  Mug: {next: {offer: Pot, take: 20%}}    " + SAID]),
    "the same rate, written otherwise": ("  Mug: {next: {offer: Pot, take: 0.20}}  # mine\n", []),
    "a block behind a dash": (
        "  Mug:\n    next:\n      - offer: Pot\n        after: 3d\n      - Club\n",
        ["        take: 20%    " + SAID],
    ),
    "a block behind a key, at the end of the file": (
        "  Mug:\n    next:\n        offer: Pot",
        ["        take: 20%    " + SAID],
    ),
    "a comment": ("  Mug:\n    next:\n      - Pot  # best\n", ["      - {offer: Pot, take: 20%}  # best    " + SAID]),
    "an ignore": (
        "  # ipp: ignore[IPP201] later\n  Mug: {next: Pot}  # ipp: ignore[IPP202] so\n",
        ["  Mug: {next: {offer: Pot, take: 20%}}  # ipp: ignore[IPP202] so    " + SAID],
    ),
    "a text of several lines": (
        '  Mug: {next: {offer: Pot, take: 9%, note: "one\n    # two"}}\n',
        ['  Mug: {next: {offer: Pot, take: 20%, note: "one', '    # two"}}    ' + SAID],
    ),
    "a ladder in a block, both at one place": (
        "  Mug:\n    next:\n      - offer: Pot\n        downsell:\n          - offer: Cup\n      - Club\n",
        ["            take: 20%    " + SAID, "        take: 20%    " + SAID],
    ),
    "other line endings": ("  Mug: {next: Pot}\r\n", ["  Mug: {next: {offer: Pot, take: 20%}}    " + SAID]),
    "the ultimate action in a list says so itself only if it did": (
        "  Mug: {next: [Club]}\n  Tub: {next: {offer: Club, take: 1%}}\n",
        ["  Tub: {next: {offer: Club, take: 20%}}    " + SAID],
    ),
}  # fmt: skip


@pytest.mark.parametrize("style", STYLES)
def test_a_rate_is_written_in_the_style_of_its_place(style: str) -> None:
    text, lines = STYLES[style]
    ultimate = ["ultimate: {offer: Club, take: 20%}    " + SAID]
    assert change(HEAD + text) == [*ultimate, *lines]


def test_patience_is_written_where_the_path_waits_otherwise() -> None:
    mug = "  Mug:\n    next:\n      - Pot\n      - {offer: Cup, patience: 12d, take: 20%}\n"
    assert change(HEAD + mug, 12)[1:] == [f"      - {{offer: Pot, take: 20%, patience: 12d}}    {LATE}"]
    block = "  Mug:\n    next:\n      - offer: Pot\n        patience: 3d  # short\n"
    assert change(HEAD + block, 12)[1:] == [
        "        patience: 12d  # short    # learned 2026-11-22: 9 in 10 Yes within 12d",
        "        take: 20%    " + SAID,
    ]
    assert change(HEAD + "defaults: {patience: 12d, take: 20%}\nnext: [Pot]\n", 12)[1:] == [
        f"next: [{{offer: Pot, take: 20%}}]    {SAID}"
    ]


def test_a_patience_that_holds_for_the_rungs_below_leaves_them_their_own() -> None:
    text = HEAD + "  Mug:\n    next:\n      - {offer: Pot, downsell: [Cup]}\n"
    store = load(text)
    days = {"Pot": 30, "Cup": 7}
    rates = [
        rate._replace(estimate=rate.estimate._replace(patience=days.get(rate.offer[0])))
        for rate in learn(store)
    ]
    after = write_rates(store, rates, DAY).texts["<stdin>"]
    assert "downsell: [{offer: Cup, take: 20%, patience: 7d}], take: 20%, patience: 30d}" in after
    assert not write_rates(load(after), rates, DAY).texts


def test_new_counts_are_said_in_the_place_of_the_old_ones() -> None:
    before, _ = write(HEAD + "  Mug: {next: Pot}  # ours\n")
    after, _ = write(before, yes=30)
    assert "{offer: Pot, take: 30%}}  # ours    # learned 2026-11-22: 30 of 100 said Yes\n" in after
    assert "20 of 100" not in after


def test_an_offer_that_is_made_first_keeps_its_rate_where_it_stands_below_a_no() -> None:
    text = HEAD + "  Mug: {next: [{offer: Pot, take: 20%, downsell: [Cup]}]}\n  Tub: {next: [Cup]}\n"
    assert change(text)[1:] == ["  Tub: {next: [{offer: Cup, take: 20%}]}    " + SAID]


def test_what_cannot_say_it_is_told() -> None:
    text = HEAD.replace("ultimate: Club", "ultimate: {offer: Club, take: {0: 1%, 3: 8%}}")
    text += "  Mug: {next: [&a Pot, *a]}\nseries: {S: [Cup, 'Jug, large']}\n"
    after, found = write(text)
    assert after == text
    assert found.by_hand == (("Pot", None),)
    assert set(found.nowhere) == {("Club", None), ("Cup", None), ("Jug, large", None)}


def test_few_answers_change_nothing() -> None:
    store = load(HEAD + "  Mug: {next: Pot}\n")
    found = write_rates(store, learn(store, yes=2, asked=19), DAY)
    assert (found.texts, len(found.few)) == ({}, 4)


def test_a_repeated_mapping_is_written_once_and_included_files_by_themselves(tmp_path: Path) -> None:
    main, part = tmp_path / "a.yaml", tmp_path / "b.yaml"
    text = "include: [b.yaml]\n" + HEAD + "  Mug: {next: [&step {offer: Pot}]}\n  Tub: {next: [*step]}\n"
    main.write_text(text, encoding="utf-8")
    part.write_text("ipp: 1\nproducts:\n  Lid: {next: [Cup]}\n", encoding="utf-8")
    store = load_store_file(str(main))
    assert isinstance(store, Store)
    found = write_rates(store, learn(store), DAY)
    assert f"[&step {{offer: Pot, take: 20%}}]}}    {SAID}\n" in found.texts[str(main)]
    assert found.texts[str(part)].endswith(f"  Lid: {{next: [{{offer: Cup, take: 20%}}]}}    {SAID}\n")
    again = load_store_file(str(main), found.texts)
    assert isinstance(again, Store) and not write_rates(again, learn(again), DAY).texts


@pytest.mark.parametrize(
    ("share", "text"), [(0.126, "12.6%"), (0.1, "10%"), (0.0096, "0.96%"), (0.00004, "0.004%"), (1.0, "100%")]
)
def test_rates_are_written_as_exactly_as_they_are_known(share: float, text: str) -> None:
    assert write_rate(share) == text
