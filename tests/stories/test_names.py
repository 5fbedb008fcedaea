"""Names in stories: unknown ones, old ones, those of the wrong kind."""

import pytest

from .shop import SHOP, run, tell


@pytest.mark.parametrize(
    ("step", "says", "help"),
    [
        ("bought: Mugg", "no product or bundle is called `Mugg`", "did you mean `Mug`?"),
        ("next: Teepot", "no product, bundle or touch is called `Teepot`", "did you mean `Teapot`?"),
        ("next: {do: Washing}", "no touch is called `Washing`", "did you mean `Washing advice`?"),
        ("{did: Washin advice, on: 1d}", "no touch is called `Washin advice`", "did you mean `Washing advice`?"),
        ("never: [Teapot, Zebra]", "no product, bundle or touch is called `Zebra`", "`ipp map` shows what there is"),
        ("reaches: Clay Klub", "no product, bundle or touch is called `Clay Klub`", "did you mean `Clay Club`?"),
        ("next: {because: Mugg}", "no product or bundle is called `Mugg`", "did you mean `Mug`?"),
        ("bought: Washing advice", "`Washing advice` is a touch: it is done, not bought", None),
        ("next: {do: Teapot}", "`Teapot` is not a touch: it is offered or bought", None),
        ("next: completed", "no product, bundle or touch is called `completed`", "`ipp map` shows what there is"),
    ],
)  # fmt: skip
def test_a_name_that_means_nothing_is_told_at_its_place(step: str, says: str, help: str | None) -> None:
    report = tell("bought: Mug", step)
    assert [(each.message, each.help) for each in report.findings] == [(says, help)]
    assert report.broken == 1


def test_names_are_understood_as_ipp_next_does() -> None:
    assert tell("bought: M-1", "next: washing  ADVICE").results[0].passed


def test_an_old_name_is_understood_and_the_new_one_is_offered() -> None:
    report = run(
        "stories:\n  One: [bought: Big Mug, next: Washing advice]\ncases: [{bought: Big Mug@-3d, next: Washing advice}]\n"
    )
    assert [result.passed for result in report.results] == [True, True]
    assert [(each.rule.severity, each.message) for each in report.findings] == [
        ("info", "`Big Mug` is called `Mug` now")
    ] * 2
    assert all(each.fix and each.fix.safe for each in report.findings)


def test_a_name_with_a_price_is_one_offer() -> None:
    shop = SHOP.replace("when: drinks-tea}, Teapot", "when: drinks-tea}, {offer: Teapot, price: 60}")
    steps = "bought: Mug, did, next: Teapot for 60, next: Teapot"
    text = "stories:\n  One: [bought: Mug, did, next: Teapot for 60, next: Teapot, next: Teapot for 68]\n"
    assert steps
    assert len(run(text, shop).results[0].failures) == 1


def test_a_case_may_name_what_holds_a_sign_for_days() -> None:
    shop = SHOP.replace("  Teapot:", "  Pot@-3d: {price: 5}\n  Teapot:")
    report = run(
        "cases: [{bought: Pot@-3d, next: Clay Club}, {bought: Pot@-3d@-9d, next: Clay Club}]\n", shop
    )
    assert [result.passed for result in report.results] == [True, True], report
