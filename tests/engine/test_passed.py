"""Why something was passed over: each kind of reason, with what it is about and since or until when."""

from ipp.engine.customer.events import Event, Returned
from ipp.engine.decision.action import PassedOver, Reason
from tests.engine.feet import asked, bought, day, declined, did, offered, policy_of, small

STORE = policy_of("""
ipp: 1
ultimate: {offer: Z, cold: false}
products:
  A:
    price: 9
    next:
      - video
      - B
      - C
      - AB
      - {offer: D, when: heel}
      - {offer: D, unless: owner}
      - {offer: D, until: 2026-06-05}
      - F
      - {offer: A, downsell: {offer: D, price: 3}}
      - {offer: D, price: 4}
      - E
  B: {price: 8}
  C: {price: 7, consumable: true}
  D: {price: 6}
  E: {price: 5}
  F: {price: 4, draft: true}
  Z: {price: 99}
bundles: {AB: {items: [A, B], price: 15}}
touches: {video: {kind: content}}
segments:
  heel: {where: {concern: heel}}
  owner: {owns: 1}
""")


def test_each_reason_in_reading_order() -> None:
    events = [bought(1, "A"), bought(0, "C"), did(2, "video"), declined(3, "B"), declined(4, "D", "4")]
    decision = asked(STORE, 9, *events)
    assert decision.action and decision.action.name == "E"
    assert decision.passed == (
        PassedOver("video", "A", Reason("done", None, day(2))),
        PassedOver("B", "A", Reason("declined", None, day(3))),
        PassedOver("C", "A", Reason("bought", None, day(0))),
        PassedOver("AB", "A", Reason("owned", "A")),
        PassedOver("D", "A", Reason("closed segment", "heel")),
        PassedOver("D", "A", Reason("closed segment", "owner")),
        PassedOver("D", "A", Reason("window over", None, day(4))),
        PassedOver("F", "A", Reason("draft")),
        PassedOver("A", "A", Reason("bought", None, day(1))),
        PassedOver("D for 3", "A", Reason("higher rung theirs", "A")),
        PassedOver("D for 4", "A", Reason("declined", None, day(4))),
    )


def test_a_closed_step_is_passed_over_as_one_but_a_dead_ladder_rung_by_rung() -> None:
    """Sentence 5 and 6."""
    store = small("  A: {price: 9, next: [{offer: B, when: two, downsell: C}, {offer: B, downsell: C}]}\n"
                  "  B: {price: 5}\n  C: {price: 3}\n", "segments: {two: {owns: 2}}\n")  # fmt: skip
    decision = asked(store, 0, bought(0, "A"), declined(0, "B"), declined(0, "C"))
    assert decision.state == "stranded"
    assert [(passed.step, passed.reason.why) for passed in decision.passed] == [
        ("B", "closed segment"),
        ("B", "declined"),
        ("C", "declined"),
    ]


def test_of_several_owned_products_the_first_of_the_file_is_named() -> None:
    store = small(
        "  A: {price: 9}\n  B: {price: 5, next: BA}\n", "bundles: {BA: {items: [B, A], price: 12}}\n"
    )
    events = [bought(0, "A"), bought(1, "B")]
    assert asked(store, 1, *events).passed == (PassedOver("BA", "B", Reason("owned", "A")),)


def test_of_several_noes_the_last_is_named_and_silence_is_one() -> None:
    """8: a silent No is dated to the end of the patience, 7d by default."""
    store = small("  A: {price: 9, next: B}\n  B: {price: 5}\n")
    events = [bought(0, "A"), declined(1, "B"), offered(3, "B")]
    assert asked(store, 10, *events).passed == (PassedOver("B", "A", Reason("silence", None, day(10))),)


def test_what_a_no_came_of_is_said() -> None:
    """3 and 8: a word, silence, or that it was given back; a late word takes the place of the silence, an ask alone does not."""
    store = small("  A: {price: 9, next: B}\n  B: {price: 5}\n")

    def find_reasons(*events: Event) -> list[Reason]:
        return [each.reason for each in asked(store, 20, bought(0, "A"), *events).passed if each.step == "B"]

    assert find_reasons(declined(1, "B")) == [Reason("declined", None, day(1))]
    assert find_reasons(offered(1, "B")) == [Reason("silence", None, day(8))]
    assert find_reasons(offered(1, "B"), declined(9, "B")) == [Reason("declined", None, day(9))]
    assert find_reasons(offered(1, "B"), offered(9, "B")) == [Reason("silence", None, day(16))]
    assert find_reasons(bought(1, "B"), Returned("B", day(4))) == [Reason("given back", None, day(4))]


def test_the_rest_and_the_store_belong_to_no_purchase() -> None:
    rest = "next: B\ntouches: {letter: {kind: content}}\nrest: [{do: letter, every: 9d, when: two}]\n"
    store = small("  A: {price: 9}\n  B: {price: 5}\n", rest + "segments: {two: {owns: 2}}\n")
    assert asked(store, 0, bought(0, "A"), declined(0, "B")).passed == (
        PassedOver("B", None, Reason("declined", None, day(0))),
        PassedOver("letter", None, Reason("closed segment", "two")),
    )


def test_who_waits_for_an_answer_was_passed_over_nothing() -> None:
    """8: a pending offer is waited for before anything else is looked at."""
    store = small("  A: {price: 9, next: [A, B]}\n  B: {price: 5}\n")
    assert asked(store, 1, bought(0, "A"), offered(1, "B")).passed == ()


def test_what_time_passes_over_is_named_with_its_day() -> None:
    """9: a window that is not open yet, one that is over, a `within` that is over."""
    steps = f"[{{offer: B, from: {day(20)}}}, {{offer: B, until: {day(5)}}}, {{offer: B, within: 8d}}, C]"
    store = small(f"  A: {{price: 9, next: {steps}}}\n  B: {{price: 5}}\n  C: {{price: 3}}\n")
    assert asked(store, 9, bought(0, "A")).passed == (
        PassedOver("B", "A", Reason("not open yet", None, day(20))),
        PassedOver("B", "A", Reason("window over", None, day(5))),
        PassedOver("B", "A", Reason("within over", None, day(8))),
    )


def test_what_waits_and_what_it_holds_up_is_named() -> None:
    """2: the first due step is the action; what waits before it in other lists is told, and what that holds up."""
    store = small(
        "  A: {price: 9, next: [{offer: B, after: 20d}, video]}\n  S: {price: 1, next: {offer: C, after: 12d}}\n"
        "  B: {price: 5}\n  C: {price: 3}\n",
        "touches: {video: {kind: content}}\nnext: video\n",
    )
    waiting = (
        PassedOver("B", "A", Reason("not due yet", None, day(20))),
        PassedOver("video", "A", Reason("held up", "B")),
    )
    due = asked(store, 12, bought(0, "S"), bought(0, "A"))
    assert due.action and (due.action.name, due.passed) == ("C", waiting)
    wait = asked(store, 9, bought(0, "S"), bought(0, "A"))
    assert wait.action and (wait.state, wait.action.name) == ("wait", "C")
    assert wait.passed == (*waiting, PassedOver("video", None, Reason("held up", "B")))


def test_the_open_ask_that_is_in_the_way_is_named() -> None:
    """7: every ladder that shares a product with it is passed over; 10: and holds up the cold ask."""
    store = policy_of(
        "ipp: 1\nultimate: Z\nproducts: {A: {price: 9, next: AB}, B: {price: 5}, S: {price: 1}, Z: {price: 99}}\n"
        "bundles: {BC: {items: [B, S], price: 6}, AB: {items: [B, S], price: 7}}\n"
    )
    events = [bought(0, "A"), offered(1, "BC"), bought(2, "A")]
    assert asked(store, 3, *events).passed == (
        PassedOver("AB", "A", Reason("open ask", "BC")),
        PassedOver("Z", None, Reason("open ask", "BC")),
    )
