"""What is compared: the holdout of a path, an arm, and what can be none."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from ipp.engine.policy.facts import is_in_share
from ipp.errors import RequestError
from ipp.measure.experiment import find_arm, find_holdout
from ipp.orders.log import DID, OFFERED

from .measured import Case, load_text, measure_files
from .simulated import BEGIN, Shop, make_shop, read_csv, write_path

PATH = """ipp: 1
ultimate: Club
products:
  Mug: {next: [{offer: Pot, when: blue}, {offer: Jug, unless: blue}]}
  Pot: {next: {offer: Jug, when: deep}}
  Jug: {}
  Plate: {next: Jug}
  Club: {}
bundles: {Set: {items: [Mug, Jug], next: Plate}}
segments:
  blue: {share: 30%}
  deep: {all: [blue], owns: 2}
  idle: {share: 10%}
  keen: {owns: 2}
  all: {share: 100%}
"""


def test_a_holdout_is_that_of_the_path() -> None:
    found = find_holdout(load_text(write_path(Shop(share=0.05))).policy, "Spring-2026")
    assert (found.kind, found.name, found.first, found.goods) == ("holdout", "spring-2026", BEGIN, None)
    assert found.planned == pytest.approx(0.05)
    assert found.events == (OFFERED,)


def test_a_holdout_from_everything_is_entered_by_touches_too() -> None:
    text = PATH + "holdout: {name: h, share: 10%, of: everything}"
    assert find_holdout(load_text(text).policy).events == (OFFERED, DID)


@pytest.mark.parametrize(
    ("text", "name", "says"),
    [
        (PATH, None, "has no holdout"),
        (PATH + "holdout: {name: h, share: 10%}", "autumn", "the path has 'h'"),
        (PATH + "holdout: {name: h, share: 100%}", None, "everybody or nobody"),
    ],
)
def test_what_is_no_holdout(text: str, name: str | None, says: str) -> None:
    with pytest.raises(RequestError, match=says):
        find_holdout(load_text(text).policy, name)


def test_an_arm_is_entered_by_purchases_whose_lists_read_it() -> None:
    """By another segment that is made of it, too."""
    found = find_arm(load_text(PATH).policy, "Blue", date(2026, 3, 1))
    assert (found.kind, found.name) == ("arm", "blue")
    assert found.goods == frozenset({"Mug", "Pot"})
    assert (found.first, found.last) == (date(2026, 3, 1), None)


@pytest.mark.parametrize(
    "more",
    [
        "next: {offer: Club, when: blue}",
        "prospects: {offer: Mug, unless: blue}",
        "touches: {Letter: {kind: content}}\nrest: [{do: Letter, every: 90d, when: blue}]",
    ],
)
def test_an_arm_that_is_read_for_everybody_is_entered_by_every_purchase(more: str) -> None:
    assert find_arm(load_text(PATH + more).policy, "blue").goods is None


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("bleu", "did you mean 'blue'"),
        ("nothing", "those with a share: blue, idle, all"),
        ("keen", "it has no share"),
        ("idle", "no step reads it"),
        ("all", "no step reads it"),
    ],
)
def test_what_is_no_arm(name: str, says: str) -> None:
    with pytest.raises(RequestError, match=says):
        find_arm(load_text(PATH).policy, name)


def test_an_arm_has_those_of_its_share_who_bought_what_leads_there(tmp_path: Path) -> None:
    """From the first day on, whenever they bought it before; the bundle brings the product."""
    shop = Shop(people=300, days=60)
    files = make_shop(shop, 3)._replace(path=PATH)
    since, today = BEGIN + timedelta(days=10), BEGIN + timedelta(days=200)
    experiment = find_arm(load_text(PATH).policy, "blue", since)
    found = measure_files(Case(shop, files, today), tmp_path, experiment)
    bought = {row["customer"] for row in read_csv(files.orders) if row["item"] == "Mug"}
    inside = {customer for customer in bought if is_in_share(experiment.share, customer)}
    assert (found.first, found.second, found.open) == (len(inside), len(bought) - len(inside), 0)
    assert found.begins == since.toordinal()
    assert not found.problems
    assert found.offers == ()
