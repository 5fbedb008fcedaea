"""The page answers as the engine does, on every step of hundreds of random lives, for every path file that is kept here."""

import datetime as dt
import json
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import pytest

from ipp.engine.customer.events import Accepted, Bought, Cancelled, Customer, Declined, Did, Held, Offered
from ipp.engine.decision.action import Origin, Standing, Why
from ipp.engine.decision.follow import follow_yeses
from ipp.loading import Store, load_store_file
from ipp.render.web.compiler import compile_policy
from tests import amounts
from tests.engine.agreement import ends_quiet, read
from tests.engine.feet import written
from tests.oracle.charged import ChargedMaker
from tests.oracle.choice import seeded
from tests.oracle.maker import LAST_DAY, Maker
from tests.render.web.agreement import ask, is_ahead, plainly, say
from tests.render.web.histories import TODAY, Question, walk
from tests.shipped import PATH_FILES

if TYPE_CHECKING:
    from playwright.sync_api import Page

LIVES = amounts.amount(300, least=30)
STORES = amounts.amount(1_200)
CHARGED = amounts.amount(400, least=10)
AHEAD = 3 if amounts.FULL else 12
"""Of each so many questions it is also asked what each answer leads to."""


@pytest.mark.parametrize("file", PATH_FILES, ids=lambda file: file.stem)
def test_the_page_says_what_the_engine_says(interpreter: "Page", file: Path) -> None:
    loaded = load_store_file(str(file))
    assert isinstance(loaded, Store)
    policy = loaded.policy
    questions = [question for life in range(LIVES) for question in walk(policy, life)]
    answers = ask(interpreter, policy, questions, AHEAD)
    assert len(answers) == len(questions) >= 5 * LIVES
    wanted = [say(policy, each, ahead=is_ahead(place, AHEAD)) for place, each in enumerate(questions)]
    for question, answer, engine in zip(questions, answers, wanted, strict=True):
        assert answer == engine, question
    assert {"wait", "offer", "touch", "rest"} <= {each["state"] for each in wanted}
    assert any(each["awaiting"] for each in wanted) and any(each["passed"] for each in wanted)
    assert {"yes", "no", "silence", "done", "wait"} <= {
        key for each in wanted for key in each.get("next", ())
    }


def test_the_page_says_what_the_engine_says_of_random_stores(interpreter: "Page") -> None:
    """Stores that use every corner of the format: windows, yearly ones too, `within`, gaps, special prices, several series, no rest, no cold ask."""
    states, whys, origins, opened = set(), set(), set(), set()
    for seed in range(STORES):
        policy = read(Maker(seeded(seed), given=seed % 3 > 0, who=seed % 4 > 0).make()).policy
        questions = [question for life in range(4) for question in walk(policy, life, LAST_DAY, 30)]
        answers = ask(interpreter, policy, questions, AHEAD)
        for place, (question, answer) in enumerate(zip(questions, answers, strict=True)):
            wanted = say(policy, question, ahead=is_ahead(place, AHEAD))
            assert plainly(answer) == plainly(wanted), (seed, question)
            states.add(wanted["state"])
            whys |= {passed["why"] for passed in wanted["passed"]}
            origins |= {wanted["action"]["origin"]} if wanted["action"] else set()
            opened |= time_opens(wanted)
    if amounts.LONG:  # fewer stores do not meet everything
        assert states == set(get_args(Standing))
        assert whys == set(get_args(Why))
        assert origins == set(get_args(Origin))
        assert "a window opens" in opened


def test_the_page_says_who_is_quiet_by_charges(interpreter: "Page") -> None:
    decided = 0
    for seed in range(CHARGED):
        policy = read(ChargedMaker(seeded(seed)).make()).policy
        questions = [question for life in range(4) for question in walk(policy, life, LAST_DAY, 30)]
        answers = ask(interpreter, policy, questions, AHEAD)
        for place, (question, answer) in enumerate(zip(questions, answers, strict=True)):
            wanted = say(policy, question, ahead=is_ahead(place, AHEAD))
            assert plainly(answer) == plainly(wanted), (seed, question)
            decided += ends_quiet(policy, question.customer, question.today)
    assert decided > CHARGED


def test_the_ultimate_given_up_is_asked_again_later(interpreter: "Page") -> None:
    policy = written(
        "ipp: 1\nultimate: {offer: Club, again_after: 5d}\nproducts:\n  Kit: {price: 9}\n  Club: {price: 50, every: month}\n"
    ).policy
    days = [TODAY + dt.timedelta(number) for number in range(8)]
    events = (Bought(("Kit", "Club"), days[0]), Cancelled("Club", days[1]))
    questions = [Question(Customer(events), on) for on in (days[0], days[2], days[7])]
    wanted = [say(policy, each) for each in questions]
    assert [each["state"] for each in wanted] == ["complete", "wait", "offer"]
    assert ask(interpreter, policy, questions) == wanted


def test_the_page_looks_past_the_end_of_a_holdout(interpreter: "Page") -> None:
    """A No that was held is forgotten then: the ultimate action can be asked again."""
    policy = written(
        "ipp: 1\nultimate: {offer: Club, retries: 1, again_after: 90d}\ndefaults: {patience: 7d}\nproducts: {Mug: {price: 9}, Club: {price: 50}}\n"
        "holdout: {name: autumn, share: 100%, until: 2026-12-31}\n"
    ).policy
    club, day = ("Club", None), dt.timedelta(days=1)
    events = (Bought(("Mug",), TODAY), Held(Offered(club, TODAY), "autumn"), Offered(club, TODAY + 9 * day))
    questions = [Question(Customer(events, id="ann"), TODAY + 20 * day)]
    wanted = [say(policy, each) for each in questions]
    assert wanted[0]["state"] == "wait"
    assert wanted[0]["action"]["due"] == (TODAY + 106 * day).toordinal()
    assert ask(interpreter, policy, questions) == wanted


def time_opens(wanted: dict[str, Any]) -> set[str]:
    """Return what time alone opens, where nothing is live."""
    if wanted["awaiting"] and wanted["passed"]:
        return {"an open ask ends"}
    days = {each["day"] for each in wanted["passed"] if each["why"] == "not open yet"}
    return {"a window opens"} if wanted["state"] == "wait" and wanted["action"]["due"] in days else set()


def test_corners_of_time_that_random_lives_seldom_meet(interpreter: "Page") -> None:
    """A gap of 0 waives spacing; an open ask holds up the cold ask; a late No takes the place of the silent one."""
    policy = written(
        "ipp: 1\nultimate: {offer: Club, again_after: 5d}\ndefaults: {spacing: 9d}\nproducts:\n  Kit: {price: 9, next: [{offer: Oil, gap: 0}]}\n"
        "  Oil: {price: 7}\n  Pad: {price: 3}\n  Club: {price: 50}\ntouches: {Guide: {kind: content}}\n"
    ).policy
    days = [TODAY + dt.timedelta(number) for number in range(15)]
    oil, club = ("Oil", None), ("Club", None)
    spaced = Did("Guide", days[0]), Bought(("Kit",), days[1])
    asking = Bought(("Kit",), days[0]), Offered(oil, days[0]), Bought(("Pad",), days[1])
    late = Bought(("Pad",), days[0]), Offered(club, days[0]), Declined(club, days[8])
    questions = [
        Question(Customer(events), on)
        for events, on in ((spaced, days[1]), (asking, days[1]), (late, days[14]))
    ]
    wanted = [say(policy, each) for each in questions]
    assert [(each["state"], each["action"]["name"]) for each in wanted] == [
        ("offer", "Oil"),
        ("wait", "Club"),
        ("offer", "Club"),
    ]
    assert wanted[1]["passed"][-1]["step"] == "Club"
    assert ask(interpreter, policy, questions) == wanted


def test_a_charge_of_the_ultimate_that_is_a_yes_is_no_purchase_of_it(interpreter: "Page") -> None:
    """What is asked at each purchase of the ultimate is not asked again after a charge (docs/meaning.md, 1)."""
    policy = written(
        "ipp: 1\nultimate: Club\nproducts:\n  Mug: {price: 9, consumable: true}\n  Club: {price: 50, every: month, next: [{offer: Mug, each_time: true}]}\n"
    ).policy
    days = [TODAY + dt.timedelta(number) for number in range(6)]
    events = Bought(("Club",), days[0]), Bought(("Mug",), days[1]), Accepted(("Club", None), days[4])
    question = Question(Customer(events), days[5])
    wanted = say(policy, question)
    assert wanted["passed"] == [
        {"step": "Mug", "of": "Club", "why": "bought", "about": None, "day": days[1].toordinal()}
    ]
    assert ask(interpreter, policy, [question]) == [wanted]


def test_where_nothing_is_left_the_end_of_an_open_ask_is_waited_for(interpreter: "Page") -> None:
    policy = written(
        "ipp: 1\nultimate: {offer: Club, cold: false}\nproducts:\n  Kit: {price: 9, next: Oil}\n  Oil: {price: 7}\n  Pad: {price: 3}\n  Club: {price: 50}\n"
    ).policy
    days = [TODAY + dt.timedelta(number) for number in range(3)]
    events = Bought(("Kit",), days[0]), Offered(("Oil", None), days[0]), Bought(("Pad",), days[1])
    question = Question(Customer(events), days[2])
    wanted = say(policy, question)
    assert time_opens(wanted) == {"an open ask ends"}
    assert ask(interpreter, policy, [question]) == [wanted]


def test_an_offer_of_rest_at_another_price_keeps_its_own_patience(interpreter: "Page") -> None:
    """A corner that random lives seldom meet: only the list price is that of `rest` (docs/meaning.md, 8)."""
    policy = written(
        "ipp: 1\nultimate: Club\nproducts:\n  Kit: {price: 9, next: [{offer: Oil, price: 5, patience: 20d}]}\n"
        "  Oil: {price: 7, consumable: true}\n  Club: {price: 50}\nnext: Club\nrest: [{offer: Oil, every: 30d}]\n"
    ).policy
    oil = ("Oil", Decimal(5))
    days = [TODAY + dt.timedelta(number) for number in range(4)]
    events = (Bought(("Kit",), days[0]), Offered(oil, days[0]), Declined(oil, days[1]), Offered(oil, days[2]))
    question = Question(Customer(events), days[3])
    wanted = say(policy, question)
    assert wanted["action"]["due"] == (days[2] + dt.timedelta(20)).toordinal()
    assert ask(interpreter, policy, [question]) == [wanted]


@pytest.mark.parametrize("file", PATH_FILES, ids=lambda file: file.stem)
def test_the_recommended_path_of_the_page_is_that_of_the_engine(interpreter: "Page", file: Path) -> None:
    loaded = load_store_file(str(file))
    assert isinstance(loaded, Store)
    policy = loaded.policy
    names = policy.goods_in_order[:: 1 if amounts.FULL else 1 + len(policy.goods_in_order) // 40]
    goods = [policy.positions[name] for name in names]
    found = interpreter.evaluate(
        """([policy, goods, today]) => goods.map((good) => {
            const {steps, ends} = Play.journey(policy, [{kind: "bought", items: [good], on: today}], {attributes: new Map(), draws: new Map()}, today, 1000);
            return {ends, steps: steps.map(({action}) => [policy.items[action.item].name, action.due])};
        })""",
        [compile_policy(policy), goods, TODAY.toordinal()],
    )
    for name, way in zip(names, found, strict=True):
        actions, ends, _ = follow_yeses(policy, Customer((Bought((name,), TODAY),)), TODAY)
        assert way == {
            "ends": ends,
            "steps": [[action.name, action.due.toordinal()] for action in actions],
        }, name


def test_data_grows_with_the_file_and_not_with_its_square() -> None:
    """A category of many products with a long list: the list is written once."""

    def size(count: int) -> int:
        products = "".join(f"  P{number}: {{price: 3, category: All}}\n" for number in range(count))
        steps = ", ".join(f"P{number}" for number in range(count))
        store = f"ipp: 1\nultimate: Club\nproducts:\n{products}  Club: {{price: 9}}\ncategories: {{All: {{next: [{steps}]}}}}\n"
        return len(json.dumps(compile_policy(written(store).policy)))

    assert size(400) < 2.5 * size(200)
