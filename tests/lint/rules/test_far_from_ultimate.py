"""IPP209: who says Yes to everything is asked for the ultimate action after too many answers."""

import pytest

from ipp.lint.rules import far_from_ultimate

from ..marked import hold

MOST_ANSWERS = 20


def ladder(
    number: int, first: str = "P0", more: str = "", *, last: str = "Club", upwards: bool = False
) -> str:
    """Write a store whose first product leads to so many others, and only then to `last`; `upwards`: the first product stands last."""
    names = [f"P{each}" for each in range(number + 1)]
    products = [
        f"  {name if name != 'P0' else first}: {{next: {after}}}\n"
        for name, after in zip(names, [*names[1:], last], strict=True)
    ]
    return f"products:\n{''.join(reversed(products) if upwards else products)}  Club: {{}}\n{more}"


@pytest.mark.parametrize(("offers", "far"), [(MOST_ANSWERS, False), (MOST_ANSWERS + 1, True)])
def test_more_than_twenty_answers_are_too_many(offers: int, far: bool) -> None:
    """Each Yes leads to the next product: the ask comes after as many answers as there are others."""
    found = hold("far-from-ultimate", ladder(offers, "«P0»" if far else "P0"))
    if far:
        assert found[0].message.endswith(f"only after {offers} answers")
        assert found[0].help


def test_the_cold_ask_counts_and_whoever_is_never_asked_is_told_of_elsewhere() -> None:
    store = ladder(MOST_ANSWERS + 2, "«P0»").replace("next: Club", "note: the end")
    [finding] = hold("far-from-ultimate", store)
    assert f"only after {MOST_ANSWERS + 2} answers" in finding.message
    hold("far-from-ultimate", store.replace("«P0»", "P0") + "ultimate: {offer: Club, cold: false}")


def test_the_farthest_is_told_and_how_many_there_are() -> None:
    [finding] = hold("far-from-ultimate", ladder(MOST_ANSWERS + 3, "«P0»"))
    assert finding.message.endswith(
        f"only after {MOST_ANSWERS + 3} answers; it is also too far from 2 other purchases"
    )


def test_one_other_purchase_is_one() -> None:
    [finding] = hold("far-from-ultimate", ladder(MOST_ANSWERS + 2, "«P0»"))
    assert finding.message.endswith("it is also too far from 1 other purchase")


def test_the_farthest_is_told_wherever_it_stands() -> None:
    """Of sixty that are too far the last in the file is the farthest."""
    [finding] = hold("far-from-ultimate", ladder(MOST_ANSWERS + 60, "«P0»", upwards=True))
    assert finding.message.endswith(
        f"only after {MOST_ANSWERS + 60} answers; it is also too far from 59 other purchases"
    )


def test_who_is_never_asked_is_not_counted_wherever_it_stands() -> None:
    """Sixty products are far from the end of a road on which nobody is asked."""
    store = ladder(MOST_ANSWERS + 60, last="[]", upwards=True).replace("next: Club", "note: the end")
    hold("far-from-ultimate", store + "ultimate: {offer: Club, cold: false}")


def test_what_was_not_followed_to_the_end_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each walk is more than twenty answers of work: after the second there is none left."""
    monkeypatch.setattr(far_from_ultimate, "MOST_WORK", 100)
    [finding] = hold("far-from-ultimate", ladder(MOST_ANSWERS + 6, "«P0»"))
    assert finding.message.endswith(
        "it is also too far from 1 other purchase; 4 more were not followed past 20 answers"
    )


def test_whoever_is_ready_is_asked_sooner() -> None:
    ready = "ultimate: {offer: Club, ready: loyal}\nsegments: {loyal: {owns: 3}}\n"
    hold("far-from-ultimate", ready + ladder(MOST_ANSWERS + 5))


def test_nothing_is_concluded_from_a_mistake() -> None:
    hold("far-from-ultimate", ladder(MOST_ANSWERS + 5).replace("Club}", "[Clbu, Club]}"), mistakes=True)
