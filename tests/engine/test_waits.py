"""Sentence 9 by hand: waits, windows and the gap between two asks."""

from tests.engine.feet import bought, day, declined, did, doing, offered, policy_of, small

TWO = "  B: {price: 5}\n  C: {price: 3}\n"


def test_a_month_is_thirty_days_and_half_a_day_is_one() -> None:
    store = small("  A: {price: 9, next: [{offer: B, after: 12h}, {offer: C, after: 1 month}]}\n" + TWO)
    assert doing(store, 0, bought(0, "A")) == ("wait", "B", 1)
    assert doing(store, 1, bought(0, "A"), declined(1, "B")) == ("wait", "C", 30)


def test_an_action_is_due_since_the_day_it_could_have_been_made() -> None:
    store = small("  A: {price: 9, next: {offer: B, after: 2d}}\n" + TWO)
    assert doing(store, 50, bought(0, "A")) == ("offer", "B", 2)


def test_store_wide_steps_count_from_the_first_purchase() -> None:
    store = small("  A: {price: 9}\n" + TWO, "next: {offer: C, after: 5d}\n")
    assert doing(store, 4, bought(0, "A"), bought(3, "B")) == ("wait", "C", 5)


def test_the_gap_puts_offers_off_and_touches_not() -> None:
    store = small(
        "  A: {price: 9, next: [B, video, C]}\n  D: {price: 2, next: E}\n  E: {price: 1}\n" + TWO,
        "defaults: {gap: 3d}\ntouches: {video: {kind: content}}\n",
    )
    no = [bought(0, "A"), declined(0, "B")]
    assert doing(store, 0, *no) == ("touch", "video", 0)
    assert doing(store, 0, *no, did(0, "video")) == ("wait", "C", 3)
    late = [bought(0, "A"), offered(0, "B"), declined(2, "B"), did(2, "video")]
    assert doing(store, 2, *late) == ("wait", "C", 3)  # the ask was on day 0
    running = [bought(0, "A"), offered(1, "B"), bought(2, "C"), bought(2, "D"), did(2, "video")]
    assert doing(store, 2, *running) == ("wait", "E", 4)  # asks that run on count


def test_without_a_gap_an_offer_is_due_no_earlier_than_the_last_ask() -> None:
    store = small("  A: {price: 9, next: [B, C]}\n" + TWO)
    assert doing(store, 9, bought(0, "A"), declined(4, "B")) == ("offer", "C", 4)


def test_from_and_until_are_the_first_and_the_last_open_day() -> None:
    step = f"{{offer: B, from: {day(5)}, until: {day(8)}}}"
    store = small(f"  A: {{price: 9, next: [{step}, C]}}\n" + TWO)
    assert doing(store, 0, bought(0, "A")) == ("offer", "C", 0)
    assert doing(store, 5, bought(0, "A")) == ("offer", "B", 0)
    assert doing(store, 8, bought(0, "A")) == ("offer", "B", 0)
    assert doing(store, 9, bought(0, "A")) == ("offer", "C", 0)


def test_what_would_be_due_after_its_window_is_closed_at_once() -> None:
    store = small(f"  A: {{price: 9, next: [{{offer: B, after: 9d, until: {day(8)}}}, C]}}\n" + TWO)
    assert doing(store, 0, bought(0, "A")) == ("offer", "C", 0)
    gap = small(f"  A: {{price: 9, next: [C, {{offer: B, until: {day(3)}}}, D]}}\n{TWO}  D: {{price: 1}}\n",
                "defaults: {gap: 4d}\n")  # fmt: skip
    assert doing(gap, 0, bought(0, "A"), declined(0, "C")) == ("wait", "D", 4)


def test_the_window_of_a_step_closes_all_its_rungs() -> None:
    store = small(f"  A: {{price: 9, next: {{offer: B, until: {day(2)}, downsell: C}}}}\n" + TWO)
    assert doing(store, 2, bought(0, "A"), declined(2, "B")) == ("offer", "C", 2)
    assert doing(store, 3, bought(0, "A"), declined(2, "B")) == ("stranded", None, None)


def test_the_window_of_a_rung_closes_that_rung_only() -> None:
    products = f"""\
  A: {{price: 9, next: {{offer: B, downsell: [{{offer: C, until: {day(2)}, downsell: D}}, E]}}}}
  B: {{price: 5}}
  C: {{price: 4}}
  D: {{price: 3}}
  E: {{price: 2}}
"""
    store = small(products)
    assert doing(store, 3, bought(0, "A")) == ("offer", "B", 0)
    assert doing(store, 3, bought(0, "A"), declined(1, "B")) == ("offer", "D", 1)


def test_that_no_is_one_since_the_purchase_the_step_belongs_to() -> None:
    """A No of last year is not the No after which this rung waits; it still is the answer to that offer."""
    store = small("  A: {price: 9, next: {offer: B, after: 3d, downsell: {offer: C, after: 5d}}}\n" + TWO)
    assert doing(store, 9, declined(0, "B"), bought(1, "A")) == ("offer", "C", 4)
    assert doing(store, 9, bought(1, "A"), declined(2, "B")) == ("offer", "C", 7)
    assert doing(store, 9, bought(1, "A"), declined(1, "B")) == (
        "offer",
        "C",
        6,
    )  # the day of the purchase counts


def test_the_cold_ask_is_due_today_and_a_listed_one_like_its_step() -> None:
    text = "ipp: 1\nultimate: Z\ndefaults: {after: 9d}\nproducts: {A: {price: 9%s}, Z: {price: 99}}\n"
    assert doing(policy_of(text % ""), 5, bought(0, "A")) == ("offer", "Z", 5)
    assert doing(policy_of(text % ", next: Z"), 5, bought(0, "A")) == ("wait", "Z", 9)
